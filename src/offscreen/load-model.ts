/**
 * A model in a worker of its own, behind the same interface as one at hand. A worker whose graphics card went away is
 * replaced by a new one under the same model, and what it was writing goes on from what it chose last.
 */
import type { Measured } from '../engine/decide.ts';
import { SIZE_LIMIT_BYTES } from '../engine/registry.ts';
import type { DecodeRequest, DecodeResult, LoadedModel, LoadProgress } from '../engine/types.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { FromWorker, ModelFacts, SentRequest, ToWorker } from './worker-messages.ts';

/** The part of a Worker that is used. */
export type ModelWorker = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const spawn = (): ModelWorker =>
  new Worker(new URL('./model-worker.ts', import.meta.url), { type: 'module' });

/** To the first sign of life of a new worker; a load then reports its progress. */
const LOAD_LIMIT_MS = 30_000;

/** A card that goes away again and again is left alone: the job fails, and the template writes. */
const MOST_LOSSES = 2;

/** The machine, measured by a worker of this document's; goes with it. */
let measured: Measured | undefined;

interface Call {
  readonly done: (result: Result<DecodeResult>) => void;
  readonly onText: DecodeRequest['onText'];
}

/**
 * Loads a model in a new worker; a load that fails takes its worker with it. Errors: those of `loadBrowserModel`,
 * and E_BACKEND where the worker itself can't be started.
 */
export async function loadInWorker(
  id: string,
  progress: (now: LoadProgress) => void,
  limitBytes: number = SIZE_LIMIT_BYTES,
  start: () => ModelWorker = spawn,
): Promise<Result<LoadedModel>> {
  const load = () => openWorker(id, progress, limitBytes, start);
  const first = await load();
  if (!first.ok) return first;
  let open = first.value;
  let losses = 0;
  let replacing: Promise<Result<OpenWorker>> | undefined;

  async function decode(request: DecodeRequest): Promise<Result<DecodeResult>> {
    const at = open;
    let begun = request.begun;
    const decoded = await at.decode({
      ...request,
      onText: (text, tokens, chosen) => {
        begun = chosen;
        request.onText?.(text, tokens, chosen);
      },
    });
    if (!wasLost(decoded) || losses >= MOST_LOSSES || request.signal?.aborted) return decoded;
    if (open === at) {
      losses++;
      at.end(decoded);
      // A second job that fails on the same card waits for the same worker.
      replacing = load();
    }
    const next = await replacing;
    if (next === undefined || !next.ok) return next ?? decoded;
    open = next.value;
    const onProcessor = at.facts.backend === 'webgpu' && open.facts.backend === 'wasm';
    Object.assign(model, open.facts, onProcessor ? { gpuFailed: decoded.error } : {});
    return await decode({ ...request, begun });
  }

  const model = {
    ...open.facts,
    decode,
    dispose: async () => open.end(err('E_ABORTED', undefined, 'the model has been unloaded')),
  };
  return ok(model);
}

const wasLost = (decoded: Result<DecodeResult>): decoded is Extract<typeof decoded, { ok: false }> =>
  !decoded.ok && decoded.error.params?.device === 'lost';

interface OpenWorker {
  readonly facts: ModelFacts;
  decode(request: DecodeRequest): Promise<Result<DecodeResult>>;
  /** Ends the worker; what is open gets this answer. */
  end(why: Result<never>): void;
}

function openWorker(
  id: string,
  progress: (now: LoadProgress) => void,
  limitBytes: number,
  start: () => ModelWorker,
): Promise<Result<OpenWorker>> {
  const worker = start();
  const calls = new Map<number, Call>();
  let lastCall = 0;
  let ended = false;
  const tell = (message: ToWorker): void => worker.postMessage(message);

  function end(why: Result<never>): void {
    ended = true;
    worker.terminate();
    for (const { done } of calls.values()) done(why);
    calls.clear();
  }

  function decode({ signal, onText, ...request }: DecodeRequest): Promise<Result<DecodeResult>> {
    if (ended) return Promise.resolve(err('E_ABORTED', undefined, 'the model has been unloaded'));
    const call = ++lastCall;
    return new Promise((resolve) => {
      const abort = (): void => tell({ type: 'abort', call });
      calls.set(call, {
        onText,
        done: (result) => {
          signal?.removeEventListener('abort', abort);
          resolve(result);
        },
      });
      tell({ type: 'decode', call, request: request satisfies SentRequest });
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  }

  return new Promise((resolve) => {
    // A worker that neither answers nor fails must not leave the physician waiting: the template writes instead.
    const late = setTimeout(() => {
      const why = err('E_BACKEND', undefined, 'the model worker did not answer');
      end(why);
      resolve(why);
    }, LOAD_LIMIT_MS);
    worker.addEventListener('message', (event) => {
      clearTimeout(late);
      const { data } = event as MessageEvent<FromWorker>;
      if (data.type === 'progress') progress(data.progress);
      else if (data.type === 'measured') measured = data.measured;
      else if (data.type === 'loaded') {
        if (!data.result.ok) end(data.result);
        resolve(data.result.ok ? ok({ facts: data.result.value, decode, end }) : data.result);
      } else if (data.type === 'text') calls.get(data.call)?.onText?.(data.text, data.tokens, data.chosen);
      else {
        const call = calls.get(data.call);
        calls.delete(data.call);
        call?.done(data.result);
      }
    });
    // The worker's script could not be loaded, or it threw outside of any call.
    worker.addEventListener('error', () => {
      clearTimeout(late);
      const why = err('E_BACKEND', undefined, 'the model worker failed');
      end(why);
      resolve(why);
    });
    tell({ type: 'load', id, limitBytes, measured });
  });
}
