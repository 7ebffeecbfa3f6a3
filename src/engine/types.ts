/**
 * What the engine gives and takes. It knows tokens, a grammar as EBNF text and a prompt; it knows no medicine.
 * `epicrisis/grammar` and the engine meet at the EBNF string alone.
 */
import type { Chosen } from '../shared/chosen.ts';
import type { AppError, Result } from '../shared/result.ts';
import type { ChoiceOptions } from './choose.ts';

export type Dialect = 'slots' | 'text';
export type Backend = 'wasm' | 'webgpu' | 'node';
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'q4' | 'q4f16';

/** Chat messages go through the model's own template (text dialect); a string is tokenised as it is, special tokens included (slots). */
export type Prompt =
  | string
  | readonly { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }[];

export interface DecodeRequest extends ChoiceOptions {
  readonly prompt: Prompt;
  /**
   * The same prompt without anything of this job: what both begin with is computed once for many jobs, and may be kept on
   * disk. Absent: nothing is kept.
   */
  readonly prefix?: Prompt | undefined;
  /** EBNF with start rule `root`; absent: free decoding. */
  readonly grammar?: string | undefined;
  /** Upper bound for output tokens; a grammar that is finite ends by itself. 0: the prefix alone is computed, ahead of a job. */
  readonly maxTokens: number;
  /** What a job had chosen when its device was lost, as it reported it last: taken again without asking the model. */
  readonly begun?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Called with all text so far (never cut inside a character), at least once for each model call. `chosen`: the tokens that
   * were not forced, all that a job needs to go on from here.
   */
  readonly onText?: ((text: string, tokens: TokenCounts, chosen: readonly number[]) => void) | undefined;
}

export interface TokenCounts {
  readonly prompt: number;
  readonly output: number;
  /** Output tokens that the grammar left no choice about. */
  readonly forced: number;
  readonly modelCalls: number;
}

export interface DecodeResult {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'aborted';
  readonly tokens: TokenCounts;
  readonly timing: {
    readonly prefillMs: number;
    readonly decodeMs: number;
    readonly grammarMs: number;
    /** Of all of these, inside the model's passes. */
    readonly modelMs: number;
  };
}

/** A cache's contents: one part for each of the graph's cache inputs, head after head, `length` positions each. */
export interface Snapshot {
  readonly length: number;
  readonly parts: readonly Uint8Array[];
}

/** The logits of one position where they were made, on a device from which not all need come; good until the model's next pass. */
export interface DeviceLogits {
  /** Tokens from here on have none. */
  readonly size: number;
  /**
   * The likeliest token of the mask, the first of equals; NaN counts as -Infinity. Undefined: the mask has no token below
   * `size`.
   */
  likeliest(mask: Int32Array): Promise<{ readonly token: number; readonly logit: number } | undefined>;
  /** Of these tokens, all below `size`, in this order. */
  of(tokens: readonly number[]): Promise<Float32Array>;
  all(): Promise<Float32Array>;
}

/** The logits of one position. */
export type Logits = Float32Array | DeviceLogits;

/** A causal language model with a KV cache: ids in, logits of the last position out. Fakes in tests implement this. */
export interface CausalModel {
  readonly vocabSize: number;
  readonly maxLength: number;
  /** Most tokens for one pass; longer runs go in several, so that a stop does not wait for a whole prompt. */
  readonly chunk?: number | undefined;
  /** Tokens now in the cache. */
  readonly length: number;
  /** Appends `ids` to the cache in one pass; the returned logits (length vocabSize) are valid until the next call. */
  forward(ids: readonly number[]): Promise<Float32Array>;
  /**
   * The same with the logits after each of the last `rows` tokens, one behind the other. Absent where the graph gives those
   * of the last position alone.
   */
  readonly forwardRows?: ((ids: readonly number[], rows: number) => Promise<Float32Array>) | undefined;
  /**
   * `forward` and, with more than one row, `forwardRows`, whose logits stay on the device. Absent where they are at hand
   * anyway.
   */
  readonly forwardOnDevice?:
    | ((ids: readonly number[], rows: number) => Promise<readonly DeviceLogits[]>)
    | undefined;
  /** Shortens the cache to its first `length` tokens. */
  truncate(length: number): void;
  /** Makes room in the cache for so many tokens in all, before a job that will need it. */
  reserve?(tokens: number): Promise<void>;
  /** What the cache holds, to be put back later; undefined where it cannot be told. */
  snapshot?(): Promise<Snapshot | undefined>;
  /** Puts a cache back; false, and an empty cache, where it is not of this model's shape. */
  restore?(snapshot: Snapshot): Promise<boolean>;
  dispose(): Promise<void>;
}

export interface LoadedModel {
  readonly id: string;
  readonly dialect: Dialect;
  readonly backend: Backend;
  readonly dtype: Dtype;
  /** Why there and so, where it was chosen by what the machine can. */
  readonly chosen?: Chosen | undefined;
  /** The graphics card was tried first, and this is what it failed with. */
  readonly gpuFailed?: AppError | undefined;
  decode(request: DecodeRequest): Promise<Result<DecodeResult>>;
  dispose(): Promise<void>;
}

export interface LoadProgress {
  readonly phase: 'files' | 'session' | 'warmup' | 'ready';
  readonly loadedBytes: number;
  readonly totalBytes: number;
}
