/** How many of the second hand's errors the check points at, and what it says of correct documents and of edits that change nothing. */
import { checkText } from '../../../src/epicrisis/check/check.ts';
import { type Finding, Form } from '../../../src/epicrisis/types.ts';
import type { ClinicalRecord } from '../../../src/record/schema.ts';
import { seeded } from '../../training/random.ts';
import { benign } from './benign.ts';
import { charts } from './charts.ts';
import { type Correct, correct } from './document.ts';
import { errors } from './errors.ts';
import type { Slip } from './slips.ts';

/** At most so many places of one kind in one document: lists are long and alike. */
const PLACES = 4;
/** A finding so far from the error still points at its row. */
const NEAR = 160;

export interface Samples {
  readonly missed: string[];
  readonly alarms: string[];
}

const key = (f: Finding): string => `${f.code}|${f.factId ?? ''}|${f.excerpt ?? ''}`;

/** The findings that a text raises and the correct one did not, notes for information left out. */
const news = (before: readonly Finding[], after: readonly Finding[]): Finding[] => {
  const known = new Map<string, number>();
  for (const f of before) known.set(key(f), (known.get(key(f)) ?? 0) + 1);
  return after.filter((f) => {
    const left = known.get(key(f)) ?? 0;
    known.set(key(f), left - 1);
    return left <= 0;
  });
};

const pointsAt = (f: Finding, slip: Slip): boolean =>
  (f.factId !== undefined && f.factId === slip.fact) ||
  (f.at !== undefined &&
    f.at < slip.start + slip.text.length + NEAR &&
    f.at + (f.excerpt?.length ?? 0) > slip.start - NEAR);

const place = (doc: Correct, slip: Slip): string =>
  JSON.stringify(
    `${doc.text.slice(Math.max(0, slip.start - 60), slip.start)}⟦${doc.text.slice(slip.start, slip.end).slice(0, 160)}→${slip.text.slice(0, 160)}⟧${doc.text.slice(slip.end, slip.end + 40)}`,
  );

/** @param records the charts of this folder, or some of them */
export const scoreSecondHand = (
  seed: number,
  samples: Samples,
  records: readonly ClinicalRecord[] = charts(),
) => {
  const random = seeded(seed);
  const kinds: Record<string, { mutants: number; detected: number; told: number; share: number }> = {};
  const quiet: Record<string, { texts: number; alarms: number }> = {};
  let untouched = 0;
  for (const record of records) {
    for (const form of Form.options) {
      const doc = correct(record, form, random);
      const before = checkText(doc.text, record, form);
      const untrue = before.filter(
        (f) => f.origin !== 'chart' && f.code !== 'C_MISSING_MUST' && f.severity !== 'info',
      );
      untouched += untrue.length;
      for (const f of untrue) samples.alarms.push(`untouched ${f.code} ${f.excerpt ?? ''} ${f.message}`);
      for (const [kind, find] of Object.entries(errors)) {
        const found = find(doc).filter((s) => doc.text.slice(s.start, s.end) !== s.text);
        const chosen =
          found.length <= PLACES
            ? found
            : Array.from({ length: PLACES }, () => found.splice(random.int(found.length), 1)[0]);
        for (const slip of chosen) {
          if (!slip) continue;
          const after = news(
            before,
            checkText(doc.text.slice(0, slip.start) + slip.text + doc.text.slice(slip.end), record, form),
          );
          const score = kinds[kind] ?? { mutants: 0, detected: 0, told: 0, share: 0 };
          kinds[kind] = score;
          score.mutants += 1;
          const at = after.filter((f) => pointsAt(f, slip) || slip.end === doc.text.length);
          if (at.some((f) => f.severity !== 'info')) score.detected += 1;
          else if (at.length > 0) score.told += 1;
          else
            samples.missed.push(
              `${kind} ${form}${after.length > 0 ? ` (elsewhere: ${after[0]?.code})` : ''}: ${place(doc, slip)}`,
            );
        }
      }
      for (const [kind, edit] of Object.entries(benign)) {
        const edited = edit(doc);
        if (edited === doc.text) continue;
        const score = quiet[kind] ?? { texts: 0, alarms: 0 };
        quiet[kind] = score;
        score.texts += 1;
        const after = news(before, checkText(edited, record, form)).filter(
          (f) => f.severity !== 'info' && f.origin !== 'chart',
        );
        if (after.length > 0) score.alarms += 1;
        for (const f of after)
          samples.alarms.push(`${kind} ${form} ${f.code} «${f.excerpt ?? ''}» ${f.message}`);
      }
    }
  }
  for (const score of Object.values(kinds))
    score.share = Math.round((1000 * (score.detected + score.told)) / score.mutants) / 1000;
  const sum = (of: (score: { mutants: number; detected: number; told: number }) => number) =>
    Object.values(kinds).reduce((n, s) => n + of(s), 0);
  return {
    kinds: Object.keys(kinds).length,
    mutants: sum((s) => s.mutants),
    detected: sum((s) => s.detected),
    told: sum((s) => s.told),
    untouched,
    benign: {
      kinds: Object.keys(quiet).length,
      texts: Object.values(quiet).reduce((n, s) => n + s.texts, 0),
      alarms: Object.values(quiet).reduce((n, s) => n + s.alarms, 0),
    },
    byKind: kinds,
    byEdit: quiet,
  };
};
