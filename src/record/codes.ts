/**
 * Where codes stand in charted text: at the end of an entry ("IAM anterior (I21.0)"), elsewhere in it, or anywhere in
 * prose. A code of two digits and a letter is also a vitamin, a vertebra or an antigen: `certain` tells them apart.
 */
import { codeShapes } from './code-shapes.ts';
import type { CodeSystem } from './schema.ts';

export { codeShapes, fieldSystems, normaliseCode, systemFor } from './code-shapes.ts';

export interface FoundCode {
  readonly code: string;
  /** UTF-16 offsets of the code itself, without brackets. */
  readonly start: number;
  readonly end: number;
  /** Alone (or among other codes) in brackets, or with a letter and a dot ("I21.0"), or an ATC code of seven characters. */
  readonly certain: boolean;
}

/** Names that look like a three-character CIE-10 code and, without a dot, are not taken for one: B12 is no category of CIE-10; T10-T12 are vertebrae. */
const NAME = /^(?:B12|T1[012])$/i;

const CANDIDATE =
  /(?<![\p{L}\p{M}\p{N}.,/_])(?:\d\d-\d\d-\d{3}|\d{3,6}-\d|\d{7}|\d\d\.\d\d?|[A-Za-z]\d[\dABab](?:\.[\dA-CXa-cx][\dA-Za-z]{0,3}|\d\d?|[Aa]\d|[A-Za-z](?:[A-Za-z](?:\d\d)?)?)?)[†*+]?(?![\p{L}\p{M}\p{N}_]|[.,/-]\p{N})/gu;
/** "38.5 °C", "12.5 %", "87.5 mg" are measures, not ICD-9-CM. */
const MEASURE =
  /^\s?(?:[%°º]|(?:[mk]?g|[mµu]cg|ug|ml|cc|cm|mm|ui|u|h|hrs?|horas|seg|min|kg|lpm)(?![\p{L}]))/iu;
const BRACKETED = /[([]([^()[\]]{1,200})[)\]]/g;
const LABEL = /(?:c\.?i\.?e\.?-?\s?(?:10|9)(?:-?mc)?|atc|fonasa|mai|loinc|c[oó]d(?:igo|\.)?)\s*:?\s/giu;
const SEPARATORS = /^[\s,;/y+-]*$/;

const shaped = (code: string): boolean => codeShapes(code).length > 0;
/** Lower case is taken for a code only with a dot ("i21.0"): "c20" or "h12" may be anything. */
const plausible = (code: string): boolean =>
  shaped(code) && (code.includes('.') || code === code.toUpperCase());
const isDotted = (code: string): boolean => /^[A-Za-z].*\./.test(code);
const isFullAtc = (code: string): boolean => code.length === 7 && codeShapes(code).includes('atc');

/** Spans of brackets that hold nothing but codes (and labels and separators). */
const codeBrackets = (text: string): [number, number][] => {
  const spans: [number, number][] = [];
  for (const m of text.matchAll(BRACKETED)) {
    const inside = m[1] ?? '';
    const codes = inside.match(CANDIDATE) ?? [];
    if (codes.length === 0 || !codes.every(plausible)) continue;
    if (SEPARATORS.test(inside.replace(CANDIDATE, '').replace(LABEL, '')))
      spans.push([m.index, m.index + m[0].length]);
  }
  return spans;
};

/**
 * All runs of the text that have a code's shape, in order; `allowed` keeps those of some systems. Uncertain ones ("C34" in
 * prose, "37.5", seven digits) may be anything else; vitamin B12 and vertebrae T10-T12 are never certain.
 */
export const findCodes = (text: string, allowed?: readonly CodeSystem[]): FoundCode[] => {
  const brackets = codeBrackets(text);
  let b = 0;
  const found: FoundCode[] = [];
  for (const m of text.matchAll(CANDIDATE)) {
    const code = m[0];
    const [start, end] = [m.index, m.index + code.length];
    if (!plausible(code)) continue;
    if (allowed && !codeShapes(code).some((s) => allowed.includes(s))) continue;
    if (/^\d/.test(code) && MEASURE.test(text.slice(end, end + 8))) continue;
    while (b < brackets.length && (brackets[b]?.[1] ?? 0) <= start) b++;
    const inBrackets = (brackets[b]?.[0] ?? Number.POSITIVE_INFINITY) < start;
    found.push({
      code,
      start,
      end,
      certain: isDotted(code) || isFullAtc(code) || (inBrackets && !NAME.test(code)),
    });
  }
  return found;
};

export interface SplitCode {
  /** The entry without its trailing code; the whole entry when `whole`. */
  readonly text: string;
  readonly code?: string;
  /** The code stands inside the text, which keeps it: do not write it a second time. */
  readonly whole: boolean;
}

/** A code at the very end in brackets, alone; a final full stop is let go with it. */
const TRAILING = /[([]\s*([^()[\]\s]{3,12})\s*[)\]]\.?$/;
/** A code without a dot in front ("I10 Hipertensión", "K492 - Coronariografía", "36.06: Angioplastia") or at the end after a dash. */
const LEADING = /^([A-Z]\d\d[\dX]?|\d\d\.\d\d?|\d{7}|\d\d-\d\d-\d{3})\s*(?:[-–—:.]\s*)?(?=\p{L}{4})/u;
const DASHED = /[-–—:,]\s+([A-Z]\d\d[\dX]?)$/;

/** What every code that `splitCode` can find has: a bracket before it, a letter and a digit, or digits in front. */
const MAY_HOLD_CODE = /[([]|[A-Za-z]\d[\dABab]|^\d\d[\d.-]/;

/**
 * Separates a trailing "(I21.0)" or "[I21.0]" from an entry, when it has the shape of one of the `allowed` systems (all when
 * absent): "(Heart Team)", "(88%)", "(2)" stay. A code elsewhere ("I21.0 Infarto…", "Colecistitis (K81.0) operada"), labelled
 * ("(CIE-10: I21.0)") or beside another code leaves the text whole and is given beside it. A bare code without a dot counts
 * only in front or after a final dash, and only when `allowed` says what the field holds.
 */
export const splitCode = (text: string, allowed?: readonly CodeSystem[]): SplitCode => {
  const entry = text.trim();
  if (!/\d/.test(entry) || !MAY_HOLD_CODE.test(entry)) return { text: entry, whole: false };
  const ofField = (code: string | undefined): code is string =>
    code !== undefined && !NAME.test(code) && codeShapes(code).some((s) => allowed?.includes(s) ?? true);
  const trailing = TRAILING.exec(entry);
  if (trailing && trailing.index > 0 && plausible(trailing[1] ?? '') && ofField(trailing[1])) {
    const rest = entry.slice(0, trailing.index).trimEnd();
    const before = findCodes(rest, allowed).find((c) => c.certain);
    if (before) return { text: entry, code: before.code, whole: true };
    if (rest !== '') return { text: rest, code: trailing[1], whole: false };
  }
  const within = findCodes(entry, allowed).find((c) => c.certain);
  if (within) return { text: entry, code: within.code, whole: true };
  const bare = allowed && (LEADING.exec(entry)?.[1] ?? DASHED.exec(entry)?.[1]);
  return ofField(bare) ? { text: entry, code: bare, whole: true } : { text: entry, whole: false };
};
