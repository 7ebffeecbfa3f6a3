/** The catalogs' part of the page: the lists that are kept, the file being brought in, and what the buttons do. */
import { signal } from '@preact/signals';
import type { Mapping } from '../../catalog/import/columns.ts';
import { CATALOGS_CHANNEL, type ListInfo, openCatalogStore } from '../../catalog/stored.ts';
import type { CodeSystem } from '../../record/schema.ts';
import { type AppError, err, type Result } from '../../shared/result.ts';
import type { Checked, FromImport, ImportWish, Opened, ToImport } from './protocol.ts';

/** A file between being chosen and being saved. */
export interface Draft {
  readonly file: File;
  readonly opened: Opened;
  readonly mapping: Mapping;
  /** Null while the rows are being checked. */
  readonly checked: Checked | null;
  /** Why nothing can be saved as the columns are now. */
  readonly error: AppError | null;
}

export type CatalogDone = 'saved' | 'removed' | 'switched';

/** What was said last, of a list or of a file that is none. */
export interface CatalogSaid {
  readonly system?: CodeSystem;
  readonly done?: CatalogDone;
  readonly error?: AppError;
}

const hireWorker = () => {
  const waiting = new Map<number, (result: FromImport['result']) => void>();
  let worker: Worker | undefined;
  let last = 0;
  const hired = (): Worker => {
    if (worker !== undefined) return worker;
    worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromImport>) => {
      waiting.get(data.n)?.(data.result);
      waiting.delete(data.n);
    });
    worker.addEventListener('error', () => {
      for (const answer of waiting.values()) answer(err('E_INTERNAL', undefined, 'the import worker failed'));
      waiting.clear();
      worker?.terminate();
      worker = undefined;
    });
    return worker;
  };
  return <T extends Opened | Checked | null>(wish: ImportWish): Promise<Result<T>> =>
    new Promise((resolve) => {
      const n = ++last;
      waiting.set(n, resolve as (result: FromImport['result']) => void);
      const message: ToImport = { n, wish };
      hired().postMessage(message);
    });
};

export function openCatalogs() {
  const lists = signal<readonly ListInfo[]>([]);
  const draft = signal<Draft | null>(null);
  const busy = signal(false);
  const said = signal<CatalogSaid | null>(null);
  const ask = hireWorker();
  const store = openCatalogStore();

  const refresh = async (): Promise<void> => {
    try {
      lists.value = await (await store).lists();
    } catch {
      said.value = { error: { code: 'E_CATALOG_STORE' } };
    }
  };

  /** Checks the draft under a mapping; an answer for an earlier mapping is dropped. */
  const check = async (now: Draft): Promise<void> => {
    draft.value = { ...now, checked: null, error: null };
    const result = await ask<Checked>({ do: 'check', mapping: now.mapping });
    if (draft.value?.mapping !== now.mapping) return;
    draft.value = result.ok
      ? { ...now, checked: result.value, error: null }
      : { ...now, checked: null, error: result.error };
  };

  const bring = async (file: File, system?: CodeSystem, sheet?: string): Promise<void> => {
    said.value = null;
    draft.value = null;
    busy.value = true;
    const wish: ImportWish = sheet === undefined ? { do: 'open', file } : { do: 'open', file, sheet };
    const result = await ask<Opened>(wish);
    busy.value = false;
    if (!result.ok) {
      said.value = { error: result.error };
      return;
    }
    const { mapping } = result.value;
    await check({
      file,
      opened: result.value,
      mapping: system === undefined ? mapping : { ...mapping, system },
      checked: null,
      error: null,
    });
  };

  const change = async (
    system: CodeSystem,
    done: CatalogDone,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    try {
      await work();
      said.value = { system, done };
    } catch (thrown) {
      const detail = thrown instanceof Error ? thrown.name : 'store';
      said.value = { system, error: { code: 'E_CATALOG_STORE', detail } };
    }
    await refresh();
  };

  new BroadcastChannel(CATALOGS_CHANNEL).addEventListener('message', () => void refresh());
  void refresh();

  return {
    lists,
    draft,
    busy,
    said,
    bring: (file: File, system?: CodeSystem): void => void bring(file, system),
    sheet(name: string): void {
      const now = draft.value;
      if (now !== null) void bring(now.file, undefined, name);
    },
    map(mapping: Mapping): void {
      const now = draft.value;
      if (now !== null) void check({ ...now, mapping });
    },
    cancel(): void {
      draft.value = null;
    },
    async save(): Promise<void> {
      const now = draft.value;
      if (now === null) return;
      busy.value = true;
      const result = await ask<null>({ do: 'save', mapping: now.mapping });
      busy.value = false;
      if (!result.ok) {
        draft.value = { ...now, error: result.error };
        return;
      }
      void navigator.storage.persist().catch(() => false);
      draft.value = null;
      said.value = { system: now.mapping.system, done: 'saved' };
      await refresh();
    },
    use: (system: CodeSystem, version: number): void =>
      void change(system, 'switched', async () => (await store).useVersion(system, version)),
    remove: (system: CodeSystem): void =>
      void change(system, 'removed', async () => (await store).remove(system)),
  };
}

export type Catalogs = ReturnType<typeof openCatalogs>;
