/** The Transformers.js layout: which files a model's folder holds. */
import type { Dtype } from '../types.ts';
import type { ModelFile, ModelRow, Weights } from './row.ts';

/** Without these no model loads. */
export const NEEDED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;

/** Taken where they are: further stop tokens, the template beside the configuration, our card, the digests. */
export const OPTIONAL_FILES = [
  'generation_config.json',
  'chat_template.jinja',
  'epicrisis.json',
  'SHA256SUMS',
] as const;

/** The graph's file of a type. */
export const GRAPH_FILES: Readonly<Record<Dtype, string>> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q8: 'onnx/model_quantized.onnx',
  int8: 'onnx/model_int8.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
};

export const DTYPES = Object.keys(GRAPH_FILES) as readonly Dtype[];

/** The external data of a graph: `model_q4.onnx_data`, then `_data_1`, `_data_2` … */
export const dataFile = (graph: string, chunk: number): string =>
  chunk === 0 ? `${graph}_data` : `${graph}_data_${chunk}`;

/** The weights of a type from sizes: the graph's and, where there are any, its chunks'. */
export function weightsOf(dtype: Dtype, graph: number | Sized, ...chunks: (number | Sized)[]): Weights {
  const path = GRAPH_FILES[dtype];
  const file = (at: string, size: number | Sized): ModelFile =>
    typeof size === 'number' ? { path: at, bytes: Math.round(size) } : { path: at, ...size };
  return {
    files: [file(path, graph), ...chunks.map((size, chunk) => file(dataFile(path, chunk), size))],
  };
}

interface Sized {
  readonly bytes: number;
  readonly sha256?: string;
}

/** Graph and data of a type as they lie in a folder, whose paths these are; undefined where the graph is not there. */
export function weightsInFolder(
  dtype: Dtype,
  files: readonly string[],
  size: (path: string) => number = () => 0,
): Weights | undefined {
  const graph = GRAPH_FILES[dtype];
  if (!files.includes(graph)) return undefined;
  const chunks: string[] = [];
  while (files.includes(dataFile(graph, chunks.length))) chunks.push(dataFile(graph, chunks.length));
  // The builder's own name for external data, which some exports keep.
  if (chunks.length === 0 && files.includes(`${graph}.data`)) chunks.push(`${graph}.data`);
  return { files: [graph, ...chunks].map((path) => ({ path, bytes: size(path) })) };
}

/** Bytes of a type's graph and data; 0 where the row does not know. */
export const bytesOf = (row: ModelRow, dtype: Dtype): number =>
  row.weights[dtype]?.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
