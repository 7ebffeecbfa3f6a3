/** The check under mutation: how many errors of each kind it points at, and what it says of documents that hold none. */
import { checkText } from '../../../src/epicrisis/check/check.ts';
import type { Finding, Form } from '../../../src/epicrisis/types.ts';
import type { ClinicalRecord } from '../../../src/record/schema.ts';
import { type Random, seeded } from '../../training/random.ts';
import { benign } from './benign.ts';
import { type CorrectDocument, correctDocument } from './document.ts';
import { kinds, type Mutation } from './kinds.ts';

const serious = (finding: Finding): boolean => finding.severity !== 'info';

/** What a finding is known by from one text to another. */
const keyOf = ({ code, factId, excerpt, section }: Finding): string =>
  JSON.stringify([code, factId, excerpt, section]);

/** Whether a finding points at the error: its words, or the entry that it concerns. */
const pointsAt = (finding: Finding, { start, end, factIds }: Mutation): boolean => {
  if (finding.factId !== undefined && factIds.includes(finding.factId)) return true;
  if (finding.at === undefined || finding.excerpt === undefined) return false;
  const last = finding.at + finding.excerpt.length;
  return start === end ? finding.at <= start && start <= last : finding.at < end && start < last;
};

const MOST_FIXES = 6;

/** Whether the fixes offered, taken one after another, leave nothing to say. */
const isMended = (
  mutated: string,
  record: ClinicalRecord,
  form: Form,
  known: ReadonlySet<string>,
): boolean => {
  let text = mutated;
  for (let i = 0; i < MOST_FIXES; i++) {
    const found = checkText(text, record, form).filter((f) => serious(f) && !known.has(keyOf(f)));
    const fix = found.find((f) => f.fix)?.fix;
    if (!fix) return found.length === 0;
    text = text.slice(0, fix.start) + fix.text + text.slice(fix.end);
  }
  return false;
};

export interface KindScore {
  mutants: number;
  detected: number;
  readonly missed: string[];
}

export interface MutantReport {
  readonly seed: number;
  readonly documents: number;
  readonly mutants: number;
  readonly detected: number;
  readonly rate: number;
  readonly kinds: Readonly<Record<string, { mutants: number; detected: number; rate: number }>>;
  /** Of the documents without an error: findings that the record itself does not justify. */
  readonly falseAlarms: {
    readonly documents: number;
    readonly findings: number;
    readonly rate: number;
    readonly byRule: Readonly<Record<string, number>>;
  };
  /** Findings about the chart itself, on documents that copy it as it is. */
  readonly chartFindings: Readonly<Record<string, number>>;
  /** Of the mutants with a fix offered at the error: those in which the fixes offered leave nothing to say. */
  readonly fixes: { readonly offered: number; readonly mended: number; readonly rate: number };
  readonly benign: {
    readonly edits: number;
    readonly texts: number;
    readonly alarms: number;
    readonly byEdit: Readonly<Record<string, number>>;
  };
}

export interface Samples {
  readonly missed: string[];
  readonly alarms: string[];
  readonly unmended: string[];
}

const count = (into: Record<string, number>, key: string): void => {
  into[key] = (into[key] ?? 0) + 1;
};

const share = (part: number, whole: number): number =>
  whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000;

const around = (text: string, start: number, end: number): string =>
  text.slice(Math.max(0, start - 40), end + 40).replace(/\n/gu, '⏎');

/**
 * Makes documents of the records in both forms and puts every kind of error into each.
 * @param perDocument how many errors of each kind a document is given at most
 */
export const scoreMutants = (
  records: readonly ClinicalRecord[],
  seed: number,
  samples: Samples = { missed: [], alarms: [], unmended: [] },
): MutantReport => {
  const random: Random = seeded(seed);
  const scores: Record<string, KindScore> = Object.fromEntries(
    Object.keys(kinds).map((kind) => [kind, { mutants: 0, detected: 0, missed: [] }]),
  );
  const byRule: Record<string, number> = {};
  const chartFindings: Record<string, number> = {};
  const byEdit: Record<string, number> = {};
  let [documents, alarmed, alarms, benignTexts, fixable, mended] = [0, 0, 0, 0, 0, 0];
  for (const record of records) {
    for (const form of ['parrafo', 'secciones'] as const satisfies readonly Form[]) {
      const doc: CorrectDocument = correctDocument(record, form, random);
      documents++;
      const before = checkText(doc.text, record, form);
      const own = before.filter((f) => serious(f) && f.origin !== 'chart');
      for (const f of before) if (f.origin === 'chart') count(chartFindings, f.code);
      for (const f of own) {
        count(byRule, f.code);
        samples.alarms.push(`${f.code} ${f.message} [${f.excerpt ?? ''}]`);
      }
      if (own.length > 0) alarmed++;
      alarms += own.length;
      const known = new Set(before.map(keyOf));
      for (const [kind, mutate] of Object.entries(kinds)) {
        const mutant = mutate(doc, random);
        const score = scores[kind];
        if (!mutant || !score || mutant.text === doc.text) continue;
        score.mutants++;
        const found = checkText(mutant.text, record, form).filter((f) => serious(f) && !known.has(keyOf(f)));
        const pointing = found.filter((f) => pointsAt(f, mutant));
        if (pointing.some((f) => f.fix)) {
          fixable++;
          if (isMended(mutant.text, record, form, known)) mended++;
          else samples.unmended.push(`${kind} (${form}): …${around(mutant.text, mutant.start, mutant.end)}…`);
        }
        if (pointing.length > 0) score.detected++;
        else
          samples.missed.push(
            `${kind} (${form}): …${around(mutant.text, mutant.start, mutant.end)}… found: ${found.map((f) => `${f.code}[${f.excerpt ?? f.factId}]`).join(' ')}`,
          );
      }
      for (const [name, edit] of Object.entries(benign)) {
        const text = edit(doc, random);
        if (text === null || text === doc.text) continue;
        benignTexts++;
        const raised = checkText(text, record, form).filter(
          (f) => serious(f) && f.origin !== 'chart' && !known.has(keyOf(f)),
        );
        if (raised.length === 0) continue;
        count(byEdit, name);
        samples.alarms.push(
          `${name} (${form}): ${raised
            .map((f) => `${f.code} ${f.message} [${f.excerpt ?? ''}]`)
            .join(' | ')
            .slice(0, 700)}`,
        );
      }
    }
  }
  const [made, detected] = Object.values(scores).reduce(
    ([m, d], s) => [m + s.mutants, d + s.detected],
    [0, 0],
  );
  return {
    seed,
    documents,
    mutants: made,
    detected,
    rate: share(detected, made),
    kinds: Object.fromEntries(
      Object.entries(scores).map(([kind, s]) => [
        kind,
        { mutants: s.mutants, detected: s.detected, rate: share(s.detected, s.mutants) },
      ]),
    ),
    falseAlarms: {
      documents: alarmed,
      findings: alarms,
      rate: documents === 0 ? 0 : share(alarmed, documents),
      byRule,
    },
    chartFindings,
    fixes: { offered: fixable, mended, rate: share(mended, fixable) },
    benign: {
      edits: Object.keys(benign).length,
      texts: benignTexts,
      alarms: Object.values(byEdit).reduce((a, b) => a + b, 0),
      byEdit,
    },
  };
};
