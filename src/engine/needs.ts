/** What a model takes of a machine's memory, and what a machine has to give. Bytes. */
import type { ModelConfig } from './model_config.ts';

/** The parts of a model that limits are compared with; where nothing is known, nothing is refused on its account. */
export interface Shape {
  readonly layers: number;
  /** Numbers of a token's keys and values in one layer, together. */
  readonly cacheWidth: number;
  /** Of a type's weights, the largest tensor; 0: not known. */
  readonly largestWeight: number;
  /** Weights with a scale for each few numbers (MatMulNBits). */
  readonly blocks?: boolean | undefined;
}

/** From `config.json`, without the weights. */
export function shapeOf(config: ModelConfig): Pick<Shape, 'layers' | 'cacheWidth'> {
  const heads = config.num_key_value_heads ?? config.num_attention_heads;
  const width = config.head_dim ?? config.hidden_size / config.num_attention_heads;
  return { layers: config.num_hidden_layers, cacheWidth: 2 * heads * width };
}

/** Tokens of prompt and text that the longest charts need. */
const JOB_TOKENS = 2048;
/** Weights while a session is made of them, in its own order beside the file's. */
const WHILE_LOADING = 1.2;
/** ONNX Runtime, its workspace, tokenizer and grammar. */
const RUNTIME = 200e6;

export const cacheBytes = ({ layers, cacheWidth }: Shape, half: boolean): number =>
  JOB_TOKENS * layers * cacheWidth * (half ? 2 : 4);

export const neededBytes = (weights: number, cache: number): number =>
  weights * WHILE_LOADING + cache + RUNTIME;

/** Of a 32-bit WebAssembly memory. */
export const WASM_BYTES = 2 ** 32;

/** Many browsers tell no more than this, so it may be any amount above. */
const MOST_TOLD_GB = 8;
/** The rest is the system's, the browser's and the chart's. */
const SHARE = 0.5;

/** What a model may take on a machine with so many gigabytes; no limit where they are not known. */
export const givenBytes = (memoryGB: number | undefined): number =>
  memoryGB === undefined || memoryGB >= MOST_TOLD_GB ? Number.POSITIVE_INFINITY : memoryGB * 1e9 * SHARE;
