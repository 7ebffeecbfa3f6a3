/**
 * The door: a text that should be FHIR R4 as JSON becomes a list of resources, or an error that says what it is instead.
 * Taken: a Bundle of any kind (its entries), a Bundle within a Bundle, a list of resources, a single resource.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { OperationOutcome } from './resources.ts';

/** Longest text taken, in characters (and, of a file, bytes): a stay of 50,000 resources is about half of it. */
export const MAX_FHIR_MB = 64;
export const MAX_FHIR = MAX_FHIR_MB * 1_000_000;

export type Raw = Readonly<Record<string, unknown>> & { readonly resourceType: string };
export interface Entry {
  readonly resource: Raw;
  readonly fullUrl?: string | undefined;
}
export interface Entries {
  readonly entries: readonly Entry[];
  /** Where something else than a resource stood: «entry[3]». */
  readonly odd: readonly string[];
}

const Resource = z.looseObject({ resourceType: z.string().min(1).max(80) });
const BundleEntry = z.object({ fullUrl: z.string().max(1000).optional(), resource: Resource });

/** Elements that only other versions of FHIR have, in resources that nearly every Bundle holds. */
const OTHER_VERSION: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Encounter: [
    ['actualPeriod', 'R5'],
    ['admission', 'R5'],
    ['patient', 'DSTU2'],
    ['indication', 'DSTU2'],
  ],
  Condition: [['patient', 'DSTU2']],
  MedicationRequest: [['medication', 'R5']],
  MedicationAdministration: [
    ['medication', 'R5'],
    ['occurenceDateTime', 'R5'],
    ['medicationReferences', 'DSTU2'],
  ],
  Procedure: [['occurrenceDateTime', 'R5']],
  AllergyIntolerance: [['substance', 'DSTU2']],
};
/** Names that another version gave to what R4 calls otherwise. */
const OTHER_NAME: Readonly<Record<string, string>> = {
  MedicationOrder: 'DSTU2',
  DiagnosticOrder: 'DSTU2',
  MedicationUsage: 'R5',
};

const versionOf = ({ resource }: Entry): string | undefined => {
  const { resourceType, clinicalStatus, fhirVersion } = resource;
  if (typeof fhirVersion === 'string' && !fhirVersion.startsWith('4.')) return fhirVersion.slice(0, 20);
  if (OTHER_NAME[resourceType] !== undefined) return OTHER_NAME[resourceType];
  if (resourceType === 'Condition' && typeof clinicalStatus === 'string') return 'STU3';
  return OTHER_VERSION[resourceType]?.find(([element]) => Object.hasOwn(resource, element))?.[1];
};

/** A Bundle inside a Bundle is opened once: deeper ones are no clinical document. */
const DEEPEST = 2;

const gather = (value: unknown, at: string, depth: number, entries: Entry[], odd: string[]): void => {
  const list = (items: readonly unknown[], path: string): void => {
    for (const [i, item] of items.entries()) {
      const parsed = BundleEntry.safeParse(item);
      if (parsed.success && parsed.data.resource.resourceType === 'Bundle' && depth < DEEPEST)
        gather(parsed.data.resource, `${path}[${i}]`, depth + 1, entries, odd);
      else if (parsed.success) entries.push(parsed.data);
      else odd.push(`${path}[${i}]`);
    }
  };
  if (Array.isArray(value)) {
    list(
      value.map((resource) => ({ resource })),
      at,
    );
    return;
  }
  const resource = Resource.parse(value);
  if (resource.resourceType !== 'Bundle') entries.push({ resource });
  else if (Array.isArray(resource.entry)) list(resource.entry, `${at}entry`);
};

/** Why the text cannot be FHIR as JSON, by its first characters. */
const otherwise = (text: string): 'E_FHIR_XML' | 'E_FHIR_NOT_JSON' =>
  /^\s*<(?:\?xml|!--|\w)/.test(text.slice(0, 200)) ? 'E_FHIR_XML' : 'E_FHIR_NOT_JSON';

const parsedJson = (text: string): Result<unknown> => {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err(otherwise(text));
  }
};

/**
 * Errors: E_FHIR_TOO_BIG, E_FHIR_XML, E_FHIR_NOT_JSON, E_FHIR_NOT_FHIR (JSON of another kind), E_FHIR_EMPTY (no resource),
 * E_FHIR_VERSION (R5, STU3, DSTU2), E_FHIR_SERVER (a server's own error in place of resources).
 */
export const openFhir = (given: string): Result<Entries> => {
  if (given.length > MAX_FHIR)
    return err('E_FHIR_TOO_BIG', { limit: MAX_FHIR_MB, size: Math.ceil(given.length / 1_000_000) });
  const json = parsedJson(given.replace(/^\uFEFF/, ''));
  if (!json.ok) return json;
  const top = z.union([Resource, z.array(z.unknown())]).safeParse(json.value);
  if (!top.success) return err('E_FHIR_NOT_FHIR');
  const entries: Entry[] = [];
  const odd: string[] = [];
  gather(top.data, '', 1, entries, odd);
  const all = entries.length + odd.length;
  if (entries.length === 0) return err(all > 0 ? 'E_FHIR_NOT_FHIR' : 'E_FHIR_EMPTY');
  const [first] = entries;
  if (entries.length === 1 && first?.resource.resourceType === 'OperationOutcome') {
    const said = OperationOutcome.safeParse(first.resource);
    const why = said.success ? (said.data.issue[0]?.code ?? '') : '';
    return err('E_FHIR_SERVER', { why: why.slice(0, 60) });
  }
  for (const entry of entries) {
    const version = versionOf(entry);
    if (version !== undefined) return err('E_FHIR_VERSION', { version });
  }
  return ok({ entries, odd });
};
