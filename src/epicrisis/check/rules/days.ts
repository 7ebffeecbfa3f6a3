/**
 * A day that leads, or follows, something the chart has of another day. Source: Decreto 41/2012 art. 6 (entries dated and in
 * order): in a summary an event on the wrong day is a wrong event.
 */
import type { Finding } from '../../types.ts';
import { findDates } from '../dates.ts';
import { excerptAt, shown } from '../finding.ts';
import { sectionAt, tokenAfter } from '../reading.ts';
import type { Context } from './context.ts';

export function* dayRule({ chart, reading, settled }: Context): Generator<void, Finding[]> {
  const dates = findDates(reading.text);
  const { text } = reading;
  // A date inside a copy is the copy's own.
  const own = dates.filter((d) => {
    const copy = reading.copyAt[tokenAfter(reading, d.start)];
    return !copy || copy.to - copy.from <= 5 || copy.end < d.end;
  });
  yield;
  const findings: Finding[] = [];
  const named = new Set<unknown>();
  const wrong = (date: (typeof own)[number], copy: (typeof reading.copies)[number]): void => {
    const [unit] = copy.of.units;
    const days = new Set(copy.of.units.flatMap((u) => [...u.days]));
    if (!unit || days.size === 0 || days.has(date.iso) || named.has(date)) return;
    named.add(date);
    // One that the chart nowhere has is named as such.
    if (!chart.dates.has(date.iso)) return;
    settled.push(date);
    findings.push({
      code: 'C_DATE_MISMATCH',
      severity: 'error',
      section: unit.section,
      factId: unit.factId,
      message: `La ficha da otra fecha a «${shown(unit.literal).slice(0, 80)}». Corrija ${text.slice(date.start, date.end)}.`,
      ...excerptAt(text, date),
    });
  };
  for (const [i, date] of own.entries()) {
    if (i % 50 === 49) yield;
    // «12-03-2024: …» leads what stands after it.
    if (/^(?:\s+\d{1,2}:\d\d(?:\s?h(?:rs|oras)?)?)?\s*:\s/u.test(text.slice(date.end, date.end + 16))) {
      // Only what it leads at once: further on another day may be told without its year.
      const copy = reading.copyAt[tokenAfter(reading, date.end)];
      const told = sectionAt(reading, date.start) === 'evolucion';
      const led = copy && copy.start - date.end < 4 && copy.to - copy.from > 1;
      const dated = /^\d{1,2}[-/.]\d/u.test(copy?.of.units[0]?.literal ?? '');
      if (led && !dated && copy.of.units.every((u) => u.kind === 'clause' || !told)) wrong(date, copy);
      continue;
    }
    const copy = reading.copyAt[tokenAfter(reading, date.start) - 1];
    if (
      copy &&
      /^[)\]]?,\s$/u.test(text.slice(copy.end, date.start)) &&
      copy.of.units.some((u) => u.kind !== 'clause')
    )
      wrong(date, copy);
  }
  return findings;
}
