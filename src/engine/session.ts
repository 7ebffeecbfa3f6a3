/**
 * A causal language model over an ONNX Runtime session, the same for onnxruntime-web and onnxruntime-node. Names, shapes
 * and types come from the session's own metadata, so that exports with GroupQueryAttention and plain ones both fit.
 *
 * The cache is what the last run gave back (`present.*` becomes `past_key_values.*`). A cut is made by copying the kept
 * part, which is exact whatever the graph does with its inputs; it is put off until the next run.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { toFloat32 } from './float16.ts';
import { cutCache, emptyCache } from './kv_cache.ts';
import type { ModelConfig } from './model_config.ts';
import type { Runtime } from './runtime.ts';
import type { CausalModel } from './types.ts';

type TensorInfo = InferenceSession.TensorValueMetadata;

const PAST = /^past_key_values\.(.+)$/;

/** A graph that would have to compute the whole text again for every token. */
export class NoCacheError extends Error {}

export class OrtModel implements CausalModel {
  readonly vocabSize: number;
  readonly maxLength: number;
  readonly chunk: number;
  readonly #ort: Runtime;
  readonly #session: InferenceSession;
  readonly #cacheInputs: readonly TensorInfo[];
  readonly #config: ModelConfig;
  /** By the input's name; its length may still be longer than `#length`. */
  #cache = new Map<string, Tensor>();
  #length = 0;

  /** Throws where the graph is not a decoder with a cache. */
  constructor(ort: Runtime, session: InferenceSession, config: ModelConfig, chunk = 256) {
    this.#ort = ort;
    this.#session = session;
    this.#config = config;
    this.chunk = chunk;
    this.#cacheInputs = session.inputMetadata.filter(
      (input): input is TensorInfo => input.isTensor && PAST.test(input.name),
    );
    if (this.#cacheInputs.length === 0) throw new NoCacheError('the graph has no past_key_values');
    if (!session.outputNames.includes('logits')) throw new Error('the graph has no logits');
    const logits = session.outputMetadata.find((output) => output.name === 'logits');
    const width = logits?.isTensor ? logits.shape.at(-1) : undefined;
    this.vocabSize = typeof width === 'number' && width > 0 ? width : config.vocab_size;
    this.maxLength = config.max_position_embeddings;
  }

  get length(): number {
    return this.#length;
  }

  truncate(length: number): void {
    this.#length = Math.max(0, Math.min(this.#length, length));
  }

  async forward(ids: readonly number[]): Promise<Float32Array> {
    const past = await this.#past();
    const feeds = { ...this.#inputs(ids), ...Object.fromEntries(past) };
    const outputs = await this.#session.run(feeds);
    const next = new Map<string, Tensor>();
    for (const { name } of this.#cacheInputs) {
      const present = outputs[name.replace(PAST, 'present.$1')];
      if (present === undefined) throw new Error(`the graph gives back no ${name}`);
      next.set(name, present);
    }
    for (const tensor of this.#cache.values()) tensor.dispose();
    this.#cache = next;
    this.#length += ids.length;
    return await this.#lastLogits(outputs.logits);
  }

  async dispose(): Promise<void> {
    for (const tensor of this.#cache.values()) tensor.dispose();
    this.#cache.clear();
    this.#length = 0;
    await this.#session.release();
  }

  async #past(): Promise<Map<string, Tensor>> {
    const past = new Map<string, Tensor>();
    for (const info of this.#cacheInputs) {
      const held = this.#cache.get(info.name);
      const tensor =
        held === undefined || this.#length === 0
          ? emptyCache(this.#ort, info, this.#config)
          : await cutCache(this.#ort, held, this.#length);
      past.set(info.name, tensor);
      if (held !== undefined && held !== tensor) held.dispose();
    }
    this.#cache = past;
    return past;
  }

  #inputs(ids: readonly number[]): Record<string, Tensor> {
    const total = this.#length + ids.length;
    const inputs: Record<string, Tensor> = {};
    for (const info of this.#session.inputMetadata) {
      if (!info.isTensor || PAST.test(info.name)) continue;
      const integers = (values: readonly number[], dims: number[]) => this.#integers(info, values, dims);
      switch (info.name) {
        case 'input_ids':
          inputs[info.name] = integers(ids, [1, ids.length]);
          break;
        case 'attention_mask':
          inputs[info.name] = integers(new Array(total).fill(1), [1, total]);
          break;
        case 'position_ids':
          inputs[info.name] = integers(
            ids.map((_, i) => this.#length + i),
            [1, ids.length],
          );
          break;
        case 'num_logits_to_keep':
          inputs[info.name] = integers([1], []);
          break;
        default:
          throw new Error(`the graph wants ${info.name}`);
      }
    }
    return inputs;
  }

  #integers(info: TensorInfo, values: readonly number[], dims: number[]): Tensor {
    return info.type === 'int32'
      ? new this.#ort.Tensor('int32', Int32Array.from(values), dims)
      : new this.#ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  }

  /** Logits [1, n, vocabSize]: the last row. */
  async #lastLogits(logits: Tensor | undefined): Promise<Float32Array> {
    if (logits === undefined) throw new Error('the graph gave no logits');
    const data = toFloat32(await logits.getData(), -this.vocabSize);
    logits.dispose();
    return data;
  }
}
