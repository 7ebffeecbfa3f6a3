/** What a text is worth against its record and, where there is one, its reference. Counts are totals over cases; similarities are means. */
import {
  indexSources,
  type SourceIndex,
  unsupportedCodes,
  unsupportedDrugs,
  unsupportedNumbers,
  unsupportedWords,
} from '../../src/epicrisis/check/support.ts';
import { factLiteral } from '../../src/epicrisis/literal.ts';
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

export const scoreCase = (text: string, record: ClinicalRecord, reference: string | undefined): CaseScore => {
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
  };
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((v) => v !== null);
  return known.length === 0 ? null : round(sum(known) / known.length);
};
export const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const share = (part: number, whole: number): number => (whole === 0 ? 1 : round(part / whole));

export const summarise = (scores: readonly CaseScore[]) => ({
  codeRecall: share(sum(scores.map((s) => s.codesFound)), sum(scores.map((s) => s.codes))),
  extraCodes: sum(scores.map((s) => s.extraCodes)),
  factRecall: share(sum(scores.map((s) => s.factsFound)), sum(scores.map((s) => s.facts))),
  unsupportedNumbers: sum(scores.map((s) => s.unsupportedNumbers)),
  unsupportedDrugs: sum(scores.map((s) => s.unsupportedDrugs)),
  unsupportedWords: sum(scores.map((s) => s.unsupportedWords)),
  rougeL: mean(scores.map((s) => s.rougeL)),
  chrF: mean(scores.map((s) => s.chrF)),
});
