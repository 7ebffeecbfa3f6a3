/** llama.cpp in WebAssembly on a GGUF of the same weights, with the same prompt and the same grammar. */
import { Wllama } from '@wllama/wllama/esm/index.js';
import { promptText } from '../../../src/engine/chat.ts';
import type { Run, Runner, Task } from '../protocol.ts';
import { filesOf, tokenizerOf } from '../ways/place.ts';
import { browserPlace } from './place.ts';

/** Room for the prompt and the output. */
const CONTEXT = 2048;

export async function wllama(task: Task): Promise<Runner> {
  const { model, threads, prompt, grammar, maxTokens } = task;
  const files = await filesOf(browserPlace, model);
  const tokenizer = tokenizerOf(files, files.config.vocab_size);
  const text = promptText(prompt, tokenizer);
  const response = await fetch(`/gguf/${model.id}`);
  if (!response.ok) throw new Error(`no GGUF: status ${response.status}`);
  const engine = new Wllama({ default: '/wllama/wllama.wasm' }, { suppressNativeLog: true });
  await engine.loadModel([await response.blob()], { n_ctx: CONTEXT, n_threads: threads, n_gpu_layers: 0 });
  return {
    async run(): Promise<Run> {
      const started = performance.now();
      let firstTextMs: number | undefined;
      let written = '';
      let timings: { prompt_ms?: number; predicted_ms?: number; predicted_n?: number } = {};
      const chunks = await engine.createCompletion({
        prompt: text,
        max_tokens: maxTokens,
        temperature: 0,
        grammar,
        // What its cache holds of the prompt from the run before, it keeps: the prompt is the same for every patient.
        cache_prompt: true,
        stream: true,
      } as Parameters<Wllama['createCompletion']>[0] & { stream: true });
      for await (const chunk of chunks) {
        firstTextMs ??= performance.now() - started;
        written += chunk.choices[0]?.text ?? '';
        timings = (chunk.timings as typeof timings | undefined) ?? timings;
      }
      const totalMs = performance.now() - started;
      return {
        totalMs,
        grammarMs: 0,
        prefillMs: timings.prompt_ms ?? Number.NaN,
        decodeMs: timings.predicted_ms ?? Number.NaN,
        modelMs: null,
        firstTextMs: firstTextMs ?? totalMs,
        promptTokens: tokenizer.encodePrompt(text).length,
        outputTokens: tokenizer.encode(written).length,
        modelCalls: timings.predicted_n ?? Number.NaN,
        text: written,
      };
    },
  };
}
