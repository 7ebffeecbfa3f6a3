/** The product's engine, loaded as the extension loads it. */
import { loadBrowserModel } from '../../../src/engine/browser.ts';
import type { LoadedModel } from '../../../src/engine/types.ts';
import type { Runner, Task } from '../protocol.ts';
import { modelFile, rowOf } from './engine-parts.ts';

/** More than the grammars that the engine keeps. */
const OTHERS = 4;

export async function ours({ model, threads, prompt, grammar, maxTokens }: Task): Promise<Runner> {
  const loaded = await loadBrowserModel({
    row: rowOf(model),
    backend: 'wasm',
    threads,
    readFile: (path) => modelFile(model.id, path),
  });
  if (!loaded.ok) throw new Error(`${loaded.error.code} ${loaded.error.detail ?? ''}`);
  return {
    async run() {
      await forget(loaded.value);
      const started = performance.now();
      const decoded = await loaded.value.decode({ prompt, grammar, maxTokens });
      const totalMs = performance.now() - started;
      if (!decoded.ok) throw new Error(`${decoded.error.code} ${decoded.error.detail ?? ''}`);
      const { text, tokens, timing } = decoded.value;
      return {
        totalMs,
        ...timing,
        promptTokens: tokens.prompt,
        outputTokens: tokens.output,
        modelCalls: tokens.modelCalls,
        text,
      };
    },
  };
}

/** Other jobs in between, so that neither the grammar nor the prompt is found where the last run left it. */
async function forget(model: LoadedModel): Promise<void> {
  for (let other = 0; other < OTHERS; other++) {
    await model.decode({ prompt: 'x', grammar: `root ::= "a${other}" | "b${other}"`, maxTokens: 8 });
  }
}
