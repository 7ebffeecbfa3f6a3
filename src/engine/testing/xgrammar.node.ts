/**
 * web-xgrammar in Node. Its file is UMD inside a package marked as ESM, so `import` finds no exports there: it is
 * compiled as CommonJS by hand. Node only; bundlers resolve the package themselves.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import type { XGrammar } from './xgrammar.ts';

type CompilableModule = Module & { _compile(source: string, filename: string): void };

let loaded: XGrammar | undefined;

/** The library, loaded once for each process. */
export function loadXGrammar(): XGrammar {
  if (loaded === undefined) {
    const file = createRequire(import.meta.url).resolve('@mlc-ai/web-xgrammar');
    const module = new Module(file) as CompilableModule;
    module.filename = file;
    module._compile(readFileSync(file, 'utf8'), file);
    loaded = module.exports as XGrammar;
  }
  return loaded;
}
