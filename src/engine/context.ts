/**
 * What the model's cache holds, as ids: it is brought to a wanted sequence by the least work, so that what two jobs, or
 * two tries at a seam, have in common is not computed twice.
 */

import { nextTask } from './next_task.ts';
import type { CausalModel, Snapshot } from './types.ts';

const CHUNK = 256;
/** A stop, or the screen, waits no longer than this and a pass. A small model's pass takes one; yielding takes as long. */
const YIELD_MS = 8;

export class Context {
  readonly model: CausalModel;
  /** Forward passes so far. */
  calls = 0;
  /** Time spent in them. */
  modelMs = 0;
  #fed: number[] = [];
  #yielded = Number.NEGATIVE_INFINITY;

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
    for (let at = same; at < ids.length; at = this.#fed.length) {
      await this.#yield();
      if (signal?.aborted) return undefined;
      const run = ids.slice(at, at + (this.model.chunk ?? CHUNK));
      logits = await this.#pass(run, at, (tokens) => this.model.forward(tokens));
    }
    return logits;
  }

  /**
   * The logits after `ids`, and after each further token of `proposed`, in one pass: one row each. One row alone where the
   * model gives no more. Undefined when the signal stops it.
   */
  async logitsAhead(
    ids: readonly number[],
    proposed: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Float32Array[] | undefined> {
    const { forwardRows, vocabSize } = this.model;
    if (forwardRows === undefined || proposed.length === 0) {
      const logits = await this.logitsAfter(ids, signal);
      return logits && [logits];
    }
    // All but the last token of what is certain; the last goes with the proposal.
    if (ids.length > 1 && !this.holds(ids.slice(0, -1))) {
      if ((await this.logitsAfter(ids.slice(0, -1), signal)) === undefined) return undefined;
    }
    await this.#yield();
    if (signal?.aborted) return undefined;
    const rows = proposed.length + 1;
    const logits = await this.#pass([ids.at(-1) as number, ...proposed], ids.length - 1, (run) =>
      forwardRows(run, rows),
    );
    return Array.from({ length: rows }, (_, row) => logits.subarray(row * vocabSize, (row + 1) * vocabSize));
  }

  async #yield(): Promise<void> {
    if (performance.now() - this.#yielded < YIELD_MS) return;
    await nextTask();
    this.#yielded = performance.now();
  }

  /** One pass behind the first `from` tokens. What the model throws leaves an empty cache. */
  async #pass(
    run: readonly number[],
    from: number,
    forward: (run: readonly number[]) => Promise<Float32Array>,
  ): Promise<Float32Array> {
    const started = performance.now();
    try {
      this.#truncate(from);
      this.calls++;
      const logits = await forward(run);
      this.#fed.push(...run);
      return logits;
    } catch (error) {
      this.#truncate(0);
      throw error;
    } finally {
      this.modelMs += performance.now() - started;
    }
  }

  #truncate(length: number): void {
    if (length < this.model.length) this.model.truncate(length);
    this.#fed.length = length;
  }
}
