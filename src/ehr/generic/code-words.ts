/** Codes as charts write them: alone, after a dash, with the name of their system before them. */
import { codeShapes, findCodes } from '../../record/codes.ts';
import type { CodeSystem } from '../../record/schema.ts';
import { LONG_LINE } from './lines.ts';

export const isCodeOnly = (text: string): boolean => {
  if (text.length > 200) return false;
  const bare = text
    .trim()
    .replace(/^[([]\s*|\s*[)\]]$/g, '')
    .replace(/^(cie-?10|cie-?9(-mc)?|icd-?10|atc|c[oó]d(igo)?\.?|code|fonasa)\s*:?\s*/iu, '');
  return /\d/.test(bare) && !/\s/.test(bare) && codeShapes(bare).length > 0;
};
const DASHED = /^(.{3,}?)\s+[—–-]\s*(\S+)$/su;

/** «Ecocardiograma — 88.72»: a code of the field's own systems at the end. */
export const trailingCode = (
  text: string,
  systems: readonly CodeSystem[],
): { text: string; code: string } | null => {
  const [, name, last] = (text.length > LONG_LINE ? null : DASHED.exec(text)) ?? [];
  const code = last === undefined ? '' : codeIn(last);
  return name && isCodeOnly(code) && codeShapes(code).some((s) => systems.includes(s))
    ? { text: name, code }
    : null;
};

export const codeIn = (text: string): string =>
  text
    .trim()
    .replace(/^[([]\s*|\s*[)\]]$/g, '')
    .replace(/^(cie-?10|cie-?9(-mc)?|icd-?10|atc|c[oó]d(igo)?\.?|code|fonasa)\s*:?\s*/iu, '');

/** A CIE-10 category's or an ATC group's letter and digits. */
const MAY_BE_CODED = /[A-Z]\d\d/;

/** The diagnoses' and drugs' codes that stand in a line beyond doubt. */
export const certainCodes = (line: string): string[] =>
  line.length > 400 || !MAY_BE_CODED.test(line)
    ? []
    : findCodes(line, ['cie10', 'atc'])
        .filter(({ certain }) => certain)
        .map(({ code }) => code);
