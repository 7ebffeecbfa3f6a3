/**
 * CIE-10 codes that belong to one sex or to an age. Sex: WHO, ICD-10 vol. 2, appendix "List of categories limited to, or more
 * likely to occur in, female / male persons"; those that are merely likelier (osteoporosis, L70.5) are left out, since a finding must be right.
 * Age: CMS Medicare Code Editor, age conflicts (maternity 9 to 64 years, adult from 15, newborn), widened to a year for the perinatal
 * chapter, whose sequels (P27, P91 and the like, left out) are coded for life.
 */
import type { Sex } from '../record/schema.ts';

/** From-to, both within; a category takes all its subdivisions in. */
type Range = readonly [string, string];

const one = (code: string): Range => [code, code];

const FEMALE: readonly Range[] = [
  one('A34'),
  one('B37.3'),
  ['C51', 'C58'],
  one('C79.6'),
  one('D06'),
  ['D07.0', 'D07.3'],
  ['D25', 'D28'],
  one('D39'),
  one('E28'),
  one('E89.4'),
  one('F52.5'),
  one('F53'),
  one('I86.3'),
  one('L29.2'),
  ['N70', 'N77'],
  ['N80', 'N98'],
  ['N99.2', 'N99.3'],
  ['O00', 'O99'],
  ['Q50', 'Q52'],
  one('R87'),
  one('S31.4'),
  ['S37.4', 'S37.6'],
  ['T19.2', 'T19.3'],
  one('T83.3'),
  one('Z01.4'),
  one('Z12.4'),
  one('Z30.1'),
  one('Z30.5'),
  ['Z32', 'Z36'],
  one('Z39'),
  one('Z87.5'),
  one('Z97.5'),
];

const MALE: readonly Range[] = [
  one('B26.0'),
  ['C60', 'C63'],
  one('D07.4'),
  one('D07.5'),
  one('D07.6'),
  one('D17.6'),
  one('D29'),
  one('D40'),
  one('E29'),
  one('E89.5'),
  one('F52.4'),
  one('I86.1'),
  one('L29.1'),
  ['N40', 'N51'],
  ['Q53', 'Q55'],
  one('R86'),
  ['S31.2', 'S31.3'],
  one('Z12.5'),
];

const within = (code: string, [from, to]: Range): boolean =>
  code.slice(0, from.length) >= from && code.slice(0, to.length) <= to;

const isOf = (code: string, ranges: readonly Range[]): boolean => {
  const dotted = code.length > 3 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  return ranges.some((range) => dotted.length >= range[0].length && within(dotted, range));
};

/** The only sex that a CIE-10 code is for; undefined when it is for both. With or without its dot, in any case. */
export const sexOfCie10 = (code: string): Sex | undefined => {
  const upper = code.trim().toUpperCase();
  if (isOf(upper, FEMALE)) return 'f';
  return isOf(upper, MALE) ? 'm' : undefined;
};

export interface AgeLimits {
  /** In years, both within. */
  readonly min: number;
  readonly max: number;
}

const PERINATAL_FOR_LIFE: readonly Range[] = [one('P27'), one('P91'), one('P94')];

/** The ages, in years, that a CIE-10 code is for; undefined when for all. */
export const ageOfCie10 = (code: string): AgeLimits | undefined => {
  const upper = code.trim().toUpperCase();
  if (isOf(upper, [['O00', 'O99']])) return { min: 9, max: 64 };
  if (isOf(upper, [['P00', 'P96']]) && !isOf(upper, PERINATAL_FOR_LIFE)) return { min: 0, max: 1 };
  if (isOf(upper, [one('R95')])) return { min: 0, max: 1 };
  return isOf(upper, [one('N40'), one('C61')]) ? { min: 15, max: 130 } : undefined;
};
