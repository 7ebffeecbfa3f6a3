/**
 * FHIR R4 as a second source: a Bundle, an IPS document or resources become a record; `merge.ts` joins it with the page's.
 *
 *   const read = readFhir(text, {now: new Date(), timeZone: 'America/Santiago', title: 'alta.json'});   // in a worker
 */
export { MAX_FHIR, MAX_FHIR_MB } from './door.ts';
export { type FhirOptions, readFhir } from './read.ts';
