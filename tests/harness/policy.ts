/** A real policy file, where Chromium on Linux looks for it. Only root can put one there. */
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { EXTENSION_ID } from './extension.ts';

const FOLDER = '/etc/chromium/policies/managed';
const FILE = `${FOLDER}/epicrisis-e2e.json`;

/** Why no policy can be installed here, or undefined where it can. */
export function whyNoPolicy(): string | undefined {
  if (process.platform !== 'linux') return 'policy files are tested on Linux alone';
  try {
    mkdirSync(FOLDER, { recursive: true });
    accessSync(FOLDER, constants.W_OK);
    return undefined;
  } catch {
    return `${FOLDER} is not writable: run as root to test a real policy file`;
  }
}

/** Installs the extension's policy for browsers started from now on; the answer takes it away again. */
export function installPolicy(values: Readonly<Record<string, unknown>>): () => void {
  writeFileSync(FILE, JSON.stringify({ '3rdparty': { extensions: { [EXTENSION_ID]: values } } }));
  return () => rmSync(FILE, { force: true });
}
