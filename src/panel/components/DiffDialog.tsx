/** The field is not empty: what it would lose and gain, and who decides. Escape keeps it as it is. */
import { t } from '../../shared/i18n.ts';
import type { FieldNow, InsertMode } from '../../shared/messages.ts';
import { Diff, DiffLegend } from './Diff.tsx';
import { Sheet } from './Sheet.tsx';

interface Props {
  readonly now: FieldNow;
  readonly text: string;
  readonly field: string;
  readonly confirm: (mode: InsertMode) => void;
  readonly cancel: () => void;
}

export const DiffDialog = ({ now, text, field, confirm, cancel }: Props) => (
  <Sheet title={t('diff_title')} cancel={cancel}>
    <p class="diff-lead">
      {now.current === text ? t('diff_same') : t('diff_lead', { field })}
      <DiffLegend />
    </p>
    <Diff now={now} text={text} mode="replace" label={t('diff_title')} testId="confirm-diff" />
    <div class="sheet-actions">
      <button
        type="button"
        class="button primary"
        data-testid="confirm-replace"
        onClick={() => confirm('replace')}
      >
        {t('diff_replace')}
      </button>
      <button type="button" class="button" data-testid="confirm-append" onClick={() => confirm('append')}>
        {t('diff_append')}
      </button>
      {now.cursor !== null && (
        <button type="button" class="button" data-testid="confirm-cursor" onClick={() => confirm('cursor')}>
          {t('diff_cursor')}
        </button>
      )}
      <button type="button" class="button quiet" data-testid="confirm-cancel" onClick={cancel}>
        {t('diff_cancel')}
      </button>
    </div>
  </Sheet>
);
