/** Scripts and pages of the bench's own, made by Vite from the same sources as the product. */
import { resolve } from 'node:path';
import { build } from 'vite';

const PAGE = resolve(import.meta.dirname, 'page');

/** A script to be put into pages as it is. */
export async function bundleScript(file: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: resolve(PAGE, file), formats: ['iife'], name: 'bench' } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${file} did not build`);
  return chunk.code;
}
