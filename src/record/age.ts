/**
 * Ages as charted, read to choose words ("lactante de 4 meses", never "4 años"); the epicrisis has the charted words.
 * Pediatric use: under two years an age is said in months, under a month in days, in the first three days in hours.
 */
import { parseDate } from './dates.ts';
import type { Age } from './schema.ts';
import { fold } from './text.ts';

const UNIT = '(?:\\b|(?<=\\d))';
const part = (names: string): RegExp =>
  new RegExp(`(?<![\\d.,])(\\d{1,4})(?:[.,]\\d+)?\\s*${UNIT}(?:${names})(?![a-z])`);
const YEARS = part('anos?|a');
const MONTHS = part('mes(?:es)?|ms?');
const WEEKS = part('semanas?|sem');
const DAYS = part('dias?|ddv|d');
const HOURS = part('horas?|hrs?|hdv|h');
/** Weeks of gestation are no age: "RNT 38 sem, 2 días de vida", "EG 38 semanas". */
const GESTATION = /\b(?:rn(?:pt|t)?|eg|fur|gesta\w*|embarazo)\b|de vida|\bddv|\bhdv/;
const COUNTED: Readonly<Record<string, string>> = {
  un: '1',
  una: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
};

const age = (value: number, unit: Age['unit']): Age | null => {
  if (unit === 'horas' && value > 130) return age(Math.floor(value / 24), 'días');
  if (unit === 'días' && value > 130) return age(Math.floor(value / 30.44), 'meses');
  if (unit === 'meses' && value > 130) return age(Math.floor(value / 12), 'años');
  return value <= 130 ? { value, unit } : null;
};

/**
 * Reads "68 años", "68a", "4 meses", "36 horas de vida", "2a 3m", "1 año 2 meses" (14 months: under two years), "3 semanas"
 * (21 days), "68" (years). Decimals are let go ("2,5 años" is 2). Null when there is no age or it is over 130 years.
 */
export const parseAge = (text: string): Age | null => {
  const t = fold(text)
    .slice(0, 120)
    .replace(/^edad\s*:?\s*/, '')
    .replace(
      /\b(una?|dos|tres|cuatro|cinco)(?=\s(?:ano|mes|semana|dia|hora))/g,
      (word) => COUNTED[word] ?? word,
    );
  const number = (unit: RegExp): number | undefined => {
    const m = unit.exec(t);
    return m ? Number(m[1]) : undefined;
  };
  if (/^\d{1,3}$/.test(t)) return age(Number(t), 'años');
  const [years, months, allWeeks, days, hours] = [YEARS, MONTHS, WEEKS, DAYS, HOURS].map(number);
  const weeks = allWeeks !== undefined && allWeeks >= 20 && GESTATION.test(t) ? undefined : allWeeks;
  if (years !== undefined && (years > 1 || months === undefined)) {
    if (years > 0 || (months === undefined && days === undefined && hours === undefined))
      return age(years, 'años');
  }
  if (years !== undefined || (months ?? 0) > 0) {
    const all = (years ?? 0) * 12 + (months ?? 0);
    if (all > 0) return age(all, 'meses');
  }
  if (weeks !== undefined) return age(weeks * 7 + (days ?? 0), 'días');
  if ((days ?? 0) > 0) return age(days ?? 0, 'días');
  if (hours !== undefined) return age(hours, 'horas');
  if (days !== undefined) return age(days, 'días');
  return months === undefined ? null : age(months, 'meses');
};

/**
 * The age at a charted moment from a charted birth date: years from two on, months from one month on, then days, and hours
 * under 72 h when both times of day are known. Born on 29 February: a year older on 1 March. Null when a date cannot be
 * read to the day, or lies before the birth.
 */
export const ageAt = (birth: string, at: string): Age | null => {
  const now = parseDate(at);
  const born = parseDate(birth, now ? { notAfter: now.iso } : {});
  if (!born || !now || born.iso.length < 10 || now.iso.length < 10) return null;
  const utc = (iso: string): number => Date.parse(iso.length > 10 ? `${iso}:00Z` : iso);
  if (born.precision === 'minute' && now.precision === 'minute') {
    const hours = Math.floor((utc(now.iso) - utc(born.iso)) / 3_600_000);
    if (hours < 0) return null;
    if (hours < 72) return age(hours, 'horas');
  }
  const days = Math.floor((utc(now.iso.slice(0, 10)) - utc(born.iso.slice(0, 10))) / 86_400_000);
  if (days < 0) return null;
  const field = (iso: string, from: number, to: number): number => Number(iso.slice(from, to));
  const months =
    (field(now.iso, 0, 4) - field(born.iso, 0, 4)) * 12 +
    (field(now.iso, 5, 7) - field(born.iso, 5, 7)) -
    (field(now.iso, 8, 10) < field(born.iso, 8, 10) ? 1 : 0);
  if (months >= 24) return age(Math.floor(months / 12), 'años');
  return months >= 1 ? age(months, 'meses') : age(days, 'días');
};
