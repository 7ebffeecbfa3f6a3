/**
 * In which words two wordings of one entry differ, once order, spelling, inflection, abbreviations and the words of one meaning are set
 * aside: «neumonía grave» told as «neumonía leve», «madre con cáncer» told as «cáncer».
 */
import { fold } from '../../record/text.ts';
import { findDates } from './dates.ts';
import { withoutCodes } from './differences.ts';
import { hasClinicalEnding, tells } from './known.ts';
import { conceptsOf, isContent, keysOf, type Token, tokensOf } from './tokens.ts';

export interface WordDifferences {
  /** Content words of the entry that the other wording does not say, as charted. */
  readonly lost: readonly string[];
  /** Content words of the other wording that the entry does not say, as written. */
  readonly added: readonly string[];
}

/** Sides and lengths of time are compared on their own, in all their spellings; «CIE-10» names the list. */
const APART =
  /^(?:der|dere|derech[oa]s?|dch[oa]?|izq|iz|izquierd[oa]s?|bilateral(?:es)?|cie|atc|codigo|[°º]c?|cada|h|hrs?|horas?|min|minutos?|dias?|sem|semanas?|mes|meses|anos?)$/u;

/** A day is the same in figures and in words; it is compared on its own too. */
const withoutDays = (text: string): string =>
  findDates(text)
    .toReversed()
    .reduce((out, d) => `${out.slice(0, d.start)}…${out.slice(d.end)}`, text);

type Way = readonly string[];

/** A word is said where half of its stems are: «HTA» by «hipertensión», as everywhere in the check. */
const isSaid = (ways: readonly Way[], stems: ReadonlySet<string>): boolean =>
  ways.some((way) => way.length > 0 && way.filter((s) => stems.has(s)).length >= Math.ceil(way.length * 0.5));

interface Said {
  readonly tokens: readonly Token[];
  readonly concepts: ReturnType<typeof conceptsOf>;
  readonly stems: ReadonlySet<string>;
}

const saidIn = (text: string): Said => {
  const concepts = conceptsOf(text);
  return { tokens: tokensOf(text).filter(isContent), concepts, stems: new Set(concepts.flat(2)) };
};

/** Letters from which on two words of other endings are one: «politraumatizado», «politraumatismo». */
const ROOT = 7;

/** Another form of a word there; not so names of procedures and diseases («colecistectomía», «colecistitis»). */
const isFormOf = (key: string, other: Said): boolean =>
  key.length >= ROOT &&
  !hasClinicalEnding(key) &&
  other.tokens.some((t) => t.key.startsWith(key.slice(0, ROOT)) && !hasClinicalEnding(t.key));

const wordsNotIn = (text: string, own: Said, other: Said): string[] =>
  own.tokens.flatMap(({ key, start, end }, i) =>
    APART.test(key) || isFormOf(key, other) || isSaid(own.concepts[i] ?? [], other.stems)
      ? []
      : [text.slice(start, end)],
  );

const ROMAN: Readonly<Record<string, string>> = {
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
  VII: '7',
};
/** «Garden III», «Child B», «etapa IIA»: a capital grade after a word. */
const GRADE = /(?<=\p{L}{3}[ \t])(?:[IV]+[A-C]?|[A-D])(?![\p{L}\p{N}])/gu;

/** Grades of the entry that the other wording does not give, in either figures. */
const gradesNotIn = (charted: string, written: string): string[] => {
  // In capitals throughout, «A» is a word like others.
  if (!/\p{Ll}/u.test(charted)) return [];
  const keys = new Set(tokensOf(written).map((t) => t.key));
  return (charted.match(GRADE) ?? []).filter(
    (grade) => !keys.has(grade.toLowerCase()) && !keys.has(ROMAN[grade] ?? ''),
  );
};

/** «Etapa 3» for «etapa III». */
const isFigured = (word: string, keys: ReadonlySet<string>): boolean =>
  keys.has(ROMAN[word.toUpperCase()] ?? '');

export const wordDifferences = (entry: string, wording: string): WordDifferences => {
  const [charted = '', written = ''] = [entry, wording].map((text) => withoutDays(withoutCodes(text)));
  const [was, is] = [saidIn(charted), saidIn(written)];
  const [before, now] = [charted, written].map((text) => new Set(keysOf(text)));
  const lost = wordsNotIn(charted, was, is);
  return {
    lost: [...lost, ...gradesNotIn(charted, written).filter((g) => !lost.includes(g))].filter(
      (word) => !isFigured(word, now ?? new Set()),
    ),
    added: wordsNotIn(written, is, was).filter(
      (word) => !isFigured(word, before ?? new Set()) && !tells(fold(word)),
    ),
  };
};
