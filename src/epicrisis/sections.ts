/**
 * The sections of the epicrisis in order, each with its LOINC code, when it must be there and who says so. One table, so
 * that plan, document and check cannot disagree.
 *
 * Sources: Ley 20.584 art. 11 (Chile: informe al alta), Decreto 41/2012 MINSAL art. 6 and 8 (ficha clínica, epicrisis),
 * HL7 C-CDA R2.1 Discharge Summary, The Joint Commission RC.02.04.01 (reason, findings, procedures and treatment,
 * condition, instructions, signature).
 */
import type { Episode, Fact, FactKind, Identity, Moment } from '../record/schema.ts';
import type { SectionId } from './types.ts';

export type LegalSource = 'Ley 20.584' | 'Decreto 41/2012' | 'C-CDA' | 'Joint Commission';

export interface SectionRule {
  readonly id: SectionId;
  /** Heading in Spanish, as written in the form by sections. */
  readonly title: string;
  readonly loinc?: string;
  /** must: its absence is written "No consignado" and is a finding; charted: written where the chart has it. */
  readonly rule: 'must' | 'if-charted';
  readonly sources: readonly LegalSource[];
  /** The facts that belong here, in the plan's order. Empty for the header sections, which come from identity and episode. */
  readonly takes: readonly { readonly kind: FactKind; readonly moments?: readonly Moment[] }[];
  /** Where each of several kinds must be there for itself, the words that say that one is not. */
  readonly each?: readonly { readonly kind: FactKind; readonly lead: string; readonly absent: string }[];
  /** "no consignado" agreeing with the title. */
  readonly absent: 'No consignado' | 'No consignada' | 'No consignados' | 'No consignadas';
}

export const sectionRules: readonly SectionRule[] = [
  {
    id: 'identidad',
    title: 'Epicrisis',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
    takes: [],
    absent: 'No consignado',
  },
  {
    id: 'motivo',
    title: 'Motivo de ingreso',
    loinc: '46239-0',
    rule: 'must',
    sources: ['Decreto 41/2012', 'Joint Commission', 'C-CDA'],
    takes: [{ kind: 'reason' }],
    absent: 'No consignado',
  },
  {
    id: 'dx_ingreso',
    title: 'Diagnósticos de ingreso',
    loinc: '42347-5',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
    takes: [{ kind: 'diagnosis', moments: ['ingreso'] }],
    absent: 'No consignados',
  },
  {
    id: 'antecedentes',
    title: 'Antecedentes',
    loinc: '11348-0',
    rule: 'if-charted',
    sources: ['Decreto 41/2012', 'C-CDA'],
    takes: [{ kind: 'antecedent' }, { kind: 'diagnosis', moments: ['habitual'] }],
    absent: 'No consignados',
  },
  {
    id: 'habituales',
    title: 'Medicamentos de uso habitual',
    loinc: '42346-7',
    rule: 'if-charted',
    sources: ['C-CDA'],
    takes: [{ kind: 'drug', moments: ['habitual'] }],
    absent: 'No consignados',
  },
  {
    id: 'alergias',
    title: 'Alergias y reacciones adversas a medicamentos',
    loinc: '48765-2',
    rule: 'must',
    sources: ['Decreto 41/2012', 'C-CDA'],
    takes: [{ kind: 'allergy' }],
    absent: 'No consignado',
  },
  {
    id: 'procedimientos',
    title: 'Procedimientos',
    loinc: '47519-4',
    rule: 'if-charted',
    sources: ['Ley 20.584', 'Joint Commission', 'C-CDA'],
    takes: [{ kind: 'procedure' }],
    absent: 'No consignados',
  },
  {
    id: 'evolucion',
    title: 'Evolución',
    loinc: '8648-8',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'Joint Commission', 'C-CDA'],
    takes: [{ kind: 'note' }],
    absent: 'No consignada',
  },
  {
    id: 'tratamiento',
    title: 'Tratamiento intrahospitalario',
    loinc: '87232-5',
    rule: 'must',
    sources: ['Ley 20.584', 'Joint Commission'],
    takes: [{ kind: 'drug', moments: ['intrahospitalario', 'ingreso'] }],
    absent: 'No consignado',
  },
  {
    // Neither of admission nor of discharge: a complication told as reason of admission would be false.
    id: 'dx_hospitalizacion',
    title: 'Diagnósticos durante la hospitalización',
    loinc: '29308-4',
    rule: 'if-charted',
    sources: ['Decreto 41/2012', 'Joint Commission'],
    takes: [{ kind: 'diagnosis', moments: ['intrahospitalario'] }],
    absent: 'No consignados',
  },
  {
    id: 'examenes',
    title: 'Exámenes relevantes',
    loinc: '30954-2',
    rule: 'if-charted',
    sources: ['Ley 20.584', 'C-CDA'],
    takes: [{ kind: 'exam' }],
    absent: 'No consignados',
  },
  {
    id: 'pendientes',
    title: 'Exámenes pendientes',
    loinc: '30954-2',
    rule: 'if-charted',
    sources: ['Joint Commission'],
    takes: [{ kind: 'pending' }],
    absent: 'No consignados',
  },
  {
    id: 'dx_alta',
    title: 'Diagnósticos de alta',
    loinc: '11535-2',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
    takes: [{ kind: 'diagnosis', moments: ['alta'] }],
    absent: 'No consignados',
  },
  {
    id: 'condicion',
    title: 'Condición y destino al alta',
    loinc: '10184-0',
    rule: 'must',
    sources: ['Joint Commission', 'C-CDA'],
    takes: [{ kind: 'condition' }, { kind: 'destination' }],
    each: [
      { kind: 'condition', lead: 'Condición al alta: ', absent: 'Condición al alta: no consignada.' },
      { kind: 'destination', lead: 'Destino al alta: ', absent: 'Destino al alta: no consignado.' },
    ],
    absent: 'No consignado',
  },
  {
    id: 'medicamentos_alta',
    title: 'Medicamentos al alta',
    loinc: '75311-1',
    rule: 'must',
    sources: ['Ley 20.584', 'Joint Commission', 'C-CDA'],
    takes: [{ kind: 'drug', moments: ['alta'] }],
    absent: 'No consignados',
  },
  {
    id: 'indicaciones',
    title: 'Indicaciones',
    loinc: '8653-8',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'Joint Commission', 'C-CDA'],
    takes: [{ kind: 'instruction' }],
    absent: 'No consignadas',
  },
  {
    id: 'alarma',
    title: 'Signos de alarma',
    loinc: '8653-8',
    rule: 'must',
    sources: ['Ley 20.584', 'Joint Commission'],
    takes: [{ kind: 'alarm' }],
    absent: 'No consignados',
  },
  {
    id: 'controles',
    title: 'Controles',
    loinc: '18776-5',
    rule: 'must',
    sources: ['Ley 20.584', 'C-CDA'],
    takes: [{ kind: 'control' }],
    absent: 'No consignados',
  },
  {
    id: 'medico',
    title: 'Médico tratante',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'Joint Commission'],
    takes: [],
    absent: 'No consignado',
  },
];

/** A value of the header: who the patient is, when and where the stay was, and who answers for it. */
export interface HeaderRule {
  /** `identity.…` or `episode.…`: the record's own name of it. */
  readonly id: `identity.${keyof Identity}` | `episode.${keyof Episode}`;
  readonly label: string;
  readonly section: 'identidad' | 'medico';
  readonly rule: 'must' | 'if-charted';
  readonly sources: readonly LegalSource[];
}

export const headerRules: readonly HeaderRule[] = [
  {
    id: 'episode.hospital',
    label: 'Establecimiento',
    section: 'identidad',
    rule: 'if-charted',
    sources: ['Decreto 41/2012'],
  },
  {
    id: 'identity.name',
    label: 'Nombre',
    section: 'identidad',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
  },
  {
    id: 'identity.run',
    label: 'RUN',
    section: 'identidad',
    rule: 'must',
    sources: ['Decreto 41/2012'],
  },
  {
    id: 'identity.ficha',
    label: 'Ficha',
    section: 'identidad',
    rule: 'if-charted',
    sources: ['Decreto 41/2012'],
  },
  {
    id: 'identity.age',
    label: 'Edad',
    section: 'identidad',
    rule: 'if-charted',
    sources: ['Decreto 41/2012', 'C-CDA'],
  },
  {
    id: 'episode.service',
    label: 'Servicio',
    section: 'identidad',
    rule: 'must',
    sources: ['Decreto 41/2012'],
  },
  {
    id: 'episode.admission',
    label: 'Fecha de ingreso',
    section: 'identidad',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
  },
  {
    id: 'episode.discharge',
    label: 'Fecha de alta',
    section: 'identidad',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'C-CDA'],
  },
  {
    id: 'episode.physician',
    label: 'Médico tratante',
    section: 'medico',
    rule: 'must',
    sources: ['Ley 20.584', 'Decreto 41/2012', 'Joint Commission'],
  },
];

export const headerRule = (id: string): HeaderRule => {
  const rule = headerRules.find((r) => r.id === id);
  if (!rule) throw new Error(`no rule for ${id}`);
  return rule;
};

const ruleById = new Map(sectionRules.map((rule) => [rule.id, rule]));

export const sectionRule = (id: SectionId): SectionRule => {
  const rule = ruleById.get(id);
  if (!rule) throw new Error(`no rule for section ${id}`);
  return rule;
};

/** The section that a fact belongs to, or null (there is none for a fact kind that the table does not take). */
export const sectionOf = (fact: Fact): SectionId | null =>
  sectionRules.find((rule) =>
    rule.takes.some((t) => t.kind === fact.kind && (!t.moments || t.moments.includes(fact.moment))),
  )?.id ?? null;
