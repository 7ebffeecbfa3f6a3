/** How the insertion ended: what is in the page and was read back, what is not and why, and what is left to the physician. */
import { t, tn } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';
import { errorWords } from '../errors.ts';
import type { Insertion, Tab } from '../state/tab.ts';
import { Icon } from './Icon.tsx';

const labelOf = (tab: Tab, id: string): string => tab.targets.find((target) => target.id === id)?.label ?? id;

type Done = Extract<Insertion, { step: 'inserted' | 'undoing' }>;

const doneWords = (tab: Tab, { written, failed }: Done): string => {
  const [first] = written;
  if (first === undefined) return t('insert_nothing');
  if (written.length === 1 && failed.length === 0) return t('insert_done', { field: labelOf(tab, first) });
  return tn('insert_done_fields', written.length);
};

const Failures = ({ tab, done }: { readonly tab: Tab; readonly done: Done }) => (
  <ul class="outcome-failed" data-testid="insert-failed">
    {done.failed.map(({ targetId, error }) => (
      <li key={targetId}>
        <Icon name="warning" />
        <span>
          {t('insert_field_failed', {
            field: labelOf(tab, targetId),
            why: errorWords({ params: { field: labelOf(tab, targetId) }, ...(error as AppError) }).what,
          })}
        </span>
      </li>
    ))}
  </ul>
);

export const InsertOutcome = ({ tab }: { readonly tab: Tab }) => {
  const { insertion } = tab;
  const done = insertion.step === 'inserted' || insertion.step === 'undoing' ? insertion : null;
  const words = done ? doneWords(tab, done) : insertion.step === 'undone' ? t('insert_undone') : null;
  return (
    <div role="status" data-testid="insert-outcome" data-step={insertion.step}>
      {words !== null && (
        <p class="outcome">
          {done?.written.length !== 0 && <Icon name="check" />}
          <span>{words}</span>
        </p>
      )}
      {done && done.failed.length > 0 && <Failures tab={tab} done={done} />}
      {done?.opened && (
        <p class="outcome-note" data-testid="insert-opened">
          {t('insert_opened', { buttons: done.opened.map((words) => `«${words}»`).join(', ') })}
        </p>
      )}
      {done && done.heldBack > 0 && <p class="outcome-note">{t('insert_held_back')}</p>}
    </div>
  );
};
