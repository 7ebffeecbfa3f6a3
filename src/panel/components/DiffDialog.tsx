/** The field is not empty: what it would lose and gain, and who decides. Escape keeps it as it is. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { InsertMode } from '../../shared/messages.ts';
import { type DiffRun, wordDiff } from '../diff.ts';

interface Props {
  readonly current: string;
  readonly text: string;
  readonly field: string;
  readonly confirm: (mode: InsertMode) => void;
  readonly cancel: () => void;
}

const Run = ({ run }: { readonly run: DiffRun }) => {
  if (run.kind === 'same') return <span>{run.text}</span>;
  return run.kind === 'removed' ? <del>{run.text}</del> : <ins>{run.text}</ins>;
};

export const DiffDialog = ({ current, text, field, confirm, cancel }: Props) => {
  const ref = useRef<HTMLDialogElement>(null);
  const runs = useMemo(() => wordDiff(current, text), [current, text]);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      document.querySelector<HTMLElement>('[data-testid="insert"]')?.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="sheet"
      aria-labelledby="diff-title"
      onCancel={(event) => {
        event.preventDefault();
        cancel();
      }}
    >
      <h2 id="diff-title" tabIndex={-1} autofocus>
        {t('diff_title')}
      </h2>
      <p class="diff-lead">
        {current === text ? t('diff_same') : t('diff_lead', { field })}
        <span class="legend">
          <del>{t('diff_removed')}</del> <ins>{t('diff_added')}</ins>
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard */}
      <section class="diff" data-testid="confirm-diff" lang="es" tabIndex={0} aria-label={t('diff_title')}>
        {runs.map((run, i) => (
          <Run key={i} run={run} />
        ))}
      </section>
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
        <button type="button" class="button quiet" data-testid="confirm-cancel" onClick={cancel}>
          {t('diff_cancel')}
        </button>
      </div>
    </dialog>
  );
};
