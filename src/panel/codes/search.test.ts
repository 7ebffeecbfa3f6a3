import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CodeList } from '../../catalog/code-list.ts';
import { openSearch } from './search.ts';

const folder = new URL('../../../public/catalog/', import.meta.url);
const read = (name: string) => readFile(new URL(name, folder), 'utf8');
const withLists = (...lists: CodeList[]) => openSearch(read, async () => lists);

describe('candidates for an entry', () => {
  it('of a procedure come from the hospital’s lists; there are none without', async () => {
    expect(await withLists().find('procedure', 'Coronariografía', 5)).toEqual({
      candidates: [],
      systems: [],
    });
    const k = new CodeList('k', [{ code: 'K492', name: 'Coronariografía', synonyms: ['CAG'] }]);
    const icd = new CodeList('cie9mc', [{ code: '88.56', name: 'Coronariografía con dos catéteres' }]);
    const { candidates, systems } = await withLists(icd, k).find('procedure', 'coronariografia', 5);
    expect(systems).toEqual(['k', 'cie9mc']);
    expect(candidates.map(({ system, code }) => [system, code])).toEqual([
      ['k', 'K492'],
      ['cie9mc', '88.56'],
    ]);
  });

  it('of a diagnosis are the hospital’s own CIE-10 where it has brought one', async () => {
    expect((await withLists().find('diagnosis', 'NAC', 3)).candidates[0]).toMatchObject({
      code: 'J18.9',
      system: 'cie10',
    });
    const own = new CodeList('cie10', [
      { code: 'J18.9', name: 'Neumonía (nombre del hospital)', synonyms: ['NAC hospital'] },
    ]);
    const { candidates } = await withLists(own).find('diagnosis', 'NAC', 3);
    expect(candidates).toHaveLength(1);
    expect(candidates[0]?.name).toBe('Neumonía (nombre del hospital)');
  });

  it('of a drug are the formulary’s and the hospital’s, each code once', async () => {
    const own = new CodeList('atc', [{ code: 'J01DD04', name: 'Ceftriaxona 1 g frasco ampolla' }]);
    const { candidates } = await withLists(own).find('drug', 'ceftriaxona', 5);
    expect(candidates.filter(({ code }) => code === 'J01DD04')).toHaveLength(1);
    expect((await withLists(own).find('drug', 'losartan', 5)).candidates[0]?.code).toBe('C09CA01');
  });
});
