/**
 * A day that leads, or follows, something the chart has of another day. Source: Decreto 41/2012 art. 6 (entries dated and in
 * order): in a summary an event on the wrong day is a wrong event.
 */
import type { Finding } from '../../types.ts';
import { findDates } from '../dates.ts';
import { excerptAt, shown } from '../finding.ts';
import { type Copy, type Reading, sectionAt, tokenAfter } from '../reading.ts';
import type { Context } from './context.ts';

const copiesIn = (reading: Reading, start: number, end: number): Copy[] => {
  const found: Copy[] = [];
  for (
    let i = tokenAfter(reading, start);
    i < reading.tokens.length && (reading.tokens[i]?.start ?? end) < end;
    i++
  ) {
    const copy = reading.copyAt[i];
    if (copy && copy.from === i && copy.end <= end) found.push(copy);
  }
  return found;
};

export function* dayRule({ reading, settled }: Context): Generator<void, Finding[]> {
  const dates = findDates(reading.text);
  const { text } = reading;
  // A date inside a copy is the copy's own.
  const own = dates.filter((d) => {
    const copy = reading.copyAt[tokenAfter(reading, d.start)];
    return !copy || copy.to - copy.from <= 5 || copy.end < d.end;
  });
  yield;
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
  for (const [i, date] of own.entries()) {
    if (i % 50 === 49) yield;
    // «12-03-2024: …» leads what stands until the next day's lead or the line's end.
    if (/^(?:\s+\d{1,2}:\d\d(?:\s?h(?:rs|oras)?)?)?\s*:\s/u.test(text.slice(date.end, date.end + 16))) {
      const next = own[i + 1]?.start ?? text.length;
      const line = text.indexOf('\n', date.end);
      const end = Math.min(next, line < 0 ? text.length : line);
      const told = sectionAt(reading, date.start) === 'evolucion';
      for (const copy of copiesIn(reading, date.end, end))
        if (
          copy.to - copy.from > 1 &&
          copy.of.units.every((u) => u.kind === 'clause' || (!told && copy.start - date.end < 4))
        )
          wrong(date, copy);
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
