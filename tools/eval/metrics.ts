/** What a text is worth against its record and, where there is one, its reference. Counts are totals over cases; similarities are means. */

import { checkText } from '../../src/epicrisis/check/check.ts';
import {
  indexSources,
  type SourceIndex,
  unsupportedCodes,
  unsupportedDrugs,
  unsupportedNumbers,
  unsupportedWords,
} from '../../src/epicrisis/check/support.ts';
import { factLiteral } from '../../src/epicrisis/literal.ts';
import { sectionOf } from '../../src/epicrisis/sections.ts';
import type { Finding, Form } from '../../src/epicrisis/types.ts';
import type { ClinicalRecord, Fact } from '../../src/record/schema.ts';
import { chrF, rougeL } from './similarity.ts';

export interface CaseScore {
  readonly codes: number;
  readonly codesFound: number;
  readonly extraCodes: number;
  readonly facts: number;
  readonly factsFound: number;
  readonly unsupportedNumbers: number;
  readonly unsupportedDrugs: number;
  readonly unsupportedWords: number;
  readonly rougeL: number | null;
  readonly chrF: number | null;
  /** By section: its entries, and those that stand whole. */
  readonly sections: Readonly<Record<string, { facts: number; found: number }>>;
  /** What the check says of the text: about the text against its chart, and about the chart itself. */
  readonly check: readonly Pick<Finding, 'code' | 'severity' | 'origin'>[];
}

/** Whole and as charted; at most the case of the first letter differs. */
const holds = (text: string, literal: string): boolean => {
  const [first = ''] = literal;
  const rest = literal.slice(first.length);
  return [first, first.toLocaleLowerCase('es'), first.toLocaleUpperCase('es')].some((f) =>
    text.includes(f + rest),
  );
};

/** A code as charted, not as part of another word or code. */
const holdsCode = (text: string, code: string): boolean => {
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + code.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
};

const entries = (record: ClinicalRecord): Fact[] => record.facts.filter((f) => f.kind !== 'note');

const bySection = (text: string, facts: readonly Fact[]): CaseScore['sections'] => {
  const out: Record<string, { facts: number; found: number }> = {};
  for (const fact of facts) {
    const section = sectionOf(fact) ?? 'none';
    const row = out[section] ?? { facts: 0, found: 0 };
    row.facts++;
    if (holds(text, factLiteral(fact))) row.found++;
    out[section] = row;
  }
  return out;
};

/** @param doubts findings about the chart's codes (`tools/code-doubts.ts`), which the check of a text has not */
export const scoreCase = (
  text: string,
  record: ClinicalRecord,
  reference: string | undefined,
  form: Form,
  doubts: readonly Finding[] = [],
): CaseScore => {
  const sources: SourceIndex = indexSources(record);
  const facts = entries(record);
  const codes = [...new Set(facts.flatMap((f) => (f.code ? [f.code] : [])))];
  return {
    codes: codes.length,
    codesFound: codes.filter((c) => holdsCode(text, c)).length,
    extraCodes: unsupportedCodes(text, sources).length,
    facts: facts.length,
    factsFound: facts.filter((f) => holds(text, factLiteral(f))).length,
    unsupportedNumbers: unsupportedNumbers(text, sources).length,
    unsupportedDrugs: unsupportedDrugs(text, sources).length,
    unsupportedWords: unsupportedWords(text, sources).length,
    rougeL: reference === undefined ? null : rougeL(text, reference),
    chrF: reference === undefined ? null : chrF(text, reference),
    sections: bySection(text, facts),
    check: [...checkText(text, record, form), ...doubts],
  };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((v) => v !== null);
  return known.length === 0 ? null : round(sum(known) / known.length);
};
export const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const share = (part: number, whole: number): number => (whole === 0 ? 1 : round(part / whole));

/** How many of a section's entries stand whole, over all cases. */
const completeness = (scores: readonly CaseScore[]): Record<string, number> => {
  const names = new Set(scores.flatMap((s) => Object.keys(s.sections)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      share(
        sum(scores.map((s) => s.sections[name]?.found ?? 0)),
        sum(scores.map((s) => s.sections[name]?.facts ?? 0)),
      ),
    ]),
  );
};

/** Findings by rule: `text` where the text differs from its chart, `chart` where the doubt is the chart's own. */
const findingsByRule = (scores: readonly CaseScore[]) => {
  const count = (own: boolean): Record<string, number> => {
    const out: Record<string, number> = {};
    for (const { check } of scores)
      for (const { code, origin } of check)
        if ((origin === 'chart') !== own) out[code] = (out[code] ?? 0) + 1;
    return out;
  };
  return { text: count(true), chart: count(false) };
};

export const summarise = (scores: readonly CaseScore[]) => ({
  codeRecall: share(sum(scores.map((s) => s.codesFound)), sum(scores.map((s) => s.codes))),
  extraCodes: sum(scores.map((s) => s.extraCodes)),
  factRecall: share(sum(scores.map((s) => s.factsFound)), sum(scores.map((s) => s.facts))),
  unsupportedNumbers: sum(scores.map((s) => s.unsupportedNumbers)),
  unsupportedDrugs: sum(scores.map((s) => s.unsupportedDrugs)),
  unsupportedWords: sum(scores.map((s) => s.unsupportedWords)),
  rougeL: mean(scores.map((s) => s.rougeL)),
  chrF: mean(scores.map((s) => s.chrF)),
  completeness: completeness(scores),
  check: findingsByRule(scores),
});
