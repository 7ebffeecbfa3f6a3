import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { Catalogs } from './catalogs.ts';
import { openCatalogStore, storedLists } from './stored.ts';

const from = (file: string) => ({ file, importedAt: '2026-11-22T12:00:00Z', leftOut: 0 });
const entry = (code: string, name: string) => ({ code, name, synonyms: [] });
let n = 0;
const fresh = () => openCatalogStore(`test-${n++}`);

describe('the hospital’s lists', () => {
  it('are looked up by code once saved', async () => {
    const store = await fresh();
    await store.save('k', [entry('K001', 'Curación simple')], from('k.csv'));
    const catalogs = new Catalogs(await storedLists(store));
    expect(catalogs.nameOf('k', 'k001')).toBe('Curación simple');
    expect(catalogs.nameOf('cie10', 'K00.1')).toBeUndefined();
  });

  it('go back to the version before, and forward again', async () => {
    const store = await fresh();
    await store.save('k', [entry('K001', 'Uno')], from('a.csv'));
    await store.save('k', [entry('K001', 'Uno, corregido'), entry('K002', 'Dos')], from('b.csv'));
    expect((await store.lists())[0]).toMatchObject({
      current: 2,
      versions: [{ file: 'a.csv' }, { file: 'b.csv' }],
    });
    expect(await store.useVersion('k', 1)).toBe(true);
    expect((await store.entries('k')).map(({ name }) => name)).toEqual(['Uno']);
    expect(await store.useVersion('k', 9)).toBe(false);
    expect(await store.useVersion('k', 2)).toBe(true);
    expect(await store.entries('k')).toHaveLength(2);
    // A new version after going back does not overwrite the later one.
    await store.useVersion('k', 1);
    await store.save('k', [entry('K009', 'Nueve')], from('c.csv'));
    expect((await store.lists())[0]).toMatchObject({ current: 3 });
    expect(await store.entries('k', 2)).toHaveLength(2);
  });

  it('keep five versions and lose none half', async () => {
    const store = await fresh();
    for (let i = 1; i <= 7; i++) await store.save('atc', [entry('J01DD04', `v${i}`)], from(`${i}.csv`));
    const [list] = await store.lists();
    expect(list?.versions.map(({ version }) => version)).toEqual([3, 4, 5, 6, 7]);
    expect(await store.entries('atc', 2)).toEqual([]);
    // What cannot be stored leaves everything as it was.
    const bad = [{ code: 'X', name: (() => 'no') as unknown as string, synonyms: [] }];
    await expect(store.save('atc', bad, from('bad.csv'))).rejects.toThrow();
    expect((await store.lists())[0]?.current).toBe(7);
    expect((await store.entries('atc'))[0]?.name).toBe('v7');
  });

  it('are forgotten whole', async () => {
    const store = await fresh();
    await store.save('fonasa', [entry('1802004', 'Apendicectomía')], from('f.csv'));
    await store.remove('fonasa');
    expect(await store.lists()).toEqual([]);
    expect(await store.entries('fonasa', 1)).toEqual([]);
  });
});
