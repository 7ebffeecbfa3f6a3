/** One event in, the next state and the commands for the edges out. Nothing here touches the DOM, chrome.* or a clock. */
import type { HelloAnswer } from '../../shared/messages.ts';
import { addTyped, giveCode, takeCode } from './coding.ts';
import {
  chooseForm,
  correct,
  edit,
  regenerate,
  revert,
  setEditing,
  showVersion,
  uncorrect,
  useTemplate,
} from './editing.ts';
import { engineLost, engineSaid } from './engine-said.ts';
import { addFhir, dropFhir } from './fhir.ts';
import * as insertion from './insertion.ts';
import { formOf, stopJob } from './job.ts';
import { judgeFact } from './judging.ts';
import { backgroundSaid, forget } from './page.ts';
import {
  andThen,
  type EdgeEvent,
  type PanelEvent,
  type PanelState,
  putTab,
  type Step,
  step,
  type UserAction,
} from './panel.ts';
import { readDone, readFailed, startReading, stopReading } from './reading.ts';
import { emptyTab, type Tab } from './tab.ts';

/** The tab on screen: the active one, or the closed one whose text is being looked at. */
export const screenTab = (state: PanelState): Tab | null =>
  state.tabs[state.viewing ?? state.activeTab ?? -1] ?? null;

const greeted = (before: PanelState, answer: HelloAnswer): Step => {
  const { settings, locked, rejected, tabId } = answer;
  const tab = before.tabs[tabId] ?? emptyTab(tabId);
  const first = before.settings === null;
  const start = answer.start || before.wanted === tabId;
  const state = putTab(
    { ...before, settings, locked, rejected, activeTab: tabId, wanted: null, error: null },
    tab,
  );
  if (start) return startReading(state, tab);
  if (!first || !settings.enabled || settings.model === 'template') return step(state);
  return step(state, {
    do: 'engine',
    delayMs: 0,
    message: { type: 'model/warm', model: settings.model, form: formOf(state, tab) },
  });
};

const forTab = (state: PanelState, tabId: number, change: (tab: Tab) => Step): Step => {
  const tab = state.tabs[tabId];
  return tab === undefined ? step(state) : change(tab);
};

const acted = (state: PanelState, action: UserAction): Step => {
  if (action.type === 'user/options') return step(state, { do: 'options' });
  if (action.type === 'user/hello') {
    return state.windowId === null
      ? step(state)
      : step({ ...state, error: null }, { do: 'hello', windowId: state.windowId });
  }
  if (action.type === 'user/view') return step({ ...state, viewing: action.tabId });
  if (action.type === 'user/discard') {
    return forTab(state, action.tabId, (tab) =>
      tab.stale === 'closed'
        ? andThen(stopJob(state, tab), (now) => step(forget(now, tab.tabId)))
        : step(state),
    );
  }
  if (action.type === 'user/fhir')
    return forTab(state, action.tabId, (tab) => addFhir(state, tab, action.record));
  const tab = screenTab(state);
  if (tab === null) return step(state);
  switch (action.type) {
    case 'user/start':
      return startReading(state, tab);
    case 'user/stop':
      return tab.phase === 'reading' ? stopReading(state, tab) : stopJob(state, tab);
    case 'user/regenerate':
      return regenerate(state, tab);
    case 'user/template':
      return useTemplate(state, tab);
    case 'user/form':
      return chooseForm(state, tab, action.form);
    case 'user/version':
      return showVersion(state, tab, action.index);
    case 'user/editing':
      return setEditing(state, tab, action.on);
    case 'user/edit':
      return edit(state, tab, action.text);
    case 'user/revert':
      return revert(state, tab);
    case 'user/correct':
      return correct(state, tab, action.fix, action.checked);
    case 'user/uncorrect':
      return uncorrect(state, tab);
    case 'user/target':
      return step(putTab(state, { ...tab, targetId: action.targetId }));
    case 'user/targets':
      return insertion.findTargets(state, tab);
    case 'user/insert':
      return insertion.insert(state, tab);
    case 'user/way':
      return insertion.chooseWay(state, tab, action.way);
    case 'user/assign':
      return insertion.assign(state, tab, action.section, action.targetId);
    case 'user/mode':
      return insertion.setMode(state, tab, action.targetId, action.mode);
    case 'user/confirm':
      return insertion.confirm(state, tab, action.mode);
    case 'user/cancel':
      return insertion.cancel(state, tab);
    case 'user/undo':
      return insertion.undo(state, tab);
    case 'user/copy':
      return insertion.copy(state, tab);
    case 'user/judge':
      return judgeFact(state, tab, action.factId, action.right);
    case 'user/code':
      return giveCode(state, tab, action);
    case 'user/uncode':
      return takeCode(state, tab, action.ids);
    case 'user/code-add':
      return addTyped(state, tab, action.entry, action.at);
    case 'user/locate':
      return tab.chart === null || tab.stale !== null
        ? step(state)
        : step(putTab(state, { ...tab, notice: null }), {
            do: 'locate',
            tabId: tab.tabId,
            binding: tab.chart.binding,
            source: action.source,
          });
    case 'user/fhir-drop':
      return dropFhir(state, tab);
    case 'user/dismiss':
      return step(putTab(state, { ...tab, notice: null }));
  }
};

const reported = (state: PanelState, event: EdgeEvent): Step => {
  switch (event.type) {
    case 'boot':
      return step({ ...state, windowId: event.windowId }, { do: 'hello', windowId: event.windowId });
    case 'hello/ok':
      return greeted(state, event.answer);
    case 'hello/failed':
      return step({ ...state, error: event.error });
    case 'background':
      return backgroundSaid(state, event.message);
    case 'engine/message':
      return engineSaid(state, event.message);
    case 'engine/lost':
      return engineLost(state, event.error);
    default:
      return forTab(state, event.tabId, (tab) => answered(state, tab, event));
  }
};

type TabEvent = Extract<EdgeEvent, { readonly tabId: number }>;

const answered = (state: PanelState, tab: Tab, event: TabEvent): Step => {
  switch (event.type) {
    case 'read/ok':
      return readDone(state, tab, event.ticket, event.answer);
    case 'read/failed':
      return readFailed(state, tab, event.ticket, event.error);
    case 'targets/ok':
      return insertion.targetsFound(state, tab, event.targets);
    case 'targets/failed':
      return step(putTab(state, { ...tab, targets: [], targetId: null }));
    case 'insert/ok':
      return insertion.insertAnswered(state, tab, event.ticket, event.answer);
    case 'insert/failed':
      return insertion.insertFailed(state, tab, event.ticket, event.error);
    case 'undo/ok':
      return insertion.undone(state, tab, event.ticket, event.answer);
    case 'undo/failed':
      return insertion.undoFailed(state, tab, event.ticket, event.error);
    case 'locate/failed':
    case 'copy/failed':
      return step(putTab(state, { ...tab, notice: event.error }));
    case 'copy/ok':
      return step(putTab(state, { ...tab, copied: true }));
    case 'copy/faded':
      return step(putTab(state, { ...tab, copied: false }));
  }
};

export const reduce = (state: PanelState, event: PanelEvent): Step =>
  event.type.startsWith('user/') ? acted(state, event as UserAction) : reported(state, event as EdgeEvent);
