/** The engine's parts, put together by hand where the bench needs to get between them. */

import { GrammarCompiler } from '../../../src/engine/matcher.ts';
import { tokenIds } from '../../../src/engine/model_config.ts';
import { type ModelFiles, readModel } from '../../../src/engine/model_files.ts';
import { GRAPH_FILES } from '../../../src/engine/registry/layout.ts';
import { rowOfFolder } from '../../../src/engine/registry.ts';
import type { Runtime } from '../../../src/engine/runtime.ts';
import { OrtModel } from '../../../src/engine/session.ts';
import { Tokenizer } from '../../../src/engine/tokenizer.ts';
import { openHeapRuntime } from '../../../src/engine/wasm/heap_runtime.ts';
import { xgrammar } from '../../../src/engine/xgrammar.browser.ts';
import type { BenchModel } from '../protocol.ts';

/** A file of a model's, from the bench's server. */
export async function modelFile(id: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${id}/${path}`);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export async function modelBlob(id: string, path: string): Promise<Blob> {
  const response = await fetch(`/models/${id}/${path}`);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return await response.blob();
}

export const rowOf = ({ id, dialect, dtype }: BenchModel) => rowOfFolder(id, dialect, [GRAPH_FILES[dtype]]);

export interface Grammarian {
  readonly tokenizer: Tokenizer;
  readonly grammars: GrammarCompiler;
}

export async function filesOf(model: BenchModel): Promise<ModelFiles> {
  const weights = rowOf(model).weights[model.dtype];
  if (weights === undefined) throw new Error(`${model.id} has no ${model.dtype}`);
  const files = await readModel(
    model.id,
    weights,
    { readFile: (path) => modelFile(model.id, path) },
    () => undefined,
  );
  if (!files.ok) throw new Error(`${files.error.code} ${files.error.detail ?? ''}`);
  return files.value;
}

export async function grammarianOf(
  { tokenizer: file, config }: Pick<ModelFiles, 'tokenizer' | 'config'>,
  modelSize: number,
): Promise<Grammarian> {
  const named = file.added.find(({ content }) => content === file.eosToken)?.id;
  const stops = [...new Set([...tokenIds(config.eos_token_id), ...(named === undefined ? [] : [named])])];
  const tokenizer = new Tokenizer(file, modelSize, stops);
  const grammars = new GrammarCompiler(xgrammar, tokenizer.vocabulary);
  await grammars.ready();
  return { tokenizer, grammars };
}

export interface SessionWay {
  readonly threads: number;
  /** False: through ONNX Runtime's own JavaScript, which copies all tensors in and out. */
  readonly heap: boolean;
  readonly inPlace: boolean;
}

export async function sessionOf(
  { weights, config }: ModelFiles,
  { threads, heap, inPlace }: SessionWay,
): Promise<OrtModel> {
  const runtime = heap ? await openHeapRuntime({ threads }) : await ortWeb(threads);
  const session = await runtime.InferenceSession.create(weights as Uint8Array, {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
  });
  return new OrtModel(runtime, session, config, { inPlace, chunk: 64 });
}

async function ortWeb(threads: number): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  return ort as unknown as Runtime;
}
