/** The models that are known by name. A row says where its files are and which weights it brings; no row loads anything. */
import { err, ok, type Result } from '../shared/result.ts';
import type { Backend, Dialect, Dtype } from './types.ts';

export interface ModelRow {
  readonly id: string;
  readonly name: string;
  readonly dialect: Dialect;
  /** Bundled with the extension, or a folder that the caller brings (Node: `.cache/models/<id>`). */
  readonly source: 'bundled' | 'folder';
  /** Weights by type, relative to the model's folder; what is not there is never tried. */
  readonly weights: Partial<Record<Dtype, string>>;
  readonly backends: readonly Backend[];
  /** Of the largest choice, for progress. */
  readonly bytes: number;
  /** Why the model cannot be used for now. */
  readonly disabled?: string | undefined;
}

/** The Transformers.js layout. */
const WEIGHT_FILES: Readonly<Record<Dtype, string>> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  q8: 'onnx/model_quantized.onnx',
  int8: 'onnx/model_int8.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
};

const ROWS: readonly ModelRow[] = [
  {
    id: 'epicrisis-slots',
    name: 'Epicrisis (incluido)',
    dialect: 'slots',
    source: 'bundled',
    weights: { fp32: WEIGHT_FILES.fp32 },
    backends: ['wasm', 'webgpu', 'node'],
    bytes: 2_603_565,
  },
  {
    id: 'smollm2-135m',
    name: 'SmolLM2 135M Instruct',
    dialect: 'text',
    source: 'folder',
    weights: { q4: WEIGHT_FILES.q4, int8: WEIGHT_FILES.int8, fp32: WEIGHT_FILES.fp32 },
    backends: ['wasm', 'webgpu', 'node'],
    bytes: 545_000_000,
  },
];

export function modelRows(): readonly ModelRow[] {
  return ROWS;
}

/** The row of a model; E_MODEL_UNKNOWN, E_MODEL_DISABLED. */
export function findModel(id: string): Result<ModelRow> {
  const row = ROWS.find((candidate) => candidate.id === id);
  if (row === undefined) return err('E_MODEL_UNKNOWN', { model: id });
  if (row.disabled !== undefined) return err('E_MODEL_DISABLED', { model: id }, row.disabled);
  return ok(row);
}

/** A row for a folder that nobody has described; `files` are its paths. */
export function rowOfFolder(id: string, dialect: Dialect, files: readonly string[]): ModelRow {
  const found = Object.entries(WEIGHT_FILES).filter(([, file]) => files.includes(file));
  return {
    id,
    name: id,
    dialect,
    source: 'folder',
    weights: Object.fromEntries(found),
    backends: ['wasm', 'webgpu', 'node'],
    bytes: 0,
  };
}

/**
 * The types that a backend runs well, the best first. WASM has no 4-bit kernel (2 tokens/s where int8 gives 13), so it
 * never takes one; WebGPU takes half precision only with `shader-f16`.
 */
export function dtypesFor(backend: Backend, shaderF16 = false): readonly Dtype[] {
  switch (backend) {
    case 'node':
      return ['q4', 'int8', 'q8', 'fp32', 'fp16'];
    case 'wasm':
      return ['int8', 'q8', 'fp32', 'fp16'];
    case 'webgpu':
      return shaderF16 ? ['q4f16', 'q4', 'fp16', 'fp32'] : ['q4', 'fp32'];
  }
}
