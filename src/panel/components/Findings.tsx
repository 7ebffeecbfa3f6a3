/** What the check found, the most pressing first, each group with what to do about it. */
import type { Finding } from '../../epicrisis/types.ts';
import type { ClinicalRecord, Source } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import { isLocatable, sourceOf } from '../facts.ts';
import { type FindingGroup, groupFindings } from '../findings.ts';
import { Icon } from './Icon.tsx';
import { LongList } from './LongList.tsx';

interface Props {
  readonly findings: readonly Finding[];
  readonly record: ClinicalRecord;
  /** The text is whole; a part cannot be said to lack nothing. */
  readonly whole: boolean;
  readonly locate: ((source: Source) => void) | null;
  readonly text: string;
  readonly findInText: (excerpt: string) => void;
}

const todo = (group: FindingGroup): string | null =>
  group === 'error' || group === 'warning' ? t(`findings_do_${group}`) : null;

export const Findings = ({ findings, record, text, whole, locate, findInText }: Props) => {
  const item = (finding: Finding, key: number) => {
    const source = finding.factId === undefined ? undefined : sourceOf(record, finding.factId);
    const { excerpt } = finding;
    return (
      <li key={key} class="finding" data-testid="finding" data-code={finding.code}>
        <p>{finding.message}</p>
        {excerpt !== undefined && excerpt !== '' && text.includes(excerpt) && (
          <button type="button" class="link" onClick={() => findInText(excerpt)}>
            {t('findings_find')}
          </button>
        )}
        {locate !== null && isLocatable(source) && (
          <button type="button" class="link" onClick={() => locate(source)}>
            {t('findings_show')}
          </button>
        )}
      </li>
    );
  };
  return (
    <section class="findings" id="findings" tabIndex={-1} aria-labelledby="findings-title">
      <h2 class="block-title" id="findings-title">
        {t('findings_title')}
      </h2>
      {findings.length === 0 && <p class="calm">{t(whole ? 'findings_none' : 'findings_partial')}</p>}
      {groupFindings(findings).map(({ group, findings: some }) => (
        <div key={group} class={`group ${group}`}>
          <h3 class="group-title">
            <Icon name={group} />
            {t(`findings_group_${group}`)}
            <span class="count">{some.length}</span>
          </h3>
          <LongList items={some} row={item} />
          {todo(group) !== null && <p class="group-do">{todo(group)}</p>}
        </div>
      ))}
    </section>
  );
};
