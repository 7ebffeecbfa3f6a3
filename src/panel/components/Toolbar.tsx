/** Form and the one action of the moment: write, or stop. */
import { t } from '../../shared/i18n.ts';
import { formOf } from '../state/job.ts';
import type { PanelState } from '../state/panel.ts';
import { isBusy, type Tab } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { FormSwitch } from './FormSwitch.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  readonly panel: PanelState;
  readonly tab: Tab;
  readonly dispatch: Dispatch;
}

const startWords = (tab: Tab): string => {
  if (tab.stale !== null) return t('act_read_current');
  return t(tab.versions.length > 0 ? 'act_read_again' : 'act_start');
};

const Action = ({ tab, dispatch }: Omit<Props, 'panel'>) => {
  if (isBusy(tab)) {
    return (
      <button
        type="button"
        class="button"
        data-testid="stop"
        disabled={tab.job?.stopping === true}
        onClick={() => dispatch({ type: 'user/stop' })}
      >
        <Icon name="stop" />
        {t('act_stop')}
      </button>
    );
  }
  const again = tab.versions.length > 0 && tab.stale === null;
  return (
    <button
      type="button"
      class={again ? 'button' : 'button primary'}
      data-testid="start"
      disabled={tab.stale === 'closed'}
      onClick={() => dispatch({ type: 'user/start' })}
    >
      {again && <Icon name="refresh" />}
      {startWords(tab)}
    </button>
  );
};

export const Toolbar = ({ panel, tab, dispatch }: Props) => (
  <div class="toolbar">
    <FormSwitch
      form={formOf(panel, tab)}
      locked={panel.locked.includes('form')}
      disabled={tab.stale !== null || tab.phase === 'reading'}
      choose={(form) => dispatch({ type: 'user/form', form })}
    />
    <Action tab={tab} dispatch={dispatch} />
  </div>
);
