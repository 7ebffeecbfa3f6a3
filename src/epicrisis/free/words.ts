/**
 * A clause or sentence as words with all that qualifies them: figures with their signs, where a pause stands, whether the word
 * is denied, which part a side belongs to. What the verifier compares.
 */
import { findSides } from '../../record/laterality.ts';
import { type Assertion, assertionAt, assertionSpans } from '../../record/negation.ts';

export interface ReadWord {
  /** As written. */
  readonly raw: string;
  /** Lower case; accents stay, they tell words apart. */
  readonly text: string;
  /** A comma, a colon, "y" or another pause stands before it. */
  readonly pause: boolean;
  /** A full stop stands before it. */
  readonly stop: boolean;
  readonly status: Assertion;
  /** For a word that says a side: the part that it belongs to. */
  readonly of: string | undefined;
}

/** Words, figures, and the signs that carry meaning ("(-)", "<", "%", "c/12h"). */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[.,]\p{N}+)*|[+\-<>=≥≤±%°#*&/^~!?¿¡"'$@_\\]|[^\s,;:.()[\]«»“”|…]/gu;

/** "y" and "e" as a joint; "Y de Roux", "vitamina E", "E. coli" are none. */
const isJoint = (text: string, raw: string, at: number): boolean => {
  const after = text.slice(at + raw.length, at + raw.length + 4);
  if (/^y$/iu.test(raw)) return !/^\s+de\b/iu.test(after);
  return /^e$/iu.test(raw) && /^\s+h?[ií]/iu.test(after);
};

/** The words of a text. A full stop at its very end is not told. */
export const readWords = (text: string): ReadWord[] => {
  const whole = text.normalize('NFC');
  const spans = assertionSpans(whole);
  const sides = new Map(findSides(whole).map((s) => [s.start, s.of]));
  const read: ReadWord[] = [];
  let pause = false;
  let stop = false;
  let end = 0;
  for (const m of whole.matchAll(TOKEN)) {
    const between = whole.slice(end, m.index);
    pause ||= /[,;:.()[\]«»“”|…]/u.test(between);
    stop ||= between.includes('.');
    end = m.index + m[0].length;
    if (isJoint(whole, m[0], m.index)) {
      pause = true;
      continue;
    }
    read.push({
      raw: m[0],
      text: m[0].toLocaleLowerCase('es'),
      pause: pause || read.length === 0,
      stop: stop && read.length > 0,
      status: assertionAt(spans, m.index, end),
      of: sides.get(m.index),
    });
    pause = false;
    stop = false;
  }
  return read;
};
