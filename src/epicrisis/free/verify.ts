/**
 * The verifier of free sentences. A sentence passes only when it is its clauses told again: the same words in the same order
 * (so the order of time too), each denied or not, sided, paused and counted as charted. It may drop an ordinary state or
 * figure that stands by itself, join with "y" or a comma, and write capitals small. All else fails, and the clause
 * itself is written: a sentence made of true words can still be false ("se inicia vancomicina" out of "se suspende vancomicina e inicia …").
 */
import { findDrugNames } from '../../catalog/formulary.ts';
import { inSmallLetters } from './letter-case.ts';
import { type ReadWord, readWords } from './words.ts';

export type Refusal =
  | 'word' // a word that is not next in its clauses
  | 'left-out' // something left out that does not stand by itself
  | 'negation'
  | 'side'
  | 'drug'
  | 'pause'
  | 'case'
  | 'empty';

export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: Refusal; readonly at: string };

/** What follows a condition or an intention hangs on it: nothing of such a clause is left out. */
const HANGS = /^(?:si|caso|cuando|hasta|mientras|plan|pendiente|previo|salvo|excepto|aunque|pero)$/u;

/** Openings of statements that stand by themselves: only such may be left out, and only such may follow what was left out. */
const OPENS = /^(?:afebril|febril|estable|eupneic[oa]|normotens[oa]|asintomátic[oa]|asintomatic[oa])$/u;
/** The same where a word of their own follows. */
const OPENS_WITH =
  /^(?:tolera|deambula|evoluciona|persiste|satura|camina|duerme|pcr|hb|gb|plt|lactato|crea|creatinina|leucocitos|hemocultivos?|urocultivo|cultivos?|tac|rx|ecg|eco|ecocardiograma|rnm|fc|pa|fr|pam|eva|diuresis|bh|peso)$/u;
const OPENS_SE =
  /^(?:realiza|inicia|suspende|retira|traslada|extuba|intuba|opera|transfunde|cambia|agrega|ajusta|descarta|mantiene|instala|conecta|completa)$/u;

const opens = (words: readonly ReadWord[], i: number): boolean => {
  const word = words[i];
  if (!word?.pause) return false;
  const next = words[i + 1];
  if (OPENS.test(word.text)) return true;
  if (!next || next.pause) return false;
  return OPENS_WITH.test(word.text) || (word.text === 'se' && OPENS_SE.test(next.text));
};

/** Of those, the ones that may be left out: an ordinary state, a vital sign, a figure of the laboratory. */
const LIGHT =
  /^(?:afebril|estable|eupneic[oa]|normotens[oa]|asintomátic[oa]|asintomatic[oa]|tolera|deambula|satura|camina|duerme|pcr|hb|gb|plt|lactato|crea|creatinina|leucocitos|fc|pa|fr|pam|eva|diuresis|bh|peso)$/u;
const light = (words: readonly ReadWord[], i: number): boolean =>
  opens(words, i) && LIGHT.test(words[i]?.text ?? '');

const refused = (why: Refusal, at: string): Verdict => ({ ok: false, why, at });

/** Where the statement that opens at `i` ends: at the next that opens, or at the clause's end. */
const statementEnd = (words: readonly ReadWord[], i: number, clauseEnds: ReadonlySet<number>): number => {
  let end = i + 1;
  while (end < words.length && !clauseEnds.has(end) && !opens(words, end)) end++;
  return end;
};

/**
 * Whether a sentence says nothing but what its clauses say.
 * @param clauses as charted, in their order; every one must be told at least in part
 */
export const verify = (sentence: string, clauses: readonly string[]): Verdict => {
  const said = readWords(sentence.replace(/[.\s]+$/u, ''));
  const charted: ReadWord[] = [];
  const ends = new Set<number>();
  for (const clause of clauses) {
    charted.push(...readWords(clause));
    ends.add(charted.length);
  }
  if (said.length === 0 || charted.length === 0) return refused('empty', '');

  const hangs = charted.some((w) => HANGS.test(w.text));

  let next = 0;
  let told = 0;
  for (const [i, word] of said.entries()) {
    const { pause, stop } = word;
    let here = charted[next];
    // A whole statement may be left out, where another that stands by itself follows.
    while (!hangs && here && here.text !== word.text && light(charted, next) && !ends.has(next)) {
      const end = statementEnd(charted, next, ends);
      if (ends.has(end) && told === 0) break;
      if (!ends.has(end) && !opens(charted, end)) break;
      if (ends.has(end)) {
        // The clause's end: what was told of it stays; the next clause begins.
        next = end;
        told = 0;
      } else next = end;
      here = charted[next];
    }
    if (here?.text !== word.text) {
      return refused(here ? 'word' : 'left-out', word.raw);
    }
    if (word.status !== here.status) return refused('negation', word.raw);
    if (word.of !== here.of && word.of !== undefined && here.of !== undefined)
      return refused('side', word.raw);
    const clauseStart = ends.has(next) || next === 0;
    if (pause !== (here.pause || clauseStart) || (stop && !here.stop)) return refused('pause', word.raw);
    const sameCase = word.raw === here.raw || (i === 0 && sameButFirst(word.raw, here.raw));
    const small = inSmallLetters(here.raw);
    if (
      !sameCase &&
      !(small !== undefined && (word.raw === small || (i === 0 && sameButFirst(word.raw, small))))
    )
      return refused('case', word.raw);
    if (ends.has(next)) told = 0;
    next++;
    told++;
  }
  // What is left must stand by itself, and no clause be silent.
  while (!hangs && next < charted.length && !ends.has(next) && light(charted, next))
    next = statementEnd(charted, next, ends);
  if (next < charted.length) return refused('left-out', charted[next]?.raw ?? '');

  const drugs = new Set(clauses.flatMap((c) => findDrugNames(c).map((d) => d.canonical)));
  const strange = findDrugNames(sentence).find((d) => !drugs.has(d.canonical));
  return strange ? refused('drug', strange.name) : { ok: true };
};

const sameButFirst = (a: string, b: string): boolean =>
  a.slice(1) === b.slice(1) &&
  a.slice(0, 1).toLocaleLowerCase('es') === b.slice(0, 1).toLocaleLowerCase('es');
