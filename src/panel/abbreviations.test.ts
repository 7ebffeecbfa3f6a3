import { expect, it } from 'vitest';
import type { ClinicalRecord, FactId } from '../record/schema.ts';
import { abbreviationsOf } from './abbreviations.ts';

const id = (name: string) => name as FactId;
const record: ClinicalRecord = {
  schema: 1,
  identity: {},
  episode: {},
  facts: [
    {
      id: id('d'),
      kind: 'diagnosis',
      moment: 'alta',
      text: 'IC por FA',
      source: { type: 'data', path: 'd' },
    },
    {
      id: id('n'),
      kind: 'note',
      moment: 'intrahospitalario',
      text: 'IC',
      source: { type: 'data', path: 'n' },
    },
  ],
  reading: { adapter: 'test', url: '', title: '', readAt: '2024-05-08T00:00:00Z', findings: [] },
};

it('explains what the kind of the entry settles, and nothing else', () => {
  expect(abbreviationsOf(record, id('d'), 'IC por FA').map((e) => e.sense)).toEqual([
    'insuficiencia cardíaca',
    'fibrilación auricular',
  ]);
  expect(abbreviationsOf(record, id('n'), 'IC')).toEqual([]);
  expect(abbreviationsOf(record, id('identity.name'), 'TEP, TVP')).toHaveLength(2);
});

it('stays short', () => {
  expect(abbreviationsOf(record, id('n'), 'TEP TVP HTA DM2 ERC EPOC ACV DHC').length).toBe(6);
});
