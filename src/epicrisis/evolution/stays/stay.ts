import type { ClinicalRecord, FactId } from '../../../record/schema.ts';

/** An invented stay: its evolution notes as messy as charts have them, with what a summary must tell and must never say. */
export interface Stay {
  readonly name: string;
  readonly specialty: string;
  /** Date as charted ('' for none) and text, in the chart's order. */
  readonly notes: readonly (readonly [date: string, text: string])[];
  /** Runs of the notes that the evolution must hold (compared without case, accents and white space). */
  readonly must: readonly string[];
  /** Runs that it must never hold: plans, formulae, signatures, what was set right later. */
  readonly never: readonly string[];
  /** Never tuned on: its misses were counted and not looked at while the rules were written. */
  readonly held?: true;
}

/** A record that holds nothing but the notes of a stay. */
export const recordOfStay = (stay: Stay): ClinicalRecord => ({
  schema: 1,
  identity: {},
  episode: {},
  facts: stay.notes.map(([date, text], index) => ({
    id: `nota-${index + 1}` as FactId,
    kind: 'note',
    moment: 'intrahospitalario',
    text,
    ...(date === '' ? {} : { date }),
    source: { type: 'data', path: `notes[${index}]` },
  })),
  reading: { adapter: 'stay', url: '', title: '', readAt: '1970-01-01T00:00:00Z', findings: [] },
});
