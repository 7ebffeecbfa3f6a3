/**
 * Amount, route, frequency and duration of a prescription as charted, read only for COMPARING two charted texts. Nothing
 * here ever words an output: "c/12h" stays "c/12h" in the epicrisis.
 *
 * Numbers follow `numbers.ts` ("5.000 UI" = 5000, "2,5" = "2.5"). Abbreviations are those of Chilean prescriptions (MINSAL,
 * Norma técnica de buenas prácticas de prescripción; Formulario Nacional) and their Latin or English cousins.
 */
import { type Amount, findAmounts } from './amounts.ts';
import { type Frequency, findFrequency } from './frequencies.ts';
import { fold } from './text.ts';

export interface Dose extends Frequency {
  /** In order of writing; "875/125 mg" is two. Mass is in mg, volume in ml, "U" is "UI". */
  readonly amounts: readonly Amount[];
  readonly route?: Route;
  readonly durationDays?: number;
  /** What follows "luego", "después", "seguido de": "15mg c/12h 21d, luego 20mg c/24h". */
  readonly next?: Dose;
}

type Route =
  | 'oral'
  | 'endovenosa'
  | 'intramuscular'
  | 'subcutánea'
  | 'sublingual'
  | 'inhalatoria'
  | 'nebulizada'
  | 'tópica'
  | 'rectal'
  | 'vaginal'
  | 'transdérmica'
  | 'intradérmica'
  | 'intratecal'
  | 'nasal'
  | 'oftálmica'
  | 'ótica'
  | 'enteral'
  | 'endotraqueal';

const route = (words: string): RegExp => new RegExp(`(?<![a-z0-9])(?:${words})(?![a-z0-9])`);
/** On folded text: lower case, no accents. */
const ROUTES: readonly (readonly [Route, RegExp])[] = [
  ['oral', route('v\\.?\\s?o\\.?|po|p\\.o\\.|per os|(?:via\\s)?oral|por boca')],
  ['endovenosa', route('e\\.?v\\.?|i\\.?v\\.?|endovenos[oa]|intravenos[oa]')],
  ['intramuscular', route('i\\.?m\\.?|intramuscular')],
  ['subcutánea', route('s\\.?c\\.?|subcutane[oa]|subcut')],
  ['sublingual', route('s\\.?l\\.?|sublingual')],
  ['inhalatoria', route('inh|inhal\\w*|mdi|aerocamara')],
  ['nebulizada', route('nbz|neb|nebuliz\\w*|nbs')],
  ['tópica', route('top|topic[oa]|dermic[oa]|cutane[oa]')],
  ['rectal', route('rectal|v\\.?r\\.?|supositorios?')],
  ['vaginal', route('vaginal|ovulos?')],
  ['transdérmica', route('transdermic[oa]|td|parches?')],
  ['intradérmica', route('intradermic[oa]|id')],
  ['intratecal', route('intratecal|it')],
  ['nasal', route('nasal|intranasal')],
  ['oftálmica', route('oftalmic[oa]|oft|colirio')],
  ['ótica', route('otic[oa]')],
  ['enteral', route('s\\.?n\\.?[gy]\\.?|gastrostomia|gtt|enteral')],
  ['endotraqueal', route('endotraqueal|et')],
];

/** The route written first. */
const findRoute = (text: string): Route | undefined => {
  let first: { readonly at: number; readonly name: Route } | undefined;
  for (const [name, words] of ROUTES) {
    const at = words.exec(text)?.index;
    if (at !== undefined && (first === undefined || at < first.at)) first = { at, name };
  }
  return first?.name;
};

const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, s: 7, m: 30, a: 365 };
/** "7d", "por 7 días", "x 7 días", "12m", "8sem", "1 año", "por 48 h", "en 2h"; after the frequency was taken out. */
const DURATION =
  /(?<![a-wyz0-9.,/-])(\d{1,3})\s?(d(?:ias?)?|sem(?:anas?)?|m(?:es(?:es)?)?|anos?|h(?:rs?|oras?)?)(?![a-z0-9/])/;

const findDuration = (text: string): number | undefined => {
  const m = DURATION.exec(text);
  return m ? Number(m[1]) * (DAYS[m[2]?.[0] ?? ''] ?? 1) : undefined;
};

const THEN = /(?:,|;)?\s(?:y\s)?(?:luego|despues|posteriormente|seguid[oa]s? (?:de|por))(?:\sde)?\s/;

const parseFolded = (text: string): Dose => {
  const seam = THEN.exec(text);
  const here = seam ? text.slice(0, seam.index) : text;
  const { frequency, rest } = findFrequency(here);
  const taken = findRoute(rest);
  const durationDays = findDuration(rest);
  const amounts = findAmounts(rest);
  // "40 mg/día" is "40 mg al día"; by weight ("mg/kg/día") it stays a rate.
  const daily =
    frequency.frequencyHours === undefined &&
    amounts.length > 0 &&
    amounts.every((a) => /^[^/]+\/d$/u.test(a.unit));
  return {
    amounts: daily ? amounts.map((a) => ({ ...a, unit: a.unit.slice(0, -2) })) : amounts,
    ...(taken && { route: taken }),
    ...frequency,
    ...(daily && { frequencyHours: 24 }),
    ...(durationDays !== undefined && { durationDays }),
    ...(seam && { next: parseFolded(text.slice(seam.index + seam[0].length)) }),
  };
};

/** Reads what can be read of a prescription; parts not charted or not understood are absent. Never throws. */
export const parseDose = (text: string): Dose => parseFolded(fold(text.slice(0, 2000)));

const close = (a: number | undefined, b: number | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b)));

/** "1-0-0" is in the morning, "0-0-1" at night. */
const moment = (schedule: string): string =>
  /^1(?:-0){2,3}$/u.test(schedule) ? 'mañana' : /^(?:0-){2,3}1$/u.test(schedule) ? 'noche' : schedule;

const equal = (a: Dose, b: Dose): boolean =>
  a.amounts.length === b.amounts.length &&
  a.amounts.every((x, i) => x.unit === b.amounts[i]?.unit && close(x.value, b.amounts[i]?.value)) &&
  a.route === b.route &&
  close(a.frequencyHours, b.frequencyHours) &&
  (a.schedule === undefined || b.schedule === undefined || moment(a.schedule) === moment(b.schedule)) &&
  a.prn === b.prn &&
  a.once === b.once &&
  close(a.durationDays, b.durationDays) &&
  (a.next === undefined ? b.next === undefined : b.next !== undefined && equal(a.next, b.next));

/**
 * True when two charted texts give the same amounts (1 g = 1000 mg), route, frequency ("BID" = "c/12h"), need and duration.
 * What one gives and the other does not is a difference; two texts without any dose are the same.
 */
export const sameDose = (a: string, b: string): boolean => equal(parseDose(a), parseDose(b));
