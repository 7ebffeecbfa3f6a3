/** Codes of a hospital's own list for a mention: its names, and its synonyms as the terms that name them. */
import type { CodeList } from '../code-list.ts';
import { plainRules } from './rules.ts';
import { Suggester } from './suggest.ts';
import type { Vocabulary } from './vocabulary.ts';

/** For any list but the bundled CIE-10, which has a clinical index of its own. */
export const listSuggester = (list: CodeList, vocabulary: Vocabulary): Suggester =>
  new Suggester(
    list,
    vocabulary,
    list.entries.flatMap(({ code, synonyms = [] }) =>
      synonyms.map((text) => ({ code, text, kind: 'term' as const })),
    ),
    plainRules,
  );
