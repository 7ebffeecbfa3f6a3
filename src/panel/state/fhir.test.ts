import type { FhirResource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { readFhir } from '../../ehr/fhir/index.ts';
import { ana, bundle, prescription, stay, tep } from '../../ehr/fhir/testing.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { emptyPanel, type PanelState, type Step } from './panel.ts';
import { reduce } from './reduce.ts';
import { canInsert, emptyTab, type Tab } from './tab.ts';

const recordOf = (...resources: FhirResource[]): ClinicalRecord => {
  const now = new Date('2024-05-10T12:00:00Z');
  const read = readFhir(JSON.stringify(bundle(...resources)), { now, timeZone: 'UTC', title: 'a.json' });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const hers = recordOf(ana, stay, tep);
const more = recordOf(ana, stay, tep, prescription('m', 'discharge', 'Rivaroxabán'));
const his = recordOf({ ...ana, identifier: [{ value: '22.222.222-2' }] }, stay, tep);
const binding = { tabId: 7, url: 'https://x.cl/', documentId: 'd', patientKey: 'k' };

const panelWith = (tab: Partial<Tab>): PanelState => ({
  ...emptyPanel('s'),
  settings: defaultSettings,
  activeTab: 7,
  tabs: { 7: { ...emptyTab(7), ...tab } },
});
const tabOf = ({ state }: Step): Tab => state.tabs[7] as Tab;
const add = (state: PanelState, record: ClinicalRecord): Step =>
  reduce(state, { type: 'user/fhir', tabId: 7, record });

describe('FHIR beside a page', () => {
  const read = { chart: { binding, record: { ...hers, facts: hers.facts.slice(0, 3) }, readMs: 1 } };
  it('joins, and writes anew', () => {
    const after = add(panelWith({ ...read, phase: 'done' }), more);
    expect(after.commands.map((c) => c.do)).toEqual(['engine']);
    expect(tabOf(after).chart?.record.facts.map((f) => f.text)).toContain('Rivaroxabán');
    expect(tabOf(after).chart?.binding).toEqual(binding);
  });
  it("another patient's changes nothing but the notice", () => {
    const before = panelWith({ ...read, phase: 'done' });
    const after = add(before, his);
    expect(after.commands).toEqual([]);
    expect(tabOf(after)).toEqual({ ...before.tabs[7], notice: { code: 'E_FHIR_PATIENT' } });
  });
  it('is joined again when the page is read again, and let go when the page is another patient', () => {
    const added = tabOf(add(panelWith({ ...read, phase: 'done' }), more));
    const reading = panelWith({ ...added, job: null, phase: 'reading', ticket: 5 });
    const answer = (record: ClinicalRecord) =>
      tabOf(
        reduce(reading, { type: 'read/ok', tabId: 7, ticket: 5, answer: { binding, record, readMs: 1 } }),
      );
    expect(answer(hers).chart?.record.facts.map((f) => f.text)).toContain('Rivaroxabán');
    expect(answer(his).fhir).toBeNull();
    expect(answer(his).notice?.code).toBe('E_FHIR_PATIENT');
    expect(answer(his).chart?.record.facts.map((f) => f.text)).not.toContain('Rivaroxabán');
  });
});

describe('FHIR alone', () => {
  it('is a chart that no page takes text from', () => {
    const after = add(panelWith({ phase: 'failed', error: { code: 'E_NO_ADAPTER' } }), hers);
    expect(tabOf(after)).toMatchObject({ phase: 'loading', error: null });
    expect(canInsert({ ...tabOf(after), job: null, phase: 'done' })).toBe(false);
    expect(
      tabOf(reduce(panelWith({ ...tabOf(after), job: null }), { type: 'user/fhir-drop' })).chart,
    ).toBeNull();
  });
  it('without a diagnosis says so', () => {
    const { facts, ...rest } = hers;
    const none = { ...rest, facts: facts.filter((f) => f.kind !== 'diagnosis') };
    expect(tabOf(add(panelWith({}), none)).notice).toEqual({ code: 'E_NO_DIAGNOSES' });
  });
});
