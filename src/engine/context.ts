/**
 * What the model's cache holds, as ids: it is brought to a wanted sequence by the least work, so that what two jobs, or
 * two tries at a seam, have in common is not computed twice.
 */

import { nextTask } from './next_task.ts';
import type { CausalModel, Logits, Snapshot } from './types.ts';

const CHUNK = 256;
/**
 * A rest of no more than this goes along with the pass before it: a pass costs what five tokens more of another cost
 * (SmolLM2-135M int8 in WebAssembly: 1 token 38 ms, 64 tokens 405, 64 and then 11 499, 75 at once 467).
 */
const SHORT_REST = 16;
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
  async logitsAfter(ids: readonly number[], signal: AbortSignal | undefined): Promise<Logits | undefined> {
    let same = 0;
    const most = Math.min(this.#fed.length, ids.length - 1);
    while (same < most && this.#fed[same] === ids[same]) same++;
    let logits: Logits | undefined;
    const chunk = this.model.chunk ?? CHUNK;
    for (let at = same; at < ids.length; at = this.#fed.length) {
      await this.#yield();
      if (signal?.aborted) return undefined;
      const run = ids.slice(at, ids.length - at <= chunk + SHORT_REST ? ids.length : at + chunk);
      const { forwardOnDevice } = this.model;
      if (forwardOnDevice === undefined) {
        logits = await this.#pass(run, at, (tokens) => this.model.forward(tokens));
        continue;
      }
      const last = at + run.length === ids.length;
      logits = await this.#pass(run, at, async (tokens) => {
        const [row] = await forwardOnDevice(tokens, 1);
        // A pass that is not the last is waited for, so that a stop does not find a whole prompt under way.
        if (!last) await row?.of([0]);
        return row;
      });
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
  ): Promise<readonly Logits[] | undefined> {
    const { forwardRows, forwardOnDevice, vocabSize } = this.model;
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
    const run = [ids.at(-1) as number, ...proposed];
    if (forwardOnDevice !== undefined)
      return await this.#pass(run, ids.length - 1, (tokens) => forwardOnDevice(tokens, rows));
    const logits = await this.#pass(run, ids.length - 1, (tokens) => forwardRows(tokens, rows));
    return Array.from({ length: rows }, (_, row) => logits.subarray(row * vocabSize, (row + 1) * vocabSize));
  }

  async #yield(): Promise<void> {
    if (performance.now() - this.#yielded < YIELD_MS) return;
    await nextTask();
    this.#yielded = performance.now();
  }

  /** One pass behind the first `from` tokens. What the model throws leaves an empty cache. */
  async #pass<T>(
    run: readonly number[],
    from: number,
    forward: (run: readonly number[]) => Promise<T>,
  ): Promise<T> {
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
