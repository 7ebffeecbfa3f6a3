/**
 * The fields of a page, those in tabs that are not open among them: such a field's id carries the words of its tab, so that
 * writing opens it first.
 */
import type { TargetInfo } from '../../shared/messages.ts';
import { deepAll } from '../dom/query.ts';
import { matchesWords, plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { pickAdapter } from '../pick.ts';
import { findTab, isSafeToClick, isSelected, keepingPlace, openTab, type TabSpec, tabText } from '../tabs.ts';
import type { Adapter } from '../types.ts';
import { keepDrafts, restoreDrafts } from './drafts.ts';
import { type Target, targetsNow } from './targets.ts';

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
  const here = targetsNow(doc, adapter).map((t) => t.info);
  const open = openNow(doc, adapter);
  const tabs = writingTabs(doc, adapter).filter((t) => !(open && matchesWords(open.words, t.words)));
  if (tabs.length === 0 || (here.some((t) => t.preferred) && adapter !== null)) return here;
  const found = [...here];
  await leavingNoTrace(doc, adapter, async () => {
    for (const tab of tabs) {
      if (signal?.aborted || !(await openTab(doc, tab, signal))) continue;
      for (const { info } of targetsNow(doc, adapter)) {
        if (!found.some((f) => f.id === info.id)) found.push({ ...info, id: inTab(info.id, tab) });
      }
    }
  });
  const best = found.findLast((t) => t.preferred);
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
