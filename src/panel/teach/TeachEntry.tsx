/** The way into teaching, offered where reading fails or finds less than it was taught. */
import type { ClinicalRecord } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';

interface Props {
  readonly record: ClinicalRecord | null;
  readonly error: AppError | null;
  readonly begin: () => void;
}

const UNREAD = ['E_NO_ADAPTER', 'E_EMPTY_CHART', 'E_NO_DIAGNOSES'];
const TAUGHT = /^t-/;

/** What was taught and is not there any more. */
export const lostOf = (record: ClinicalRecord | null): readonly string[] =>
  record !== null && TAUGHT.test(record.reading.adapter)
    ? record.reading.findings
        .filter((f) => f.code === 'R_NOT_FOUND' || f.code === 'R_FEWER')
        .map((f) => f.what)
    : [];

export const TeachEntry = ({ record, error, begin }: Props) => {
  const lost = lostOf(record);
  const urgent = lost.length > 0 || (error !== null && UNREAD.includes(error.code));
  return (
    <div class={`teach-entry ${urgent ? 'urgent' : ''}`} data-testid="teach-entry" data-lost={lost.length}>
      <p>{lost.length > 0 ? t('teach_lost', { what: lost.slice(0, 4).join(', ') }) : t('teach_entry')}</p>
      <button
        type="button"
        class={urgent ? 'button small' : 'link'}
        data-testid="teach-begin"
        onClick={begin}
      >
        {t(lost.length > 0 ? 'teach_again' : 'teach_begin')}
      </button>
    </div>
  );
};
