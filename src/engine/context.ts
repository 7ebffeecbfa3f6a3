/**
 * What the model's cache holds, as ids: it is brought to a wanted sequence by the least work, so that what two jobs, or
 * two tries at a seam, have in common is not computed twice.
 */

import { nextTask } from './next_task.ts';
import type { CausalModel, Snapshot } from './types.ts';

const CHUNK = 256;

export class Context {
  readonly model: CausalModel;
  /** Forward passes so far. */
  calls = 0;
  /** Time spent in them. */
  modelMs = 0;
  #fed: number[] = [];

  constructor(model: CausalModel) {
    this.model = model;
  }

  /** Makes room for a job of so many tokens in all. */
  async reserve(tokens: number): Promise<void> {
    await this.model.reserve?.(tokens);
  }

  /** Whether the cache begins with these tokens. */
  holds(ids: readonly number[]): boolean {
    return ids.length <= this.#fed.length && ids.every((id, at) => id === this.#fed[at]);
  }

  /** Puts a cache of these tokens in the place of this one. False where it does not fit the model; then it is empty. */
  async restore(ids: readonly number[], snapshot: Snapshot): Promise<boolean> {
    this.#fed = [];
    if (!(await this.model.restore?.(snapshot))) return false;
    this.#fed = [...ids];
    return true;
  }

  /**
   * The logits after `ids` (at least one). Undefined when the signal stops it; it is looked at before each pass. Throws
   * what the model throws, and then starts from an empty cache.
   */
  async logitsAfter(
    ids: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Float32Array | undefined> {
    let same = 0;
    const most = Math.min(this.#fed.length, ids.length - 1);
    while (same < most && this.#fed[same] === ids[same]) same++;
    let logits: Float32Array | undefined;
    try {
      this.#truncate(same);
      while (this.#fed.length < ids.length) {
        await nextTask();
        if (signal?.aborted) return undefined;
        const run = ids.slice(this.#fed.length, this.#fed.length + (this.model.chunk ?? CHUNK));
        this.calls++;
        const started = performance.now();
        logits = await this.model.forward(run);
        this.modelMs += performance.now() - started;
        this.#fed.push(...run);
      }
    } catch (error) {
      this.#truncate(0);
      throw error;
    }
    return logits;
  }

  #truncate(length: number): void {
    if (length < this.model.length) this.model.truncate(length);
    this.#fed.length = length;
  }
}
