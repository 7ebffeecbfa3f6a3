/** What would be saved, what is wrong with which row, and what an update changes. */

import type { Change, ListDiff } from '../../catalog/import/diff.ts';
import { type FindingGroup, isLeftOut } from '../../catalog/import/validate.ts';
import { t } from '../../shared/i18n.ts';
import type { Checked } from './protocol.ts';
import { countText } from './words.ts';

/** Rows listed of one kind; the rest are counted. */
const LISTED = 40;

const Group = ({ group }: { readonly group: FindingGroup }) => {
  const { code, count, rows } = group;
  const out = isLeftOut(code);
  return (
    <details
      class={`row-group ${out ? 'out' : ''}`}
      data-testid="row-finding"
      data-code={code}
      data-count={count}
    >
      <summary>
        <span class="row-count">{countText(count)}</span>
        <span>{t(`row_${code}`)}</span>
        <span class="code">{code}</span>
      </summary>
      <ul>
        {rows.slice(0, LISTED).map(({ row, what }) => (
          <li key={row}>
            <span class="row-n">{t('catalogs_row', { n: row })}</span> {what}
          </li>
        ))}
        {count > LISTED && <li class="soft">{t('catalogs_more', { n: countText(count - LISTED) })}</li>}
      </ul>
    </details>
  );
};

const changeWords = ({ before, after }: Change): string => {
  if (before === undefined) return t('catalogs_change_added', { after: after ?? '' });
  if (after === undefined) return t('catalogs_change_removed', { before });
  return before === after
    ? t('catalogs_change_synonyms', { after })
    : t('catalogs_change_changed', { before, after });
};

const Diff = ({ diff }: { readonly diff: ListDiff }) => {
  const { added, changed, removed, examples } = diff;
  const words = t('catalogs_diff', {
    added: countText(added),
    changed: countText(changed),
    removed: countText(removed),
  });
  if (examples.length === 0)
    return (
      <p class="soft" data-testid="catalog-diff">
        {t('catalogs_diff_none')}
      </p>
    );
  return (
    <details class="row-group" data-testid="catalog-diff">
      <summary>
        <span>{words}</span>
      </summary>
      <ul>
        {examples.map((change) => (
          <li key={change.code}>
            <span class="row-n">{change.code}</span> {changeWords(change)}
          </li>
        ))}
      </ul>
    </details>
  );
};

export const ImportReport = ({ checked }: { readonly checked: Checked }) => {
  const { entries, rows, leftOut, findings, diff } = checked;
  const out = findings.filter(({ code }) => isLeftOut(code));
  const taken = findings.filter(({ code }) => !isLeftOut(code));
  return (
    <div class="import-report" data-testid="catalog-report">
      <p>
        <strong>{t('catalogs_report', { entries: countText(entries), rows: countText(rows) })}</strong>
        {leftOut > 0 && ` ${t('catalogs_report_out', { n: countText(leftOut) })}`}
      </p>
      {diff !== undefined && <Diff diff={diff} />}
      {out.length > 0 && <h4>{t('catalogs_out')}</h4>}
      {out.map((group) => (
        <Group key={group.code} group={group} />
      ))}
      {taken.length > 0 && <h4>{t('catalogs_taken')}</h4>}
      {taken.map((group) => (
        <Group key={group.code} group={group} />
      ))}
    </div>
  );
};
