/** What the physician says of an entry that was read with little certainty: it is so, or it is not in the chart. */
import type { ClinicalRecord, FactId } from '../../record/schema.ts';
import { formOf, nextSeed, startJob } from './job.ts';
import { type PanelState, putTab, type Step, step } from './panel.ts';
import { isBusy, type Tab } from './tab.ts';

/** Below it the reader asks (`Fact.confidence`). */
const SURE = 0.6;

/** The entries that wait for the physician's word. */
export const doubtful = (record: ClinicalRecord): ClinicalRecord['facts'] =>
  record.facts.filter((f) => f.confidence !== undefined && f.confidence < SURE);

const judged = (record: ClinicalRecord, factId: FactId, right: boolean): ClinicalRecord => {
  const facts = right
    ? record.facts.map((f) => (f.id === factId ? { ...f, confidence: 1 } : f))
    : record.facts.filter((f) => f.id !== factId);
  const left = doubtful({ ...record, facts }).length;
  const findings = record.reading.findings.flatMap((f) =>
    f.code !== 'R_UNSURE' ? [f] : left === 0 ? [] : [{ ...f, found: left }],
  );
  return { ...record, facts, reading: { ...record.reading, findings } };
};

/** Right: it is asked no more. Wrong: it leaves the record, and the text is written anew without it. */
export const judgeFact = (state: PanelState, tab: Tab, factId: FactId, right: boolean): Step => {
  const { chart } = tab;
  if (chart === null || isBusy(tab) || tab.stale !== null) return step(state);
  const held: Tab = { ...tab, chart: { ...chart, record: judged(chart.record, factId, right) } };
  if (right) return step(putTab(state, held));
  return startJob(state, held, { seed: nextSeed(held, formOf(state, held)) });
};
