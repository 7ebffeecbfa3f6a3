/** The patient's resources from a FHIR server, as one Bundle's text: a few searches, page by page, within limits. */
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { MAX_FHIR, MAX_FHIR_MB } from '../door.ts';
import type { Fetch, SmartSession } from './authorize.ts';

/** Encounter first: what it refers to (places, people) comes along. */
const SEARCHES = [
  'Encounter?patient=ID&_include=Encounter:location&_include=Encounter:participant',
  'Condition?patient=ID',
  'AllergyIntolerance?patient=ID',
  'Procedure?patient=ID',
  'MedicationRequest?patient=ID&_include=MedicationRequest:medication',
  'MedicationAdministration?patient=ID&_include=MedicationAdministration:medication',
  'MedicationStatement?patient=ID&_include=MedicationStatement:medication',
  'DocumentReference?patient=ID',
  'DiagnosticReport?patient=ID',
  'Observation?patient=ID&category=laboratory,imaging,procedure,exam',
  'CarePlan?patient=ID',
  'Appointment?patient=ID',
];
/** Of one search. */
const MAX_PAGES = 200;
const COUNT = 200;

const Page = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.unknown()).optional(),
});

/** A server may lack a type or a parameter: that search is named and left out. Not so when it refuses the reader. */
const LACKING = [400, 404, 405, 422, 501];

/** Errors: E_SMART_READ with the status, E_FHIR_TOO_BIG, E_ABORTED. */
export const gather = async (
  { base, token, patient }: SmartSession,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const headers = { accept: 'application/fhir+json', authorization: `Bearer ${token}` };
  const entries: unknown[] = [];
  let size = 0;
  const get = async (url: string): Promise<Result<unknown>> => {
    try {
      const response = await fetch(url, { method: 'GET', headers });
      const text = await response.text();
      size += text.length;
      if (size > MAX_FHIR)
        return err('E_FHIR_TOO_BIG', { limit: MAX_FHIR_MB, size: Math.ceil(size / 1_000_000) });
      if (LACKING.includes(response.status)) return ok(null);
      if (!response.ok) return err('E_SMART_READ', undefined, `status ${response.status}`);
      return ok(JSON.parse(text));
    } catch (thrown) {
      return err('E_SMART_READ', undefined, thrown instanceof Error ? thrown.name : 'network');
    }
  };
  const person = await get(`${base}/Patient/${patient}`);
  if (!person.ok) return person;
  entries.push({ resource: person.value });
  const outcome = (diagnostics: string): unknown => ({
    resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', diagnostics }] },
  });
  const { origin } = new URL(base);
  for (const search of SEARCHES) {
    const [type = ''] = search.split('?');
    let next: string | undefined = `${base}/${search.replace('ID', patient)}&_count=${COUNT}`;
    for (let pages = 0; next !== undefined; pages++) {
      if (signal.aborted) return err('E_ABORTED');
      const answer = await get(next);
      if (!answer.ok) return answer;
      const page = Page.safeParse(answer.value);
      if (!page.success) entries.push(outcome(`${type}: la búsqueda no fue respondida`));
      if (!page.success) break;
      entries.push(...(page.data.entry ?? []));
      next = page.data.link?.find(({ relation }) => relation === 'next')?.url;
      if (next === undefined) break;
      // The token goes to the server it was given for, whatever a page says.
      const elsewhere = !URL.canParse(next, base) || new URL(next, base).origin !== origin;
      if (elsewhere || pages >= MAX_PAGES)
        entries.push(outcome(`${type}: hay más páginas que no se leyeron`));
      if (elsewhere || pages >= MAX_PAGES) break;
      next = new URL(next, base).href;
    }
  }
  return ok(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: entries }));
};
