/**
 * In what two prescriptions of one drug differ: amount, route, frequency, duration, need. As a reconciling pharmacist compares them (The
 * Joint Commission NPSG.03.06.01: name, dose, route, frequency, purpose). «c/12h» is «cada 12 horas»; 1 g is 1000 mg.
 */
import { type Dose, parseDose } from '../../record/doses.ts';
import { findFrequency } from '../../record/frequencies.ts';
import { findNumbers } from '../../record/numbers.ts';
import { fold } from '../../record/text.ts';
import { amountKey } from './chart.ts';

export type DosePart = 'amount' | 'route' | 'frequency' | 'duration' | 'need';

export interface DoseDifference {
  readonly part: DosePart;
  /** The text leaves it out; otherwise it says something else. */
  readonly lost: boolean;
}

const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-9);

/** Numbers outside the words that a dose is read from: «Aspirina 100» names no unit. */
const bareNumbers = (text: string): string[] =>
  findNumbers(
    findFrequency(fold(text.replace(/\([^()]*\)/gu, ' '))).rest.replace(
      /\d+\s?(?:d(?:ias?)?|h(?:rs?|oras?)?|sem\w*|m(?:es(?:es)?)?)\b/gu,
      ' ',
    ),
  )
    .filter((n) => !n.inWord)
    .map((n) => n.value);

const same = <T>(
  part: DosePart,
  charted: T | undefined,
  written: T | undefined,
  equal: (a: T, b: T) => boolean,
): DoseDifference[] => {
  if (charted === undefined) return written === undefined ? [] : [{ part, lost: false }];
  if (written === undefined) return [{ part, lost: true }];
  return equal(charted, written) ? [] : [{ part, lost: false }];
};

const saysAny = (dose: Dose): boolean =>
  dose.amounts.length > 0 || dose.frequencyHours !== undefined || dose.route !== undefined;

const WHEN =
  /(?<!\p{L})(?:noches?|nocturn[oa]|acostarse|ma[ñn]anas?|tardes?|mediod[ií]a|ayun[oa]s?|desayuno|almuerzo|once|cena|pre-?comidas|post-?comidas|comidas?|retard|xr|lp|forte)(?!\p{L})/giu;
const NIGHT = /^(?:noche|nocturn|acost)/u;

/** Of the day, of meals and of release, in order of writing: what no figure says. */
const whenOf = (text: string): string[] =>
  Array.from(text.matchAll(WHEN), ([word]) => {
    const folded = fold(word);
    return NIGHT.test(folded) ? 'noche' : folded.replace(/-|s$/gu, '');
  });

const dosesOf = (text: string): string | undefined => /(?<!\d)(\d{1,2})\s?dosis(?!\p{L})/iu.exec(text)?.[1];

const ofWords = (charted: string, written: string): DoseDifference[] => {
  const found: DoseDifference[] = [];
  const [was, is] = [whenOf(charted), whenOf(written)];
  if (was.join(' ') !== is.join(' ') && was.length > 0)
    found.push({ part: 'frequency', lost: is.every((word) => was.includes(word)) && is.length < was.length });
  found.push(...same('duration', dosesOf(charted), dosesOf(written), (a, b) => a === b));
  return found;
};

const ofDose = (charted: Dose, written: Dose): DoseDifference[] => {
  const found: DoseDifference[] = [];
  const [was, is] = [charted.amounts.map(amountKey), written.amounts.map(amountKey)];
  const extra = is.filter((a) => !was.includes(a));
  const missing = was.filter((a) => !is.includes(a));
  if (extra.length > 0) found.push({ part: 'amount', lost: false });
  else if (missing.length > 0) found.push({ part: 'amount', lost: true });
  // «20 UI en la mañana y 10 en la noche»: which is which is in their order.
  else if (was.length === is.length && was.join('|') !== is.join('|'))
    found.push({ part: 'amount', lost: false });
  found.push(...same('route', charted.route, written.route, (a, b) => a === b));
  found.push(...same('frequency', charted.frequencyHours, written.frequencyHours, near));
  if (
    charted.schedule !== undefined &&
    written.schedule !== undefined &&
    charted.schedule !== written.schedule
  )
    found.push({ part: 'frequency', lost: false });
  found.push(...same('duration', charted.durationDays, written.durationDays, near));
  if ((charted.prn ?? false) !== (written.prn ?? false))
    found.push({ part: 'need', lost: charted.prn === true });
  if (charted.once === true && written.once !== true && written.frequencyHours === undefined)
    found.push({ part: 'frequency', lost: true });
  // «Seguido de» another drug is that line's.
  const then = written.next && saysAny(written.next) ? written.next : undefined;
  if (charted.next && then) found.push(...ofDose(charted.next, then));
  else if (charted.next || then) found.push({ part: 'amount', lost: charted.next !== undefined });
  return found;
};

/** «0,1 unidades por kg por hora» is «0,1 U/kg/h». */
const ratesJoined = (text: string): string =>
  text.replace(
    /(?<=\p{L})\s+por\s+(kg|kilo|hora|minuto|d[ií]a|dosis)(?![\p{L}\d])/giu,
    (_, per: string) => `/${per.toLowerCase().replace('í', 'i')}`,
  );

/** What the written line of a drug says otherwise, or not at all, than the charted one. */
export const doseDifferences = (charted: string, written: string): DoseDifference[] => {
  const [was, is] = [parseDose(ratesJoined(charted)), parseDose(ratesJoined(written))];
  const found = [...ofDose(was, is), ...ofWords(charted, written)];
  if (was.amounts.length === 0 && is.amounts.length === 0 && found.length === 0) {
    const [a, b] = [bareNumbers(charted), bareNumbers(written)];
    if (b.some((n) => !a.includes(n))) found.push({ part: 'amount', lost: false });
    else if (a.length > 0 && b.length === 0) found.push({ part: 'amount', lost: true });
  }
  return found;
};

/** Whether a text says anything of a dose. */
export const saysDose = (text: string): boolean => {
  const dose = parseDose(text);
  return (
    dose.amounts.length > 0 ||
    dose.route !== undefined ||
    dose.frequencyHours !== undefined ||
    dose.durationDays !== undefined ||
    dose.prn === true ||
    dose.once === true
  );
};
