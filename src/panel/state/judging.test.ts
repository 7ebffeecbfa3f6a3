import { describe, expect, test } from 'vitest';
import type { ClinicalRecord, FactId } from '../../record/schema.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { doubtful, judgeFact } from './judging.ts';
import { emptyPanel } from './panel.ts';
import { emptyTab, type Tab } from './tab.ts';
import { readAnswer, recordOf, TAB } from './testing.ts';

const record = (): ClinicalRecord => {
  const made = recordOf('rosa');
  return {
    ...made,
    facts: made.facts.map((f) => (f.id === 'd1' ? { ...f, confidence: 0.4 } : f)),
    reading: { ...made.reading, findings: [{ code: 'R_UNSURE', what: 'entradas', found: 1 }] },
  };
};
const tab = (): Tab => ({ ...emptyTab(TAB), chart: { ...readAnswer(), record: record() } });
const judge = (right: boolean): ClinicalRecord | undefined =>
  judgeFact(emptyPanel('s'), tab(), 'd1' as FactId, right).state.tabs[TAB]?.chart?.record;

describe('an entry read with little certainty', () => {
  test('waits for the physician', () => {
    expect(doubtful(record()).map((f) => f.id)).toEqual(['d1']);
  });

  test('is asked no more once it is said to be right', () => {
    const said = judge(true);
    expect(said?.facts.map((f) => f.id)).toContain('d1');
    expect(said && doubtful(said)).toEqual([]);
    expect(said?.reading.findings).toEqual([]);
  });

  test('leaves the record once it is said to be wrong, and the text is written anew', () => {
    const state = { ...emptyPanel('s'), settings: defaultSettings };
    const { state: after, commands } = judgeFact(state, tab(), 'd1' as FactId, false);
    expect(after.tabs[TAB]?.chart?.record.facts.map((f) => f.id)).toEqual(['n1']);
    expect(commands).toMatchObject([
      { do: 'engine', message: { type: 'job/start', record: { facts: [{ id: 'n1' }] } } },
    ]);
  });
});
