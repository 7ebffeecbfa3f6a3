/** UUIDs of the stub: fixed ones that the front end's configuration names, and one for each thing of a patient's chart. */
import { createHash } from 'node:crypto';

/** Defaults of the front end's own configuration (CIEL concepts and OpenMRS's reference metadata). */
export const WELL_KNOWN = {
  noteText: '162169AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  visitDiagnoses: '159947AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  visitNote: 'd7151f82-c1f3-4152-a605-2f9ea7414a79',
  clinician: '240b26f9-dd88-4172-823d-4a8bfeb7841f',
  drugOrder: '131168f4-15f5-102d-96e4-000c29c2a5d7',
} as const;

/** The same UUID for the same words, in every run. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
