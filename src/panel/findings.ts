/** Findings in the order in which a physician deals with them: what is wrong, what is missing, what to confirm. */
import type { Finding, Form } from '../epicrisis/types.ts';
import type { ClinicalRecord, ReadFinding } from '../record/schema.ts';
import { t } from '../shared/i18n.ts';
import { type Version, versionText } from './state/tab.ts';

/** The check on a hand-edited text, step by step: `epicrisis/check`, joined with the institution's own texts by `main.tsx`. */
export type CheckText = (
  text: string,
  record: ClinicalRecord,
  form: Form,
) => Iterator<void, readonly Finding[]>;

/** Findings with the text that they are about: a correction is offered for that text alone. */
export interface Review {
  readonly findings: readonly Finding[];
  readonly text: string;
}

export type FindingGroup = 'missing' | 'error' | 'warning' | 'info';

const groupOf = (finding: Finding): FindingGroup =>
  finding.code === 'C_MISSING_MUST' ? 'missing' : finding.severity;

const ORDER: readonly FindingGroup[] = ['error', 'missing', 'warning', 'info'];

export interface GroupedFindings {
  readonly group: FindingGroup;
  readonly findings: readonly Finding[];
}

export const groupFindings = (findings: readonly Finding[]): GroupedFindings[] =>
  ORDER.map((group) => ({ group, findings: findings.filter((f) => groupOf(f) === group) })).filter(
    (one) => one.findings.length > 0,
  );

/** The text is no longer what the engine checked. */
export const isTouched = (version: Version): boolean => version.edited !== null || version.recoded === true;

/** What the engine's own check said of the text as it was written. */
export const firstReview = (version: Version): Review => ({
  findings: version.check,
  text: versionText({ ...version, edited: null }),
});

export const readingWords = (finding: ReadFinding): string =>
  t(`read_${finding.code}`, {
    what: finding.what,
    expected: finding.expected ?? 1,
    found: finding.found ?? 0,
  });
