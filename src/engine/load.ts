/** Files and a runtime become a model that decodes. The same on every backend: the runtime and the reading are passed in. */
import type { InferenceSession } from 'onnxruntime-common';
import { err, ok, type Result } from '../shared/result.ts';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import { failureOf } from './failure.ts';
import type { Decoder } from './job.ts';
import { GrammarCompiler, type XGrammar } from './matcher.ts';
import { type ModelConfig, tokenIds } from './model_config.ts';
import { type ModelFiles, type ReadFile, readModel } from './model_files.ts';
import { Queue } from './queue.ts';
import { dtypesFor, type ModelRow } from './registry.ts';
import type { Runtime } from './runtime.ts';
import { OrtModel } from './session.ts';
import { Tokenizer } from './tokenizer.ts';
import type { Backend, DecodeResult, Dtype, LoadedModel, LoadProgress } from './types.ts';

export interface LoadRequest {
  readonly row: ModelRow;
  readonly backend: Backend;
  readonly runtime: Runtime;
  readonly sessionOptions: InferenceSession.SessionOptions;
  readonly xgrammar: XGrammar;
  readonly readFile: ReadFile;
  /** Half precision on this WebGPU adapter. */
  readonly shaderF16?: boolean | undefined;
  /** One of the row's types instead of the best for the backend. */
  readonly dtype?: Dtype | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Loads a model and runs it once. Errors: E_MODEL_MISSING, E_MODEL_CORRUPT (a file), E_BACKEND (no weights for this
 * backend, or the runtime refuses the graph), E_MEMORY.
 */
export async function loadModel(request: LoadRequest): Promise<Result<LoadedModel>> {
  const { row, backend } = request;
  const usable = request.dtype === undefined ? dtypesFor(backend, request.shaderF16) : [request.dtype];
  const dtype = usable.find((candidate) => row.weights[candidate] !== undefined);
  const weights = dtype && row.weights[dtype];
  if (!row.backends.includes(backend) || dtype === undefined || weights === undefined)
    return err('E_BACKEND', { model: row.id, backend }, 'no weights for this backend');
  const report = progressOf(request);
  report('files');
  const files = await readModel(row.id, weights, request.readFile, (bytes) => report('files', bytes));
  if (!files.ok) return files;
  report('session');
  const session = await createSession(request, files.value);
  if (!session.ok) return session;
  report('warmup');
  const decoder = createDecoder(session.value, files.value, request.xgrammar);
  const warm = await warmUp(row, decoder);
  if (!warm.ok) return warm;
  report('ready');
  return ok(queued(request, dtype, decoder));
}

async function createSession(request: LoadRequest, files: ModelFiles): Promise<Result<OrtModel>> {
  let session: InferenceSession;
  try {
    const options = { ...request.sessionOptions, ...cachePlace(request.backend, files.config) };
    session = await request.runtime.InferenceSession.create(files.weights, options);
  } catch (error) {
    const unreadable = /protobuf|invalid model|no graph|failed to load model because/i.test(String(error));
    return failureOf(error, unreadable ? 'E_MODEL_CORRUPT' : 'E_BACKEND', { model: request.row.id });
  }
  try {
    return ok(new OrtModel(request.runtime, session, files.config));
  } catch (error) {
    await session.release();
    return failureOf(error, 'E_MODEL_CORRUPT', { model: request.row.id });
  }
}

/** On WebGPU the cache stays on the device; elsewhere there is nowhere else. */
function cachePlace(backend: Backend, { num_hidden_layers }: ModelConfig): InferenceSession.SessionOptions {
  if (backend !== 'webgpu') return {};
  const layers = Array.from({ length: num_hidden_layers }, (_, layer) => `present.${layer}`);
  const outputs = layers.flatMap((layer) => [`${layer}.key`, `${layer}.value`]);
  return { preferredOutputLocation: Object.fromEntries(outputs.map((name) => [name, 'gpu-buffer'])) };
}

/** A run and a step, so that the first job finds everything ready (on WebGPU: compiled); weights that give no numbers at all are broken. */
async function warmUp(row: ModelRow, { context, grammars, tokenizer }: Decoder): Promise<Result<true>> {
  const { model } = context;
  try {
    const logits = await model.forward([
      tokenizer.vocabulary.modelId(tokenizer.vocabulary.stopTokens[0] ?? 0),
    ]);
    model.truncate(0);
    await grammars.ready();
    if (logits.some(Number.isFinite)) return ok(true);
    await model.dispose();
    return err('E_MODEL_CORRUPT', { model: row.id }, 'no finite logits');
  } catch (error) {
    await model.dispose();
    return failureOf(error, 'E_BACKEND', { model: row.id });
  }
}

function createDecoder(
  model: OrtModel,
  { config, tokenizer: file }: ModelFiles,
  xgrammar: XGrammar,
): Decoder {
  const named = file.added.find((token) => token.content === file.eosToken)?.id;
  const stops = new Set([...tokenIds(config.eos_token_id), ...(named === undefined ? [] : [named])]);
  const tokenizer = new Tokenizer(file, model.vocabSize, [...stops]);
  const grammars = new GrammarCompiler(xgrammar, tokenizer.vocabulary);
  return { context: new Context(model), tokenizer, grammars };
}

/** Jobs on one model wait for each other: they share its cache. */
function queued({ row, backend }: LoadRequest, dtype: Dtype, decoder: Decoder): LoadedModel {
  const queue = new Queue();
  let disposed = false;
  return {
    id: row.id,
    dialect: row.dialect,
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
        await decoder.grammars.dispose();
        await decoder.context.model.dispose();
      }),
  };
}

function progressOf({
  row,
  onProgress,
}: LoadRequest): (phase: LoadProgress['phase'], bytes?: number) => void {
  let loadedBytes = 0;
  return (phase, bytes = 0) => {
    loadedBytes += bytes;
    onProgress?.({ phase, loadedBytes, totalBytes: Math.max(row.bytes, loadedBytes) });
  };
}
