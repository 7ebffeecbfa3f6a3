/**
 * What every prompt of a model begins with (its system message, its examples) is the same from job to job: its cache is
 * computed once, kept, and put back instead of being computed again. A kept prefix holds nothing of any job: it is the part
 * that the prompt has in common with one that was made without a job's data.
 */
import type { Context } from './context.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot_file.ts';
import type { Snapshot } from './types.ts';

/** Below this a pass costs no more than reading the snapshot. */
const SHORTEST = 16;

/** Where snapshots outlive the page: bytes by a name. What fails is as good as absent. */
export interface SnapshotStore {
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Everything that a cache's numbers depend on besides the tokens. */
export interface ModelIdentity {
  /** Digests of the weights. */
  readonly weights: string;
  readonly dtype: string;
  readonly backend: string;
  /** The graphics card's description; empty on the processor. */
  readonly adapter: string;
  readonly runtime: string;
}

export class Prefixes {
  readonly #context: Context;
  readonly #identity: ModelIdentity | undefined;
  readonly #store: SnapshotStore | undefined;
  /** The last one, by its tokens. */
  #kept: { readonly ids: readonly number[]; readonly snapshot: Snapshot } | undefined;

  /** Without an identity or a store, snapshots last as long as the model is loaded. */
  constructor(context: Context, identity?: ModelIdentity, store?: SnapshotStore) {
    this.#context = context;
    this.#identity = identity;
    this.#store = store;
  }

  /**
   * Brings the cache to the tokens that both prompts begin with. They go through the model in passes of their own whether
   * they are computed or put back, so that what follows is the same to the bit.
   */
  async warm(
    prompt: readonly number[],
    without: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const ids = common(prompt, without);
    if (ids.length < SHORTEST || this.#context.holds(ids)) return;
    if (await this.#putBack(ids)) return;
    if ((await this.#context.logitsAfter(ids, signal)) === undefined) return;
    await this.#keep(ids);
  }

  async #putBack(ids: readonly number[]): Promise<boolean> {
    if (this.#kept !== undefined && same(this.#kept.ids, ids))
      return await this.#context.restore(ids, this.#kept.snapshot);
    const name = await this.#nameOf(ids);
    if (name === undefined || this.#store === undefined) return false;
    const bytes = await this.#store.read(name).catch(() => undefined);
    if (bytes === undefined) return false;
    const snapshot = await decodeSnapshot(name, bytes);
    if (snapshot?.length === ids.length && (await this.#context.restore(ids, snapshot))) {
      this.#kept = { ids, snapshot };
      return true;
    }
    await this.#store.remove(name).catch(() => undefined);
    return false;
  }

  async #keep(ids: readonly number[]): Promise<void> {
    const snapshot = await this.#context.model.snapshot?.();
    if (snapshot === undefined) return;
    this.#kept = { ids, snapshot };
    const name = await this.#nameOf(ids);
    if (name === undefined || this.#store === undefined) return;
    // Nobody waits for the disk.
    const store = this.#store;
    void encodeSnapshot(name, snapshot)
      .then((bytes) => store.write(name, bytes))
      .catch(() => undefined);
  }

  async #nameOf(ids: readonly number[]): Promise<string | undefined> {
    const { crypto } = globalThis;
    if (this.#identity === undefined || crypto?.subtle === undefined) return undefined;
    const { weights, dtype, backend, adapter, runtime } = this.#identity;
    const text = JSON.stringify([weights, dtype, backend, adapter, runtime, ids]);
    return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  }
}

function common(a: readonly number[], b: readonly number[]): number[] {
  // One token of the prompt is always left: the logits come of it.
  const most = Math.min(a.length - 1, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return a.slice(0, length);
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
