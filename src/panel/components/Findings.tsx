/** What the check found, the most pressing first: each shown in the text and in the chart at a press, and corrected where it can be. */
import { notCharted } from '../../epicrisis/check/rules/musts.ts';
import type { Finding, Fix } from '../../epicrisis/types.ts';
import type { ClinicalRecord, Source } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import { isLocatable, sourceOf } from '../facts.ts';
import { type FindingGroup, groupFindings, type Review } from '../findings.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly review: Review;
  readonly record: ClinicalRecord;
  /** The text is whole; a part cannot be said to lack nothing. */
  readonly whole: boolean;
  readonly locate: ((source: Source) => void) | null;
  /** The text on screen: a correction made for another is not offered. */
  readonly text: string;
  readonly findInText: (finding: Finding) => void;
  /** Null where the text cannot be changed now. */
  readonly correct: ((fix: Fix) => void) | null;
  /** Takes the latest correction back; null where there is none. */
  readonly undo: (() => void) | null;
}

const todo = (group: FindingGroup): string | null => (group === 'info' ? null : t(`findings_do_${group}`));

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase('es') + words.slice(1);

const Corrected = ({ undo }: { readonly undo: () => void }) => (
  <p class="corrected" role="status" data-testid="corrected">
    <Icon name="check" />
    {t('findings_corrected')}
    <button type="button" class="link" data-testid="uncorrect" onClick={undo}>
      {t('act_undo')}
    </button>
  </p>
);

export const Findings = ({ review, record, text, whole, locate, findInText, correct, undo }: Props) => {
  const { findings } = review;
  const item = (finding: Finding, key: number) => {
    const source = finding.factId === undefined ? undefined : sourceOf(record, finding.factId);
    const { excerpt = '', fix } = finding;
    const findable =
      (excerpt !== '' && text.includes(excerpt)) ||
      (finding.origin !== 'chart' && finding.factId !== undefined);
    return (
      <li key={key} class="finding" data-testid="finding" data-code={finding.code}>
        <p>{finding.code === 'C_MISSING_MUST' ? capital(notCharted(finding)) : finding.message}</p>
        <div class="finding-acts">
          {fix !== undefined && correct !== null && review.text === text && (
            <button type="button" class="button small" data-testid="correct" onClick={() => correct(fix)}>
              {t('findings_correct')}
            </button>
          )}
          {findable && (
            <button type="button" class="link" data-testid="finding-find" onClick={() => findInText(finding)}>
              {t('findings_find')}
            </button>
          )}
          {locate !== null && isLocatable(source) && (
            <button type="button" class="link" onClick={() => locate(source)}>
              {t('findings_show')}
            </button>
          )}
        </div>
      </li>
    );
  };
  return (
    <section class="findings" id="findings" tabIndex={-1} aria-labelledby="findings-title">
      <h2 class="block-title" id="findings-title">
        {t('findings_title')}
      </h2>
      {undo !== null && <Corrected undo={undo} />}
      {findings.length === 0 && (
        <p class={whole ? 'calm clear' : 'calm'} data-testid="findings-none">
          {whole && <Icon name="check" />}
          {t(whole ? 'findings_none' : 'findings_partial')}
        </p>
      )}
      {groupFindings(findings).map(({ group, findings: some }) => (
        <div key={group} class={`group ${group}`} data-testid={`findings-${group}`}>
          <h3 class="group-title">
            <Icon name={group} />
            {t(`findings_group_${group}`)}
            <span class="count">{some.length}</span>
          </h3>
          {todo(group) !== null && <p class="group-do">{todo(group)}</p>}
          <ul class={group === 'missing' ? 'names' : undefined}>{some.map(item)}</ul>
        </div>
      ))}
    </section>
  );
};
