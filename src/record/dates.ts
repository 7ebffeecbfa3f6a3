/**
 * Dates as Chilean charts write them: day before month, always ("03/05/2024" is 3 May; nobody here writes it otherwise,
 * and guessing would be worse than refusing "05/13/2024"). Read for comparing and ordering; the epicrisis has the charted words.
 * Wall-clock time as written: a zone ("Z", "-04:00") is dropped, so a server that gives UTC may be a day off near midnight.
 */
import { fold } from './text.ts';

export interface ChartDate {
  /** ISO 8601 as far as it is known: "2024", "2024-05", "2024-05-03", "2024-05-03T14:30". */
  readonly iso: string;
  readonly precision: 'year' | 'month' | 'day' | 'minute';
}

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];
const MONTH =
  '(ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|se(?:pt?(?:iembre)?|t(?:iembre)?)|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\\.?';
const SEP = '(?:\\s?[-/.]\\s?|\\s)';
const DE = `(?:,?\\sdel?\\s|${SEP})`;
const WEEKDAY =
  /^(?:lun(?:es)?|mar(?:tes)?|mie(?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|sab(?:ado)?|dom(?:ingo)?)\.?,?\s+(?=\d)/;
const MERIDIEM = /\s?([ap])\.?\s?m\.?$/;
/** An hour alone ("9 hrs") leaves the day; four figures are hour and minute ("1430 hrs"). */
const HOUR_ALONE = /,?\s(?:a\slas?\s)?\d{1,2}\s?(?:h(?:rs?|oras?)?)\.?$/;
const MILITARY = /,?\s(\d\d)(\d\d)(?=\s?h(?:rs?|oras?)?\.?$)/;
const TIME =
  /(?:,?\s(?:-\s|a\slas?\s)?|(?<=\d)t)(\d{1,2})[:.](\d\d)(?:[:.]\d\d(?:\.\d+)?)?\s?(?:z|[+-]\d\d:?\d\d)?\s?(?:h(?:rs?|oras)?\.?)?$/;

type Parts = readonly [year: string | undefined, month: string | undefined, day: string | undefined];
const FORMS: readonly (readonly [RegExp, (m: RegExpExecArray) => Parts])[] = [
  [/^(\d{4})[-/](\d\d)[-/](\d\d)$/, (m) => [m[1], m[2], m[3]]],
  [/^(\d{4})-(\d\d)$/, (m) => [m[1], m[2], undefined]],
  [/^(\d{4})(\d\d)(\d\d)$/, (m) => [m[1], m[2], m[3]]],
  [new RegExp(`^(\\d{1,2})${SEP}(\\d{1,2})${SEP}(\\d{4}|\\d\\d)$`), (m) => [m[3], m[2], m[1]]],
  [new RegExp(`^(\\d{1,2})(?:ro|°|º)?${DE}${MONTH}${DE}(\\d{4}|\\d\\d)$`), (m) => [m[3], m[2], m[1]]],
  [new RegExp(`^${MONTH}${DE}(\\d{4})$`), (m) => [m[2], m[1], undefined]],
  [/^(\d{1,2})[-/.](\d{4})$/, (m) => [m[2], m[1], undefined]],
  [/^(\d{4})$/, (m) => [m[1], undefined, undefined]],
];

const pad = (n: number): string => String(n).padStart(2, '0');
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const monthNumber = (text: string): number => {
  if (/^\d/.test(text)) return Number(text);
  return text.startsWith('set') ? 9 : MONTHS.indexOf(text.slice(0, 3)) + 1;
};

/** 70-99 are 1900s, 00-69 are 2000s; a century earlier when that is after `notAfter` (a birth date, an admission). */
const fullYear = (text: string, notAfter: string | undefined): number => {
  if (text.length === 4) return Number(text);
  const year = Number(text) + (Number(text) >= 70 ? 1900 : 2000);
  return notAfter !== undefined && String(year) > notAfter.slice(0, 4) ? year - 100 : year;
};

/**
 * Reads a whole text as one date, with or without weekday and time: "03-05-2024", "3/5/24", "03.05.2024", "3 de mayo de
 * 2024", "03-may-2024", "19 — ago — 2024", "2024-05-03T14:30", "03/05/2024 14:30 hrs", "mayo 2024", "05/2024", "2024".
 * Null for anything else and for days that do not exist (31-02, 24:10). `notAfter` (ISO) settles two-digit years.
 */
export const parseDate = (text: string, options: { readonly notAfter?: string } = {}): ChartDate | null => {
  if (text.length > 80) return null;
  let rest = fold(text)
    .replace(WEEKDAY, '')
    .replace(/\s?\([a-z]{3,9}\.?\)$/, '')
    .replace(MILITARY, ' $1:$2')
    .replace(HOUR_ALONE, '');
  const meridiem = MERIDIEM.exec(rest);
  if (meridiem && TIME.test(rest.slice(0, meridiem.index))) rest = rest.slice(0, meridiem.index);
  const clock = TIME.exec(rest);
  if (clock) rest = rest.slice(0, clock.index);
  for (const [form, pick] of FORMS) {
    const m = form.exec(rest);
    if (!m) continue;
    const [y, mo, d] = pick(m);
    const year = fullYear(y ?? '', options.notAfter);
    if (year < 1850 || year > 2199) return null;
    if (mo === undefined) return clock ? null : { iso: String(year), precision: 'year' };
    const month = monthNumber(mo);
    if (month < 1 || month > 12) return null;
    if (d === undefined) return clock ? null : { iso: `${year}-${pad(month)}`, precision: 'month' };
    const day = Number(d);
    if (day < 1 || day > daysIn(year, month)) return null;
    const iso = `${year}-${pad(month)}-${pad(day)}`;
    if (!clock) return { iso, precision: 'day' };
    const [written, minute] = [Number(clock[1]), Number(clock[2])];
    if (meridiem && (written < 1 || written > 12)) return null;
    const hour = meridiem ? (written % 12) + (meridiem[1] === 'p' ? 12 : 0) : written;
    return hour > 23 || minute > 59
      ? null
      : { iso: `${iso}T${pad(hour)}:${pad(minute)}`, precision: 'minute' };
  }
  return null;
};

/**
 * -1, 0 or 1 as the first charted date is before, at or after the second, as far as both are known: "05/2024" and
 * "03-05-2024" give 0. Null when either cannot be read. Not a total order when precisions are mixed.
 */
export const compareDates = (a: string, b: string): -1 | 0 | 1 | null => {
  const [x, y] = [parseDate(a), parseDate(b)];
  if (!x || !y) return null;
  const length = Math.min(x.iso.length, y.iso.length);
  const [p, q] = [x.iso.slice(0, length), y.iso.slice(0, length)];
  return p === q ? 0 : p < q ? -1 : 1;
};

/** Whole calendar days from one charted date to another, negative when it goes back; null unless both are known to the day. */
export const daysBetween = (from: string, to: string): number | null => {
  const [x, y] = [parseDate(from), parseDate(to)];
  if (!x || !y || x.iso.length < 10 || y.iso.length < 10) return null;
  return Math.round((Date.parse(y.iso.slice(0, 10)) - Date.parse(x.iso.slice(0, 10))) / 86_400_000);
};

/**
 * Días de estada: discharge minus admission; a stay that begins and ends on one day counts as one (DEIS, MINSAL: norma de
 * egresos hospitalarios). Null when unknown or when discharge comes before admission.
 */
export const daysOfStay = (admission: string, discharge: string): number | null => {
  const days = daysBetween(admission, discharge);
  return days === null || days < 0 ? null : Math.max(1, days);
};
