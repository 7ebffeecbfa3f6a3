/** Putting the text into the page: which field, the question when it is not empty, and the way back. */
import type { InsertAnswer, InsertMode, TargetInfo } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { textForTarget } from '../text.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { canInsert, shownVersion, type Tab, versionText } from './tab.ts';

const choose = (targets: readonly TargetInfo[], present: string | null): string | null => {
  const usable = targets.filter((target) => !target.readOnly);
  const kept = targets.find((target) => target.id === present);
  return (kept ?? usable.find((target) => target.preferred) ?? usable[0] ?? targets[0])?.id ?? null;
};

/** Fields as the page shows them now, the preferred one first. */
export const targetsFound = (state: PanelState, tab: Tab, found: readonly TargetInfo[]): Step => {
  const targets = [...found].sort((a, b) => Number(b.preferred) - Number(a.preferred));
  return step(putTab(state, { ...tab, targets, targetId: choose(targets, tab.targetId) }));
};

export const findTargets = (state: PanelState, tab: Tab): Step =>
  tab.chart === null || tab.stale !== null
    ? step(state)
    : step(putTab(state, { ...tab, notice: null }), {
        do: 'targets',
        tabId: tab.tabId,
        binding: tab.chart.binding,
      });

interface Asked {
  readonly targetId: string;
  readonly text: string;
  readonly mode: InsertMode;
  readonly confirmed: boolean;
}

const ask = (before: PanelState, tab: Tab, { targetId, text, mode, confirmed }: Asked): Step => {
  if (tab.chart === null) return step(before);
  const ticket = before.counter + 1;
  const asking: Tab = { ...tab, notice: null, insertion: { step: 'asking', ticket, targetId, text } };
  const { binding } = tab.chart;
  return step(putTab({ ...before, counter: ticket }, asking), {
    do: 'insert',
    tabId: tab.tabId,
    ticket,
    binding,
    targetId,
    text,
    mode,
    confirmed,
  });
};

/** First try: an empty field takes the text, one that is not answers with what it holds. */
export const insert = (state: PanelState, tab: Tab): Step => {
  const version = shownVersion(tab);
  if (version === null || !canInsert(tab)) return step(state);
  const target = tab.targets.find((one) => one.id === tab.targetId);
  if (target === undefined) return step(putTab(state, { ...tab, notice: { code: 'E_NO_FIELD' } }));
  return ask(state, tab, {
    targetId: target.id,
    text: textForTarget(version, target),
    mode: 'replace',
    confirmed: false,
  });
};

export const confirm = (state: PanelState, tab: Tab, mode: InsertMode): Step => {
  if (tab.insertion.step !== 'confirm' || tab.stale !== null) return step(state);
  const { targetId, text } = tab.insertion;
  return ask(state, tab, { targetId, text, mode, confirmed: true });
};

export const cancel = (state: PanelState, tab: Tab): Step =>
  tab.insertion.step === 'confirm'
    ? step(putTab(state, { ...tab, insertion: { step: 'none' } }))
    : step(state);

const awaits = (tab: Tab, kind: 'asking' | 'undoing', ticket: number): boolean =>
  tab.insertion.step === kind && tab.insertion.ticket === ticket;

export const insertAnswered = (state: PanelState, tab: Tab, ticket: number, answer: InsertAnswer): Step => {
  if (tab.insertion.step !== 'asking' || tab.insertion.ticket !== ticket) return step(state);
  const { targetId, text } = tab.insertion;
  if (answer.state === 'inserted') {
    return step(putTab(state, { ...tab, insertion: { step: 'inserted', targetId } }));
  }
  if (tab.stale !== null) return step(putTab(state, { ...tab, insertion: { step: 'none' } }));
  return step(
    putTab(state, { ...tab, insertion: { step: 'confirm', targetId, text, current: answer.current } }),
  );
};

/** Nothing was written. A change of patient is a fact about the tab; a field that went away is looked for again. */
export const insertFailed = (state: PanelState, tab: Tab, ticket: number, error: AppError): Step => {
  if (!awaits(tab, 'asking', ticket)) return step(state);
  const back: Tab = { ...tab, insertion: { step: 'none' } };
  if (error.code === 'E_PATIENT_CHANGED') return step(putTab(state, { ...back, stale: 'patient' }));
  if (error.code === 'E_PAGE_CHANGED') return step(putTab(state, { ...back, stale: 'navigated' }));
  const told = { ...back, notice: error };
  if (error.code !== 'E_FIELD_GONE') return step(putTab(state, told));
  return andThen(findTargets(state, { ...told, targetId: null }), (now) => step(putTab(now, told)));
};

export const undo = (before: PanelState, tab: Tab): Step => {
  if (tab.insertion.step !== 'inserted' || tab.chart === null) return step(before);
  const ticket = before.counter + 1;
  const { targetId } = tab.insertion;
  const undoing: Tab = { ...tab, notice: null, insertion: { step: 'undoing', ticket, targetId } };
  const { binding } = tab.chart;
  return step(putTab({ ...before, counter: ticket }, undoing), {
    do: 'undo',
    tabId: tab.tabId,
    ticket,
    binding,
  });
};

export const undone = (state: PanelState, tab: Tab, ticket: number): Step =>
  awaits(tab, 'undoing', ticket)
    ? step(putTab(state, { ...tab, insertion: { step: 'undone' } }))
    : step(state);

/** What cannot be undone any more is not offered again; anything else leaves the way back open. */
export const undoFailed = (state: PanelState, tab: Tab, ticket: number, error: AppError): Step => {
  if (tab.insertion.step !== 'undoing' || tab.insertion.ticket !== ticket) return step(state);
  const { targetId } = tab.insertion;
  const gone = error.code === 'E_NOTHING_TO_UNDO' || error.code === 'E_FIELD_GONE';
  return step(
    putTab(state, {
      ...tab,
      notice: error,
      insertion: gone ? { step: 'none' } : { step: 'inserted', targetId },
    }),
  );
};

export const copy = (state: PanelState, tab: Tab): Step => {
  const version = shownVersion(tab);
  return version === null
    ? step(state)
    : step(putTab(state, { ...tab, notice: null }), {
        do: 'copy',
        tabId: tab.tabId,
        text: versionText(version),
      });
};
