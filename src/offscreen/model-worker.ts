/**
 * The model's own thread. All of the extension's pages share one process and one main thread: a forward pass in the
 * offscreen document would freeze the side panel, its stop button included. A worker that runs out of memory is thrown
 * away, runtime and all, and the next one starts clean.
 */
import { loadBrowserModel } from '../engine/browser.ts';
import { threadsFor } from '../engine/machine.ts';
import { bytesOf, choiceOf } from '../engine/registry.ts';
import type { LoadedModel } from '../engine/types.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { placeOf } from './model-place.ts';
import { runtimeError } from './runtime-error.ts';
import type { FromWorker, SentRequest, ToWorker } from './worker-messages.ts';

const calls = new Map<number, AbortController>();
let model: LoadedModel | undefined;

// Called by its global name each time, which is where the tests' brake sits.
const say = (message: FromWorker): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'load':
      void load(data.id, data.limitBytes);
      break;
    case 'decode':
      void decode(data.call, data.request);
      break;
    case 'abort':
      calls.get(data.call)?.abort();
      break;
  }
});

async function load(id: string, limitBytes: number): Promise<void> {
  const result = await loadFromItsPlace(id, limitBytes).catch((thrown: unknown) => runtimeError(thrown));
  if (result.ok) model = result.value;
  say({
    type: 'loaded',
    result: result.ok
      ? ok({ id, dialect: result.value.dialect, backend: result.value.backend, dtype: result.value.dtype })
      : result,
  });
}

/** On the GPU where there is one, unless the model is so small that WebAssembly is faster. */
async function loadFromItsPlace(id: string, limitBytes: number): Promise<Result<LoadedModel>> {
  const place = await placeOf(id);
  if (!place.ok) return place;
  const { row } = place.value;
  const dtype = choiceOf(row, 'wasm');
  const threads = threadsFor(dtype === undefined ? 0 : bytesOf(row, dtype), {
    cores: navigator.hardwareConcurrency,
    isolated: self.crossOriginIsolated,
  });
  return loadBrowserModel({
    ...place.value,
    threads,
    backend: row.recommended.includes('wasm') ? 'wasm' : 'webgpu',
    limitBytes,
    onProgress: (progress) => say({ type: 'progress', progress }),
  });
}

async function decode(call: number, request: SentRequest): Promise<void> {
  const abort = new AbortController();
  calls.set(call, abort);
  const result =
    model === undefined
      ? err('E_BACKEND', undefined, 'no model')
      : await model
          .decode({
            ...request,
            signal: abort.signal,
            onText: (text, tokens) => say({ type: 'text', call, text, tokens }),
          })
          .catch((thrown: unknown) => runtimeError(thrown));
  calls.delete(call);
  say({ type: 'decoded', call, result });
}
