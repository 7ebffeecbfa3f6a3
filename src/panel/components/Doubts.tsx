/** Entries read with little certainty: shown on the page at a press, then confirmed or taken out by the physician. */
import type { ClinicalRecord, FactId, Source } from '../../record/schema.ts';
import { t, tn } from '../../shared/i18n.ts';
import { isLocatable } from '../facts.ts';
import { doubtful } from '../state/judging.ts';

interface Props {
  readonly record: ClinicalRecord;
  readonly locate: (source: Source) => void;
  readonly judge: (factId: FactId, right: boolean) => void;
}

export const Doubts = ({ record, locate, judge }: Props) => {
  const facts = doubtful(record);
  if (facts.length === 0) return null;
  return (
    <section class="findings doubts" aria-labelledby="doubts-title">
      <h2 class="block-title" id="doubts-title">
        {t('doubts_title')}
      </h2>
      <ul>
        {facts.map(({ id, kind, text, code, source }) => (
          <li key={id} class="finding" data-testid="doubt" data-fact={id}>
            <p>
              <strong>{code === undefined ? text : `${text} (${code})`}</strong>
              <br />
              {tn(`kind_${kind}`, 1)}
              {source.type === 'page' && source.why !== undefined && ` · ${source.why}`}
            </p>
            {isLocatable(source) && (
              <button type="button" class="link" onClick={() => locate(source)}>
                {t('findings_show')}
              </button>
            )}
            <button type="button" class="link" onClick={() => judge(id, true)}>
              {t('doubts_right')}
            </button>
            <button type="button" class="link" onClick={() => judge(id, false)}>
              {t('doubts_wrong')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
