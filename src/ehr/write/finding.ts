/**
 * The fields of a page, those in tabs and forms that are not open among them: a field's id carries the words of its tab, so
 * that writing opens it first; an adapter names the button of a form.
 */
import type { TargetInfo } from '../../shared/messages.ts';
import { deepAll } from '../dom/query.ts';
import { matchesWords, plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { pickAdapter } from '../pick.ts';
import { findTab, isSafeToClick, isSelected, keepingPlace, openTab, type TabSpec, tabText } from '../tabs.ts';
import type { Adapter } from '../types.ts';
import { keepDrafts, restoreDrafts } from './drafts.ts';
import { openerOf, openerWords, openField } from './opening.ts';
import { adapterTargetId, type Target, targetsNow } from './targets.ts';

const TABS =
  '[role="tab"], .nav-tabs a, .nav-tabs button, .tabs a, .tabs button, [data-toggle="tab"], [data-bs-toggle="tab"]';
const WRITING_TAB = /\b(epicrisis|alta|egreso|discharge|resumen|summary)\b/;

/** Tabs that may hold the field for the epicrisis: the adapter's, else by their words. */
const writingTabs = (doc: Document, adapter: Adapter | null): TabSpec[] => {
  const named = [...new Set((adapter?.write ?? []).flatMap((w) => (w.tab === undefined ? [] : [w.tab])))];
  if (named.length > 0)
    return named.map((words) => adapter?.tabs.find((t) => matchesWords(words, t.words)) ?? { words });
  return deepAll(doc, TABS)
    .filter((el) => WRITING_TAB.test(plain(tabText(el))) && isVisible(el) && isSafeToClick(el))
    .map((el) => ({ words: tabText(el) }));
};

export const openNow = (doc: Document, adapter: Adapter | null): TabSpec | null => {
  const known = adapter?.tabs.find((t) => {
    const el = findTab(doc, t);
    return el !== null && isSelected(el);
  });
  if (known) return known;
  const el = deepAll(doc, TABS).find((t) => isSelected(t) && isVisible(t));
  return el ? { words: tabText(el) } : null;
};

const TAB_MARK = '@';

const inTab = (id: string, tab: TabSpec): string => `${id}${TAB_MARK}${tab.words}`.slice(0, 300);

/** Runs `work`, which opens tabs, and puts tab, scroll and the physician's half-written texts back as they were. */
export const leavingNoTrace = <T>(
  doc: Document,
  adapter: Adapter | null,
  work: () => Promise<T>,
): Promise<T> => {
  const drafts = keepDrafts(doc, adapter);
  return keepingPlace(doc, openNow(doc, adapter), work).finally(() => restoreDrafts(doc, adapter, drafts));
};

/** Fields that are not on screen, but whose button is. */
const behindButtons = (doc: Document, adapter: Adapter | null, shown: readonly TargetInfo[]): TargetInfo[] =>
  (adapter?.write ?? []).flatMap((target) => {
    const id = adapterTargetId(target);
    const button = shown.some((one) => one.id === id) ? null : openerOf(doc, target);
    if (!button) return [];
    const { label, preferred, section } = target;
    // What it is made of shows when it is open; most are of several lines.
    const info = { id, label, kind: 'textarea', readOnly: false, empty: true, preferred } as const;
    return [{ ...info, opens: openerWords(button, target), ...(section === undefined ? {} : { section }) }];
  });

const fieldsNow = (doc: Document, adapter: Adapter | null): TargetInfo[] => {
  const shown = targetsNow(doc, adapter).map(({ info }) => info);
  return [...shown, ...behindButtons(doc, adapter, shown)];
};

/**
 * The fields that text can go into. When none on screen is the one for the whole document, the tabs that may hold it are
 * opened to look, and the page put back as it was.
 */
export const findTargets = async (
  doc: Document,
  adapters: readonly Adapter[],
  signal?: AbortSignal,
): Promise<TargetInfo[]> => {
  const adapter = pickAdapter(doc, adapters, doc.URL);
  const here = fieldsNow(doc, adapter);
  const open = openNow(doc, adapter);
  const tabs = writingTabs(doc, adapter).filter((t) => !(open && matchesWords(open.words, t.words)));
  if (tabs.length === 0 || (here.some((t) => t.preferred) && adapter !== null)) return here;
  const found = [...here];
  await leavingNoTrace(doc, adapter, async () => {
    for (const tab of tabs) {
      if (signal?.aborted || !(await openTab(doc, tab, signal))) continue;
      for (const info of fieldsNow(doc, adapter)) {
        if (!found.some((f) => f.id === info.id)) found.push({ ...info, id: inTab(info.id, tab) });
      }
    }
  });
  // A field that is there before one that must be opened.
  const best = found.findLast((t) => t.preferred && !t.opens) ?? found.findLast((t) => t.preferred);
  return found.map((t) => ({ ...t, preferred: t === best }));
};

/** The field with this id as the page stands, its tab opened where it is in one; null: not there any more. */
export const findTarget = async (
  doc: Document,
  adapters: readonly Adapter[],
  targetId: string,
  signal?: AbortSignal,
): Promise<Target | null> => {
  const [id, ...rest] = targetId.split(TAB_MARK);
  const adapter = pickAdapter(doc, adapters, doc.URL);
  const now = targetsNow(doc, adapter).find((t) => t.info.id === id);
  if (now) return now;
  const words = rest.join(TAB_MARK);
  const tab =
    words === '' ? undefined : (adapter?.tabs.find((t) => matchesWords(words, t.words)) ?? { words });
  if (!tab || !(await openTab(doc, tab, signal))) return null;
  return targetsNow(doc, adapter).find((t) => t.info.id === id) ?? null;
};

export interface Reached {
  readonly target: Target | null;
  /** The words of the button that was pressed to show it. */
  readonly opened?: string;
  /** The label of a field whose button is not there, must not be pressed, or showed nothing. */
  readonly closed?: string;
}

/** The field with this id, its tab opened, and its form by the button that the adapter names. */
export const reachTarget = async (
  doc: Document,
  adapters: readonly Adapter[],
  targetId: string,
  signal?: AbortSignal,
): Promise<Reached> => {
  const target = await findTarget(doc, adapters, targetId, signal);
  if (target) return { target };
  const adapter = pickAdapter(doc, adapters, doc.URL);
  const [id] = targetId.split(TAB_MARK);
  const known = adapter?.write.find((one) => adapterTargetId(one) === id);
  if (known?.open === undefined) return { target: null };
  const pressed = await openField(doc, known, signal);
  if (pressed === null) return { target: null, closed: known.label };
  return { target: targetsNow(doc, adapter).find((t) => t.info.id === id) ?? null, opened: pressed.words };
};
