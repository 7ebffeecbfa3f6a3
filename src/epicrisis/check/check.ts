/**
 * The check: what is missing, what has no source, what contradicts the chart, what belongs to somebody else. The same rules for generated and
 * for hand-edited text, so they read the text alone and never trust how it came about. It runs in steps of a few
 * milliseconds, so that it can follow the typing.
 */
import type { ClinicalRecord } from '../../record/schema.ts';
import { drain } from '../steps.ts';
import { documentText, type Epicrisis, type Finding, type Form } from '../types.ts';
import { type ChartIndex, chartSteps } from './chart.ts';
import { inOriginal, plainText } from './plain.ts';
import { readSteps } from './reading.ts';
import { addedWordsRule } from './rules/added-words.ts';
import { allergyRule } from './rules/allergies.ts';
import { assertedRule } from './rules/asserted.ts';
import { clauseRule } from './rules/clauses.ts';
import { contextOf, type Rule } from './rules/context.ts';
import { dayRule } from './rules/days.ts';
import { drugRule } from './rules/drugs.ts';
import { duplicateRule } from './rules/duplicates.ts';
import { entryRule } from './rules/entries.ts';
import { headerSteps } from './rules/header.ts';
import { leftoverRule } from './rules/leftovers.ts';
import { mustRule } from './rules/musts.ts';
import { outcomeRule } from './rules/outcome.ts';
import { plausibilitySteps } from './rules/plausibility.ts';
import { reconciliationRule } from './rules/reconciliation.ts';
import { statementRule } from './rules/statements.ts';
import { unsupportedRule } from './rules/unsupported.ts';
import { unsupportedEntryRule } from './rules/unsupported-entry.ts';
import { wrongSectionRule } from './rules/wrong-section.ts';

/** In order: a rule explains places of the text to those after it. */
const RULES: readonly Rule[] = [
  ...headerSteps,
  leftoverRule,
  dayRule,
  drugRule,
  entryRule,
  assertedRule,
  addedWordsRule,
  wrongSectionRule,
  allergyRule,
  unsupportedEntryRule,
  duplicateRule,
  clauseRule,
  outcomeRule,
  unsupportedRule,
  statementRule,
  ...plausibilitySteps,
  reconciliationRule,
  mustRule,
];

const indexes = new WeakMap<ClinicalRecord, Map<string, ChartIndex>>();

function* indexOf(record: ClinicalRecord, form: Form, more: readonly string[]): Generator<void, ChartIndex> {
  const made = indexes.get(record) ?? new Map<string, ChartIndex>();
  indexes.set(record, made);
  const key = JSON.stringify([form, more]);
  const known = made.get(key);
  if (known) return known;
  const chart = yield* chartSteps(record, form, more);
  made.set(key, chart);
  return chart;
}

const WEIGHT = { error: 1, warning: 2, info: 3 } as const;
/** Another patient before all else, then by weight; findings of one weight as they stand in the text. */
const rank = (finding: Finding): number =>
  finding.code === 'C_OTHER_PATIENT' ? 0 : WEIGHT[finding.severity];
const LAST = Number.MAX_SAFE_INTEGER;

/** The check, a little at a time: give the processor back between steps, and drop it when the text has changed. */
export function* checkSteps(
  text: string,
  record: ClinicalRecord,
  form: Form,
  more: readonly string[] = [],
): Generator<void, Finding[]> {
  const chart = yield* indexOf(record, form, more);
  const { text: plain, original } = plainText(text);
  const reading = yield* readSteps(plain, chart);
  const context = contextOf(chart, reading);
  yield;
  const findings: Finding[] = [];
  for (const rule of RULES) {
    const found = rule(context);
    findings.push(...(Array.isArray(found) ? found : yield* found));
    yield;
  }
  const placed = findings.map((finding) => {
    const found = inOriginal(finding, original);
    const { at, excerpt } = finding;
    if (at === undefined || excerpt === undefined || plain === text) return found;
    return { ...found, excerpt: text.slice(original(at), original(at + excerpt.length)) };
  });
  return placed.sort((a, b) => rank(a) - rank(b) || (a.at ?? LAST) - (b.at ?? LAST));
}

/**
 * The findings for a text as it stands, gravest first.
 * @param more texts of the institution (hospital name, signature) that the document may hold
 */
export const checkText = (
  text: string,
  record: ClinicalRecord,
  form: Form,
  more: readonly string[] = [],
): Finding[] => drain(checkSteps(text, record, form, more));

/** The check of a document, a little at a time. */
export const documentSteps = (
  document: Epicrisis,
  record: ClinicalRecord,
  more: readonly string[] = [],
): Generator<void, Finding[]> => checkSteps(documentText(document), record, document.form, more);
