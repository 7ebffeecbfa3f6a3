/** Putting the text into the page: into one field or each section into its own, the question before, and the way back. */
import type { SectionId } from '../../epicrisis/types.ts';
import type {
  FieldProblem,
  InsertAnswer,
  InsertEntry,
  InsertMode,
  TargetInfo,
  UndoAnswer,
} from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { entriesOf, mapSections, sectionsOf } from '../mapping.ts';
import { textForTarget } from '../text.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { canInsert, shownVersion, type Tab, versionText, type Way } from './tab.ts';

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

/** The sections of the text on screen with their fields. */
export const mappingOf = (tab: Tab): ReturnType<typeof mapSections> => {
  const version = shownVersion(tab);
  return version === null ? [] : mapSections(version, tab.targets, tab.chosen);
};

/** Can the text on screen go section by section? Running text has none; a page without a second field has no use for it. */
export const canBySections = (tab: Tab): boolean => {
  const version = shownVersion(tab);
  return version !== null && tab.targets.length > 1 && sectionsOf(version).length > 1;
};

/** As chosen; by itself section by section only where the page has fields for sections and none for the whole. */
export const wayOf = (tab: Tab): Way => {
  if (!canBySections(tab)) return 'whole';
  if (tab.way !== null) return tab.way;
  const whole = tab.targets.some(
    (target) => target.preferred && target.section === undefined && !target.about,
  );
  return !whole && mappingOf(tab).filter(({ targetId }) => targetId !== null).length > 1
    ? 'sections'
    : 'whole';
};

export const chooseWay = (state: PanelState, tab: Tab, way: Way): Step =>
  step(putTab(state, { ...tab, way }));

const send = (
  before: PanelState,
  tab: Tab,
  entries: readonly InsertEntry[],
  ask: 'always' | 'filled' | 'never',
  insertion: (ticket: number) => Tab['insertion'],
): Step => {
  if (tab.chart === null) return step(before);
  const ticket = before.counter + 1;
  const asking: Tab = { ...tab, notice: null, insertion: insertion(ticket) };
  return step(putTab({ ...before, counter: ticket }, asking), {
    do: 'insert',
    tabId: tab.tabId,
    ticket,
    binding: tab.chart.binding,
    entries,
    ask,
  });
};

/** First try. One empty field takes the text at once; a filled one, and sections always, are shown before. */
export const insert = (state: PanelState, tab: Tab): Step => {
  const version = shownVersion(tab);
  if (version === null || !canInsert(tab)) return step(state);
  const way = wayOf(tab);
  if (way === 'sections') return look(state, tab);
  const target = tab.targets.find((one) => one.id === tab.targetId);
  if (target === undefined) return step(putTab(state, { ...tab, notice: { code: 'E_NO_FIELD' } }));
  const entries: InsertEntry[] = [
    { targetId: target.id, text: textForTarget(version, target), mode: 'replace' },
  ];
  return send(state, tab, entries, 'filled', (ticket) => ({ step: 'asking', ticket, way, entries }));
};

/** Asks what the fields of the present mapping hold; the sheet opens at once and fills when the answer is here. */
const look = (state: PanelState, tab: Tab): Step => {
  const entries = entriesOf(mappingOf(tab));
  const fields = tab.insertion.step === 'confirm' ? tab.insertion.fields : [];
  const modes = tab.insertion.step === 'confirm' ? tab.insertion.modes : {};
  const sheet = { step: 'confirm', way: 'sections', entries, fields, modes } as const;
  if (entries.length === 0) return step(putTab(state, { ...tab, insertion: { ...sheet, ticket: null } }));
  return send(state, tab, entries, 'always', (ticket) => ({ ...sheet, ticket }));
};

/** Another field for a section, or none. */
export const assign = (state: PanelState, tab: Tab, section: SectionId, targetId: string | null): Step => {
  if (tab.insertion.step !== 'confirm' || tab.stale !== null) return step(state);
  return look(state, { ...tab, chosen: { ...tab.chosen, [section]: targetId } });
};

export const setMode = (state: PanelState, tab: Tab, targetId: string, mode: InsertMode | 'skip'): Step => {
  const { insertion } = tab;
  if (insertion.step !== 'confirm') return step(state);
  const modes = { ...insertion.modes, [targetId]: mode };
  return step(putTab(state, { ...tab, insertion: { ...insertion, modes } }));
};

/** What would be written as the sheet stands: without the fields that are left alone or cannot take their text. */
export const toWrite = (insertion: Extract<Tab['insertion'], { step: 'confirm' }>): InsertEntry[] =>
  insertion.entries.flatMap((entry) => {
    const mode = insertion.modes[entry.targetId] ?? 'replace';
    const now = insertion.fields.find(({ targetId }) => targetId === entry.targetId);
    return mode === 'skip' || now?.problem ? [] : [{ ...entry, mode }];
  });

/** The physician has seen it. `mode`: for the one field of a whole text; sections have each their own. */
export const confirm = (state: PanelState, tab: Tab, mode?: InsertMode): Step => {
  const { insertion } = tab;
  if (insertion.step !== 'confirm' || insertion.ticket !== null || tab.stale !== null) return step(state);
  const entries =
    mode === undefined ? toWrite(insertion) : insertion.entries.map((entry) => ({ ...entry, mode }));
  if (entries.length === 0) return step(state);
  const { way } = insertion;
  return send(state, tab, entries, 'never', (ticket) => ({ step: 'asking', ticket, way, entries }));
};

export const cancel = (state: PanelState, tab: Tab): Step =>
  tab.insertion.step === 'confirm'
    ? step(putTab(state, { ...tab, insertion: { step: 'none' } }))
    : step(state);

const awaits = (tab: Tab, ticket: number): boolean => {
  const { insertion } = tab;
  return (insertion.step === 'asking' || insertion.step === 'confirm') && insertion.ticket === ticket;
};

export const insertAnswered = (state: PanelState, tab: Tab, ticket: number, answer: InsertAnswer): Step => {
  const { insertion } = tab;
  if (!awaits(tab, ticket) || (insertion.step !== 'asking' && insertion.step !== 'confirm'))
    return step(state);
  if (answer.state === 'refused') return failed(state, tab, answer.problems);
  if (answer.state === 'written') return written(state, tab, answer);
  if (tab.stale !== null) return step(putTab(state, { ...tab, insertion: { step: 'none' } }));
  const { way, entries } = insertion;
  const modes = insertion.step === 'confirm' ? insertion.modes : {};
  const shown = { step: 'confirm', ticket: null, way, entries, fields: answer.fields, modes } as const;
  return step(putTab(state, { ...tab, insertion: shown }));
};

type Written = Extract<InsertAnswer, { state: 'written' }>;

/** What was written can be taken back; what was not is named. */
const written = (
  state: PanelState,
  tab: Tab,
  { written, failed: problems, stopped, heldBack, opened }: Written,
): Step => {
  if (written.length === 0 && !stopped) return failed(state, tab, problems);
  const way = tab.insertion.step === 'asking' ? tab.insertion.way : 'whole';
  const asked =
    tab.insertion.step === 'asking' ? tab.insertion.entries.map(({ targetId }) => targetId) : written;
  const untried = asked.filter(
    (id) => !written.includes(id) && !problems.some(({ targetId }) => targetId === id),
  );
  const left = stopped ? untried.map((targetId) => ({ targetId, error: stopped })) : [];
  const all = [...problems, ...left];
  const insertion = { step: 'inserted', way, written, failed: all, heldBack, opened } as const;
  return step(putTab(state, { ...tab, ...staleBy(tab, stopped), insertion }));
};

/** That another patient is shown says more than that the page has changed. */
const staleBy = (tab: Tab, error: AppError | undefined): Pick<Tab, 'stale'> | Record<string, never> => {
  if (error?.code === 'E_PATIENT_CHANGED') return { stale: 'patient' };
  if (tab.stale === 'patient') return {};
  return error?.code === 'E_PAGE_CHANGED' ? { stale: 'navigated' } : {};
};

const failed = (state: PanelState, tab: Tab, problems: readonly FieldProblem[]): Step => {
  const error = problems[0]?.error as AppError | undefined;
  return gaveUp(state, tab, error ?? { code: 'E_FIELD_REJECTED' });
};

/** Nothing was written. A change of patient is a fact about the tab; a field that went away is looked for again. */
const gaveUp = (state: PanelState, tab: Tab, error: AppError): Step => {
  const back: Tab = { ...tab, insertion: { step: 'none' } };
  if (error.code === 'E_PATIENT_CHANGED' || error.code === 'E_PAGE_CHANGED')
    return step(putTab(state, { ...back, ...staleBy(tab, error) }));
  const told = { ...back, notice: error };
  if (error.code !== 'E_FIELD_GONE') return step(putTab(state, told));
  return andThen(findTargets(state, { ...told, targetId: null }), (now) => step(putTab(now, told)));
};

export const insertFailed = (state: PanelState, tab: Tab, ticket: number, error: AppError): Step =>
  awaits(tab, ticket) ? gaveUp(state, tab, error) : step(state);

export const undo = (before: PanelState, tab: Tab): Step => {
  const { insertion } = tab;
  if (insertion.step !== 'inserted' || insertion.written.length === 0 || tab.chart === null)
    return step(before);
  const ticket = before.counter + 1;
  const undoing: Tab = { ...tab, notice: null, insertion: { ...insertion, step: 'undoing', ticket } };
  return step(putTab({ ...before, counter: ticket }, undoing), {
    do: 'undo',
    tabId: tab.tabId,
    ticket,
    binding: tab.chart.binding,
  });
};

/** Fields that could not be put back stay written, and can be tried again. */
export const undone = (state: PanelState, tab: Tab, ticket: number, answer: UndoAnswer): Step => {
  const { insertion } = tab;
  if (insertion.step !== 'undoing' || insertion.ticket !== ticket) return step(state);
  const [first] = answer.failed;
  if (first === undefined) return step(putTab(state, { ...tab, insertion: { step: 'undone' } }));
  const left = answer.failed.map(({ targetId }) => targetId);
  return step(
    putTab(state, {
      ...tab,
      notice: first.error as AppError,
      insertion: { step: 'inserted', way: insertion.way, written: left, failed: [], heldBack: 0 },
    }),
  );
};

/** What cannot be undone any more is not offered again; anything else leaves the way back open. */
export const undoFailed = (state: PanelState, tab: Tab, ticket: number, error: AppError): Step => {
  const { insertion } = tab;
  if (insertion.step !== 'undoing' || insertion.ticket !== ticket) return step(state);
  const { ticket: _, ...was } = insertion;
  const gone = error.code === 'E_NOTHING_TO_UNDO' || error.code === 'E_FIELD_GONE';
  return step(
    putTab(state, {
      ...tab,
      notice: error,
      insertion: gone ? { step: 'none' } : { ...was, step: 'inserted' },
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
