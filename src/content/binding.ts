/**
 * Is this page still the one that the record was read from? A record belongs to one tab, one site and one patient: what
 * was written from it goes to no one else.
 */
import type { Binding } from '../shared/messages.ts';
import { err, ok, type Result } from '../shared/result.ts';

/** What the page shows now. */
export interface Shown {
  readonly url: string;
  /** Empty: no patient could be made out. */
  readonly patientKey: string;
}

/**
 * `E_PATIENT_CHANGED` where the page names another patient, or none any more; `E_PAGE_CHANGED` where it is another site
 * or, without a patient to go by, another address. With the same patient another address is allowed: an EHR's tabs have
 * addresses of their own, and the discharge form is seldom on the tab that the notes were read from.
 */
export function sameChart(binding: Pick<Binding, 'url' | 'patientKey'>, shown: Shown): Result<null> {
  if (originOf(shown.url) !== originOf(binding.url)) return err('E_PAGE_CHANGED');
  if (shown.patientKey !== binding.patientKey) return err('E_PATIENT_CHANGED');
  if (binding.patientKey === '' && shown.url !== binding.url) return err('E_PAGE_CHANGED');
  return ok(null);
}

/** File pages all have the origin "null": each is its own site. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, protocol, pathname } = new URL(url);
  return origin === 'null' ? protocol + pathname : origin;
}
