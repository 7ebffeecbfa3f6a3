/** The check in a few words beside the status; pressing goes down to the list. */
import type { Finding } from '../../epicrisis/types.ts';
import { t, tn } from '../../shared/i18n.ts';
import { groupFindings } from '../findings.ts';
import { Icon } from './Icon.tsx';

const goTo = (id: string) => () => {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'start' });
  place?.focus({ preventScroll: true });
};

export const FindingChips = ({ findings }: { readonly findings: readonly Finding[] }) => {
  const groups = groupFindings(findings).filter(({ group }) => group !== 'info');
  return (
    <div class="chips">
      {groups.length === 0 && (
        <span class="chip none">
          <Icon name="check" />
          {t('chip_none')}
        </span>
      )}
      {groups.map(({ group, findings: some }) =>
        group === 'info' ? null : (
          <button key={group} type="button" class={`chip ${group}`} onClick={goTo('findings')}>
            <Icon name={group} />
            {tn(`chip_${group}`, some.length)}
          </button>
        ),
      )}
    </div>
  );
};
