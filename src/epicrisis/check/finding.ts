/** How rules word what they find: the excerpt with its place, and the edit that would settle it. */
import { asCharted } from '../literal.ts';
import { sectionRule } from '../sections.ts';
import type { Finding, Fix, SectionId } from '../types.ts';
import type { ChartIndex } from './chart.ts';
import { type Reading, regionsIn } from './reading.ts';

const LONGEST_EXCERPT = 300;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The run of the text that a finding is about. */
export const excerptAt = (text: string, { start, end }: Place): Pick<Finding, 'excerpt' | 'at'> => ({
  excerpt: text.slice(start, Math.min(end, start + LONGEST_EXCERPT)),
  at: start,
});

export const shown = (text: string): string => {
  const clean = asCharted(text);
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean;
};

export const titleOf = (section: SectionId): string => sectionRule(section).title.toLocaleLowerCase('es');

export const replaceWith = ({ start, end }: Place, text: string): Fix => ({ kind: 'replace', start, end, text });

/** Takes an entry out with what joined it to the others: its line, or the comma and space before it. */
export const removal = (text: string, { start, end }: Place): Fix => {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  if (/^\s*[-•*·]?\s*$/u.test(text.slice(lineStart, start)) && /^[.\s]*$/u.test(text.slice(end, lineEnd < 0 ? text.length : lineEnd)))
    return { kind: 'remove', start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
  const before = /(?:[,;]\s*(?:[ye]\s+)?|\s+[ye]\s+)$/u.exec(text.slice(Math.max(0, start - 8), start));
  if (before) return { kind: 'remove', start: start - before[0].length, end, text: '' };
  const after = /^\s*[,;]\s*/u.exec(text.slice(end, end + 8));
  return { kind: 'remove', start, end: end + (after?.[0].length ?? 0), text: '' };
};

/** Puts a missing entry where its section ends: a line of its own, or after what the sentence says already. */
export const insertion = (reading: Reading, chart: ChartIndex, section: SectionId, literal: string): Fix => {
  const { text, headed } = reading;
  const region = regionsIn(reading, section).at(-1);
  const at = (place: number, words: string): Fix => ({ kind: 'insert', start: place, end: place, text: words });
  if (!region) {
    const words = `${sectionRule(section).title}: ${literal}.`;
    return at(text.length, text === '' || /\s$/u.test(text) ? words : headed ? `\n\n${words}\n` : ` ${words}`);
  }
  const body = text.slice(region.body, region.end);
  const kept = body.trimEnd();
  const end = region.body + kept.length;
  if (headed) {
    const absent = /^\s*No consignad[oa]s?\.?$/u.exec(kept);
    if (absent)
      return { kind: 'replace', start: region.body, end, text: `${/^\s*/u.exec(kept)?.[0] ?? '\n'}- ${literal}` };
    return at(end, `${end === region.body ? '\n' : kept.endsWith('\n') ? '' : '\n'}- ${literal}`);
  }
  void chart;
  const stop = /[.,;]\s*$/u.exec(text.slice(region.body, end))?.[0].length ?? 0;
  return at(end - stop, `; ${literal}`);
};
