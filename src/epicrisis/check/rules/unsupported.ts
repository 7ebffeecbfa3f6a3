/**
 * Codes, figures, dates and drugs that stand nowhere in the chart. What another rule explains (a copy, a dose in other units, a
 * changed entry already named) is not asked twice.
 */

import { findAmounts } from '../../../record/amounts.ts';
import { findCodes } from '../../../record/codes.ts';
import { daysOfStay } from '../../../record/dates.ts';
import { fold } from '../../../record/text.ts';
import type { Finding } from '../../types.ts';
import { amountKey } from '../chart.ts';
import { findDates } from '../dates.ts';
import { excerptAt, removal } from '../finding.ts';
import { type Excerpt, unsupportedCodes, unsupportedDrugs, unsupportedNumbers } from '../support.ts';
import { findTimes } from '../times.ts';
import { type Context, isSettled } from './context.ts';

const once = (
  code: string,
  what: string,
  text: string,
  found: readonly Excerpt[],
  fix: boolean,
): Finding[] => {
  const seen = new Set<string>();
  return found.flatMap((place): Finding[] => {
    if (seen.has(place.text)) return [];
    seen.add(place.text);
    return [
      {
        code,
        severity: 'error',
        message: `${what} «${place.text}» no está en la ficha. Corríjalo, o regístrelo primero en la ficha.`,
        ...excerptAt(text, place),
        ...(fix ? { fix: removal(text, place) } : {}),
      },
    ];
  });
};

/** «1. », «2) » before an entry; «8 días de estadía» counted from the dates. */
const isOrdinal = (text: string, { start, end }: Excerpt): boolean =>
  (/(?:^|\n)[ \t]*$/u.test(text.slice(Math.max(0, start - 8), start)) &&
    /^[.)°º-]\s/u.test(text.slice(end, end + 2))) ||
  (/(?:^|[\s;,:])$/u.test(text.slice(Math.max(0, start - 1), start)) &&
    /^\)\s/u.test(text.slice(end, end + 2)));

const isStay = ({ chart, reading }: Context, place: Excerpt): boolean => {
  const { admission, discharge } = chart.record.episode;
  const days = admission && discharge ? daysOfStay(admission.text, discharge.text) : null;
  if (days === null || !/^\s*(?:d[ií]as?|noches?)\b/iu.test(reading.text.slice(place.end, place.end + 8)))
    return false;
  return Number(place.text) === days || Number(place.text) === days + 1;
};

/** An amount that the chart gives in other units: «1 g» for «1000 mg». */
const isAmount = ({ chart, reading }: Context, place: Excerpt): boolean => {
  const run = /^[\d.,]+\s?\p{L}+(?:\/\p{L}+)*/u.exec(reading.text.slice(place.start, place.start + 24))?.[0];
  const amounts = run ? findAmounts(fold(run)) : [];
  return amounts.length > 0 && amounts.every((a) => chart.amounts.has(amountKey(a)));
};

const dates = (context: Context): Finding[] => {
  const { chart, reading, settled } = context;
  const { admission, discharge } = chart.plan;
  const seen = new Set<string>();
  return findDates(reading.text).flatMap((found): Finding[] => {
    if (isSettled(context, found.start, found.end)) return [];
    settled.push(found);
    if (chart.dates.has(found.iso) || seen.has(found.iso)) return [];
    seen.add(found.iso);
    const written = reading.text.slice(found.start, found.end);
    const [from, to] = [admission?.text, discharge?.text];
    const outside = from && to ? ` La hospitalización fue del ${from} al ${to}.` : '';
    return [
      {
        code: 'C_DATE_UNSUPPORTED',
        severity: 'error',
        message: `La fecha ${written} no está en la ficha.${outside}`,
        ...excerptAt(reading.text, found),
      },
    ];
  });
};

/** «15 días» where the chart says 15 of something else. */
const times = (context: Context): Excerpt[] =>
  findTimes(context.reading.text)
    .filter((t) => context.chart.sources.numbers.has(t.value) && !isSettled(context, t.start, t.end))
    .filter((t) => ![...context.chart.times].some((hours) => Math.abs(hours - t.hours) < 1e-6))
    .map(({ start, end, value }) => ({ start, end, value, text: context.reading.text.slice(start, end) }))
    .filter(
      (place) => !isStay(context, { ...place, end: place.start + place.value.length, text: place.value }),
    );

export function* unsupportedRule(context: Context): Generator<void, Finding[]> {
  const { chart, reading } = context;
  const { text } = reading;
  const open = (found: readonly Excerpt[]): Excerpt[] =>
    found.filter((f) => !isSettled(context, f.start, f.end));
  const codes = once(
    'C_UNSUPPORTED_CODE',
    'El código',
    text,
    open(unsupportedCodes(text, chart.sources)),
    false,
  );
  yield;
  const drugs = once(
    'C_UNSUPPORTED_DRUG',
    'El fármaco',
    text,
    open(unsupportedDrugs(text, chart.sources)),
    true,
  );
  yield;
  const found = dates(context);
  yield;
  // The figures of a code that is charted are the code's.
  for (const { start, end, certain } of findCodes(text)) if (certain) context.settled.push({ start, end });
  yield;
  const lengths = once('C_UNSUPPORTED_NUMBER', 'El tiempo', text, times(context), false);
  yield;
  const numbers = open(unsupportedNumbers(text, chart.sources));
  yield;
  return [
    ...codes,
    ...lengths,
    ...drugs,
    ...found,
    ...once(
      'C_UNSUPPORTED_NUMBER',
      'La cifra',
      text,
      numbers.filter(
        (p) =>
          !/\bCIE-?\s?$/iu.test(text.slice(Math.max(0, p.start - 5), p.start)) &&
          !isOrdinal(text, p) &&
          !isStay(context, p) &&
          !isAmount(context, p),
      ),
      false,
    ),
  ];
}
