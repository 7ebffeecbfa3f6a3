/**
 * The plan: the sections of the epicrisis in order, each with the facts that it must mention, in the chart's order. All
 * that the grammar is made of; nothing in it is chosen by a model.
 */

import { compareDates, parseDate } from '../record/dates.ts';
import type { Charted, ClinicalRecord, Fact, FactId } from '../record/schema.ts';
import { type Selection, selectClauses } from './evolution/budget.ts';
import { clauseSteps } from './evolution/clauses.ts';
import { asCharted, factLiteral } from './literal.ts';
import { type HeaderRule, headerRules, type SectionRule, sectionOf, sectionRules } from './sections.ts';
import { type GrammaticalNumber, headNumber, isGiven, isNominal } from './spanish/head.ts';
import { drain } from './steps.ts';
import type { Form, SectionId } from './types.ts';

/** A fact with its place in the document and what its words allow. */
export interface PlannedFact {
  readonly id: FactId;
  /** Facts that say exactly the same in the same section, written once. */
  readonly same: readonly FactId[];
  readonly fact: Fact;
  readonly slot: string;
  /** As charted, with its code. */
  readonly literal: string;
  readonly nominal: boolean;
  readonly number: GrammaticalNumber;
  readonly given: boolean;
}

export interface PlanSection {
  readonly rule: SectionRule;
  readonly facts: readonly PlannedFact[];
}

/** A value of the header, written as charted; its id names it for linking (`identity.name`, `episode.admission`). */
export interface HeaderValue {
  readonly id: FactId;
  readonly label: string;
  readonly text: string;
  readonly charted: Charted | undefined;
}

export interface Plan {
  readonly form: Form;
  readonly record: ClinicalRecord;
  readonly sections: ReadonlyMap<SectionId, PlanSection>;
  readonly evolution: Selection;
  /** Notes with runs too long to be clauses, left out. */
  readonly tooLong: readonly FactId[];
  readonly header: readonly HeaderValue[];
  readonly signature: string;
  readonly sex: 'f' | 'm' | undefined;
  readonly age: HeaderValue | undefined;
  readonly admission: HeaderValue | undefined;
  readonly discharge: HeaderValue | undefined;
  readonly physician: HeaderValue | undefined;
}

/** Texts of the institution, from settings. */
export interface Institution {
  readonly hospitalName: string;
  readonly signatureLine: string;
}

/** Slot letters by section; the bundled model's vocabulary knows them (`tools/models`). */
export const SLOT_LETTER: Readonly<Partial<Record<SectionId, string>>> = {
  motivo: 'Q',
  dx_ingreso: 'D',
  antecedentes: 'B',
  habituales: 'H',
  alergias: 'R',
  procedimientos: 'P',
  evolucion: 'C',
  tratamiento: 'T',
  examenes: 'X',
  pendientes: 'W',
  dx_alta: 'A',
  condicion: 'F',
  medicamentos_alta: 'M',
  indicaciones: 'I',
  alarma: 'S',
  controles: 'K',
};

const headerId = (name: string): FactId => name as FactId;

const chartedAt = ({ identity, episode }: ClinicalRecord, id: HeaderRule['id']): Charted | undefined => {
  const value = Object.entries(id.startsWith('identity.') ? identity : episode).find(
    ([name]) => name === id.slice(id.indexOf('.') + 1),
  )?.[1];
  return typeof value === 'object' && 'text' in value ? value : undefined;
};

const headerValues = (record: ClinicalRecord, institution: Institution): HeaderValue[] =>
  headerRules.map(({ id, label }) => {
    const own = id === 'episode.hospital' ? institution.hospitalName : '';
    const charted = own ? undefined : chartedAt(record, id);
    return { id: headerId(id), label, text: asCharted(own || (charted?.text ?? '')), charted };
  });

const planSection = (rule: SectionRule, facts: readonly Fact[]): PlanSection => {
  const letter = SLOT_LETTER[rule.id] ?? 'Z';
  const byLiteral = new Map<string, { fact: Fact; same: FactId[] }>();
  for (const fact of facts) {
    const literal = factLiteral(fact);
    if (literal === '') continue;
    const known = byLiteral.get(literal);
    if (known) known.same.push(fact.id);
    else byLiteral.set(literal, { fact, same: [] });
  }
  return {
    rule,
    facts: [...byLiteral].map(([literal, { fact, same }], index) => ({
      id: fact.id,
      same,
      fact,
      slot: `<${letter}${index}>`,
      literal,
      nominal: isNominal(literal),
      number: headNumber(literal),
      given: isGiven(fact),
    })),
  };
};

/** Notes in order of time (charts show the newest first); those without a readable date come first, as charted: anamnesis, admission. */
export const inTimeOrder = (notes: readonly Fact[]): Fact[] => {
  const dated = notes.filter((n) => n.date !== undefined && parseDate(n.date) !== null);
  const undated = notes.filter((n) => !dated.includes(n));
  return [...undated, ...dated.sort((a, b) => compareDates(a.date ?? '', b.date ?? '') ?? 0)];
};

/** As `planEpicrisis`, a little at a time: a note may be of megabytes. */
export function* planSteps(
  record: ClinicalRecord,
  form: Form,
  institution: Institution,
): Generator<void, Plan> {
  const bySection = new Map<SectionId, Fact[]>();
  for (const fact of record.facts) {
    const id = sectionOf(fact);
    const list = id ? bySection.get(id) : undefined;
    if (list) list.push(fact);
    else if (id) bySection.set(id, [fact]);
  }
  const reading = yield* clauseSteps(inTimeOrder(bySection.get('evolucion') ?? []));
  yield;
  const header = headerValues(record, institution);
  const valued = (id: string): HeaderValue | undefined => header.find((h) => h.id === id && h.text !== '');
  return {
    form,
    record,
    sections: new Map(sectionRules.map((rule) => [rule.id, planSection(rule, bySection.get(rule.id) ?? [])])),
    evolution: selectClauses(reading.clauses),
    tooLong: reading.tooLong,
    header,
    signature: asCharted(institution.signatureLine),
    sex: record.identity.sex,
    age: record.identity.parsedAge ? valued('identity.age') : undefined,
    admission: valued('episode.admission'),
    discharge: valued('episode.discharge'),
    physician: valued('episode.physician'),
  };
}

/** The plan of a record in a form. Pure; never fails: a silent chart gives a plan of musts not charted. */
export const planEpicrisis = (record: ClinicalRecord, form: Form, institution: Institution): Plan =>
  drain(planSteps(record, form, institution));
