/** Files and a runtime become a model that decodes. The same on every backend: the runtime and the reading are passed in. */
import type { InferenceSession } from 'onnxruntime-common';
import { type ErrorCode, err, ok, type Result } from '../shared/result.ts';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import { failureOf } from './failure.ts';
import type { Decoder } from './job.ts';
import { GrammarCompiler } from './matcher.ts';
import { type ModelConfig, tokenIds } from './model_config.ts';
import { type ModelFiles, type ModelFolder, readModel } from './model_files.ts';
import { Prefixes, type SnapshotStore } from './prefix.ts';
import { Queue } from './queue.ts';
import { bytesOf, choiceOf, type ModelRow, sizeGuard } from './registry.ts';
import type { Runtime } from './runtime.ts';
import {
  CHAT_VOCABULARY,
  COUNTING,
  GARBAGE_PERPLEXITY,
  selfTest,
  type Test,
  testOfCard,
} from './self_test.ts';
import { NoCacheError, OrtModel } from './session.ts';
import { Tokenizer } from './tokenizer.ts';
import type { Backend, DecodeResult, Dtype, LoadedModel, LoadProgress } from './types.ts';

export interface LoadRequest extends ModelFolder {
  readonly row: ModelRow;
  readonly backend: Backend;
  readonly runtime: Runtime;
  readonly sessionOptions: InferenceSession.SessionOptions;
  /** Half precision on this WebGPU adapter. */
  readonly shaderF16?: boolean | undefined;
  /** One of the row's types instead of the best for the backend. */
  readonly dtype?: Dtype | undefined;
  /** The most bytes of weights. Default: no limit. */
  readonly limitBytes?: number | undefined;
  /** Where the caches of constant prompts outlive this page. */
  readonly snapshots?: SnapshotStore | undefined;
  /** The graphics card's description: another card adds in another order. */
  readonly adapter?: string | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Loads a model, runs it once and tests that it is the model of its card. Errors: E_MODEL_MISSING, E_MODEL_CORRUPT (a
 * file), E_MODEL_TOO_BIG (over `limitBytes`), E_MODEL_OPSET (a graph that the runtime has no operators for),
 * E_MODEL_NO_CACHE (no past_key_values), E_MODEL_GARBAGE (the self-test), E_BACKEND (no weights for this backend, or the
 * runtime fails), E_MEMORY.
 */
export async function loadModel(request: LoadRequest): Promise<Result<LoadedModel>> {
  const { row, backend, limitBytes } = request;
  const dtype = choiceOf(row, backend, request);
  const weights = dtype && row.weights[dtype];
  if (dtype === undefined || weights === undefined)
    return err(
      'E_BACKEND',
      { model: row.id, backend },
      row.backends[backend].why?.en ?? 'no weights for this backend',
    );
  const fits = sizeGuard(row, dtype, limitBytes ?? Number.POSITIVE_INFINITY);
  if (!fits.ok) return fits;
  const report = progressOf(request, bytesOf(row, dtype));
  report('files');
  const read = await readModel(row.id, weights, request, (bytes) => report('files', bytes), limitBytes);
  if (!read.ok) return read;
  const files = read.value;
  report('session');
  const session = await createSession(request, files);
  if (!session.ok) return session;
  report('warmup');
  const decoder = createDecoder(request, dtype, session.value, files);
  const warm = await warmUp(row, decoder, testFor(row, dtype, files, decoder));
  if (!warm.ok) return warm;
  report('ready');
  return ok(queued(request, dtype, files, decoder));
}

/**
 * Most tokens for one pass. WebAssembly is no faster with more than 32 at once and slower with 256 (SmolLM2-135M int8: 98 and
 * 78 tokens/s), and a stop waits for a pass.
 */
const CHUNK: Readonly<Record<Backend, number>> = { wasm: 64, webgpu: 256, node: 256 };

async function createSession(request: LoadRequest, files: ModelFiles): Promise<Result<OrtModel>> {
  let session: InferenceSession;
  try {
    const { weights, externalData } = files;
    const options = {
      ...request.sessionOptions,
      ...outputPlaces(request, files.config),
      ...(externalData.length === 0 ? {} : { externalData }),
    };
    const { InferenceSession } = request.runtime;
    session = await (typeof weights === 'string'
      ? InferenceSession.create(weights, options)
      : InferenceSession.create(weights, options));
  } catch (error) {
    return failureOf(error, codeOfRefusal(String(error)), { model: request.row.id });
  }
  try {
    return ok(new OrtModel(request.runtime, session, files.config, CHUNK[request.backend]));
  } catch (error) {
    await session.release();
    const code = error instanceof NoCacheError ? 'E_MODEL_NO_CACHE' : 'E_MODEL_CORRUPT';
    return failureOf(error, code, { model: request.row.id });
  }
}

/** ONNX Runtime's own words, the same in Node and in the browser; it gives no code that tells these apart. */
const LACKS_OPERATOR =
  /no op registered|not a registered function|could not find an implementation|failed to find kernel|opset \d+ is under development|ir version|opset_import/i;
const UNREADABLE = /protobuf|invalid model|no graph|failed to load model because|external data/i;

/** Why the runtime takes no such graph. */
function codeOfRefusal(words: string): ErrorCode {
  if (LACKS_OPERATOR.test(words)) return 'E_MODEL_OPSET';
  return UNREADABLE.test(words) ? 'E_MODEL_CORRUPT' : 'E_BACKEND';
}

/** On WebGPU the cache stays on the device, and the logits where tokens are found there; elsewhere there is nowhere else. */
function outputPlaces(
  { backend, runtime }: LoadRequest,
  { num_hidden_layers }: ModelConfig,
): InferenceSession.SessionOptions {
  if (backend !== 'webgpu') return {};
  const layers = Array.from({ length: num_hidden_layers }, (_, layer) => `present.${layer}`);
  const outputs = layers.flatMap((layer) => [`${layer}.key`, `${layer}.value`]);
  if (runtime.selection !== undefined) outputs.push('logits');
  return { preferredOutputLocation: Object.fromEntries(outputs.map((name) => [name, 'gpu-buffer'])) };
}

/** The card's sentences; without a card, counting for what should be a text model. */
function testFor(
  row: ModelRow,
  dtype: Dtype,
  { card }: ModelFiles,
  { tokenizer }: Decoder,
): Test | undefined {
  if (card?.selftest !== undefined) return testOfCard(card.selftest, dtype);
  if (card !== undefined || row.dialect === 'slots' || tokenizer.vocabulary.modelSize < CHAT_VOCABULARY)
    return undefined;
  return { sentences: [tokenizer.encode(COUNTING)], limit: GARBAGE_PERPLEXITY };
}

/** A run and a step, so that the first job finds everything ready (on WebGPU: compiled); then the test. */
async function warmUp(
  row: ModelRow,
  { context, tokenizer }: Decoder,
  test: Test | undefined,
): Promise<Result<unknown>> {
  const { model } = context;
  const worked = await tryOut().catch((error: unknown) =>
    failureOf(error, codeOfRefusal(String(error)), { model: row.id }),
  );
  if (!worked.ok) await model.dispose();
  return worked;

  async function tryOut(): Promise<Result<unknown>> {
    const logits = await model.forward([
      tokenizer.vocabulary.modelId(tokenizer.vocabulary.stopTokens[0] ?? 0),
    ]);
    model.truncate(0);
    if (!logits.some(Number.isFinite)) return err('E_MODEL_GARBAGE', { model: row.id }, 'no finite logits');
    return test === undefined ? ok(true) : await selfTest(row.id, model, test);
  }
}

function createDecoder(
  { row, backend, adapter = '', runtime, snapshots }: LoadRequest,
  dtype: Dtype,
  model: OrtModel,
  { config, stopTokens, tokenizer: file, digest }: ModelFiles,
): Decoder {
  const named = file.added.find((token) => token.content === file.eosToken)?.id;
  const all = [
    ...tokenIds(config.eos_token_id),
    ...(named === undefined ? [] : [named]),
    ...tokenIds(stopTokens),
  ];
  const stops = [...new Set(all)].filter((id) => id < model.vocabSize);
  const tokenizer = new Tokenizer(file, model.vocabSize, stops);
  const grammars = new GrammarCompiler(tokenizer.vocabulary);
  const context = new Context(model);
  const { version } = runtime;
  const identity =
    digest === undefined || version === undefined
      ? undefined
      : { weights: digest, dtype, backend, adapter, runtime: version };
  const prefixes = new Prefixes(context, identity, snapshots);
  return { context, tokenizer, grammars, prefixes, templateVariables: row.chat.variables };
}

/** Jobs on one model wait for each other: they share its cache. */
function queued(
  { row, backend }: LoadRequest,
  dtype: Dtype,
  { card }: ModelFiles,
  decoder: Decoder,
): LoadedModel {
  const queue = new Queue();
  let disposed = false;
  return {
    id: row.id,
    dialect: card?.dialect ?? row.dialect,
    backend,
    dtype,
    decode: (job) =>
      queue.run(async (): Promise<Result<DecodeResult>> => {
        if (disposed) return err('E_ABORTED', undefined, 'the model has been unloaded');
        return await decode(decoder, job);
      }),
    dispose: () =>
      queue.run(async () => {
        if (disposed) return;
        disposed = true;
        await decoder.context.model.dispose();
      }),
  };
}

function progressOf(
  { onProgress }: LoadRequest,
  expectedBytes: number,
): (phase: LoadProgress['phase'], bytes?: number) => void {
  let loadedBytes = 0;
  return (phase, bytes = 0) => {
    loadedBytes += bytes;
    onProgress?.({ phase, loadedBytes, totalBytes: Math.max(expectedBytes, loadedBytes) });
  };
}
