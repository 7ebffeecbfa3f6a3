/**
 * The numbers of a text, each with a value that two ways of writing share: for the check "no number without a source".
 * Only for comparing; what is written is always the charted copy.
 *
 * How a number is read (Chile: decimal comma by INE/RAE, decimal point in nearly all charts):
 * - one comma or one dot followed by anything but three digits is a decimal sign: "2,5", "0.25", "37.0";
 * - dots before groups of exactly three digits separate thousands: "5.000" = 5000, "1.000.000" = 1000000; not when the
 *   number begins with 0 ("0.125" is an eighth). "1.025" (urine density) is therefore 1025 on both sides: compare, never compute;
 * - one comma is always a decimal sign ("5,000" = 5); two or more before groups of three separate thousands;
 * - both signs: the last is the decimal one ("1.234,5" = "1,234.5" = 1234.5);
 * - anything else ("12.05.2024") is several numbers; a hyphen or slash too ("3-5", "875/125"). There are no negative numbers.
 */

export interface FoundNumber {
  readonly raw: string;
  /** Canonical decimal: no leading or trailing zeros, point as decimal sign. A string, so that long identifiers stay exact. */
  readonly value: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Joined to a letter before it ("B12", "I21.0"): part of a name or a code. */
  readonly inWord: boolean;
}

const THOUSANDS_DOT = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/;
const THOUSANDS_COMMA = /^[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)(?:\.\d+)?$/;
const PLAIN = /^\d+(?:[.,]\d+)?$/;
const VULGAR: Readonly<Record<string, string>> = { '½': '5', '¼': '25', '¾': '75' };

const canonical = (whole: string, decimals = ''): string => {
  const left = whole.replace(/^0+(?=\d)/, '');
  const right = decimals.replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
};

/** The canonical value of one number as charted, null when it is none or several. "½" and "1½" are read. */
export const numberValue = (raw: string): string | null => {
  const text = raw.normalize('NFC').replace(/[\uFF10-\uFF19]/g, (d) => d.normalize('NFKC'));
  const fraction = VULGAR[text.at(-1) ?? ''];
  if (fraction !== undefined)
    return /^\d*$/.test(text.slice(0, -1)) ? canonical(text.slice(0, -1) || '0', fraction) : null;
  if (THOUSANDS_DOT.test(text)) {
    const [whole = '', decimals] = text.replaceAll('.', '').split(',');
    return canonical(whole, decimals);
  }
  if (THOUSANDS_COMMA.test(text)) {
    const [whole = '', decimals] = text.replaceAll(',', '').split('.');
    return canonical(whole, decimals);
  }
  if (!PLAIN.test(text)) return null;
  const [whole = '', decimals] = text.split(/[.,]/);
  return canonical(whole, decimals);
};

const RUN_OF_DIGITS = /[\d\uFF10-\uFF19]+(?:[.,][\d\uFF10-\uFF19]+)*[½¼¾]?|[½¼¾]/gu;
const LETTER_BEFORE = /[\p{L}\p{M}]$/u;

/** Every number of the text, in order. Superscripts ("m²") and numbers in words ("dos") are not numbers here. */
export const findNumbers = (text: string): FoundNumber[] => {
  const found: FoundNumber[] = [];
  for (const m of text.matchAll(RUN_OF_DIGITS)) {
    const inWord = LETTER_BEFORE.test(text.slice(Math.max(0, m.index - 2), m.index));
    const value = numberValue(m[0]);
    if (value !== null) {
      found.push({ raw: m[0], value, start: m.index, end: m.index + m[0].length, inWord });
      continue;
    }
    for (const part of m[0].matchAll(/[^.,½¼¾]+|[½¼¾]/gu)) {
      const start = m.index + part.index;
      const single = numberValue(part[0]);
      if (single !== null) {
        found.push({
          raw: part[0],
          value: single,
          start,
          end: start + part[0].length,
          inWord: inWord && part.index === 0,
        });
      }
    }
  }
  return found;
};
