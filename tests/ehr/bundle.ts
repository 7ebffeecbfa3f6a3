/** `src/ehr` as one script for a page (`window.EHR`), and a real Chromium to put it in. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';

const CHROMIUM = process.env.CHROME_PATH ?? '/usr/bin/chromium';
const ENTRY = resolve(import.meta.dirname, '../../src/ehr/index.ts');

/** @param entry a narrower part of `src/ehr`, for tests of that part alone */
export const bundleEhr = async (entry = ENTRY): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'EHR' } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('src/ehr did not build');
  return `${chunk.code}\n;globalThis.EHR = EHR;`;
};

export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
