/** What was read from the page and what was not found there: never passed over in silence. */
import type { ReadFinding } from '../../record/schema.ts';
import { t, tn } from '../../shared/i18n.ts';
import { countWords } from '../facts.ts';
import { readingWords } from '../findings.ts';
import type { Chart } from '../state/tab.ts';
import { Icon } from './Icon.tsx';

const timeOf = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? iso
    : at.toLocaleTimeString('es-CL', { hour: '2-digit', minute: '2-digit', hour12: false });
};

export const Reading = ({ chart }: { readonly chart: Chart }) => {
  const { record } = chart;
  const { findings, adapter, readAt } = record.reading;
  return (
    <section class="reading" id="reading" tabIndex={-1} aria-labelledby="reading-title">
      <h2 class="block-title" id="reading-title">
        {t('reading_title')}
      </h2>
      <p class="reading-counts">
        <strong>{tn('facts', record.facts.length)}</strong>
        {record.facts.length > 0 && `: ${countWords(record)}.`}
      </p>
      {findings.length === 0 ? (
        <p class="calm">{t('reading_none')}</p>
      ) : (
        <ul class="reading-list">
          {findings.map((finding: ReadFinding, i) => (
            <li key={`${finding.code}-${i}`} class="finding" data-testid="finding" data-code={finding.code}>
              <Icon name="warning" />
              <p>{readingWords(finding)}</p>
            </li>
          ))}
        </ul>
      )}
      <p class="small-print">{t('reading_by', { adapter, time: timeOf(readAt) })}</p>
    </section>
  );
};
