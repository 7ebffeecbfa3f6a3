/** What differs between a browser's page and Node for the ways of decoding that run in both. */
import type { InferenceSession } from 'onnxruntime-common';
import { type ModelConfig, tokenIds } from '../../../src/engine/model_config.ts';
import { type ModelFiles, readModel } from '../../../src/engine/model_files.ts';
import { GRAPH_FILES } from '../../../src/engine/registry/layout.ts';
import { rowOfFolder } from '../../../src/engine/registry.ts';
import type { Runtime } from '../../../src/engine/runtime.ts';
import { OrtModel } from '../../../src/engine/session.ts';
import type { XGrammar } from '../../../src/engine/testing/xgrammar.ts';
import { Tokenizer } from '../../../src/engine/tokenizer.ts';
import type { WeightSource } from '../../../src/engine/weight_source.ts';
import type { BenchModel } from '../protocol.ts';

export interface Place {
  readFile(model: string, path: string): Promise<Uint8Array>;
  readonly xgrammar: XGrammar;
  /** A file of weights read piece by piece, as the product reads what is installed. */
  readonly sourceOf?: ((model: string, path: string) => Promise<WeightSource>) | undefined;
  runtime(way: RuntimeWay): Promise<Runtime>;
  readonly executionProvider: 'wasm' | 'cpu';
  /** As in the product. */
  readonly chunk: number;
  /** Tells Transformers.js where things are. */
  configureStock(threads: number): void;
}

export interface RuntimeWay {
  readonly threads: number;
  /** False: ONNX Runtime's own JavaScript, which copies all tensors in and out. In Node it is always that. */
  readonly heap: boolean;
  /** Attention as ONNX Runtime has it. */
  readonly tiledAttention?: boolean | undefined;
}

export const rowOf = ({ id, dialect, dtype }: BenchModel) => rowOfFolder(id, dialect, [GRAPH_FILES[dtype]]);

/** @param piecewise leaves weights where they are, for the runtime that reads them so */
export async function filesOf(place: Place, model: BenchModel, piecewise = false): Promise<ModelFiles> {
  const weights = rowOf(model).weights[model.dtype];
  if (weights === undefined) throw new Error(`${model.id} has no ${model.dtype}`);
  const { sourceOf } = place;
  // The bundled model comes with the extension, whole; what is installed was held against its digests when it came.
  const installed = piecewise && sourceOf !== undefined && model.dialect === 'text';
  const folder = {
    readFile: (path: string) =>
      installed && path === 'SHA256SUMS'
        ? Promise.reject(new Error('checked on installing'))
        : place.readFile(model.id, path),
    ...(installed ? { sourceOf: (path: string) => sourceOf(model.id, path) } : {}),
  };
  const files = await readModel(model.id, weights, folder, () => undefined);
  if (!files.ok) throw new Error(`${files.error.code} ${files.error.detail ?? ''}`);
  return files.value;
}

export function tokenizerOf(
  { tokenizer: file, config }: Pick<ModelFiles, 'tokenizer' | 'config'>,
  modelSize: number,
): Tokenizer {
  const named = file.added.find(({ content }) => content === file.eosToken)?.id;
  const stops = [...new Set([...tokenIds(config.eos_token_id), ...(named === undefined ? [] : [named])])];
  return new Tokenizer(file, modelSize, stops);
}

export interface SessionWay extends RuntimeWay {
  readonly inPlace: boolean;
}

/** What an `OrtModel` is made of; several of them, with a cache each, may stand on one session. */
export interface Opened {
  readonly runtime: Runtime;
  readonly session: InferenceSession;
  readonly config: ModelConfig;
  readonly chunk: number;
}

export async function openedOf(
  place: Place,
  { weights, config }: ModelFiles,
  { inPlace, ...way }: SessionWay,
): Promise<Opened> {
  const runtime = await place.runtime(way);
  const session = await runtime.InferenceSession.create(weights as Uint8Array, {
    executionProviders: [place.executionProvider],
    logSeverityLevel: 3,
    ...(place.executionProvider === 'cpu' ? { intraOpNumThreads: way.threads } : {}),
  });
  return {
    runtime: inPlace ? runtime : { ...runtime, cacheMemory: undefined },
    session,
    config,
    chunk: place.chunk,
  };
}

export async function sessionOf(place: Place, files: ModelFiles, way: SessionWay): Promise<OrtModel> {
  const { runtime, session, config, chunk } = await openedOf(place, files, way);
  return new OrtModel(runtime, session, config, chunk);
}
