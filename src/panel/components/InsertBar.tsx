/** The last step: into which field, insert, and the way back. Stays at the foot of the panel. */
import { t } from '../../shared/i18n.ts';
import type { TargetInfo } from '../../shared/messages.ts';
import { sectionTitle } from '../sections.ts';
import { canInsert, type Tab } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { Icon } from './Icon.tsx';

const optionWords = (target: TargetInfo): string => {
  const notes = [
    ...(target.section === undefined ? [] : [t('insert_section', { section: sectionTitle(target.section) })]),
    ...(target.readOnly ? [t('insert_readonly')] : []),
    ...(target.empty ? [] : [t('insert_filled')]),
  ];
  return notes.length === 0 ? target.label : `${target.label} (${notes.join(', ')})`;
};

const labelOf = (tab: Tab, id: string): string => tab.targets.find((target) => target.id === id)?.label ?? id;

const Outcome = ({ tab }: { readonly tab: Tab }) => {
  const { insertion } = tab;
  const words =
    insertion.step === 'inserted'
      ? t('insert_done', { field: labelOf(tab, insertion.targetId) })
      : insertion.step === 'undone'
        ? t('insert_undone')
        : null;
  return (
    <p class="outcome" role="status" data-testid="insert-outcome" data-step={insertion.step}>
      {words !== null && <Icon name="check" />}
      {words}
    </p>
  );
};

const TargetSelect = ({ tab, dispatch }: { readonly tab: Tab; readonly dispatch: Dispatch }) =>
  tab.targets.length === 0 ? (
    <p class="no-target">
      {t('insert_no_target')}{' '}
      <button
        type="button"
        class="link"
        disabled={tab.stale !== null}
        onClick={() => dispatch({ type: 'user/targets' })}
      >
        {t('act_targets')}
      </button>
    </p>
  ) : (
    <label class="target">
      <span>{t('insert_target')}</span>
      <select
        data-testid="target-select"
        value={tab.targetId ?? ''}
        disabled={!canInsert(tab)}
        onChange={(event) => dispatch({ type: 'user/target', targetId: event.currentTarget.value })}
      >
        {tab.targets.map((target) => (
          <option key={target.id} value={target.id}>
            {optionWords(target)}
          </option>
        ))}
      </select>
    </label>
  );

export const InsertBar = ({ tab, dispatch }: { readonly tab: Tab; readonly dispatch: Dispatch }) => {
  const { insertion } = tab;
  const inserted = insertion.step === 'inserted' || insertion.step === 'undoing';
  const words = insertion.step === 'asking' ? t('insert_asking') : t('act_insert');
  return (
    <section class="insert-bar" aria-label={t('insert_region')}>
      <Outcome tab={tab} />
      <TargetSelect tab={tab} dispatch={dispatch} />
      <div class="insert-actions">
        <button
          type="button"
          class={inserted || tab.targets.length === 0 ? 'button' : 'button primary'}
          data-testid="insert"
          disabled={!canInsert(tab) || tab.targets.length === 0}
          onClick={() => dispatch({ type: 'user/insert' })}
        >
          {words}
        </button>
        {inserted && (
          <button
            type="button"
            class="button"
            data-testid="undo"
            disabled={insertion.step === 'undoing'}
            onClick={() => dispatch({ type: 'user/undo' })}
          >
            <Icon name="undo" />
            {insertion.step === 'undoing' ? t('insert_undoing') : t('act_undo')}
          </button>
        )}
        <button
          type="button"
          class={tab.targets.length === 0 ? 'button primary' : 'button'}
          data-testid="copy"
          onClick={() => dispatch({ type: 'user/copy' })}
        >
          <Icon name={tab.copied ? 'check' : 'copy'} />
          <span aria-live="polite">{tab.copied ? t('act_copied') : t('act_copy')}</span>
        </button>
      </div>
    </section>
  );
};
