/**
 * The chart as the check asks it: all that may be copied (entries, clauses of the notes, values of the header) as sequences of
 * tokens, and what it says of each drug, finding and day. Made once a record, in steps, so that a note of megabytes holds
 * nobody up.
 */
import { findDrugNames } from '../../catalog/formulary.ts';
import { type Amount, findAmounts } from '../../record/amounts.ts';
import { assertionAt, assertionSpans } from '../../record/negation.ts';
import type { ClinicalRecord, FactId, FactKind } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import { asCharted, factLiteral } from '../literal.ts';
import { type Plan, type PlannedFact, planSteps } from '../plan.ts';
import type { Form, SectionId } from '../types.ts';
import { dayOf, findDates } from './dates.ts';
import { runsOf, type SourceIndex, sourceSteps } from './support.ts';
import { findTimes } from './times.ts';
import { keysOf, stemsOf, tokensOf } from './tokens.ts';

/** Something of the chart that the text may copy. */
export interface Unit {
  readonly section: SectionId;
  readonly literal: string;
  readonly factId: FactId;
  readonly kind: FactKind | 'clause';
  /** Of a clause: the days of the notes that say it. Of an entry: its own. */
  readonly days: ReadonlySet<string>;
}

/** All units of one wording. */
export interface Copyable {
  readonly keys: readonly string[];
  /** After which token a wording has a comma or the like: elsewhere one ends an entry and begins another. */
  readonly joints: boolean[];
  readonly units: Unit[];
}

export interface Clause {
  readonly text: string;
  readonly factId: FactId;
  readonly stems: ReadonlySet<string>;
}

/** How the chart takes a finding, over all places where it stands. */
export interface Said {
  affirmed: number;
  negated: number;
  possible: number;
}

export interface ChartIndex {
  readonly record: ClinicalRecord;
  readonly form: Form;
  readonly plan: Plan;
  readonly sources: SourceIndex;
  /** By the keys of the first two tokens (or the only one); longest first. */
  readonly copyables: ReadonlyMap<string, readonly Copyable[]>;
  /** Entries that must appear, by section. */
  readonly due: readonly PlannedFact[];
  readonly clauses: readonly Clause[];
  readonly clausesByStem: ReadonlyMap<string, readonly number[]>;
  readonly said: ReadonlyMap<string, Said>;
  /** Amounts ("1000 mg") that the chart gives of a drug, anywhere. */
  readonly amountsOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every amount of the chart. */
  readonly amounts: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
  /** Lengths of time that the chart gives of anything, in hours. */
  readonly times: ReadonlySet<number>;
}

const NO_INSTITUTION = { hospitalName: '', signatureLine: '' };

export const amountKey = ({ value, unit }: Amount): string => `${value} ${unit}`;

/** What ends an entry of a list: a comma, a semicolon, the bullet of the next line. */
export const hasJoint = (gap: string): boolean => /[,;]|\n\s*[-–•*·]\s/u.test(gap);

export const headKey = (keys: readonly string[]): string => keys.slice(0, 2).join(' ');

/** Where the check looks for a planned fact: `sectionOf` has put it there. */
export const sectionOfPlanned = (plan: Plan, id: FactId): SectionId => {
  let known = sectionsByFact.get(plan);
  if (!known) {
    known = new Map(
      [...plan.sections].flatMap(([section, { facts }]) => facts.map((f) => [f.id, section] as const)),
    );
    sectionsByFact.set(plan, known);
  }
  return known.get(id) ?? 'evolucion';
};

const sectionsByFact = new WeakMap<Plan, ReadonlyMap<FactId, SectionId>>();

/** Findings that one word denies: "afebril" is "sin fiebre". */
const DENYING_WORDS: ReadonlyMap<string, string> = new Map([
  ['afebril', 'fiebre'],
  ['apiretico', 'fiebre'],
  ['eupneico', 'disnea'],
  ['eupneica', 'disnea'],
  ['indoloro', 'dolor'],
  ['indolora', 'dolor'],
  ['anicterico', 'ictericia'],
  ['anicterica', 'ictericia'],
  ['acianotico', 'cianosis'],
]);

/** A note's statements, for comparing alone: what is copied has been cut by `evolution/`. */
const statementsOf = (note: string): string[] =>
  note
    .split(/[\n\r|;•]+|(?<=[.!?])\s+(?=\S)/u)
    .map((part) => asCharted(part.replace(/^[\s\-–—*•·>.,:;]+/u, '')).replace(/[\s.,;:]+$/u, ''))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));

/** Says what may happen, not what did. */
const ADVICE: ReadonlySet<FactKind> = new Set(['alarm', 'instruction', 'control', 'pending', 'allergy']);

class Building {
  readonly copyables = new Map<string, Copyable[]>();
  readonly clauses: Clause[] = [];
  readonly clausesByStem = new Map<string, number[]>();
  readonly said = new Map<string, Said>();
  readonly amountsOf = new Map<string, Set<string>>();
  readonly amounts = new Set<string>();
  readonly dates = new Set<string>();
  readonly times = new Set<number>();
  readonly #byKeys = new Map<string, Copyable>();

  copyable(unit: Unit): void {
    const tokens = tokensOf(unit.literal);
    const keys = tokens.map((t) => t.key);
    if (keys.length === 0) return;
    const joints = tokens.map((t, i) => hasJoint(unit.literal.slice(t.end, tokens[i + 1]?.start ?? t.end)));
    const whole = keys.join(' ');
    const known = this.#byKeys.get(whole);
    if (known) {
      joints.forEach((joint, i) => {
        if (joint) known.joints[i] = true;
      });
      // The same words in note after note are one clause of several days.
      const same = known.units.find((u) => u.kind === 'clause' && u.kind === unit.kind);
      if (same) for (const day of unit.days) (same.days as Set<string>).add(day);
      else known.units.push(unit);
      return;
    }
    const made = { keys, joints, units: [unit] };
    this.#byKeys.set(whole, made);
    const head = headKey(keys);
    const list = this.copyables.get(head);
    if (list) list.push(made);
    else this.copyables.set(head, [made]);
  }

  /** What a text says of drugs, findings and days. */
  read(text: string, told = true): void {
    for (const { iso } of findDates(text)) this.dates.add(iso);
    for (const { hours } of findTimes(text)) this.times.add(hours);
    const folded = fold(text);
    for (const amount of findAmounts(folded)) this.amounts.add(amountKey(amount));
    const names = findDrugNames(text);
    names.forEach((name, i) => {
      const line = text.slice(name.start, names[i + 1]?.start ?? text.length);
      const found = findAmounts(fold(line)).map(amountKey);
      for (const of of [name.canonical, ...name.parts]) {
        const own = this.amountsOf.get(of) ?? new Set();
        for (const amount of found) own.add(amount);
        this.amountsOf.set(of, own);
      }
    });
    if (!told) return;
    const spans = assertionSpans(text);
    for (const { stem, start, end } of stemsOf(text)) this.#say(stem, assertionAt(spans, start, end));
    for (const key of keysOf(text)) {
      const finding = DENYING_WORDS.get(key);
      if (finding !== undefined) for (const { stem } of stemsOf(finding)) this.#say(stem, 'negated');
    }
  }

  #say(stem: string, how: keyof Said): void {
    const said = this.said.get(stem) ?? { affirmed: 0, negated: 0, possible: 0 };
    said[how]++;
    this.said.set(stem, said);
  }

  clause(text: string, factId: FactId): void {
    const stems = new Set(stemsOf(text).map((s) => s.stem));
    const index = this.clauses.push({ text, factId, stems }) - 1;
    for (const stem of stems) {
      const list = this.clausesByStem.get(stem);
      if (list) list.push(index);
      else this.clausesByStem.set(stem, [index]);
    }
  }
}

/** The index of a record, a little at a time. */
export function* chartSteps(
  record: ClinicalRecord,
  form: Form,
  more: readonly string[],
): Generator<void, ChartIndex> {
  const plan = yield* planSteps(record, form, NO_INSTITUTION);
  yield;
  const sources = yield* sourceSteps(record, more);
  const building = new Building();
  const due: PlannedFact[] = [];
  for (const [section, { facts }] of plan.sections) {
    if (section === 'evolucion') continue;
    for (const fact of facts) {
      due.push(fact);
      const day = dayOf(fact.fact.date);
      building.copyable({
        section,
        literal: fact.literal,
        factId: fact.id,
        kind: fact.fact.kind,
        days: new Set(day === undefined ? [] : [day]),
      });
    }
    yield;
  }
  for (const clause of plan.evolution.clauses) {
    const day = dayOf(clause.day);
    building.copyable({
      section: 'evolucion',
      literal: clause.text,
      factId: clause.noteId,
      kind: 'clause',
      days: new Set(day === undefined ? [] : [day]),
    });
  }
  for (const fact of record.facts) {
    const day = dayOf(fact.date);
    if (day !== undefined) building.dates.add(day);
    if (fact.kind !== 'note') {
      const literal = factLiteral(fact);
      building.read(literal, !ADVICE.has(fact.kind));
      building.clause(literal, fact.id);
      yield;
      continue;
    }
    for (const run of runsOf(fact.text)) {
      for (const clause of statementsOf(run)) {
        building.copyable({
          section: 'evolucion',
          literal: clause,
          factId: fact.id,
          kind: 'clause',
          days: new Set(day === undefined ? [] : [day]),
        });
        building.read(clause);
        building.clause(clause, fact.id);
      }
      yield;
    }
  }
  for (const value of plan.header) {
    const day = dayOf(value.text);
    if (day !== undefined) building.dates.add(day);
    for (const { iso } of findDates(value.text)) building.dates.add(iso);
    for (const { hours } of findTimes(value.text)) building.times.add(hours);
  }
  const born = dayOf(record.identity.birthDate?.text);
  if (born !== undefined) building.dates.add(born);
  for (const list of building.copyables.values()) list.sort((a, b) => b.keys.length - a.keys.length);
  const { copyables, clauses, clausesByStem, said, amountsOf, amounts, dates, times } = building;
  return {
    record,
    form,
    plan,
    sources,
    copyables,
    due,
    clauses,
    clausesByStem,
    said,
    amountsOf,
    amounts,
    dates,
    times,
  };
}
