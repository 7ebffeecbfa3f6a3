/**
 * A text without what an eye cannot see: accents composed, zero-width characters, soft hyphens and bidi marks gone, with the way back to
 * its places. Pasted text is full of them, and hides a changed word as well as a copied one.
 */
import type { Finding } from '../types.ts';

export interface PlainText {
  readonly text: string;
  /** The place in the original of a place in the plain text. */
  readonly original: (place: number) => number;
}

const ODD = /[\p{M}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]|(?![\t\n\v\f\r])\p{Cc}/u;
const INVISIBLE =
  /(?![\t\n\v\f\r])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const LETTERS = /[^\p{M}][\p{M}\p{Cf}]*|[\p{M}\p{Cf}]+/gsu;

export const plainText = (text: string): PlainText => {
  if (!ODD.test(text)) return { text, original: (place) => place };
  let out = '';
  const places: number[] = [];
  for (const { 0: written, index } of text.matchAll(LETTERS)) {
    const plain = written.replace(INVISIBLE, '').normalize('NFC');
    for (let i = 0; i < plain.length; i++) places.push(index);
    out += plain;
  }
  places.push(text.length);
  return { text: out, original: (place) => places[Math.min(place, places.length - 1)] ?? text.length };
};

/** A finding about the plain text, with its places in the original. */
export const inOriginal = (finding: Finding, original: PlainText['original']): Finding => ({
  ...finding,
  ...(finding.at === undefined ? {} : { at: original(finding.at) }),
  ...(finding.fix === undefined
    ? {}
    : { fix: { ...finding.fix, start: original(finding.fix.start), end: original(finding.fix.end) } }),
});
