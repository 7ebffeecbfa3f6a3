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

interface Props {
  readonly findings: readonly Finding[];
  /** How many things the reading of the page did not find as expected. */
  readonly reading: number;
  /** Diagnoses that the chart leaves without a code. */
  readonly uncoded: number;
}

export const FindingChips = ({ findings, reading, uncoded }: Props) => {
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
      {uncoded > 0 && (
        <button type="button" class="chip reading-chip" data-testid="chip-uncoded" onClick={goTo('codes')}>
          {t('chip_uncoded', { n: uncoded })}
        </button>
      )}
      {reading > 0 && (
        <button type="button" class="chip reading-chip" onClick={goTo('reading')}>
          {tn('chip_reading', reading)}
        </button>
      )}
    </div>
  );
};
