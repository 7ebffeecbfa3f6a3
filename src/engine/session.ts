/**
 * A causal language model over an ONNX Runtime session, the same for every runtime. Names, shapes and types come from the
 * session's own metadata, so that exports with GroupQueryAttention and plain ones both fit; how a graph treats its cache is
 * tried out once, because no metadata tells.
 *
 * With GroupQueryAttention the cache lies still (`StaticCache`). Of a plain graph it is what the last run gave back
 * (`present.*` becomes `past_key_values.*`), and a cut is a copy of the kept part, put off until the next run.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { toFloat32 } from './float16.ts';
import { halfSelection } from './half_select.ts';
import { type CacheInfo, cutCache, emptyCache, StaticCache } from './kv_cache.ts';
import type { ModelConfig } from './model_config.ts';
import type { Runtime } from './runtime.ts';
import type { Selection } from './selection.ts';
import type { CausalModel, DeviceLogits, Snapshot } from './types.ts';

const PAST = /^past_key_values\.(.+)$/;
/** A refusal is an answer here, and not worth a line in the console. */
const SILENT = { logSeverityLevel: 4 } as const;

const presentOf = (past: string): string => past.replace(PAST, 'present.$1');

/** A graph that would have to compute the whole text again for every token. */
export class NoCacheError extends Error {}

export class OrtModel implements CausalModel {
  readonly vocabSize: number;
  readonly maxLength: number;
  readonly chunk: number;
  readonly forwardRows: CausalModel['forwardRows'];
  readonly forwardOnDevice: CausalModel['forwardOnDevice'];
  readonly #ort: Runtime;
  readonly #session: InferenceSession;
  readonly #cacheInputs: readonly CacheInfo[];
  readonly #config: ModelConfig;
  /** Undefined: not tried out yet; null: this graph's cache cannot lie still. */
  #static: StaticCache | null | undefined;
  /** Of plain graphs, by the input's name; its length may still be longer than `#length`. */
  #moving = new Map<string, Tensor>();
  /** Of the last run: what is given out is a view of them. */
  #logits: Tensor | undefined;
  #length = 0;

  /** Throws where the graph is not a decoder with a cache. */
  constructor(ort: Runtime, session: InferenceSession, config: ModelConfig, chunk = 256) {
    this.#ort = ort;
    this.#session = session;
    this.#config = config;
    this.chunk = chunk;
    this.#cacheInputs = session.inputMetadata.filter(
      (input): input is CacheInfo => input.isTensor && PAST.test(input.name),
    );
    if (this.#cacheInputs.length === 0) throw new NoCacheError('the graph has no past_key_values');
    if (!session.outputNames.includes('logits')) throw new Error('the graph has no logits');
    const logits = session.outputMetadata.find((output) => output.name === 'logits');
    const width = logits?.isTensor ? logits.shape.at(-1) : undefined;
    // An axis of one: the graph throws away all rows but the last. Others give all, or as many as they are asked for.
    const last = logits?.isTensor && logits.shape.at(-2) === 1;
    this.forwardRows = last ? undefined : (ids, rows) => this.#forward(ids, rows);
    const half = logits?.isTensor && logits.type === 'float16';
    const selection = ort.selection ?? (half ? halfSelection : undefined);
    this.forwardOnDevice = selection && ((ids, rows) => this.#onDevice(ids, rows, selection));
    this.vocabSize = typeof width === 'number' && width > 0 ? width : config.vocab_size;
    this.maxLength = config.max_position_embeddings;
  }

  get length(): number {
    return this.#length;
  }

  truncate(length: number): void {
    this.#length = Math.max(0, Math.min(this.#length, length));
  }

  /** Room for a job of so many tokens, all at once rather than bit by bit. */
  async reserve(tokens: number): Promise<void> {
    this.#static ??= this.#static === undefined ? await this.#tryOut() : null;
    this.#static?.reserve(Math.min(tokens, this.maxLength), this.#length);
  }

  async forward(ids: readonly number[]): Promise<Float32Array> {
    return await this.#forward(ids, 1);
  }

  async #forward(ids: readonly number[], rows: number): Promise<Float32Array> {
    const logits = await this.#pass(ids, rows);
    return toFloat32(await logits.getData(), -this.vocabSize * rows);
  }

  async #onDevice(
    ids: readonly number[],
    rows: number,
    selection: Selection,
  ): Promise<readonly DeviceLogits[]> {
    await selection.ready();
    return selection.rowsOf(await this.#pass(ids, rows), rows);
  }

  /** Logits [1, n, vocabSize], of the last `rows` positions at least; this model's until its next pass. */
  async #pass(ids: readonly number[], rows: number): Promise<Tensor> {
    await this.reserve(this.#length + ids.length);
    const logits = this.#static
      ? await this.#inPlace(ids, rows, this.#static)
      : await this.#behindCopy(ids, rows);
    if (logits === undefined) throw new Error('the graph gave no logits');
    this.#logits?.dispose();
    this.#logits = logits;
    if ((logits.dims.at(-2) ?? 0) < rows) throw new Error(`the graph gave no ${rows} rows of logits`);
    return logits;
  }

  /** What the cache holds; undefined where it moves, and is worth no keeping. */
  async snapshot(): Promise<Snapshot | undefined> {
    if (!this.#static || this.#length === 0) return undefined;
    return { length: this.#length, parts: await this.#static.read(this.#length) };
  }

  /** Puts the cache back as it was. False where it is not of this model's shape; then the cache is empty. */
  async restore({ length, parts }: Snapshot): Promise<boolean> {
    this.#length = 0;
    await this.reserve(length);
    if (!this.#static?.write(length, parts)) return false;
    this.#length = length;
    return true;
  }

  async dispose(): Promise<void> {
    this.#static?.dispose();
    for (const tensor of this.#moving.values()) tensor.dispose();
    this.#moving.clear();
    this.#logits?.dispose();
    this.#logits = undefined;
    this.#length = 0;
    await this.#session.release();
  }

  async #inPlace(ids: readonly number[], rows: number, cache: StaticCache): Promise<Tensor | undefined> {
    const feeds = this.#inputs(ids, rows);
    const fetches: Record<string, Tensor | null> = { logits: null };
    for (const [name, tensor] of cache.tensors) fetches[presentOf(name)] = tensor;
    const outputs = await this.#session.run(
      { ...feeds, ...Object.fromEntries(cache.tensors) },
      fetches as InferenceSession.OnnxValueMapType,
    );
    dispose(feeds);
    this.#length += ids.length;
    return outputs.logits;
  }

  async #behindCopy(ids: readonly number[], rows: number): Promise<Tensor | undefined> {
    const past = await this.#past();
    const feeds = this.#inputs(ids, rows);
    const outputs = await this.#session.run({ ...feeds, ...Object.fromEntries(past) });
    dispose(feeds);
    const next = new Map<string, Tensor>();
    for (const { name } of this.#cacheInputs) {
      const present = outputs[presentOf(name)];
      if (present === undefined) throw new Error(`the graph gives back no ${name}`);
      next.set(name, present);
    }
    for (const tensor of this.#moving.values()) tensor.dispose();
    this.#moving = next;
    this.#length += ids.length;
    return outputs.logits;
  }

  /**
   * One token in a cache that is longer than it: a graph that gives back a cache of the same length writes in its place.
   * Others refuse, or give back one that is longer by the token.
   */
  async #tryOut(): Promise<StaticCache | null> {
    const memory = this.#ort.cacheMemory;
    if (memory === undefined) return null;
    await memory.ready?.();
    const cache = new StaticCache(memory, this.#cacheInputs, this.#config);
    const [first] = this.#cacheInputs;
    if (first === undefined) return null;
    const feeds = this.#inputs([0], 1);
    try {
      cache.reserve(2, 0);
      const present = presentOf(first.name);
      const outputs = await this.#session.run(
        { ...feeds, ...Object.fromEntries(cache.tensors) },
        { [present]: null },
        SILENT,
      );
      const same = outputs[present]?.dims[2] === cache.capacity;
      dispose(outputs);
      if (same) return cache;
    } catch {
      // A plain graph, whose mask does not fit such a cache.
    } finally {
      dispose(feeds);
    }
    cache.dispose();
    return null;
  }

  async #past(): Promise<Map<string, Tensor>> {
    const past = new Map<string, Tensor>();
    for (const info of this.#cacheInputs) {
      const held = this.#moving.get(info.name);
      const tensor =
        held === undefined || this.#length === 0
          ? emptyCache(this.#ort, info, this.#config)
          : await cutCache(this.#ort, held, this.#length);
      past.set(info.name, tensor);
      if (held !== undefined && held !== tensor) held.dispose();
    }
    this.#moving = past;
    return past;
  }

  #inputs(ids: readonly number[], rows: number): Record<string, Tensor> {
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
        // How many of the last positions' logits: Transformers.js' name for it, and the newer one of the library it came from.
        case 'num_logits_to_keep':
        case 'logits_to_keep':
          inputs[info.name] = integers(
            [rows],
            info.shape.map(() => 1),
          );
          break;
        default:
          throw new Error(`the graph wants ${info.name}`);
      }
    }
    return inputs;
  }

  #integers(info: CacheInfo, values: readonly number[], dims: number[]): Tensor {
    return info.type === 'int32'
      ? new this.#ort.Tensor('int32', Int32Array.from(values), dims)
      : new this.#ort.Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  }
}

function dispose(tensors: Readonly<Record<string, Tensor>>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}
