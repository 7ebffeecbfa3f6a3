/**
 * What must never be part of an adapter: the patient's own words. Names, RUN and ficha of whoever is on the page are
 * looked for in every text before it becomes a heading, a label, an attribute's value or a field's name.
 */
import { cleanText } from '../../record/text.ts';
import { plain } from '../dom/text.ts';
import { genericHeader } from '../generic/header.ts';
import type { HeaderKey } from '../header.ts';

export interface PatientWords {
  /** Does the text hold something of the patient's? */
  readonly in: (text: string) => boolean;
  /** The text with the patient's words as `*`; a count or a date at its end goes too. */
  readonly without: (text: string) => string;
}

const OWN: readonly HeaderKey[] = ['name', 'run', 'ficha', 'birthDate', 'bed'];
const MIN_NAME = 3;
const MIN_DIGITS = 4;
const digits = (text: string): string => text.replace(/\D/g, '');

const DATE_OR_TIME = /\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?|\d{1,2}:\d{2}(:\d{2})?/g;

/** @param values the patient's header values, as charted */
export const patientWordsFrom = (values: Partial<Record<HeaderKey, string>>): PatientWords => {
  const names = new Set(
    plain(values.name ?? '')
      .split(' ')
      .filter((word) => word.length >= MIN_NAME),
  );
  const numbers = OWN.filter((key) => key !== 'name')
    .map((key) => digits(values[key] ?? ''))
    .filter((number) => number.length >= MIN_DIGITS);
  const isOwn = (word: string): boolean => {
    const folded = plain(word);
    const number = digits(word);
    return (
      folded.split(' ').some((w) => names.has(w)) ||
      (number.length >= MIN_DIGITS && numbers.some((n) => number.includes(n) || n.includes(number)))
    );
  };
  const holds = (text: string): boolean =>
    isOwn(text) || text.split(/[\s_-]+/).some(isOwn) || numbers.some((n) => digits(text).includes(n));
  return {
    in: holds,
    without: (text) =>
      cleanText(
        text
          .replace(/[|*]/g, ' ')
          .replace(DATE_OR_TIME, '*')
          .split(/\s+/)
          .map((word) => (isOwn(word) || /^\W*\d{2,}\W*$/.test(word) ? '*' : word))
          .join(' ')
          .replace(/[([]\s*\d+\s*[)\]]/g, '*')
          .replace(/(\*[\s,.:;()-]*)+/g, '* '),
      ),
  };
};

const charted = (text: string): { text: string; source: { type: 'typed' } } => ({
  text,
  source: { type: 'typed' },
});

/** Of whoever the page shows now. */
export const patientWordsOf = (doc: Document): PatientWords => {
  const header = genericHeader(doc, charted);
  return patientWordsFrom(
    Object.fromEntries(OWN.flatMap((key) => (header[key] ? [[key, header[key].text]] : []))),
  );
};
