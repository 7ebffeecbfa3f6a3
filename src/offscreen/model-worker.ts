/**
 * The model's own thread. All of the extension's pages share one process and one main thread: a forward pass in the
 * offscreen document would freeze the side panel, its stop button included. A worker that runs out of memory is thrown
 * away, runtime and all, and the next one starts clean.
 */
import { loadBrowserModel } from '../engine/browser.ts';
import { whyNone } from '../engine/choice.ts';
import { decideHere, type Measured } from '../engine/decide.ts';
import type { LoadedModel } from '../engine/types.ts';
import { blobSource } from '../engine/weight_source.ts';
import { type AppError, err, ok, type Result } from '../shared/result.ts';
import { placeOf } from './model-place.ts';
import { runtimeError } from './runtime-error.ts';
import type { FromWorker, ModelFacts, SentRequest, ToWorker } from './worker-messages.ts';

const calls = new Map<number, AbortController>();
let model: LoadedModel | undefined;

// Called by its global name each time, which is where the tests' brake sits.
const say = (message: FromWorker): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'load':
      void load(data.id, data.limitBytes, data.measured);
      break;
    case 'decode':
      void decode(data.call, data.request);
      break;
    case 'abort':
      calls.get(data.call)?.abort();
      break;
  }
});

async function load(id: string, limitBytes: number, measured: Measured | undefined): Promise<void> {
  const result = await loadFromItsPlace(id, limitBytes, measured).catch((thrown: unknown) =>
    runtimeError(thrown),
  );
  if (result.ok) model = result.value;
  say({ type: 'loaded', result: result.ok ? ok(factsOf(id, result.value)) : result });
}

const factsOf = (id: string, { dialect, backend, dtype, chosen, gpuFailed }: LoadedModel): ModelFacts => ({
  id,
  dialect,
  backend,
  dtype,
  chosen,
  gpuFailed,
});

/** Where and as what this machine runs it best; on the processor where the graphics card then fails. */
async function loadFromItsPlace(
  id: string,
  limitBytes: number,
  known: Measured | undefined,
): Promise<Result<LoadedModel>> {
  const place = await placeOf(id);
  if (!place.ok) return place;
  const { row, readFile, blobOf } = place.value;
  const { decision, measured } = await decideHere({
    row,
    readFile,
    sourceOf: blobOf && (async (path) => blobSource(await blobOf(path))),
    limitBytes,
    measured: known,
  });
  if (measured !== undefined && measured !== known) say({ type: 'measured', measured });
  const [first] = decision.choices;
  if (first === undefined) return { ok: false, error: whyNone(row, decision, limitBytes) };
  const onProcessor = decision.choices.find(({ backend }) => backend === 'wasm');
  let gpuFailed: AppError | undefined;
  const loaded = await loadBrowserModel({
    ...place.value,
    backend: first.backend,
    dtype: first.dtype,
    threads: onProcessor?.threads,
    limitBytes,
    onProgress: (progress) => say({ type: 'progress', progress }),
    onFallback: (why) => {
      gpuFailed = why;
    },
  });
  if (!loaded.ok) return loaded;
  const { dtype } = loaded.value;
  const chosen =
    gpuFailed === undefined
      ? first
      : { ...(onProcessor ?? { backend: 'wasm', threads: 1 }), dtype, why: 'GPU_FAILED' as const };
  return ok({ ...loaded.value, chosen, gpuFailed });
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
            onText: (text, tokens, chosen) => say({ type: 'text', call, text, tokens, chosen }),
          })
          .catch((thrown: unknown) => runtimeError(thrown));
  calls.delete(call);
  say({ type: 'decoded', call, result });
}
