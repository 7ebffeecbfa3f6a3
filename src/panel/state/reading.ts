/** Reading the chart, from the click to the record, and on to the first job. */
import type { ReadAnswer } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { keepCodes } from './coding.ts';
import { withFhir } from './fhir-held.ts';
import { formOf, nextSeed, startJob } from './job.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { isBusy, type Tab } from './tab.ts';

const read = (before: PanelState, tab: Tab): Step => {
  const ticket = before.counter + 1;
  const reading: Tab = {
    ...tab,
    ticket,
    phase: 'reading',
    error: null,
    notice: null,
    editing: false,
    seenKey: null,
    insertion: { step: 'none' },
  };
  return step(putTab({ ...before, counter: ticket }, reading), { do: 'read', tabId: tab.tabId, ticket });
};

/** One click: read the chart and write. While something is under way the click changes nothing. */
export const startReading = (state: PanelState, tab: Tab): Step => {
  if (isBusy(tab) || state.settings === null || !state.settings.enabled) return step(putTab(state, tab));
  if (tab.stale === 'closed') return step(state);
  return read(state, { ...tab, reread: false });
};

/** Gives up a reading in flight; its answer will be late. */
export const stopReading = (state: PanelState, tab: Tab): Step =>
  step(putTab(state, { ...tab, ticket: 0, phase: tab.versions.length > 0 ? 'stopped' : 'idle' }));

export const readFailed = (state: PanelState, tab: Tab, ticket: number, error: AppError): Step =>
  tab.ticket !== ticket || tab.phase !== 'reading'
    ? step(state)
    : step(putTab(state, { ...tab, ticket: 0, phase: 'failed', error }));

/**
 * The record is here. If the page reported another patient while it was being read, it is read once more, and a second
 * change is an error: a record belongs to one patient.
 */
export const readDone = (state: PanelState, tab: Tab, ticket: number, answer: ReadAnswer): Step => {
  if (tab.ticket !== ticket || tab.phase !== 'reading') return step(state);
  const { binding } = answer;
  if (tab.seenKey !== null && tab.seenKey !== '' && tab.seenKey !== binding.patientKey) {
    return tab.reread
      ? readFailed(state, tab, ticket, { code: 'E_PATIENT_CHANGED' })
      : read(state, { ...tab, reread: true });
  }
  const { chart: read_, fhir, notice } = withFhir(tab, answer);
  const samePatient = tab.chart?.binding.patientKey === binding.patientKey;
  const chart =
    samePatient && tab.chart !== null
      ? { ...read_, record: keepCodes(tab.chart.record, read_.record) }
      : read_;
  const held: Tab = {
    ...tab,
    ticket: 0,
    stale: null,
    outdated: false,
    chart,
    fhir,
    versions: samePatient ? tab.versions : [],
    shown: samePatient ? tab.shown : -1,
    targets: samePatient ? tab.targets : [],
    targetId: samePatient ? tab.targetId : null,
    chosen: samePatient ? tab.chosen : {},
  };
  const seed = nextSeed(held, formOf(state, held));
  return andThen(startJob(state, held, { seed }), (now) => {
    const started = now.tabs[tab.tabId];
    // The job's beginning wipes notices; that the FHIR was not this patient's must be seen.
    const told = notice === null || started === undefined ? now : putTab(now, { ...started, notice });
    return step(told, { do: 'targets', tabId: tab.tabId, binding });
  });
};
