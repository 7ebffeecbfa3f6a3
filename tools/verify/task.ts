/** What a backend is asked when an export is compared with its original, and what it answers. All of it is data. */

export interface Task {
  /** Token ids of each prompt, two at least. */
  readonly prompts: readonly (readonly number[])[];
}

export interface Answer {
  /** Of the logits. */
  readonly width: number;
  /** Of each prompt, the last logits after one pass over it. */
  readonly whole: readonly Float32Array[];
  /** The same after all but the last four tokens in one pass, then one by one over the cache. */
  readonly stepped: readonly Float32Array[];
  readonly loadSeconds: number;
  /** Tokens a second, prompts longer than a few tokens. */
  readonly prefill: number;
  readonly decode: number;
}
