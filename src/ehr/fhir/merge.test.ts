import { describe, expect, it } from 'vitest';
import type { ClinicalRecord, Fact, FactId, Identity } from '../../record/schema.ts';
import { mergeFhir } from './merge.ts';
import { readFhir } from './read.ts';
import { samePatient } from './same-patient.ts';
import { ana, bundle, stay, tep } from './testing.ts';

const page = (label: string) => ({ type: 'page' as const, locator: 'x', label });
const charted = (text: string) => ({ text, source: page('') });
const fact = (id: string, more: Partial<Fact>): Fact => ({
  id: id as FactId,
  kind: 'diagnosis',
  moment: 'ingreso',
  text: 'TEP masivo',
  source: page(id),
  ...more,
});
const chart = (identity: Identity, ...facts: Fact[]): ClinicalRecord => ({
  schema: 1,
  identity,
  episode: { admission: charted('04/05/2024') },
  facts,
  reading: { adapter: 'nalca', url: 'u', title: 't', readAt: '', findings: [] },
});
const read = readFhir(JSON.stringify(bundle(ana, stay, tep)), {
  now: new Date(0),
  timeZone: 'America/Santiago',
  title: 'a.json',
});
if (!read.ok) throw new Error(read.error.code);
const fhir = read.value;
const hers: Identity = { run: charted('11111111-1') };

describe('the page and FHIR together', () => {
  it('what both say is one fact with both places, the rest is added', () => {
    const both = mergeFhir(chart(hers, fact('dx-ing-1', { text: 'tep  masivo', confidence: 0.5 })), fhir);
    if (!both.ok) throw new Error(both.error.code);
    const { facts, episode, identity, reading } = both.value;
    expect(facts.map((f) => `${f.id} ${f.text}`)).toEqual([
      'dx-ing-1 tep  masivo',
      'fhir-reason-ingreso-1 Disnea de dos días',
      'fhir-destination-alta-1 Domicilio',
      'fhir-diagnosis-alta-1 TEP masivo',
    ]);
    expect(facts[0]).toMatchObject({
      code: 'I26.0',
      system: 'cie10',
      source: page('dx-ing-1'),
      also: [{ type: 'fhir', reference: 'Condition/tep' }],
    });
    expect(facts[0]?.confidence).toBeUndefined();
    expect(identity.run?.text).toBe('11111111-1');
    expect(episode.admission?.text).toBe('04/05/2024');
    expect(episode.physician?.text).toBe('Dra. Paula Rojas');
    expect(reading.adapter).toBe('nalca + fhir');
    expect(reading.findings).toEqual([
      { code: 'R_FHIR_DIFFERS', what: 'fecha de ingreso: 04/05/2024 / 03-05-2024 14:30' },
    ]);
  });
  it('of another stay only what holds beyond it is taken, and the rest is named', () => {
    const other = chart(hers, fact('dx-ing-1', {}));
    const both = mergeFhir({ ...other, episode: { admission: charted('10-06-2024') } }, fhir);
    if (!both.ok) throw new Error(both.error.code);
    expect(both.value.facts).toHaveLength(1);
    expect(both.value.episode.physician).toBeUndefined();
    expect(both.value.reading.findings).toEqual([
      { code: 'R_FHIR_ENCOUNTER', what: 'otra hospitalización, ingreso 03-05-2024 14:30 (4)', found: 4 },
    ]);
  });
  it('codes that contradict each other are two facts', () => {
    const both = mergeFhir(chart(hers, fact('dx-ing-1', { code: 'I26.9', system: 'cie10' })), fhir);
    expect(both.ok && both.value.facts).toHaveLength(5);
  });
  it.each<[Identity, Identity, string]>([
    [hers, { run: charted('11.111.111-1') }, 'same'],
    [hers, { run: charted('22.222.222-2') }, 'E_FHIR_PATIENT'],
    [hers, {}, 'E_FHIR_UNVERIFIED'],
    [{ name: charted('SOTO VERA, Ana') }, { name: charted('Ana María Soto Vera') }, 'E_FHIR_UNVERIFIED'],
    [
      { name: charted('SOTO VERA, Ana'), birthDate: charted('5/3/1956') },
      { name: charted('Ana María Soto Vera'), birthDate: charted('05-03-1956') },
      'same',
    ],
    [
      { name: charted('Ana Soto Vera'), birthDate: charted('5/3/1957') },
      { name: charted('Ana Soto Vera'), birthDate: charted('05-03-1956') },
      'E_FHIR_PATIENT',
    ],
    [{ name: charted('Ana Soto') }, { name: charted('Luis Soto') }, 'E_FHIR_PATIENT'],
  ])('%j and %j: %s', (a, b, expected) => {
    const same = samePatient(a, b);
    expect(same.ok ? 'same' : same.error.code).toBe(expected);
  });
});
