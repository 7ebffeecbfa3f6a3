/** The last step: into which field, insert, and the way back. Stays at the foot of the panel. */
import { useState } from 'preact/hooks';
import { t, tn } from '../../shared/i18n.ts';
import type { TargetInfo } from '../../shared/messages.ts';
import { sectionTitle } from '../sections.ts';
import { canBySections, mappingOf, wayOf } from '../state/insertion.ts';
import { canInsert, shownVersion, type Tab, versionText, type Way } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { Icon } from './Icon.tsx';
import { InsertOutcome } from './InsertOutcome.tsx';

const optionWords = (target: TargetInfo): string => {
  const notes = [
    ...(target.section === undefined ? [] : [t('insert_section', { section: sectionTitle(target.section) })]),
    ...(target.readOnly ? [t('insert_readonly')] : []),
    ...(target.empty ? [] : [t('insert_filled')]),
    ...(target.opens === undefined ? [] : [t('insert_opens', { button: target.opens })]),
  ];
  return notes.length === 0 ? target.label : `${target.label} (${notes.join(', ')})`;
};

const ways: readonly Way[] = ['whole', 'sections'];

/** Shown where the page has more than one field and the text has sections. */
const WaySwitch = ({ tab, dispatch }: { readonly tab: Tab; readonly dispatch: Dispatch }) => {
  const way = wayOf(tab);
  return (
    <fieldset class="switch ways" disabled={!canInsert(tab)}>
      <legend class="visually-hidden">{t('way_legend')}</legend>
      {ways.map((one) => (
        <label key={one} class={one === way ? 'switch-option chosen' : 'switch-option'}>
          <input
            type="radio"
            name="way"
            class="visually-hidden"
            data-testid={`way-${one}`}
            value={one}
            checked={one === way}
            onChange={() => dispatch({ type: 'user/way', way: one })}
          />
          {t(`way_${one}`)}
        </label>
      ))}
    </fieldset>
  );
};

/** How much of the text has a field, before the mapping is opened. */
const Mapping = ({ tab }: { readonly tab: Tab }) => {
  const mapped = mappingOf(tab);
  const found = mapped.filter(({ targetId }) => targetId !== null).length;
  return (
    <p class="mapped" data-testid="mapped">
      {t('way_mapped', { n: found, m: mapped.length })}
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

interface Props {
  readonly tab: Tab;
  /** Findings that say the text is wrong: insertion then takes a second, deliberate press. */
  readonly errors: number;
  readonly dispatch: Dispatch;
}

/** Pressed once over errors; another text, or none left, asks anew. */
const useSecondPress = (errors: number, text: string): readonly [boolean, (on: boolean) => void] => {
  const [pressed, setPressed] = useState<string | null>(null);
  return [errors > 0 && pressed === text, (on) => setPressed(on ? text : null)];
};

export const InsertBar = ({ tab, errors, dispatch }: Props) => {
  const { insertion } = tab;
  const version = shownVersion(tab);
  const [warned, warn] = useSecondPress(errors, version === null ? '' : versionText(version));
  const inserted =
    (insertion.step === 'inserted' && insertion.written.length > 0) || insertion.step === 'undoing';
  const bySections = wayOf(tab) === 'sections';
  const words =
    insertion.step === 'asking'
      ? t('insert_asking')
      : warned
        ? t('act_insert_anyway')
        : bySections
          ? t('act_insert_sections')
          : t('act_insert');
  const insert = (): void => {
    const first = errors > 0 && !warned;
    warn(first);
    if (!first) dispatch({ type: 'user/insert' });
  };
  return (
    <section class="insert-bar" aria-label={t('insert_region')}>
      <InsertOutcome tab={tab} />
      {canBySections(tab) && <WaySwitch tab={tab} dispatch={dispatch} />}
      {bySections ? <Mapping tab={tab} /> : <TargetSelect tab={tab} dispatch={dispatch} />}
      {warned && (
        <p class="insert-errors" role="alert" data-testid="insert-errors">
          <Icon name="error" />
          {tn('insert_errors', errors)}
        </p>
      )}
      <div class="insert-actions">
        <button
          type="button"
          class={
            warned ? 'button danger' : inserted || tab.targets.length === 0 ? 'button' : 'button primary'
          }
          data-testid="insert"
          disabled={!canInsert(tab) || tab.targets.length === 0}
          onClick={insert}
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
