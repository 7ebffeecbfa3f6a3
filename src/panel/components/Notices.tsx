/** All that went wrong, in the order of weight: the panel itself, the page, the last attempt, one action. */
import { t } from '../../shared/i18n.ts';
import type { AppError, ErrorCode } from '../../shared/result.ts';
import { type Remedy, remedyOf } from '../errors.ts';
import type { PanelState } from '../state/panel.ts';
import { type Stale, shownVersion, type Tab } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { GpuNotice } from './GpuNotice.tsx';

const staleCode: Readonly<Record<Stale, ErrorCode>> = {
  patient: 'E_PATIENT_CHANGED',
  away: 'E_PAGE_CHANGED',
  navigated: 'E_PAGE_CHANGED',
  closed: 'E_TAB_CLOSED',
};

/** The page comes back by itself when it was only turned away from; what is locked cannot be set by the physician. */
const remedyFor = (error: AppError, panel: PanelState, tab: Tab | null): Remedy => {
  if (error.code === 'E_DISABLED' && panel.locked.includes('enabled')) return 'none';
  if (error.code === 'E_ORIGIN_NOT_ALLOWED' && panel.locked.includes('allowedOrigins')) return 'none';
  if (error.code === 'E_TAB_CLOSED' && (tab === null || tab.versions.length === 0)) return 'none';
  return remedyOf(error);
};

interface Props {
  readonly panel: PanelState;
  readonly tab: Tab | null;
  readonly dispatch: Dispatch;
}

export const Notices = ({ panel, tab, dispatch }: Props) => {
  const act = (remedy: Exclude<Remedy, 'none'>): void => {
    if (remedy !== 'discard') dispatch({ type: remedy === 'read' ? 'user/start' : `user/${remedy}` });
    else if (tab !== null) dispatch({ type: 'user/discard', tabId: tab.tabId });
  };
  const notice = (error: AppError, extra: Partial<Parameters<typeof ErrorNotice>[0]> = {}) => (
    <ErrorNotice error={error} remedy={remedyFor(error, panel, tab)} act={act} {...extra} />
  );
  if (panel.error !== null) return notice(panel.error, { remedy: 'hello' });
  if (panel.settings !== null && !panel.settings.enabled) return notice({ code: 'E_DISABLED' });
  if (tab === null) return null;
  const version = tab.job === null ? shownVersion(tab) : null;
  const fallback = version?.fallback ?? null;
  const withModel = version?.end != null && version.end.model !== 'template';
  const stale = tab.stale !== null && tab.phase !== 'reading' ? tab.stale : null;
  return (
    <>
      {stale !== null &&
        notice(
          { code: staleCode[stale] },
          { tone: 'warning', label: stale === 'closed' ? undefined : 'act_read_current' },
        )}
      {tab.outdated &&
        stale === null &&
        tab.phase !== 'reading' &&
        notice({ code: 'E_CHART_CHANGED' }, { tone: 'warning', label: 'act_read_again' })}
      {tab.error !== null && tab.error.code !== (stale && staleCode[stale]) && notice(tab.error)}
      {tab.notice !== null && notice(tab.notice, { dismiss: () => dispatch({ type: 'user/dismiss' }) })}
      {fallback &&
        notice(fallback, {
          tone: 'warning',
          about: t(withModel ? 'fallback_bundled_note' : 'fallback_note'),
          advice: t(withModel ? 'fallback_bundled_do' : 'fallback_do'),
          remedy: 'none',
        })}
      {version?.end?.gpuFailed && <GpuNotice error={version.end.gpuFailed as AppError} />}
    </>
  );
};
