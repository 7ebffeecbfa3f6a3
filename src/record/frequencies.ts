/** How often: "c/12h", "cada 8 horas", "BID", "2 veces al día", "c/noche", "1-0-1", "lunes-miércoles-viernes", "SOS". */

export interface Frequency {
  /** Hours between doses; 24 / n for n times a day, 168 for weekly. */
  readonly frequencyHours?: number;
  /** When in the day or week, where charted: "noche", "1-0-1", "lun-mie-vie". */
  readonly schedule?: string;
  /** Only if needed: SOS, PRN, "si dolor". */
  readonly prn?: true;
  /** A single dose: stat, loading dose. */
  readonly once?: true;
}

type Reading = (m: RegExpExecArray) => Frequency | undefined;

const COUNT: Readonly<Record<string, number>> = {
  una: 1,
  un: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
};
const count = (word: string | undefined): number => COUNT[word ?? ''] ?? Number(word);
const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, s: 168, q: 360, m: 720 };
/** Hours of "horas", "días", "semanas", "quincena", "meses"; minutes apart, since both begin with m. */
const hoursOf = (unit: string): number => (unit.startsWith('min') ? 1 / 60 : (HOURS[unit[0] ?? ''] ?? 1));
const each = (n: number, unit: string): Frequency => ({ frequencyHours: n * hoursOf(unit) });
const WEEKDAY = '(?:lun(?:es)?|mar(?:tes)?|mie(?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|sab(?:ado)?|dom(?:ingo)?)';

/** On folded text, the first that matches wins. A bare "c/12" is in hours. */
const FREQUENCIES: readonly (readonly [RegExp, Reading])[] = [
  [
    /(?:\bc\s?\/\s?|\bcada\s|\bq\s?)(\d{1,3})(?:\s?[-a]\s?\d{1,2})?\s?(h(?:rs?|oras?)?|d(?:ias?)?|sem(?:anas?)?|mes(?:es)?|min(?:utos?)?)?\b\.?/,
    (m) => each(Number(m[1]), m[2] ?? 'h'),
  ],
  [
    /(?:\bc\s?\/\s?|\bcada\s)(?:noche|hs)\b|\b(?:en|por|a) la noche\b|\bal acostarse\b|\bnocturn[oa]\b/,
    () => ({ frequencyHours: 24, schedule: 'noche' }),
  ],
  [
    /(?:\bc\s?\/\s?|\bcada\s)mananas?\b|\b(?:en|por|a) la manana\b|\ben ayunas?\b/,
    () => ({ frequencyHours: 24, schedule: 'mañana' }),
  ],
  [/(?:\bc\s?\/\s?|\bcada\s)(hora|dia|semana|mes)\b/, (m) => each(1, m[1] ?? 'h')],
  [
    /\b(\d|una?|dos|tres|cuatro|cinco|seis)\s?ve(?:z|ces)\s?(?:al?|por|x|cada|\/|en el|en la)\s?(dia|semana|mes)\b/,
    (m) => each(1 / count(m[1]), m[2] ?? 'd'),
  ],
  [/\b([1-6])\s?v\s?\/\s?d(?:ia)?\b/, (m) => each(1 / count(m[1]), 'd')],
  [/(?<![\d:.]\s?)\b(?:am|a\.m\.)(?![a-z])/, () => ({ frequencyHours: 24, schedule: 'mañana' })],
  [/\bbid\b|\bb\.i\.d\./, () => each(12, 'h')],
  [/\btid\b|\bt\.i\.d\./, () => each(8, 'h')],
  [/\bqid\b|\bq\.i\.d\./, () => each(6, 'h')],
  [/\bqd\b|\bdiari[oa]s?\b|\bal dia\b|\bdiariamente\b|\/\s?dia\b/, () => each(1, 'd')],
  [/\bdia por medio\b|\bdias alternos\b/, () => each(2, 'd')],
  [/\bsemanal(?:mente)?\b/, () => each(1, 's')],
  [/\bquincenal(?:mente)?\b/, () => each(1, 'q')],
  [/\bmensual(?:mente)?\b/, () => each(1, 'm')],
];
/** Morning, (midday,) afternoon, night: "1-0-1", "½-0-½-1"; not a date, not a range. */
const SLOTS = /(?<![\d.,/-])([0-4½](?:\s?-\s?[0-4½]){2,3})(?![\d.,/-]|\s?(?:dias?|h|mg)\b)/;
const WEEKDAYS = new RegExp(`\\b${WEEKDAY}(?:(?:\\s?[-,/]\\s?|\\s(?:y|e)\\s)${WEEKDAY})+\\b`);
const PRN =
  /\b(?:sos|prn|s\.o\.s\.?|p\.r\.n\.?|a demanda|en caso (?:de|necesario)|segun (?:necesidad|dolor|requerimientos?)|si (?:es necesario|dolor|fiebre|nauseas|insomnio|precisa))(?![a-z])/;
const MEALS = /\bc\s?\/\s?comidas?\b|\b(?:con|en) (?:las|cada) comidas?\b/;
const ONCE = /\b(?:dosis unica|por una vez|1 vez|una vez|stat|dosis de carga|carga|loading|bolo)\b/;

/** What the folded text says of frequency, and the text with those words blanked, so that "c/24h" is no duration. */
export const findFrequency = (folded: string): { frequency: Frequency; rest: string } => {
  let rest = folded;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const m = pattern.exec(rest);
    if (m) rest = `${rest.slice(0, m.index)} ; ${rest.slice(m.index + m[0].length)}`;
    return m;
  };
  let frequency: Frequency = {};
  const slots = take(SLOTS)?.[1]?.replace(/\s/g, '');
  if (slots !== undefined) {
    const taken = slots.split('-').filter((n) => n !== '0').length;
    frequency = { ...(taken > 0 && { frequencyHours: 24 / taken }), schedule: slots };
  }
  for (const [pattern, read] of FREQUENCIES) {
    // A rate ("mg/kg/dia") keeps its unit for the amounts.
    const m = pattern.exec(rest);
    if (!m || (m[0].startsWith('/') && /[a-z]$/.test(rest.slice(0, m.index)))) continue;
    take(pattern);
    if (frequency.frequencyHours === undefined) frequency = { ...frequency, ...read(m) };
  }
  const days = take(WEEKDAYS)?.[0].match(new RegExp(WEEKDAY, 'g'));
  if (days) frequency = { ...frequency, schedule: days.map((d) => d.slice(0, 3)).join('-') };
  if (take(MEALS)) frequency = { ...frequency, schedule: 'comidas' };
  if (take(PRN)) frequency = { ...frequency, prn: true };
  if (frequency.frequencyHours === undefined && take(ONCE)) frequency = { ...frequency, once: true };
  return { frequency, rest };
};
