/** Forms, versions and the physician's own edits. */
import type { Fix, Form } from '../../epicrisis/types.ts';
import { dropUnfinished, formOf, nextSeed, startJob, stopJob } from './job.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { isBusy, shownVersion, type Tab, type Version, versionText, withVersion } from './tab.ts';

const free = (tab: Tab): boolean => tab.chart !== null && tab.stale === null && !isBusy(tab);

/** Another wording of the same facts. */
export const regenerate = (state: PanelState, tab: Tab): Step =>
  free(tab) ? startJob(state, tab, { seed: nextSeed(tab, formOf(state, tab)) }) : step(state);

/** The same without a model: always at hand when a model fails. */
export const useTemplate = (state: PanelState, tab: Tab): Step =>
  free(tab) ? startJob(state, tab, { model: 'template', seed: 0 }) : step(state);

/** A form that was already written is shown again; one that was not is written. A running job starts over in it. */
export const chooseForm = (state: PanelState, tab: Tab, form: Form): Step => {
  if (state.locked.includes('form') || formOf(state, tab) === form) return step(state);
  const chosen: Tab = { ...tab, form, editing: false };
  if (tab.job !== null) {
    return andThen(stopJob(state, chosen), (now) => startJob(now, dropUnfinished(chosen), { seed: 0 }));
  }
  if (!free(tab) || tab.versions.length === 0) return step(putTab(state, chosen));
  const shown = tab.versions.findLastIndex((v) => v.form === form && v.record === tab.chart?.record);
  return shown < 0
    ? startJob(state, chosen, { seed: 0 })
    : step(putTab(state, { ...chosen, shown, insertion: { step: 'none' } }));
};

/** Shows an earlier or later version; the form switch follows it. */
export const showVersion = (state: PanelState, tab: Tab, index: number): Step => {
  const version = tab.versions[index];
  if (version === undefined || tab.job !== null || index === tab.shown) return step(state);
  const form = state.locked.includes('form') ? tab.form : version.form;
  return step(putTab(state, { ...tab, shown: index, form, editing: false, insertion: { step: 'none' } }));
};

export const setEditing = (state: PanelState, tab: Tab, on: boolean): Step =>
  on && (!free(tab) || shownVersion(tab) === null)
    ? step(state)
    : step(putTab(state, { ...tab, editing: on }));

const changeShown = (
  state: PanelState,
  tab: Tab,
  edited: string | null,
  corrected: readonly (string | null)[] = [],
): Step => {
  const version = shownVersion(tab);
  if (version === null || tab.job !== null) return step(state);
  return step(
    putTab(
      state,
      withVersion(tab, version.jobId, (v) => ({ ...v, edited, corrected })),
    ),
  );
};

/** The same text as was written counts as untouched. */
const asEdit = (version: Version, text: string): string | null =>
  text === versionText({ ...version, edited: null }) ? null : text;

/** Text as typed. The same text as was written counts as untouched. */
export const edit = (state: PanelState, tab: Tab, text: string): Step => {
  const version = shownVersion(tab);
  if (version === null || !tab.editing) return step(state);
  return changeShown(state, tab, asEdit(version, text));
};

/** Carries out the edit that a finding offers, if the text is still the one that was checked; what it was is kept. */
export const correct = (state: PanelState, tab: Tab, fix: Fix, checked: string): Step => {
  const version = shownVersion(tab);
  if (version === null || !free(tab) || versionText(version) !== checked || fix.end > checked.length)
    return step(state);
  const text = checked.slice(0, fix.start) + fix.text + checked.slice(fix.end);
  return changeShown(state, tab, asEdit(version, text), [...(version.corrected ?? []), version.edited]);
};

/** The text as it was before the latest correction. */
export const uncorrect = (state: PanelState, tab: Tab): Step => {
  const before = shownVersion(tab)?.corrected?.at(-1);
  return before === undefined
    ? step(state)
    : changeShown(state, tab, before, shownVersion(tab)?.corrected?.slice(0, -1));
};

export const revert = (state: PanelState, tab: Tab): Step => changeShown(state, tab, null);
