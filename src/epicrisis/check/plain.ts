/**
 * A text without what an eye cannot see: accents composed, zero-width characters, soft hyphens and bidi marks gone, with the way back to
 * its places. Pasted text is full of them, and hides a changed word as well as a copied one.
 */
import { headerRules, sectionRules } from '../sections.ts';
import type { Finding } from '../types.ts';

export interface PlainText {
  readonly text: string;
  /** The place in the original of a place in the plain text. */
  readonly original: (place: number) => number;
}

/** As wide as others and no less a space: word processors put them before units. */
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** A line broken by its width (mail, PDF): the next one goes on with the sentence. */
const WRAPPED = /(?<=[^\n]{45}[^.:;!?\n])\n(?=[ \t]{0,3}[\p{Ll}(])/gu;

/** Headings told in a row by a page that takes no line breaks; from this many on they are ours. */
const FEWEST_TITLES = 4;
const titles = new RegExp(
  `(?<=^|[ ;])(?:EPICRISIS|${sectionRules
    .map((r) => r.title)
    .sort((a, b) => b.length - a.length)
    .join('|')})[ ;]`,
  'gu',
);
const labels = new RegExp(`[ ;](?=(?:${headerRules.map((r) => r.label).join('|')}): )`, 'gu');

/** A text whose line breaks a page has taken away, each heading on a line of its own again: letter for letter as long. */
const relined = (text: string): string => {
  if (text.length < 200 || text.trim().includes('\n')) return text;
  const found = [...text.matchAll(titles)];
  if (new Set(found.map((m) => m[0].slice(0, -1))).size < FEWEST_TITLES) return text;
  const at = [...text];
  if (at.length !== text.length) return text;
  for (const m of found) {
    if (m.index > 0) at[m.index - 1] = '\n';
    at[m.index + m[0].length - 1] = '\n';
  }
  for (const m of text.matchAll(labels)) at[m.index] = '\n';
  return at.join('');
};

const evenSpaces = (text: string): string => relined(text.replace(SPACES, ' ')).replace(WRAPPED, ' ');

const ODD = /[\p{M}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]|(?![\t\n\v\f\r])\p{Cc}/u;
const INVISIBLE =
  /(?![\t\n\v\f\r])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const LETTERS = /[^\p{M}][\p{M}\p{Cf}]*|[\p{M}\p{Cf}]+/gsu;

export const plainText = (text: string): PlainText => {
  if (!ODD.test(text)) return { text: evenSpaces(text), original: (place) => place };
  let out = '';
  const places: number[] = [];
  for (const { 0: written, index } of text.matchAll(LETTERS)) {
    const plain = written.replace(INVISIBLE, '').normalize('NFC');
    for (let i = 0; i < plain.length; i++) places.push(index);
    out += plain;
  }
  places.push(text.length);
  return {
    text: evenSpaces(out),
    original: (place) => places[Math.min(place, places.length - 1)] ?? text.length,
  };
};

/** A finding about the plain text, with its places in the original. */
export const inOriginal = (finding: Finding, original: PlainText['original']): Finding => ({
  ...finding,
  ...(finding.at === undefined ? {} : { at: original(finding.at) }),
  ...(finding.fix === undefined
    ? {}
    : { fix: { ...finding.fix, start: original(finding.fix.start), end: original(finding.fix.end) } }),
});
