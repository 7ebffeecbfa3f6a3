/** One piece of work on a model at a time: who may do it, how far it is, how it is broken off, and what it threw. */
import { type AppError, err, ok, type Result } from '../../shared/result.ts';
import { keepPace } from './pace.ts';
import { errorOf } from './problem.ts';
import type { Storage } from './storage.ts';

/** What is being done with a model just now. */
export interface Work {
  readonly phase: 'asking' | 'downloading' | 'verifying' | 'bringing' | 'exporting';
  readonly bytes: number;
  readonly total?: number | undefined;
  /** Bytes a second. */
  readonly speed?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

export interface WorkEdges {
  readonly storage: Storage;
  /** Milliseconds that only rise. */
  readonly clock: () => number;
  /** Runs `work` while no other page works on this model; false where one does. */
  readonly alone: (id: string, work: () => Promise<void>) => Promise<boolean>;
  /** Told of every model that is worked on; undefined: the work has ended. */
  readonly onWork: (id: string, work: Work | undefined) => void;
}

type Say = (now: Pick<Work, 'phase' | 'bytes' | 'total'>) => void;

const SAY_MS = 200;

export function openWorkshop(edges: WorkEdges) {
  const running = new Map<string, AbortController>();

  /** Runs one piece of work on a model, says how it goes, and turns what it throws into an error value. */
  async function doing<T>(
    id: string,
    phase: Work['phase'],
    work: (signal: AbortSignal, say: Say) => Promise<T>,
  ): Promise<Result<T>> {
    if (running.has(id)) return err('E_STORE_BUSY', { model: id });
    const stop = new AbortController();
    running.set(id, stop);
    edges.onWork(id, { phase, bytes: 0 });
    let result: Result<T> = err('E_STORE_BUSY', { model: id });
    let left = 0;
    const say = saying(id, (bytes) => {
      left = bytes;
    });
    try {
      await edges.alone(id, async () => {
        result = ok(await work(stop.signal, say));
      });
    } catch (thrown) {
      result = { ok: false, error: await withNumbers(errorOf(thrown, stop.signal), left) };
    } finally {
      running.delete(id);
      edges.onWork(id, undefined);
    }
    return result;
  }

  function saying(id: string, onLeft: (bytes: number) => void) {
    const pace = keepPace(edges.clock);
    let said = Number.NEGATIVE_INFINITY;
    return (now: Pick<Work, 'phase' | 'bytes' | 'total'>): void => {
      const when = edges.clock();
      if (now.phase !== 'verifying') onLeft(Math.max(0, (now.total ?? now.bytes) - now.bytes));
      if (when - said < SAY_MS) return;
      said = when;
      edges.onWork(id, { ...now, ...(now.phase === 'verifying' ? {} : pace.at(now.bytes, now.total)) });
    };
  }

  /** The disk itself refused in mid-write: how much was still to come, and how much room it says it has. */
  async function withNumbers(error: AppError, left: number): Promise<AppError> {
    if (error.code !== 'E_NO_ROOM' || error.params !== undefined) return error;
    const free = await edges.storage.room().catch(() => undefined);
    const mb = (bytes: number): number => Math.ceil(bytes / 1e6);
    return {
      ...error,
      params: { needMb: mb(left), freeMb: free === undefined ? '?' : Math.min(mb(free), mb(left) - 1) },
    };
  }

  return { doing, stop: (id: string): void => running.get(id)?.abort() };
}
