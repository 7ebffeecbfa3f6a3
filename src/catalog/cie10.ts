/** The bundled CIE-10 (`public/catalog`): its names, and a suggester over its names and the clinical index. */
import { type CodeList, parseCodeList } from './code-list.ts';
import { parseOrgans, parseTerms } from './suggest/clinical-index.ts';
import { Suggester } from './suggest/suggest.ts';
import { Vocabulary } from './suggest/vocabulary.ts';

/** Reads a file of `public/catalog`: from the package in the browser, from disk in Node. */
export type ReadCatalogFile = (name: string) => Promise<string>;

export const loadCie10 = async (read: ReadCatalogFile): Promise<CodeList> =>
  parseCodeList('cie10', await read('cie10.tsv'));

/** The list and all that finding a code takes: some 26,000 entries, half a second. */
export const loadCie10Suggester = async (read: ReadCatalogFile): Promise<Suggester> => {
  const [list, terms, organs, synonyms] = await Promise.all([
    loadCie10(read),
    read('cie10-terms.txt'),
    read('cie10-organs.txt'),
    read('synonyms.txt'),
  ]);
  return new Suggester(list, new Vocabulary(synonyms), [...parseTerms(terms), ...parseOrgans(organs)]);
};
