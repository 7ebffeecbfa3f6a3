/**
 * What the page did meanwhile: another patient, another page, a closed tab. The text is never thrown away for it; it is
 * marked as not belonging to what is on screen, and can no longer be inserted.
 */
import type { BackgroundToPanel } from '../../shared/messages.ts';
import { stopJob } from './job.ts';
import { type PanelState, putTab, type Step, step } from './panel.ts';
import { startReading } from './reading.ts';
import { emptyTab, type Stale, shownVersion, type Tab, versionText } from './tab.ts';

const asStale = (state: PanelState, tab: Tab, stale: Stale): Step => {
  const insertion: Tab['insertion'] =
    tab.insertion.step === 'confirm' || stale !== 'patient' ? { step: 'none' } : tab.insertion;
  return stopJob(state, { ...tab, stale, editing: false, insertion });
};

const patientShown = (state: PanelState, tab: Tab, patientKey: string): Step => {
  if (tab.phase === 'reading') return step(putTab(state, { ...tab, seenKey: patientKey }));
  if (tab.chart === null || tab.stale === 'closed') return step(state);
  const same = patientKey === tab.chart.binding.patientKey;
  // A page that was left does not come back with its patient, but that another's is shown now is worth saying.
  if (tab.stale === 'navigated' && (same || patientKey === '')) return step(state);
  if (same) return step(putTab(state, { ...tab, stale: null }));
  return asStale(state, tab, patientKey === '' ? 'away' : 'patient');
};

/** The text stays as it is, and may be inserted: only the physician knows whether what is new belongs in it. */
const chartChanged = (state: PanelState, tab: Tab): Step =>
  step(tab.chart === null || tab.phase === 'reading' ? state : putTab(state, { ...tab, outdated: true }));

const navigated = (state: PanelState, tab: Tab): Step => {
  if (tab.phase === 'reading') {
    const stale = tab.chart === null ? null : 'navigated';
    return step(
      putTab(state, { ...tab, ticket: 0, stale, phase: 'failed', error: { code: 'E_PAGE_CHANGED' } }),
    );
  }
  if (tab.chart === null) return step(putTab(state, { ...emptyTab(tab.tabId), form: tab.form }));
  return asStale(state, { ...tab, error: null, notice: null }, 'navigated');
};

export const holdsText = (tab: Tab): boolean => {
  const version = shownVersion(tab);
  return version !== null && versionText(version).trim() !== '';
};

/** Forgets a tab, its patient's text with it. */
export const forget = (state: PanelState, tabId: number): PanelState => {
  const tabs = Object.fromEntries(Object.entries(state.tabs).filter(([id]) => Number(id) !== tabId));
  return { ...state, tabs, viewing: state.viewing === tabId ? null : state.viewing };
};

const closed = (state: PanelState, tab: Tab): Step => {
  if (holdsText(tab)) return asStale(state, { ...tab, error: null, notice: null }, 'closed');
  if (tab.tabId !== state.activeTab) {
    const stopped = stopJob(state, tab);
    return { ...stopped, state: forget(stopped.state, tab.tabId) };
  }
  const { commands, state: after } = stopJob(state, tab);
  const bare: Tab = {
    ...emptyTab(tab.tabId),
    stale: 'closed',
    phase: 'failed',
    error: { code: 'E_TAB_CLOSED' },
  };
  return { commands, state: putTab(after, bare) };
};

/** A tab that was closed with nothing in it need not be remembered once another is on screen. */
const activated = (state: PanelState, tabId: number): PanelState => {
  const left = state.activeTab === null ? undefined : state.tabs[state.activeTab];
  const kept = left?.stale === 'closed' && !holdsText(left) ? forget(state, left.tabId) : state;
  return putTab({ ...kept, activeTab: tabId, viewing: null }, kept.tabs[tabId] ?? emptyTab(tabId));
};

export const backgroundSaid = (state: PanelState, message: BackgroundToPanel): Step => {
  switch (message.type) {
    case 'settings/changed':
      return state.windowId === null ? step(state) : step(state, { do: 'hello', windowId: state.windowId });
    // Teaching keeps its own state (`panel/teach`).
    case 'tab/teach':
      return step(state);
    case 'tab/active':
      return message.windowId === state.windowId ? step(activated(state, message.tabId)) : step(state);
    case 'tab/start':
      if (state.settings === null) return step({ ...state, wanted: message.tabId });
      return message.tabId === state.activeTab
        ? startReading({ ...state, viewing: null }, state.tabs[message.tabId] ?? emptyTab(message.tabId))
        : step(state);
    default: {
      const tab = state.tabs[message.tabId];
      if (tab === undefined) return step(state);
      if (message.type === 'tab/changed') return chartChanged(state, tab);
      if (message.type === 'tab/patient') return patientShown(state, tab, message.patientKey);
      return message.type === 'tab/navigated' ? navigated(state, tab) : closed(state, tab);
    }
  }
};
