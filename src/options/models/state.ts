/** The models' part of the page: what is held, what is worked on, what was said last, and what the buttons do. */
import { computed, signal } from '@preact/signals';
import { askMachine, type Machine, processorHere } from '../../engine/machine.ts';
import { modelRows } from '../../engine/registry.ts';
import type { Holdings } from '../../engine/store/store.ts';
import type { Work } from '../../engine/store/work.ts';
import type { Dtype } from '../../engine/types.ts';
import type { AppError, Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { type StoreClient, startStore } from '../store-client.ts';
import type { Granted, Wish } from '../store-messages.ts';
import { type Card, cardsOf, limitBytes } from './cards.ts';
import type { Handed } from './given.ts';

/** What was said last: of a model, or of something given that is none (`id` absent). */
export interface Said {
  readonly id: string | undefined;
  readonly name: string;
  readonly error?: AppError;
  readonly done?: 'installed' | 'removed' | 'exported' | 'discarded' | undefined;
}

/** The key of work on something given whose model is not known yet. */
const UNKNOWN = '';

export function openModels(settings: () => Settings | undefined, save: (model: string | undefined) => void) {
  const holdings = signal<Holdings>({ installed: [], halted: [], room: undefined });
  const works = signal<ReadonlyMap<string, Work>>(new Map());
  const machine = signal<Machine>(processorHere());
  const said = signal<Said | undefined>(undefined);
  const bringing = signal(false);

  const store: StoreClient = startStore((id, work) => {
    const next = new Map(works.value);
    if (work === undefined) next.delete(id);
    else next.set(id, work);
    works.value = next;
  });

  const refresh = async (): Promise<void> => {
    const now = await store.holdings();
    if (now.ok) holdings.value = now.value;
  };

  const cards = computed<readonly Card[]>(() => {
    const now = settings();
    if (now === undefined) return [];
    return cardsOf({
      rows: modelRows(),
      holdings: holdings.value,
      works: works.value,
      machine: machine.value,
      settings: now,
    });
  });

  const nameOf = (id: string): string => cards.value.find((card) => card.id === id)?.name ?? id;

  async function carryOut(id: string, wish: Wish, done: Said['done']): Promise<Result<Granted>> {
    said.value = undefined;
    const result = await store.ask(wish);
    await refresh();
    const named = result.ok && result.value !== null && 'id' in result.value ? result.value.id : id;
    if (result.ok) said.value = { id: named, name: nameOf(named), done };
    // What the person broke off needs no explanation.
    else if (result.error.code !== 'E_ABORTED') {
      said.value = { id: id === UNKNOWN ? undefined : id, name: nameOf(id), error: result.error };
    }
    return result;
  }

  /** Without it the browser may clear the store when the disk is short. Asked for when there is something to keep. */
  const keepStored = (): void => void navigator.storage.persist().catch(() => false);

  addEventListener('beforeunload', (event) => {
    if ([...works.value.values()].some(({ phase }) => phase !== 'asking')) event.preventDefault();
  });
  // Another tab of this page may have changed what is held.
  addEventListener('focus', () => void refresh());
  void refresh();
  void askMachine().then((now) => {
    machine.value = now;
  });

  return {
    cards,
    holdings,
    said,
    bringing,
    download(card: Card, dtype: Dtype): void {
      const now = settings();
      if (card.source === undefined || now === undefined) return;
      keepStored();
      const wish = { id: card.id, dtype, source: card.source, limitBytes: limitBytes(now) };
      void carryOut(card.id, { type: 'download', wish }, 'installed');
    },
    async bring(handed: Handed, id?: string): Promise<void> {
      const now = settings();
      if (now === undefined) return;
      keepStored();
      bringing.value = true;
      const wish: Wish = { type: 'bring', id, ...handed, limitBytes: limitBytes(now) };
      await carryOut(id ?? UNKNOWN, wish, 'installed');
      bringing.value = false;
    },
    stop: (id: string): void => void store.ask({ type: 'stop', id }),
    discard: (id: string): void => void carryOut(id, { type: 'discard', id }, 'discarded'),
    remove(card: Card): void {
      // Nothing may be named that is not there.
      if (card.inUse) save(undefined);
      void carryOut(card.id, { type: 'remove', id: card.id }, 'removed');
    },
    async exportZip(id: string): Promise<void> {
      const to = await pickTarget(`${id}.zip`);
      if (to !== undefined) await carryOut(id, { type: 'export', id, to }, 'exported');
    },
    use: (id: string): void => save(id),
  };
}

export type Models = ReturnType<typeof openModels>;

type SavePicker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Where the zip goes, written as it is made: a model of gigabytes is not put together in memory first. */
async function pickTarget(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  const { showSaveFilePicker } = window as unknown as { showSaveFilePicker: SavePicker };
  return showSaveFilePicker({ suggestedName }).catch(() => undefined);
}
