/** Texts whose tab was closed: kept until they are looked at or discarded. */
import { t } from '../../shared/i18n.ts';
import { holdsText } from '../state/page.ts';
import type { PanelState } from '../state/panel.ts';
import type { Dispatch } from '../store.ts';
import { Icon } from './Icon.tsx';

export const ClosedTabs = ({
  panel,
  dispatch,
}: {
  readonly panel: PanelState;
  readonly dispatch: Dispatch;
}) => {
  if (panel.viewing !== null) {
    return (
      <button type="button" class="link back" onClick={() => dispatch({ type: 'user/view', tabId: null })}>
        <Icon name="previous" />
        {t('act_back')}
      </button>
    );
  }
  const kept = Object.values(panel.tabs).filter(
    (tab) => tab.stale === 'closed' && tab.tabId !== panel.activeTab && holdsText(tab),
  );
  return (
    <>
      {kept.map((tab) => (
        <div
          key={tab.tabId}
          class="notice warning"
          data-testid="error"
          data-code="E_TAB_CLOSED"
          role="status"
        >
          <Icon name="warning" />
          <div class="notice-body">
            <p class="notice-about">{tab.chart?.record.identity.name?.text ?? t('patient_unnamed')}</p>
            <p class="notice-what">{t('err_E_TAB_CLOSED')}</p>
            <div class="notice-foot">
              <button
                type="button"
                class="button small"
                data-testid="error-action"
                onClick={() => dispatch({ type: 'user/view', tabId: tab.tabId })}
              >
                {t('act_view')}
              </button>
              <button
                type="button"
                class="button quiet"
                onClick={() => dispatch({ type: 'user/discard', tabId: tab.tabId })}
              >
                {t('act_discard')}
              </button>
              <code class="code">E_TAB_CLOSED</code>
            </div>
          </div>
        </div>
      ))}
    </>
  );
};
