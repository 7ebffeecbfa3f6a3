/**
 * Scores what the reader gives for a held-back page against what the page says. A fact counts as read when every word of it
 * is there, in order, with its code and with hardly a word more; kind and moment are judged apart, over the facts read.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { HEADER_KEYS } from '../../../src/ehr/header.ts';

/** `[kind, moment, text, code?]`; kind and moment may be a choice ("reason|note") or "*"; words in braces may be left out. */
const Expected = z
  .tuple([z.string(), z.string(), z.string()])
  .or(z.tuple([z.string(), z.string(), z.string(), z.string()]));
export type Expected = z.infer<typeof Expected>;

const Sheet = z.object({
  layout: z.string(),
  /** What the header says, by key; pages of the first two halves do not say. */
  header: z.partialRecord(z.enum(HEADER_KEYS), z.string()).default({}),
  facts: z.array(Expected),
  /** Words of hidden elements: in no fact. */
  hidden: z.array(z.string()),
  /** Words that are shown but are no facts: menus, other patients, empty states. */
  foreign: z.array(z.string()),
});

export interface HeldBack {
  readonly half: string;
  readonly name: string;
  readonly sheet: z.infer<typeof Sheet>;
}

export interface ReadFact {
  readonly kind: string;
  readonly moment: string;
  readonly text: string;
  readonly code?: string | undefined;
}

export interface Score {
  readonly expected: number;
  readonly read: number;
  readonly placed: number;
  readonly hidden: number;
  readonly foreign: number;
  readonly extra: number;
  /** What went wrong, in words, for the person who tunes. */
  readonly faults: readonly string[];
}

/** Tuned on: `dev`, `stranger-dev`, `third-dev`; never tuned on: `held`, `stranger-held`, `third-held`. */
export const HALVES = ['dev', 'held', 'stranger-dev', 'stranger-held', 'third-dev', 'third-held'] as const;

/** The pages of one half, frames of a page left out. */
export const heldBack = (half: string): HeldBack[] => {
  const folder = resolve(import.meta.dirname, half);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      half,
      name: file.slice(0, -5),
      sheet: Sheet.parse(JSON.parse(readFileSync(resolve(folder, file), 'utf8'))),
    }));
};

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/\s+/)
    .map((w) => w.replace(/^[^\p{L}\p{N}%<>/]+|[^\p{L}\p{N}%]+$/gu, ''))
    .filter(Boolean);
const bare = (code: string | undefined): string => (code ?? '').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
const says = (fact: ReadFact, phrase: string): boolean =>
  ` ${words(fact.text).join(' ')} `.includes(` ${words(phrase).join(' ')} `);

const isRead = (expected: Expected, fact: ReadFact): boolean => {
  const optional = new Set([...expected[2].matchAll(/\{([^}]*)\}/g)].flatMap((m) => words(m[1] ?? '')));
  const needed = words(expected[2].replace(/\{[^}]*\}/g, ' '));
  let next = 0;
  let more = 0;
  for (const word of words(fact.text)) {
    if (word === needed[next]) next++;
    else if (!optional.has(word)) more++;
  }
  return (
    next === needed.length &&
    more <= Math.max(1, needed.length / 5) &&
    bare(expected[3]) === bare(expected[3] && fact.code)
  );
};

const one = (choice: string, value: string): boolean => choice === '*' || choice.split('|').includes(value);
const isPlaced = (expected: Expected, fact: ReadFact): boolean =>
  one(expected[0], fact.kind) && one(expected[1], fact.moment);

export const score = (sheet: HeldBack['sheet'], facts: readonly ReadFact[]): Score => {
  const left = new Set(facts);
  const faults: string[] = [];
  const open: Expected[] = [];
  let placed = 0;
  for (const expected of sheet.facts) {
    const fact = [...left].find((f) => isPlaced(expected, f) && isRead(expected, f));
    if (fact) {
      left.delete(fact);
      placed++;
    } else open.push(expected);
  }
  let misplaced = 0;
  for (const expected of open) {
    const fact = [...left].find((f) => isRead(expected, f));
    if (fact) {
      left.delete(fact);
      misplaced++;
      faults.push(`misplaced: ${expected.join(' | ')} -> ${fact.kind} ${fact.moment}`);
    } else faults.push(`not read: ${expected.join(' | ')}`);
  }
  const hits = (phrases: readonly string[], fault: string): number => {
    const found = phrases.filter((phrase) => facts.some((fact) => says(fact, phrase)));
    faults.push(...found.map((phrase) => `${fault}: ${phrase}`));
    return found.length;
  };
  const hidden = hits(sheet.hidden, 'hidden');
  const foreign = hits(sheet.foreign, 'foreign');
  for (const fact of left)
    faults.push(`extra: ${fact.kind} ${fact.moment} ${fact.text.slice(0, 120)} ${fact.code ?? ''}`);
  return {
    expected: sheet.facts.length,
    read: placed + misplaced,
    placed,
    hidden,
    foreign,
    extra: left.size,
    faults,
  };
};
