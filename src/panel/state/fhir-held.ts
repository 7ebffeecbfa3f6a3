/** FHIR that was added before, joined with the page that is read again. */
import { mergeFhir } from '../../ehr/fhir/merge.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import type { ReadAnswer } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import type { Tab } from './tab.ts';

/** A page that was read again, with the FHIR added before, where it is still the same patient. */
export const withFhir = (
  tab: Tab,
  answer: ReadAnswer,
): { readonly chart: ReadAnswer; readonly fhir: ClinicalRecord | null; readonly notice: AppError | null } => {
  if (tab.fhir === null) return { chart: answer, fhir: null, notice: null };
  const both = mergeFhir(answer.record, tab.fhir);
  if (!both.ok) return { chart: answer, fhir: null, notice: both.error };
  return { chart: { ...answer, record: both.value }, fhir: tab.fhir, notice: null };
};
