/** What can be taught: the parts of a chart that an epicrisis needs, the patient, and the field that takes the text. */
import type { FactKind, Moment } from '../../record/schema.ts';

/** Stable names; their words are in `_locales` under `teach_<id>`. */
export const THING_IDS = [
  'patient',
  'reason',
  'dx_in',
  'dx_out',
  'history',
  'antecedents',
  'allergies',
  'home_drugs',
  'procedures',
  'notes',
  'treatment',
  'exams',
  'pending',
  'condition',
  'destination',
  'discharge_drugs',
  'instructions',
  'alarm',
  'controls',
  'field',
] as const;
export type ThingId = (typeof THING_IDS)[number];

export interface FactThing {
  readonly kind: FactKind;
  readonly moment: Moment;
}

const FACTS: Partial<Record<ThingId, FactThing>> = {
  reason: { kind: 'reason', moment: 'ingreso' },
  dx_in: { kind: 'diagnosis', moment: 'ingreso' },
  dx_out: { kind: 'diagnosis', moment: 'alta' },
  history: { kind: 'note', moment: 'ingreso' },
  antecedents: { kind: 'antecedent', moment: 'habitual' },
  allergies: { kind: 'allergy', moment: 'habitual' },
  home_drugs: { kind: 'drug', moment: 'habitual' },
  procedures: { kind: 'procedure', moment: 'intrahospitalario' },
  notes: { kind: 'note', moment: 'intrahospitalario' },
  treatment: { kind: 'drug', moment: 'intrahospitalario' },
  exams: { kind: 'exam', moment: 'intrahospitalario' },
  pending: { kind: 'pending', moment: 'alta' },
  condition: { kind: 'condition', moment: 'alta' },
  destination: { kind: 'destination', moment: 'alta' },
  discharge_drugs: { kind: 'drug', moment: 'alta' },
  instructions: { kind: 'instruction', moment: 'alta' },
  alarm: { kind: 'alarm', moment: 'alta' },
  controls: { kind: 'control', moment: 'alta' },
};

export const factOf = (thing: ThingId): FactThing | undefined => FACTS[thing];

export const thingOf = (kind: FactKind, moment: Moment): ThingId | undefined =>
  THING_IDS.find((id) => FACTS[id]?.kind === kind && FACTS[id]?.moment === moment) ??
  // A diagnosis made during the stay is read with those of admission.
  (kind === 'diagnosis' ? 'dx_in' : undefined);

/** One statement, not a list. */
export const isSingle = (kind: FactKind): boolean => ['reason', 'condition', 'destination'].includes(kind);
