/** Scripts and pages of the bench's own, made by Vite from the same sources as the product. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { DIST } from '../../tests/harness/extension.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = resolve(import.meta.dirname, 'page');

/** Builds the extension where it is not built; what the build says goes to stderr. */
export function ensureExtension(): void {
  if (existsSync(join(DIST, 'manifest.json'))) return;
  const vite = resolve(ROOT, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--outDir', DIST], { cwd: ROOT, stdio: ['ignore', 2, 2] });
}

/** A script to be put into pages as it is. */
export async function bundleScript(file: URL): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: fileURLToPath(file), formats: ['iife'], name: 'bench' } },
  });
  const output = Array.isArray(built) ? built[0] : built;
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${file.pathname} did not build`);
  return chunk.code;
}

/** web-xgrammar's mask at once, to compare matchers under one loop: what its own method does once the library is loaded. */
const synchronousMask: Plugin = {
  name: 'synchronous-mask',
  transform(code, id) {
    if (!id.includes('web-xgrammar/lib/index')) return undefined;
    const method = 'async getNextTokenBitmask() {';
    if (!code.includes(method)) throw new Error(`web-xgrammar has no ${method}`);
    const now = [
      'bitmaskNow() {',
      'const held = this.handle.GetNextTokenBitmask(this.vocab_size);',
      'const mask = binding.vecIntToView(held).slice();',
      'held.delete();',
      'return mask;',
      '}',
    ];
    return { code: code.replace(method, `${now.join(' ')}\n${method}`), map: null };
  },
};

/** A folder's page, by default that of the decoding variants, into `build/<name>`; that folder. */
export async function bundlePage(page = PAGE, name = 'bench'): Promise<string> {
  const outDir = resolve(ROOT, 'build', name);
  await build({
    configFile: false,
    logLevel: 'error',
    root: page,
    plugins: [synchronousMask],
    worker: { format: 'es', plugins: () => [synchronousMask] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome124',
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: resolve(page, 'index.html') },
    },
  });
  return outDir;
}
