/** What an example probably is: by the headings and the tab over it, by the label beside it, else by the codes in it. */
import { codeShapes } from '../../record/codes.ts';
import { parseRun } from '../../record/run.ts';
import { shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { isDateOnly } from '../generic/dates.ts';
import { nowhere, under } from '../generic/place.ts';
import { settledMoment } from '../generic/words.ts';
import type { Title } from './section.ts';
import { type ThingId, thingOf } from './things.ts';

const LONG_TEXT = 120;
const LATER = /\b(salida|salir|alta|egreso|cierre|final(es)?|casa|hogar|domicilio|se lleva)\b/;
const EARLIER = /\b(entrada|entrar|ingreso|llegada|llegar|inicial(es)?|guardia|urgencia)\b/;

/** Of two things alike, the one that words over it speak for («al salir»), else the one that nothing was taught for yet. */
const either = (first: ThingId, second: ThingId, over: string, taken: ReadonlySet<ThingId>): ThingId => {
  const words = plain(over);
  if (LATER.test(words)) return second;
  if (EARLIER.test(words)) return first;
  return taken.has(first) && !taken.has(second) ? second : first;
};

/** By what is said over it. */
export const byTitles = (
  titles: readonly Title[],
  label: string | undefined,
  tab: string | undefined,
  taken: ReadonlySet<ThingId> = new Set(),
): ThingId | undefined => {
  const said = [tab, ...titles.map((t) => t.text).reverse(), label].filter(
    (t) => t !== undefined && t !== '',
  );
  const place = said.reduce((at, text) => under(text as string, at, true), nowhere);
  if (place.kind === null || place.kind === 'none') return undefined;
  if (place.own === null && place.around === null) {
    if (place.kind === 'diagnosis') return either('dx_in', 'dx_out', said.join(' '), taken);
    if (place.kind === 'drug') return either('treatment', 'discharge_drugs', said.join(' '), taken);
  }
  const { moment } = settledMoment(place.kind, place.own, place.around, place.title);
  return thingOf(place.kind, moment);
};

/**
 * By what stands in it, where no heading is known: codes, doses, dates, length.
 */
export const byContent = (
  unit: HTMLElement,
  over: string,
  labelled: boolean,
  taken: ReadonlySet<ThingId>,
): ThingId | undefined => {
  const text = shownText(unit, { fields: true });
  if (parseRun(text) !== null && text.length < 40) return 'patient';
  const shapes = new Set(
    (text.match(/[A-Za-z0-9][\w.-]{2,11}/g) ?? []).flatMap((word) =>
      /\d/.test(word) && !isDateOnly(word) ? codeShapes(word.toUpperCase()) : [],
    ),
  );
  const dosed =
    /\b\d+([.,]\d+)?\s?(mg|mcg|g|ui|ml)\b/i.test(text) && /\b(c\/|cada|vo|ev|sc|im|oral)/i.test(text);
  if (shapes.has('atc') || (dosed && text.length < 2 * LONG_TEXT))
    return either('treatment', 'discharge_drugs', over, taken);
  if (shapes.has('cie10')) return either('dx_in', 'dx_out', over, taken);
  if (shapes.has('fonasa') || shapes.has('cie9mc') || shapes.has('k')) return 'procedures';
  if (text.length > LONG_TEXT || /^\D{0,3}\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text)) return 'notes';
  return labelled && !taken.has('reason') && text.length > 12 ? 'reason' : undefined;
};
