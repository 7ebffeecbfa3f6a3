/** FHIR as a second source of a tab: joined with the page's record where there is one, alone where there is none. */
import { hashText } from '../../ehr/dom/text.ts';
import { mergeFhir } from '../../ehr/fhir/merge.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import type { AppError } from '../../shared/result.ts';
import { formOf, nextSeed, startJob } from './job.ts';
import { type PanelState, putTab, type Step, step } from './panel.ts';
import { startReading } from './reading.ts';
import { type Chart, emptyTab, isAlone, isBusy, type Tab } from './tab.ts';

/** A record of FHIR alone belongs to no page: nothing of it can be inserted, only copied. */
const alone = (tabId: number, record: ClinicalRecord): Chart => ({
  binding: {
    tabId,
    url: '',
    documentId: '',
    patientKey: `fhir-${hashText(JSON.stringify(record.identity))}`,
  },
  record,
  readMs: 0,
});

const refused = (state: PanelState, tab: Tab, notice: AppError): Step =>
  step(putTab(state, { ...tab, notice }));

/** Adds what was read, and writes anew. Errors, as a notice: E_BUSY, E_FHIR_PATIENT, E_FHIR_UNVERIFIED, E_NO_DIAGNOSES. */
export const addFhir = (state: PanelState, tab: Tab, record: ClinicalRecord): Step => {
  if (isBusy(tab)) return refused(state, tab, { code: 'E_BUSY' });
  const fhir = tab.fhir === null ? { ok: true as const, value: record } : mergeFhir(tab.fhir, record);
  if (!fhir.ok) return refused(state, tab, fhir.error);
  const page = tab.chart !== null && tab.stale === null ? tab.chart : null;
  const whole = page === null ? fhir : mergeFhir(page.record, record);
  if (!whole.ok) return refused(state, tab, whole.error);
  if (!whole.value.facts.some(({ kind }) => kind === 'diagnosis'))
    return refused(state, tab, { code: 'E_NO_DIAGNOSES' });
  const chart: Chart = page === null ? alone(tab.tabId, whole.value) : { ...page, record: whole.value };
  const kept = page === null ? { ...emptyTab(tab.tabId), form: tab.form } : tab;
  const held: Tab = { ...kept, stale: null, chart, fhir: fhir.value };
  return startJob(state, held, { seed: nextSeed(held, formOf(state, held)) });
};

/** Without FHIR: the page is read again, or nothing is left. */
export const dropFhir = (state: PanelState, tab: Tab): Step => {
  if (isBusy(tab)) return refused(state, tab, { code: 'E_BUSY' });
  if (isAlone(tab)) return step(putTab(state, { ...emptyTab(tab.tabId), form: tab.form }));
  return startReading(state, { ...tab, fhir: null });
};
