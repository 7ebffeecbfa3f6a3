/** Identity and episode from charted header values: an age out of «58 años (F. nac. 02-03-1967)», the sex out of its words. */
import { parseAge as chartedAge } from '../record/age.ts';
import { parseRun } from '../record/run.ts';
import type { Charted, Episode, Identity } from '../record/schema.ts';
import { plain } from './dom/text.ts';

export const HEADER_KEYS = [
  'name',
  'run',
  'ficha',
  'birthDate',
  'age',
  'sex',
  'hospital',
  'service',
  'bed',
  'admission',
  'discharge',
  'physician',
] as const;
export type HeaderKey = (typeof HEADER_KEYS)[number];
export type HeaderValues = Partial<Record<HeaderKey, Charted>>;

const AGE_PART = String.raw`\d{1,3}\s*(?:años?|a(?!\p{L})|meses|mes|m(?!\p{L})|semanas?|d[ií]as?|d(?!\p{L})|horas?|hrs?|years?(?: old)?|yrs?|months?|days?|hours?)`;
const AGE = new RegExp(`${AGE_PART}(?:(?:\\s*,?\\s*|\\s+y\\s+)${AGE_PART})*`, 'iu');
const DATE =
  /\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?: de)?[\s—–-]+\p{L}{3,10}\.?(?: de)?[\s—–-]+\d{4}/u;
const RUN = /\d{1,2}(?:\.\d{3}){2}\s?-\s?[\dkK]|\b\d{7,8}\s?-\s?[\dkK]\b/;

const cut = (value: Charted | undefined, pattern: RegExp): Charted | undefined => {
  const found = value && pattern.exec(value.text);
  return found ? { ...value, text: found[0] } : undefined;
};

const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/\b(years?|yrs?)( old)?\b/i, 'años'],
  [/\bmonths?\b/i, 'meses'],
  [/\bdays?\b/i, 'días'],
  [/\bhours?\b/i, 'horas'],
];

export const parseAge = (text: string): Identity['parsedAge'] =>
  chartedAge(ENGLISH.reduce((t, [english, spanish]) => t.replace(english, spanish), text)) ?? undefined;

export const parseSex = (text: string): 'f' | 'm' | undefined => {
  const words = plain(text);
  if (/^(f|fem|femenin[oa]|mujer|nina|female|woman|girl)\b/.test(words) || text.trim() === '♀') return 'f';
  if (/^(m|masc|masculin[oa]|hombre|varon|nino|male|man|boy)\b/.test(words) || text.trim() === '♂')
    return 'm';
  return undefined;
};

/** A date as charted inside a text. */
export const dateIn = (text: string): string | undefined => DATE.exec(text)?.[0];

const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The header's parts of a record. What a value does not hold (an age without a number) is left out. */
export const headerOf = (values: HeaderValues): { identity: Identity; episode: Episode } => {
  const age =
    cut(values.age, AGE) ?? (values.age && /^\d{1,3}$/.test(values.age.text) ? values.age : undefined);
  const run = cut(values.run, RUN) ?? (values.run && parseRun(values.run.text) ? values.run : undefined);
  const identity = present({
    name: values.name,
    run,
    ficha: values.ficha,
    birthDate: cut(values.birthDate, DATE) ?? cut(values.age, DATE),
    age,
    parsedAge: age && parseAge(age.text),
    sex: values.sex && parseSex(values.sex.text),
  });
  const { hospital, service, bed, admission, discharge, physician } = values;
  return { identity, episode: present({ hospital, service, bed, admission, discharge, physician }) };
};
