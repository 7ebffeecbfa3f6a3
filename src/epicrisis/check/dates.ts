/** Dates to the day that stand in a text, as ISO days, wherever in a sentence they are. */
import { parseDate } from '../../record/dates.ts';

export interface FoundDate {
  /** "2024-03-12". */
  readonly iso: string;
  readonly start: number;
  readonly end: number;
}

const MONTH =
  '(?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|se[pt](?:t?iembre)?|sept|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)';
const NUMERIC = String.raw`\d{4}-\d\d-\d\d|\d{1,2}([-/])\d{1,2}\1(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [-–—] \d{1,2} [-–—] \d{4}|\d{1,2}[–—]\d{1,2}[–—]\d{4}`;
const IN_WORDS = String.raw`\d{1,2}\s?(?:de\s|[-–—/.\s]\s?)${MONTH}\.?\s?(?:del?\s|[-–—/.\s]\s?)(?:\d{4}|\d\d)`;
const DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/-])(?:${NUMERIC}|${IN_WORDS})(?![\p{L}\p{N}]|[-/]\d|[.,]\d)`,
  'giu',
);

export const findDates = (text: string): FoundDate[] =>
  Array.from(text.matchAll(DATE)).flatMap((m): FoundDate[] => {
    const read = parseDate(m[0].replace(/\s?[–—]\s?/gu, '-').replace(/\s?([-/.])\s?/gu, '$1'));
    return read && read.iso.length >= 10
      ? [{ iso: read.iso.slice(0, 10), start: m.index, end: m.index + m[0].length }]
      : [];
  });

/** The day of a charted date, whatever it says of the hour; undefined when it is not known to the day. */
export const dayOf = (charted: string | undefined): string | undefined => {
  if (charted === undefined) return undefined;
  const iso = parseDate(charted)?.iso;
  if (iso !== undefined && iso.length >= 10) return iso.slice(0, 10);
  return findDates(charted)[0]?.iso;
};
