/** The store in a worker of the options page: only a worker may write to the private file system at any place. */
import { errorOf } from '../engine/store/problem.ts';
import { opfsStorage } from '../engine/store/storage.opfs.ts';
import { openStore, type Store } from '../engine/store/store.ts';
import { filesOfFolder, filesOfZip } from '../engine/store/zip.ts';
import { ok, type Result } from '../shared/result.ts';
import { courierRequest } from './courier.ts';
import type { FromStore, Granted, ToStore, Wish } from './store-messages.ts';

const say = (message: FromStore): void => self.postMessage(message);

let store: Store | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToStore>) => {
  if (data.type === 'courier') {
    store = openStore({
      storage: opfsStorage(),
      request: courierRequest(data.port),
      now: () => new Date(),
      clock: () => performance.now(),
      alone,
      onWork: (id, work) => say({ type: 'work', id, work }),
    });
    void store.tidy().catch(() => undefined);
    return;
  }
  const { n, wish } = data;
  if (store === undefined) return;
  grant(store, wish)
    .catch((thrown: unknown): Result<Granted> => ({ ok: false, error: errorOf(thrown) }))
    .then((result) => say({ type: 'granted', n, result }));
});

/** One page of ours at a time works on a model: two writers would spoil each other's files. */
async function alone(id: string, work: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request(`epicrisis/model/${id}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
}

async function grant(held: Store, wish: Wish): Promise<Result<Granted>> {
  switch (wish.type) {
    case 'holdings':
      return ok(await held.holdings());
    case 'download':
      return named(await held.download(wish.wish));
    case 'bring': {
      const { given, id, origin, limitBytes } = wish;
      const files = given.kind === 'zip' ? await filesOfZip(given.file) : filesOfFolder(given.files);
      return named(await held.bring({ id, origin, files, limitBytes }));
    }
    case 'stop':
      held.stop(wish.id);
      return ok(null);
    case 'discard':
      return held.discard(wish.id);
    case 'remove':
      return held.remove(wish.id);
    case 'export': {
      const to = await wish.to.createWritable();
      const result = await held.exportTo(wish.id, to);
      if (!result.ok) await to.abort().catch(() => undefined);
      return result;
    }
  }
}

const named = (result: Result<{ readonly id: string }>): Result<Granted> =>
  result.ok ? ok({ id: result.value.id }) : result;
