/** Scores what the reader gives for a page's header: whose chart it is, the stay's dates, where and with whom. */

import { dateIn, HEADER_KEYS, type HeaderKey } from '../../../src/ehr/header.ts';
import { compareDates } from '../../../src/record/dates.ts';
import { sameRun } from '../../../src/record/run.ts';
import type { ClinicalRecord } from '../../../src/record/schema.ts';

/** By key, as charted; words in braces may be left out. */
export type Header = Partial<Record<HeaderKey, string>>;

/** The header's values of a record as plain text. */
export const headerValues = ({ identity, episode }: Pick<ClinicalRecord, 'identity' | 'episode'>): Header => {
  const { sex, parsedAge: _, ...named } = identity;
  const charted = Object.entries({ ...named, ...episode }).map(([key, value]) => [key, value?.text]);
  return Object.fromEntries([...charted, ...(sex ? [['sex', sex]] : [])]);
};

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const same = (key: HeaderKey, expected: string, value: string): boolean => {
  if (key === 'admission' || key === 'discharge' || key === 'birthDate')
    return compareDates(dateIn(expected) ?? expected, dateIn(value) ?? value) === 0;
  if (key === 'run') return sameRun(expected, value);
  const optional = new Set([...expected.matchAll(/\{([^}]*)\}/g)].flatMap((m) => words(m[1] ?? '')));
  const needed = words(expected.replace(/\{[^}]*\}/g, ' '));
  const read = words(value);
  if (key === 'age') return needed.every((word, i) => word === read[i]);
  return (
    needed.every((word) => read.includes(word)) &&
    read.every((word) => optional.has(word) || needed.includes(word))
  );
};

export interface HeaderScore {
  readonly expected: number;
  readonly read: number;
  readonly faults: readonly string[];
}

/** A value that is not expected on the page and was read all the same is a fault in words, and no part of the rate. */
export const scoreHeader = (expected: Header, read: Header): HeaderScore => {
  const keys = HEADER_KEYS.filter((key) => expected[key] !== undefined);
  const wrong = keys.filter((key) => !same(key, expected[key] ?? '', read[key] ?? ''));
  const faults = [
    ...wrong.map((key) => `header ${key}: ${expected[key]} -> ${read[key] ?? '(nothing)'}`),
    ...HEADER_KEYS.filter((key) => expected[key] === undefined && read[key] !== undefined).map(
      (key) => `header ${key}, not expected: ${read[key]}`,
    ),
  ];
  return { expected: keys.length, read: keys.length - wrong.length, faults: keys.length ? faults : [] };
};
