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

/** The page of the decoding variants, into `build/bench`; the folder. */
export async function bundlePage(): Promise<string> {
  const outDir = resolve(import.meta.dirname, '../../build/bench');
  await build({
    configFile: false,
    logLevel: 'error',
    root: PAGE,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome124',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: resolve(PAGE, 'index.html') },
    },
  });
  return outDir;
}
