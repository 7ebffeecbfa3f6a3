/**
 * A text read against a chart: what of it is a copy, what is free, which section each place belongs to. Sentences are read
 * once and kept, so that a keystroke costs its own sentence.
 */
import { type DrugMatch, findDrugNames } from '../../catalog/formulary.ts';
import type { SectionId } from '../types.ts';
import { type ChartIndex, type Copyable, hasJoint, headKey } from './chart.ts';
import { type Line, type Region, regionsOf } from './regions.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface Copy {
  readonly of: Copyable;
  /** Token indices. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Line[];
  readonly drugs: readonly DrugMatch[];
  readonly copies: readonly Copy[];
  /** By token: the copy that it is of. */
  readonly copyAt: readonly (Copy | undefined)[];
  readonly regions: readonly Region[];
  readonly headed: boolean;
}

interface SentenceRead {
  readonly tokens: readonly Token[];
  readonly drugs: readonly DrugMatch[];
}

const MOST_KEPT = 4000;
const sentencesRead = new Map<string, SentenceRead>();

const readSentence = (sentence: string): SentenceRead => {
  const known = sentencesRead.get(sentence);
  if (known) return known;
  const read = { tokens: tokensOf(sentence), drugs: findDrugNames(sentence) };
  if (sentencesRead.size >= MOST_KEPT) sentencesRead.clear();
  sentencesRead.set(sentence, read);
  return read;
};

/** Also before a small letter, where what ends is a whole word or a bracket and no abbreviation. */
const SENTENCE_END =
  /(?<=[.!?…]["»”)]?)(?<!(?<!\p{L})(?:Dra?|Sra?|St|Prof)\.)[ \t]+(?=[«"“¿¡[-]?\s?[\p{Lu}\p{N}])|(?<=(?:[\p{L}]{4}|[)\]])\.)(?<!(?:comp|caps|aprox|tabl|susp)\.)[ \t]+(?=\p{Ll})|\n+/gu;
const LONGEST_SENTENCE = 3000;

/** The text cut at the ends of sentences and lines; a run without any is cut at a space, so that no step is long. */
const cut = (text: string): { start: number; end: number; line: boolean }[] => {
  const out: { start: number; end: number; line: boolean }[] = [];
  let start = 0;
  let line = true;
  const add = (end: number, next: number, ends: boolean): void => {
    while (end - start > LONGEST_SENTENCE) {
      const space = text.lastIndexOf(' ', start + LONGEST_SENTENCE);
      const at = space > start ? space : start + LONGEST_SENTENCE;
      out.push({ start, end: at, line });
      start = at;
      line = false;
    }
    if (text.slice(start, end).trim() !== '') out.push({ start, end, line });
    start = next;
    line = ends;
  };
  for (const m of text.matchAll(SENTENCE_END)) add(m.index, m.index + m[0].length, m[0].startsWith('\n'));
  add(text.length, text.length, true);
  return out;
};

/** Do the tokens from `at` on say this, as one entry? */
export const stands = (
  text: string,
  tokens: readonly Token[],
  at: number,
  { keys, joints }: Pick<Copyable, 'keys' | 'joints'>,
): boolean =>
  keys.every((key, i) => {
    const [here, next] = [tokens[at + i], tokens[at + i + 1]];
    if (here?.key !== key) return false;
    return (
      i + 1 === keys.length ||
      joints[i] === true ||
      (next !== undefined && !hasJoint(text.slice(here.end, next.start)))
    );
  });

const longestAt = (
  text: string,
  chart: ChartIndex,
  tokens: readonly Token[],
  at: number,
): Copyable | undefined => {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (!first) return undefined;
  const two = second ? chart.copyables.get(headKey([first.key, second.key])) : undefined;
  const found = two?.find((one) => stands(text, tokens, at, one));
  return found ?? chart.copyables.get(first.key)?.find((one) => one.keys.length === 1);
};

/** Reads a text, a sentence at a time. */
export function* readSteps(text: string, chart: ChartIndex): Generator<void, Reading> {
  const tokens: Token[] = [];
  const drugs: DrugMatch[] = [];
  const sentences: Line[] = [];
  const lines: Line[] = [];
  for (const { start, end, line } of cut(text)) {
    const read = readSentence(text.slice(start, end));
    const from = tokens.length;
    for (const t of read.tokens) tokens.push({ ...t, start: t.start + start, end: t.end + start });
    for (const d of read.drugs) drugs.push({ ...d, start: d.start + start, end: d.end + start });
    const sentence = { start, end, from, to: tokens.length };
    sentences.push(sentence);
    const last = lines.at(-1);
    if (line || !last) lines.push(sentence);
    else lines[lines.length - 1] = { ...last, end, to: tokens.length };
    yield;
  }
  const copies: Copy[] = [];
  const copyAt: (Copy | undefined)[] = new Array(tokens.length).fill(undefined);
  for (let at = 0, looked = 0; at < tokens.length; ) {
    if (++looked % 64 === 0) yield;
    const of = longestAt(text, chart, tokens, at);
    if (!of) {
      at++;
      continue;
    }
    const to = at + of.keys.length;
    const end = tokens[to - 1]?.end ?? 0;
    // A bracket that closes the entry is of it.
    const copy = {
      of,
      from: at,
      to,
      start: tokens[at]?.start ?? 0,
      end: end + (/[)\]]/u.test(text.charAt(end)) ? 1 : 0),
    };
    copies.push(copy);
    copyAt.fill(copy, at, to);
    at = to;
  }
  yield;
  const copied = (from: number, to: number): boolean => {
    const copy = copyAt[from];
    return copy !== undefined && copy.to >= to && copy.to - copy.from > 1;
  };
  const { regions, headed } = regionsOf(text, tokens, lines, sentences, copied);
  yield;
  return { text, tokens, sentences, drugs, copies, copyAt, regions, headed };
}

/** The region that a place lies in, its opening words included; undefined before the first. */
export const regionAt = (reading: Reading, place: number): Region | undefined => {
  let [low, high] = [0, reading.regions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reading.regions[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return reading.regions[low - 1];
};

export const sectionAt = (reading: Reading, place: number): SectionId | undefined =>
  regionAt(reading, place)?.section;

export const regionsIn = (reading: Reading, section: SectionId): readonly Region[] =>
  reading.regions.filter((r) => r.section === section);

/** The sentence that a place lies in. */
export const sentenceAt = (reading: Reading, place: number): Line | undefined => {
  let [low, high] = [0, reading.sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reading.sentences[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const found = reading.sentences[low - 1];
  return found && place < found.end ? found : undefined;
};

/** Index of the first token that ends after a place. */
export const tokenAfter = (reading: Reading, place: number): number => {
  let [low, high] = [0, reading.tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reading.tokens[middle]?.end ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return low;
};
