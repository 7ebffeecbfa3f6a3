/**
 * The hospital's own lists, kept in the extension's IndexedDB: one list a system, its versions one behind another. Each
 * change is one transaction: it happens whole or not at all. Catalogs hold no patient data.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { z } from 'zod';
import { CodeSystem } from '../record/schema.ts';
import { type CodeEntry, CodeList } from './code-list.ts';

const VersionInfo = z.object({
  version: z.number().int().positive(),
  /** The file it came from. */
  file: z.string().max(300),
  /** ISO 8601. */
  importedAt: z.string().max(40),
  entries: z.number().int().nonnegative(),
  leftOut: z.number().int().nonnegative(),
});
export type VersionInfo = z.infer<typeof VersionInfo>;

const ListInfo = z.object({
  system: CodeSystem,
  /** The version in force. */
  current: z.number().int().positive(),
  /** Newest last. */
  versions: z.array(VersionInfo).min(1),
});
export type ListInfo = z.infer<typeof ListInfo>;

const StoredEntry = z.object({ code: z.string(), name: z.string(), synonyms: z.array(z.string()) });
const StoredRows = z.object({ system: CodeSystem, version: z.number(), entries: z.array(StoredEntry) });
export type StoredEntry = z.infer<typeof StoredEntry>;

interface Schema extends DBSchema {
  lists: { key: string; value: ListInfo };
  rows: { key: [string, number]; value: z.infer<typeof StoredRows> };
}

/** Versions kept of a list: the one in force and those to go back to. */
const KEPT = 5;

/** Said on this channel after any change, so that other pages of the extension read anew. */
export const CATALOGS_CHANNEL = 'epicrisis/catalogs';

export interface CatalogStore {
  /** All lists. A record that cannot be read (of a later version of the extension) is left out. */
  lists(): Promise<readonly ListInfo[]>;
  /** The entries of a list in force, or of one of its versions; none where there is no such list. */
  entries(system: CodeSystem, version?: number): Promise<readonly StoredEntry[]>;
  /** Saves a new version and puts it in force. */
  save(
    system: CodeSystem,
    entries: readonly StoredEntry[],
    from: Omit<VersionInfo, 'version' | 'entries'>,
  ): Promise<void>;
  /** Puts an earlier (or later) version in force. False where there is none such. */
  useVersion(system: CodeSystem, version: number): Promise<boolean>;
  /** Forgets a list with all its versions. */
  remove(system: CodeSystem): Promise<void>;
}

const open = (name: string): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('lists', { keyPath: 'system' });
      db.createObjectStore('rows', { keyPath: ['system', 'version'] });
    },
  });

/** Rejects where the browser's storage refuses (disk full, private window). */
export const openCatalogStore = async (name = 'catalogs'): Promise<CatalogStore> => {
  const db = await open(name);
  const change = async (work: (tx: ReturnType<typeof begin>) => Promise<void>): Promise<void> => {
    const tx = begin();
    try {
      await work(tx);
      await tx.done;
    } catch (thrown) {
      tx.done.catch(() => undefined);
      try {
        tx.abort();
      } catch {
        // It has ended by itself.
      }
      throw thrown;
    }
    if (typeof BroadcastChannel === 'undefined') return;
    const channel = new BroadcastChannel(CATALOGS_CHANNEL);
    channel.postMessage('changed');
    channel.close();
  };
  const begin = () => db.transaction(['lists', 'rows'], 'readwrite', { durability: 'strict' });

  return {
    async lists() {
      const all = await db.getAll('lists');
      return all.flatMap((one) => {
        const parsed = ListInfo.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      });
    },
    async entries(system, version) {
      const tx = db.transaction(['lists', 'rows']);
      const wanted = version ?? (await tx.objectStore('lists').get(system))?.current;
      const rows = wanted === undefined ? undefined : await tx.objectStore('rows').get([system, wanted]);
      const parsed = StoredRows.safeParse(rows);
      return parsed.success ? parsed.data.entries : [];
    },
    save: (system, entries, from) =>
      change(async (tx) => {
        const lists = tx.objectStore('lists');
        const rows = tx.objectStore('rows');
        const before = await lists.get(system);
        const version = Math.max(0, ...(before?.versions ?? []).map((v) => v.version)) + 1;
        const versions = [...(before?.versions ?? []), { ...from, version, entries: entries.length }];
        for (const old of versions.splice(0, Math.max(0, versions.length - KEPT)))
          await rows.delete([system, old.version]);
        await rows.put({
          system,
          version,
          entries: entries.map((e) => ({ ...e, synonyms: [...e.synonyms] })),
        });
        await lists.put({ system, current: version, versions });
      }),
    async useVersion(system, version) {
      let found = false;
      await change(async (tx) => {
        const lists = tx.objectStore('lists');
        const list = await lists.get(system);
        if (list?.versions.some((v) => v.version === version) !== true) return;
        found = true;
        await lists.put({ ...list, current: version });
      });
      return found;
    },
    remove: (system) =>
      change(async (tx) => {
        const list = await tx.objectStore('lists').get(system);
        for (const { version } of list?.versions ?? [])
          await tx.objectStore('rows').delete([system, version]);
        await tx.objectStore('lists').delete(system);
      }),
  };
};

/** The lists in force, as they are looked up and searched. */
export const storedLists = async (store: CatalogStore): Promise<readonly CodeList[]> => {
  const infos = await store.lists();
  return Promise.all(
    infos.map(async ({ system }) => {
      const entries: readonly CodeEntry[] = await store.entries(system);
      return new CodeList(system, entries);
    }),
  );
};
