/**
 * The model that is loaded, one at a time: it stays between jobs, because loading is most of a cold start, and goes when
 * nobody has asked for it for a while. A failed load is not remembered; the next job tries again.
 */
import type { LoadedModel, LoadProgress } from '../engine/types.ts';
import type { Result } from '../shared/result.ts';
import { runtimeError } from './runtime-error.ts';

export type Load = (
  id: string,
  progress: (now: LoadProgress) => void,
  limitBytes?: number,
) => Promise<Result<LoadedModel>>;

export interface Models {
  /**
   * The model, loaded now or before. Never rejects: a runtime that throws is `E_MEMORY` or `E_BACKEND`. `limitBytes`: the
   * most that its weights may be; without, the product's own limit.
   */
  get(id: string, limitBytes?: number): Promise<Result<LoadedModel>>;
  /** Gives up the loaded model after it failed in use. */
  drop(): Promise<void>;
  /** No job runs any more: the model goes after `idleMs` unless it is asked for again. */
  rest(): void;
}

/** What a loaded model takes is the rest of the computer's when nobody has written for so long. */
export const MODEL_IDLE_MS = 15 * 60_000;

/** Runs a task later; the answer calls it off. */
export type Later = (ms: number, task: () => void) => () => void;

/** @param progress told of every load's steps */
export function keepModel(
  load: Load,
  progress: (id: string, now: LoadProgress) => void,
  later: Later = timer,
): Models {
  let resting: (() => void) | undefined;
  let held: { readonly id: string; readonly model: Promise<Result<LoadedModel>> } | undefined;

  async function drop(): Promise<void> {
    const old = held;
    held = undefined;
    const model = await old?.model;
    if (model?.ok) await model.value.dispose().catch(() => undefined);
  }

  async function fresh(id: string, limitBytes: number | undefined): Promise<Result<LoadedModel>> {
    try {
      return await load(id, (now) => progress(id, now), limitBytes);
    } catch (thrown) {
      return runtimeError(thrown);
    }
  }

  return {
    async get(id, limitBytes) {
      resting?.();
      if (held?.id !== id) {
        const dropped = drop();
        // Set before anything is awaited, so that a second caller shares this load.
        held = { id, model: dropped.then(() => fresh(id, limitBytes)) };
      }
      const mine = held;
      const model = await mine.model;
      if (!model.ok && held === mine) held = undefined;
      return model;
    },
    drop,
    rest() {
      resting?.();
      resting = later(MODEL_IDLE_MS, () => void drop());
    },
  };
}

function timer(ms: number, task: () => void): () => void {
  const set = setTimeout(task, ms);
  return () => clearTimeout(set);
}
