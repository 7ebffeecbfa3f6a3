/** Candidates for an entry from all the lists at hand for its kind; each list is read and indexed when first asked for. */

import { atcList } from '../../catalog/catalogs.ts';
import { loadCie10, type ReadCatalogFile } from '../../catalog/cie10.ts';
import type { CodeList } from '../../catalog/code-list.ts';
import { codeMismatch, type Mismatch } from '../../catalog/mismatch.ts';
import { parseOrgans, parseTerms } from '../../catalog/suggest/clinical-index.ts';
import { suggestDrug } from '../../catalog/suggest/drug.ts';
import { listSuggester } from '../../catalog/suggest/for-list.ts';
import { Suggester } from '../../catalog/suggest/suggest.ts';
import { Vocabulary } from '../../catalog/suggest/vocabulary.ts';
import type { CodeSystem } from '../../record/schema.ts';
import type { CodedKind } from '../state/coding.ts';
import type { CodeAnswer, CodedEntry, FoundCode } from './protocol.ts';

const SYSTEMS: Readonly<Record<CodedKind, readonly CodeSystem[]>> = {
  diagnosis: ['cie10'],
  procedure: ['k', 'cie9mc', 'fonasa', 'otro'],
  drug: ['atc'],
};

/** Those that the product brings. */
const BUNDLED: readonly CodeSystem[] = ['cie10', 'atc'];

type Suggest = Suggester['suggest'];

/** A list that can be searched. */
interface Searched {
  readonly list: CodeList;
  readonly suggest: Suggest;
}

export interface CodeSearch {
  find(kind: CodedKind, text: string, top: number): Promise<Omit<CodeAnswer, 'n'>>;
  /** For each entry what speaks against its code, or null. */
  doubt(entries: readonly CodedEntry[]): Promise<readonly (Mismatch | null)[]>;
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const openSearch = (read: ReadCatalogFile, stored: () => Promise<readonly CodeList[]>): CodeSearch => {
  const vocabulary = once(() => read('synonyms.txt').then((text) => new Vocabulary(text)));
  const lists = once(stored);
  const made = new Map<CodeSystem, Promise<Searched | null>>();

  const cie10 = async (own: CodeList | undefined): Promise<Searched> => {
    const [terms, organs] = await Promise.all([read('cie10-terms.txt'), read('cie10-organs.txt')]);
    const list = own ?? (await loadCie10(read));
    const synonyms = list.entries.flatMap(({ code, synonyms = [] }) =>
      synonyms.map((text) => ({ code, text, kind: 'term' as const })),
    );
    const index = [...parseTerms(terms), ...parseOrgans(organs), ...synonyms];
    const known = own === undefined ? index : index.filter(({ code }) => own.nameOf(code) !== undefined);
    const suggester = new Suggester(list, await vocabulary(), known);
    return { list, suggest: (text, options) => suggester.suggest(text, options) };
  };

  const ofList = async (list: CodeList): Promise<Searched> => {
    const suggester = listSuggester(list, await vocabulary());
    return { list, suggest: (text, options) => suggester.suggest(text, options) };
  };

  /** The hospital's own names for drugs first, then the formulary's for what it has not. */
  const drugs = async (own: CodeList | undefined): Promise<Searched> => {
    if (own === undefined) return { list: atcList, suggest: suggestDrug };
    const first = await ofList(own);
    return {
      list: own,
      suggest: (text, options) => {
        const mine = first.suggest(text, options);
        const rest = suggestDrug(text, options).filter(({ code }) => !mine.some((one) => one.code === code));
        return [...mine, ...rest].toSorted((a, b) => b.score - a.score);
      },
    };
  };

  const make = (system: CodeSystem, own: CodeList | undefined): Promise<Searched | null> => {
    const before = made.get(system);
    if (before !== undefined) return before;
    const now =
      system === 'cie10'
        ? cie10(own)
        : system === 'atc'
          ? drugs(own)
          : own === undefined
            ? Promise.resolve(null)
            : ofList(own);
    made.set(system, now);
    return now;
  };

  return {
    async find(kind, text, top) {
      const all = await lists();
      const ownOf = (system: CodeSystem) => all.find((list) => list.system === system);
      const systems = SYSTEMS[kind].filter(
        (system) => BUNDLED.includes(system) || ownOf(system) !== undefined,
      );
      const found = await Promise.all(
        systems.map(async (system): Promise<readonly FoundCode[]> => {
          const searched = await make(system, ownOf(system));
          return (searched?.suggest(text, { top }) ?? []).map((candidate) => ({ ...candidate, system }));
        }),
      );
      const candidates = found
        .flat()
        .toSorted((a, b) => b.score - a.score)
        .slice(0, top);
      return { candidates, systems };
    },
    async doubt(entries) {
      const all = await lists();
      return Promise.all(
        entries.map(async ({ text, code, system }) => {
          // A drug's code is weighed by the check itself, which knows combinations and routes.
          if (system === 'atc') return null;
          const own = all.find((list) => list.system === system);
          const searched = await make(system, own);
          return searched && codeMismatch(text, code, searched.list, searched.suggest);
        }),
      );
    },
  };
};
