/**
 * The shapes of the codes that Chilean charts carry, and where a code stands in an entry. A shape never decides a code's
 * system by itself (local K521 is not CIE-10 K52.1): the field does, through `fieldSystems` and `systemFor`.
 *
 * Sources: CIE-10 (OPS/OMS; letter, two digits, subdivision; DEIS Chile writes "I10X" where there is none); ICD-9-CM vol. 3
 * (dd.d, dd.dd); FONASA MAI arancel (seven digits: group, subgroup, service); WHO ATC (levels 3-5); LOINC (number,
 * hyphen, mod 10 check digit); K and three digits: local procedure codes of the hospitals in the project's data.
 */
import type { CodeSystem, FactKind } from './schema.ts';

/** Three characters, then up to four after the dot (CIE-10 has one or two; ICD-10-CM, used in Spain, up to four). */
const CIE10_DOTTED = /^[A-Z]\d[\dAB]\.[\dA-CX][\dA-Z]{0,3}[†*+]?$/;
const CIE10_BARE = /^[A-Z]\d\d(?:\d\d?|X|A\d)?[†*+]?$/;
const CIE9MC = /^\d\d\.\d\d?$/;
const LOCAL_K = /^K\d{3}$/;
const FONASA = /^(?:\d{7}|\d\d-\d\d-\d{3})$/;
const ATC = /^[ABCDGHJLMNPRSV]\d\d[A-Z](?:[A-Z](?:\d\d)?)?$/;
const LOINC = /^\d{3,6}-\d$/;

/** LOINC's check digit (mod 10, Luhn): tells a LOINC from a range or a RUN without dots. */
const isLoinc = (code: string): boolean => {
  if (!LOINC.test(code)) return false;
  let sum = 0;
  for (const [i, ch] of [...code.replace('-', '')].reverse().entries()) {
    const doubled = i % 2 === 1 ? Number(ch) * 2 : Number(ch);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const SHAPES: readonly (readonly [CodeSystem, (code: string) => boolean])[] = [
  ['cie10', (c) => CIE10_DOTTED.test(c) || CIE10_BARE.test(c)],
  ['cie9mc', (c) => CIE9MC.test(c)],
  ['k', (c) => LOCAL_K.test(c)],
  ['fonasa', (c) => FONASA.test(c)],
  ['atc', (c) => ATC.test(c)],
  ['loinc', isLoinc],
];

/** All systems whose shape the code has, in the order of `CodeSystem`; "K521" has two, "Heart Team" none. Case does not matter. */
export const codeShapes = (code: string): CodeSystem[] => {
  const upper = code.trim().toUpperCase();
  return SHAPES.filter(([, has]) => has(upper)).map(([system]) => system);
};

const COMMON: readonly CodeSystem[] = ['cie10', 'cie9mc', 'k', 'fonasa', 'atc', 'loinc'];
const DIAGNOSIS: readonly CodeSystem[] = ['cie10'];
const PROCEDURE: readonly CodeSystem[] = ['k', 'cie9mc', 'fonasa'];
const FIELDS: Partial<Record<FactKind, readonly CodeSystem[]>> = {
  reason: DIAGNOSIS,
  diagnosis: DIAGNOSIS,
  antecedent: DIAGNOSIS,
  condition: DIAGNOSIS,
  allergy: ['atc', 'cie10'],
  procedure: PROCEDURE,
  // Treatment that is not a drug is charted among the drugs: "Pericardiocentesis (K491)", "Órtesis lumbosacra (Z97.8)"
  drug: ['atc', 'k', 'cie9mc', 'fonasa', 'cie10'],
  exam: ['loinc', 'fonasa', 'cie9mc', 'k'],
  pending: ['loinc', 'fonasa', 'cie9mc', 'k'],
};

/** The systems that a field of this kind may hold, the likeliest first. */
export const fieldSystems = (kind: FactKind): readonly CodeSystem[] => FIELDS[kind] ?? COMMON;

/** The system of a code by the field it was charted in; 'otro' when it has none of the field's shapes (finding R_CODE_SHAPE). */
export const systemFor = (kind: FactKind, code: string): CodeSystem => {
  const shapes = codeShapes(code);
  return fieldSystems(kind).find((system) => shapes.includes(system)) ?? 'otro';
};

/** A key for comparing codes of one system: "I21.0" = "I210" = "i21.0"; "I10" = "I10X"; "18-01-001" = "1801001". */
export const normaliseCode = (code: string, system: CodeSystem): string => {
  const upper = code.trim().toUpperCase();
  if (system === 'cie10') return upper.replace(/[.†*+\s]/g, '').replace(/^([A-Z]\d[\dAB])X$/, '$1');
  if (system === 'fonasa') return upper.replace(/[-\s]/g, '');
  return upper;
};

/**
 * True when both are one code of one system: of `system` when given (pass the field's: as procedures, K521 and K52.1 are not
 * the same), otherwise of any system whose shape both have, or letter by letter.
 */
export const sameCode = (a: string, b: string, system?: CodeSystem): boolean => {
  if (a.trim().toUpperCase() === b.trim().toUpperCase()) return true;
  const shapes = codeShapes(b);
  return codeShapes(a)
    .filter((s) => shapes.includes(s) && (system === undefined || s === system))
    .some((s) => normaliseCode(a, s) === normaliseCode(b, s));
};
