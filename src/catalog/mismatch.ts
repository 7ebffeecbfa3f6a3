/**
 * Whether a charted entry can be what its code says. Precision first: it speaks only where everything the index knows of the
 * words leads elsewhere. Of 1,080 charted diagnoses it doubts 7, each of them odd; of the same shuffled, half (docs/EVALUATION.md).
 */
import type { CodeSystem } from '../record/schema.ts';
import { words } from '../record/text.ts';
import type { CodeList } from './code-list.ts';
import type { Candidate, Suggester } from './suggest/suggest.ts';

/** How far down the ranking is looked. */
const LOOKED = 100;
/** A code that scores at least this part of the best one is believed. */
const BELIEVED = 0.5;
/** Below this the index does not know the words well enough to doubt anybody. */
const SURE = 0.5;
/** Candidates whose chapter (first letter) may be the code's. */
const NEAR = 3;
const STEM = 5;

export interface Mismatch {
  /** The name that the list gives the code (its category's where it has only that). */
  readonly name: string;
  /** What the words would be coded as. */
  readonly likely: Candidate;
}

/** What has to be equal for two codes to be of one thing: the category in CIE-10, the whole code elsewhere. */
const group = (system: CodeSystem, code: string): string =>
  system === 'cie10' ? code.slice(0, 3).toUpperCase() : code.toUpperCase();

const stems = (text: string): Set<string> =>
  new Set(
    words(text)
      .map((w) => w.folded)
      .filter((w) => /^\p{L}{4,}$/u.test(w))
      .map((w) => w.slice(0, STEM)),
  );

/**
 * @param text the entry as charted, without its code
 * @param code as charted
 * @returns null where text and code may go together, where the list does not know the code (lists age), or where the index is not sure
 */
export const codeMismatch = (
  text: string,
  code: string,
  list: CodeList,
  suggest: Suggester['suggest'],
): Mismatch | null => {
  const own = group(list.system, code);
  const names = [list.nameOf(code), list.nameOf(own)].filter((n) => n !== undefined);
  const [name] = names;
  if (name === undefined) return null;
  const said = stems(text);
  if ([...stems(names.join(' '))].some((stem) => said.has(stem))) return null;
  const candidates = suggest(text, { top: LOOKED });
  const [likely] = candidates;
  if (!likely || likely.score < SURE) return null;
  const score = candidates.find((c) => group(list.system, c.code) === own)?.score ?? 0;
  if (score >= BELIEVED * likely.score) return null;
  const near = candidates.slice(0, NEAR).some((c) => c.code[0] === own[0]);
  return list.system === 'cie10' && near ? null : { name, likely };
};
