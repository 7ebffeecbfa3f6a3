/**
 * A day that leads, or follows, something the chart has of another day. Source: Decreto 41/2012 art. 6 (entries dated and in
 * order): in a summary an event on the wrong day is a wrong event.
 */
import type { Finding } from '../../types.ts';
import { findDates } from '../dates.ts';
import { excerptAt, shown } from '../finding.ts';
import type { Context } from './context.ts';

export const dayRule = ({ reading, settled }: Context): Finding[] => {
  const dates = findDates(reading.text);
  const { text } = reading;
  // A date inside a copy is the copy's own.
  const own = dates.filter((d) => !reading.copies.some((c) => c.start <= d.start && d.end <= c.end && c.to - c.from > 5));
  const findings: Finding[] = [];
  const wrong = (date: (typeof own)[number], copy: (typeof reading.copies)[number]): void => {
    const [unit] = copy.of.units;
    const days = new Set(copy.of.units.flatMap((u) => [...u.days]));
    if (!unit || days.size === 0 || days.has(date.iso)) return;
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
  for (const date of own) {
    // «12-03-2024: …» leads what stands until the next day's lead or the line's end.
    if (/^(?:\s+\d{1,2}:\d\d(?:\s?h(?:rs|oras)?)?)?\s*:\s/u.test(text.slice(date.end, date.end + 16))) {
      const next = own.find((d) => d.start > date.start)?.start ?? text.length;
      const line = text.indexOf('\n', date.end);
      const end = Math.min(next, line < 0 ? text.length : line);
      for (const copy of reading.copies)
        if (copy.start >= date.end && copy.end <= end && copy.to - copy.from > 1 && copy.of.units.every((u) => u.kind === 'clause' || copy.start - date.end < 4)) wrong(date, copy);
      continue;
    }
    const copy = reading.copies.findLast((c) => c.end <= date.start);
    if (copy && /^[)\]]?,\s$/u.test(text.slice(copy.end, date.start)) && copy.of.units.some((u) => u.kind !== 'clause')) wrong(date, copy);
  }
  return findings;
};
