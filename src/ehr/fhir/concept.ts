/** The words and the code of a CodeableConcept: words verbatim, the code by its system's address and never by its shape alone. */
import { fieldSystems, systemFor } from '../../record/codes.ts';
import type { CodeSystem, FactKind } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import type { Coding, Concept } from './datatypes.ts';

/**
 * Addresses by what they say: HL7's own (`http://hl7.org/fhir/sid/icd-10`, `…/icd-10-cm`, `…/icd-9-cm`), the OIDs of the same,
 * WHO's ATC, LOINC, and the Chilean ones (core CL, MINSAL and hospitals write CIE-10, FONASA or MAI into theirs).
 */
const SYSTEMS: readonly (readonly [RegExp, CodeSystem])[] = [
  [/icd-?10|cie-?10|^urn:oid:2\.16\.840\.1\.113883\.6\.(?:3|4|90)$/i, 'cie10'],
  [/icd-?9|cie-?9|^urn:oid:2\.16\.840\.1\.113883\.6\.(?:103|104)$/i, 'cie9mc'],
  [/whocc\.no\/atc|\batc\b|^urn:oid:2\.16\.840\.1\.113883\.6\.73$/i, 'atc'],
  [/loinc|^urn:oid:2\.16\.840\.1\.113883\.6\.1$/i, 'loinc'],
  [/fonasa|arancel|\bmai\b/i, 'fonasa'],
];
/** Known, and no code that an epicrisis writes: their words count. */
const WORDS_ONLY = /snomed|rxnorm|ucum|unitsofmeasure|terminology\.hl7\.org|hl7\.org\/fhir\/(?!sid)/i;

/** The system that a coding's address names; undefined for none of ours. A local list's code counts where its shape is its field's. */
const systemOf = ({ system = '', code = '' }: Coding, kind: FactKind): CodeSystem | undefined => {
  const named = SYSTEMS.find(([address]) => address.test(system))?.[1];
  if (named !== undefined) return named;
  if (system === '' || WORDS_ONLY.test(system)) return undefined;
  const shaped = systemFor(kind, code);
  return shaped === 'otro' ? undefined : shaped;
};

export interface Worded {
  /** '' where the concept has no words. */
  readonly text: string;
  readonly code?: string;
  readonly system?: CodeSystem;
}

/** The words alone: `text`, else the display of the coding that the user chose, else of the first that has one. */
export const wordsOf = (concept: Concept | undefined): string => {
  const own = cleanText(concept?.text ?? '');
  if (own !== '') return own;
  const shown = concept?.coding?.filter((c) => cleanText(c.display ?? '') !== '') ?? [];
  return cleanText((shown.find((c) => c.userSelected === true) ?? shown[0])?.display ?? '');
};

/** The words, and the code that a field of this kind writes, where one is charted. */
export const worded = (concept: Concept | undefined, kind: FactKind): Worded => {
  const wanted = fieldSystems(kind);
  const coded = (concept?.coding ?? [])
    .flatMap((coding) => {
      const system = coding.code === undefined ? undefined : systemOf(coding, kind);
      return system !== undefined && wanted.includes(system) ? [{ coding, system }] : [];
    })
    .toSorted(
      (a, b) =>
        Number(b.coding.userSelected ?? false) - Number(a.coding.userSelected ?? false) ||
        wanted.indexOf(a.system) - wanted.indexOf(b.system),
    )[0];
  const text = wordsOf(concept);
  const code = cleanText(coded?.coding.code ?? '');
  return code === '' || coded === undefined ? { text } : { text, code, system: coded.system };
};

/** Whether any coding of the concept has one of these codes (of HL7's own short lists: statuses, categories, roles). */
export const hasCode = (concept: Concept | undefined, ...codes: readonly string[]): boolean =>
  concept?.coding?.some(({ code }) => code !== undefined && codes.includes(code)) ?? false;
