/** How rules word what they find: the excerpt with its place, and the edit that would settle it. */
import { asCharted, fullStop } from '../literal.ts';
import { sectionRule, sectionRules } from '../sections.ts';
import { inSentence } from '../spanish/letter-case.ts';
import type { Finding, Fix, SectionId } from '../types.ts';
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

export const replaceWith = ({ start, end }: Place, text: string): Fix => ({
  kind: 'replace',
  start,
  end,
  text,
});

/** The charted words where others stand; the first letter's case follows the place, as everywhere in the document. */
export const asCopy = (text: string, place: Place, literal: string): Fix =>
  replaceWith(
    place,
    /^\p{Ll}/u.test(text.slice(place.start, place.start + 2)) ? inSentence(literal) : literal,
  );

/** Takes an entry out with what joined it to the others: its line, or the comma and space before it. */
export const removal = (text: string, { start, end }: Place): Fix => {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  if (
    /^\s*[-•*·]?\s*$/u.test(text.slice(lineStart, start)) &&
    /^[.\s]*$/u.test(text.slice(end, lineEnd < 0 ? text.length : lineEnd))
  )
    return { kind: 'remove', start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' };
  // A sentence of its own goes with its full stop.
  if (
    /(?:^|[.!?\n]\s*)$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    /^\.(?:\s|$)/u.test(text.slice(end))
  )
    return {
      kind: 'remove',
      start,
      end: end + (/^\.[ \t]*/u.exec(text.slice(end))?.[0].length ?? 1),
      text: '',
    };
  const before = /(?:[,;]\s*(?:[ye]\s+)?|\s+[ye]\s+)$/u.exec(text.slice(Math.max(0, start - 8), start));
  if (before) return { kind: 'remove', start: start - before[0].length, end, text: '' };
  const after = /^\s*[,;]\s*/u.exec(text.slice(end, end + 8));
  return { kind: 'remove', start, end: end + (after?.[0].length ?? 0), text: '' };
};

/** Puts a missing entry where its section ends: a line of its own, or after what the sentence says already. */
export const insertion = (reading: Reading, section: SectionId, literal: string): Fix => {
  const { text, headed } = reading;
  const region = regionsIn(reading, section).at(-1);
  const at = (place: number, words: string): Fix => ({
    kind: 'insert',
    start: place,
    end: place,
    text: words,
  });
  if (!region) {
    const order = sectionRules.findIndex((r) => r.id === section);
    // Before the first of the sections that come after it.
    const next = reading.regions.find((r) => sectionRules.findIndex((rule) => rule.id === r.section) > order);
    const { title } = sectionRule(section);
    const stop = fullStop(literal);
    if (headed) {
      const words = `${title}\n- ${literal}\n\n`;
      return next
        ? at(next.start, words)
        : at(text.length, `${text.endsWith('\n') ? '\n' : '\n\n'}${words.trimEnd()}\n`);
    }
    const words = `${title}: ${literal}${stop}`;
    // Only where a sentence begins: the medication may continue the diagnoses' own.
    if (next && /(?:^|[.!?\n]\s*)$/u.test(text.slice(0, next.start))) return at(next.start, `${words} `);
    return at(text.length, text === '' || /\s$/u.test(text) ? words : ` ${words}`);
  }
  const body = text.slice(region.body, region.end);
  const kept = body.trimEnd();
  const end = region.body + kept.length;
  if (headed) {
    const absent = /^\s*No consignad[oa]s?\.?$/u.exec(kept);
    if (absent)
      return {
        kind: 'replace',
        start: region.body,
        end,
        text: `${/^\s*/u.exec(kept)?.[0] ?? '\n'}- ${literal}`,
      };
    return at(end, `${end === region.body ? '\n' : kept.endsWith('\n') ? '' : '\n'}- ${literal}`);
  }
  const stop = /[.,;]\s*$/u.exec(text.slice(region.body, end))?.[0].length ?? 0;
  return at(end - stop, end - stop === region.body ? ` ${literal}` : `; ${inSentence(literal)}`);
};
