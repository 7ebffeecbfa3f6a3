/** The page's side of its store worker: wishes in, results out, and news of the work that goes on. */
import type { Holdings } from '../engine/store/store.ts';
import type { Work } from '../engine/store/work.ts';
import { err, type Result } from '../shared/result.ts';
import { hireCourier } from './courier.ts';
import type { FromStore, Granted, ToStore, Wish } from './store-messages.ts';

export interface StoreClient {
  holdings(): Promise<Result<Holdings>>;
  /** Resolves when the wish is carried out or has failed. Never rejects. */
  ask(wish: Wish): Promise<Result<Granted>>;
}

/** Starts the worker and its courier. `onWork` hears of every model that is worked on; undefined: the work has ended. */
export function startStore(onWork: (id: string, work: Work | undefined) => void): StoreClient {
  const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (result: Result<Granted>) => void>();
  let last = 0;
  let dead = false;
  const tell = (message: ToStore, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);

  worker.addEventListener('message', ({ data }: MessageEvent<FromStore>) => {
    if (data.type === 'work') return onWork(data.id, data.work);
    waiting.get(data.n)?.(data.result);
    waiting.delete(data.n);
  });
  worker.addEventListener('error', () => {
    dead = true;
    for (const answer of waiting.values()) answer(err('E_STORE', undefined, 'the store worker failed'));
    waiting.clear();
  });
  const { port1, port2 } = new MessageChannel();
  hireCourier(port1);
  tell({ type: 'courier', port: port2 }, [port2]);

  const ask = (wish: Wish): Promise<Result<Granted>> => {
    if (dead) return Promise.resolve(err('E_STORE', undefined, 'the store worker failed'));
    const n = ++last;
    return new Promise((resolve) => {
      waiting.set(n, resolve);
      tell({ type: 'wish', n, wish });
    });
  };
  return { ask, holdings: async () => (await ask({ type: 'holdings' })) as Result<Holdings> };
}
