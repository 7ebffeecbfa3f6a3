/**
 * Text copied forward from day to day, told once. Two clauses are the same when one holds all words of the other and little
 * more, and their figures, denials and sides are equal: a figure or a "sin" that differs is another statement.
 */
import { sidesKey } from '../../record/laterality.ts';
import { assertionAt, assertionKey, assertionSpans } from '../../record/negation.ts';
import { findNumbers } from '../../record/numbers.ts';
import { fold, words } from '../../record/text.ts';

const EMPTY: ReadonlySet<string> = new Set(
  'a al ante con de del desde durante e el en entre es esta este fue ha hasta la las le lo los mas o para paciente pcte por que se su sus un una y ya'.split(
    ' ',
  ),
);

/** Content words of a clause, folded. */
export const contentWords = (clause: string): Set<string> =>
  new Set(words(clause).flatMap((w) => (w.kind === 'word' && !EMPTY.has(w.folded) ? [w.folded] : [])));

/** One letter more, less or other, in words of six letters or more whose beginnings agree: a slip of the keyboard. */
const sameButASlip = (a: string, b: string): boolean => {
  if (a.length < 6 || b.length < 6 || Math.abs(a.length - b.length) > 1 || a.slice(0, 3) !== b.slice(0, 3))
    return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [x, y] = [a.slice(i), b.slice(i)];
  // A word's last letter tells number, gender and tense: not a slip.
  if (x.length <= 1 || y.length <= 1) return false;
  return x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1);
};

/** Words that deny in themselves, with what they deny. */
const STATES: ReadonlyMap<string, readonly [concept: string, holds: boolean]> = new Map([
  ['afebril', ['fiebre', false]],
  ['febril', ['fiebre', true]],
  ['apiretico', ['fiebre', false]],
  ['inestable', ['estable', false]],
  ['hde', ['estable', true]],
  ['hdi', ['estable', false]],
  ['asintomatico', ['sintomas', false]],
  ['asintomatica', ['sintomas', false]],
  ['sintomatico', ['sintomas', true]],
  ['intubado', ['intubado', true]],
  ['extubado', ['intubado', false]],
  ['intubada', ['intubado', true]],
  ['extubada', ['intubado', false]],
]);

/** What a clause says is so and is not so. */
const statesOf = (text: string): Map<string, boolean> => {
  const spans = assertionSpans(text);
  const states = new Map<string, boolean>();
  for (const word of words(text)) {
    if (word.kind !== 'word' || EMPTY.has(word.folded)) continue;
    const [concept, holds] = STATES.get(word.folded) ?? [word.folded, true];
    const denied = assertionAt(spans, word.start, word.end) === 'negated';
    states.set(concept, denied ? !holds : holds);
  }
  return states;
};

interface Told {
  readonly index: number;
  readonly words: ReadonlySet<string>;
}

/** How many of the latest clauses with the same figures, denials and sides a clause is compared with. */
const LOOK_BACK = 40;
/** Of the shorter clause's words, at most this share may come on top. */
const MORE = 0.5;

const missing = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] =>
  [...a].filter((word) => !b.has(word) && ![...b].some((other) => sameButASlip(word, other)));

export interface Repeats {
  /**
   * Takes the next clause in order of time.
   * @returns the index of the clause already told that it repeats, and whether it says more; null for a new one
   */
  take(text: string): { readonly of: number; readonly more: boolean } | null;
}

/** A memory of the clauses told so far. Linear in their number. */
export const repeats = (): Repeats => {
  const exact = new Map<string, number>();
  const alike = new Map<string, Told[]>();
  /** How each thing was last said to be, and how often that has changed: what comes back after a change is news. */
  const last = new Map<string, boolean>();
  const turns = new Map<string, number>();
  const turned = (text: string): string => {
    const states = statesOf(text);
    for (const [concept, holds] of states) {
      if (last.has(concept) && last.get(concept) !== holds) turns.set(concept, (turns.get(concept) ?? 0) + 1);
      last.set(concept, holds);
    }
    return [...states.keys()].flatMap((c) => (turns.has(c) ? [`${c}${turns.get(c)}`] : [])).join(' ');
  };
  let next = 0;
  return {
    take: (text) => {
      const index = next++;
      const turn = turned(text);
      const key = `${fold(text)
        .replace(/[^\p{L}\p{N}+<>%]+/gu, ' ')
        .trim()}#${turn}`;
      const known = exact.get(key);
      if (known !== undefined) return { of: known, more: false };
      exact.set(key, index);
      const own = contentWords(text);
      if (own.size < 3) return null;
      const figures = findNumbers(text).map((n) => n.value);
      const same = `${figures.join(' ')}#${sidesKey(text)}#${assertionKey(text)}#${turn}`;
      const told = alike.get(same) ?? [];
      alike.set(same, told);
      let found: { of: number; more: boolean } | null = null;
      for (const before of told.slice(-LOOK_BACK)) {
        if (Math.min(own.size, before.words.size) < 3) continue;
        const [added, lost] = [missing(own, before.words), missing(before.words, own)];
        const room = Math.floor(Math.min(own.size, before.words.size) * MORE);
        if (lost.length === 0 && added.length <= room) found = { of: before.index, more: added.length > 0 };
        else if (added.length === 0 && lost.length <= room) found = { of: before.index, more: false };
      }
      told.push({ index: found && !found.more ? found.of : index, words: own });
      return found;
    },
  };
};
