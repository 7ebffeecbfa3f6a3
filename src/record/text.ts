/**
 * Charted text: cleaned for keeping (what an eye cannot see goes, what it can see stays) and folded for comparing.
 * Cleaning is all that ever happens to a fact's words; a folded text is a key and is never shown.
 */

const LONE_SURROGATE = /\p{Cs}/gu;
/** White space that is not `\s` in JavaScript: NEL, and the blank Braille cell. */
const ODD_SPACE = /[\u0085\u2800]/g;
/**
 * Invisible: control and format characters (zero-width, bidi, soft hyphen, BOM, tags), other code points that Unicode
 * says to show as nothing (variation selectors, Hangul fillers), private use (icon fonts of web EHRs), noncharacters.
 */
const INVISIBLE =
  /(?![\t\n\v\f\r])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Nothing in it is invisible or composed otherwise: most of a chart. */
const ORDINARY = /^[\t\n\v\f\r\x20-\x7E\u00A0-\u00AC\u00AE-\u017F]*$/;
const PLAIN = /^[\x20-\x5F\x61-\x7E]*$/;

const visible = (text: string): string => (ORDINARY.test(text) ? text : scrubbed(text));

const scrubbed = (text: string): string =>
  text.replace(LONE_SURROGATE, '\uFFFD').replace(ODD_SPACE, ' ').replace(INVISIBLE, '').normalize('NFC');

/**
 * The text in one line: white space (no-break spaces and line ends included) collapsed to one space, ends trimmed,
 * invisible characters dropped, composed to NFC. A lone surrogate, which no encoder can write, becomes U+FFFD.
 * Idempotent. Spelling, case, accents and punctuation stay as charted.
 */
export const cleanText = (text: string): string =>
  CLEAN.test(text) ? text : visible(text).replace(/\s+/g, ' ').trim();

/** Ordinary characters with single spaces between: most cells of a chart are clean as they stand. */
const CLEAN = /^[\x21-\x7E\u00A1-\u00AC\u00AE-\u017F]+(?: [\x21-\x7E\u00A1-\u00AC\u00AE-\u017F]+)*$/;

/** As `cleanText`, line by line, empty lines dropped: for notes, where a line's end ends a clause. */
export const cleanLines = (text: string): string =>
  text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');

/**
 * A key for comparing: cleaned, lower case, without accents or diacritics. **ñ is folded to n** (charts typed in
 * capitals on old systems say "NINO", "ANOS"), so "año" and "ano" compare equal: never use a fold to choose words.
 * Dashes, quotes, the two micro signs and °/º are each made one. Idempotent; length may change.
 */
export const fold = (text: string): string => {
  const clean = cleanText(text);
  if (PLAIN.test(clean)) return clean.toLowerCase();
  return ORDINARY.test(clean) ? clean.replace(TO_FOLD, foldedLetter) : foldedAll(clean);
};

/** Letters of Latin-1 and Latin Extended-A, each folded once. */
const TO_FOLD = /[A-Z`\u00A0-\u017F]/g;
const foldedLetters = new Map<string, string>();
const foldedLetter = (letter: string): string => {
  const known = foldedLetters.get(letter);
  if (known !== undefined) return known;
  const made = foldedAll(letter);
  foldedLetters.set(letter, made);
  return made;
};

const foldedAll = (clean: string): string =>
  clean
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201B\u00B4`]/g, "'")
    .replace(/[\u201C\u201D\u201F\u00AB\u00BB]/g, '"')
    .replace(/\u00B5/g, '\u03BC')
    .replace(/\u00BA/g, '\u00B0')
    .replace(/\s+/g, ' ')
    .trim();

/** True when two texts differ at most in case, accents and white space. */
export const sameText = (a: string, b: string): boolean => fold(a) === fold(b);

/** What UTF-8 continuation bytes 80-BF become when read as Windows-1252 or Latin-1. */
const CONTINUATION = '\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

const MOJIBAKE: readonly RegExp[] = [
  /\uFFFD/,
  // UTF-8 as Windows-1252: "neumonÃ­a", "38Â°C", "â€“", a BOM, an emoji
  new RegExp(`[ÃÂ][${CONTINUATION}]|â€|ï»¿|ðŸ`),
  // the same after `cleanText` dropped the soft hyphen of "Ã\u00AD"; Portuguese names ("JOÃO", "GUIMARÃES") are not it
  /\p{Ll}Ã|Ã(?![OEoe\s]|$)\p{L}/u,
  // DOS code page 850 as Windows-1252: "infecci¢n", "neumon¡a", "a¤os"; UTF-8 as 850: "infecci├│n"
  /\p{L}[¡¢£¤]\p{L}|├/u,
  // accents lost on the way: "hospitalizaci?n"
  /\p{Ll}\?\p{Ll}/u,
  // entities left as text: "infecci&oacute;n"
  /&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[\da-fA-F]{1,5});/,
];

/** True when the text shows signs of a broken encoding. For a finding only: the text is copied as charted, never repaired. */
/** Neither an odd letter nor a question mark or entity. */
const SOUND = /^[\x20-\x25\x27-\x3E\x40-\x7E]*$/;
export const isMojibake = (text: string): boolean =>
  !SOUND.test(text) && MOJIBAKE.some((sign) => sign.test(text));

export interface Word {
  readonly raw: string;
  readonly folded: string;
  readonly kind: 'word' | 'number';
  /** UTF-16 offsets in the text given. */
  readonly start: number;
  readonly end: number;
}

const WORD = /\p{Nd}+(?:[.,]\p{Nd}+)*|\p{L}[\p{L}\p{M}\p{N}]*|\p{N}+/gu;

/**
 * The words of a Spanish text with their places. A unit is split from its number ("40mg" = "40", "mg"; "c/12h" = "c",
 * "12", "h"), so that it compares equal with or without a space; a name that begins with a letter stays whole ("B12",
 * "SpO2"); hyphens and slashes separate ("ácido-base" is two words).
 */
export const words = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), (m) => ({
    raw: m[0],
    folded: fold(m[0]),
    kind: /^\p{N}/u.test(m[0]) ? 'number' : 'word',
    start: m.index,
    end: m.index + m[0].length,
  }));
