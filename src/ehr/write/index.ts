/**
 * Text back into the EHR: which fields there are, putting text in, taking it back. Verified by reading the field after two
 * frames, written again once when the page changed it; never submits; undone exactly.
 */
import type { InsertMode, TargetInfo } from '../../shared/messages.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { deepAll } from '../dom/query.ts';
import { matchesWords, plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { twoFrames } from '../dom/wait.ts';
import { pickAdapter } from '../pick.ts';
import { findTab, isSafeToClick, isSelected, keepingPlace, openTab, type TabSpec, tabText } from '../tabs.ts';
import type { Adapter } from '../types.ts';
import { addFieldText, fieldText, fitting, holds, isReadOnly, kindOf, setFieldText } from './field.ts';
import { type Target, targetsNow } from './targets.ts';

/** What `undoLast` needs. Holds the field itself: keep it in memory, it does not cross messages. */
export interface UndoToken {
  readonly targetId: string;
  readonly previous: string;
  /** The editor's own nodes before, for contenteditables: copies, never HTML text. */
  readonly nodes: readonly Node[] | null;
  readonly written: string;
  readonly el: HTMLElement;
  readonly find: () => Promise<HTMLElement | null>;
}
export type Inserted =
  | { readonly state: 'inserted'; readonly value: string; readonly undo: UndoToken }
  | { readonly state: 'confirm'; readonly current: string };

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

const openNow = (doc: Document, adapter: Adapter | null): TabSpec | null => {
  const known = adapter?.tabs.find((t) => {
    const el = findTab(doc, t);
    return el !== null && isSelected(el);
  });
  if (known) return known;
  const el = deepAll(doc, TABS).find((t) => isSelected(t) && isVisible(t));
  return el ? { words: tabText(el) } : null;
};

const TAB_MARK = '@';

/** Ids of fields in other tabs carry the tab's words, so that insertion opens it first. */
const inTab = (id: string, tab: TabSpec): string => `${id}${TAB_MARK}${tab.words}`.slice(0, 300);

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
  await keepingPlace(doc, open, async () => {
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

const findTarget = async (
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

const joined = (current: string, text: string): string =>
  current.trim() === '' || current.endsWith('\n') ? text : `\n${text}`;

/**
 * Puts text into a field. A field that holds text answers `confirm` until `confirmed`; then `replace` takes its place,
 * `append` adds a paragraph, `cursor` writes where the cursor stood. Errors: E_NO_FIELD (the page has no field at all),
 * E_FIELD_GONE, E_FIELD_READONLY, E_FIELD_REJECTED (the page did not keep the text; what it held before is put back).
 */
export const insertText = async (
  doc: Document,
  adapters: readonly Adapter[],
  targetId: string,
  text: string,
  mode: InsertMode,
  confirmed: boolean,
  signal?: AbortSignal,
): Promise<Result<Inserted>> => {
  const target = await findTarget(doc, adapters, targetId, signal);
  if (!target)
    return err(
      targetsNow(doc, pickAdapter(doc, adapters, doc.URL)).length === 0 ? 'E_NO_FIELD' : 'E_FIELD_GONE',
    );
  const { el } = target;
  const kind = kindOf(el);
  if (kind === null || isReadOnly(el)) return err('E_FIELD_READONLY');
  const previous = fieldText(el);
  if (previous.trim() !== '' && !confirmed) return ok({ state: 'confirm', current: previous });
  const nodes = kind === 'contenteditable' ? [...el.childNodes].map((n) => n.cloneNode(true)) : null;
  const added = fitting(kind, mode === 'append' ? joined(previous, text) : text);
  // Typing would cut it silently, and a script would slip past the limit that the server keeps.
  const limit = (el as HTMLTextAreaElement).maxLength ?? -1;
  const length = mode === 'replace' ? added.length : previous.length + added.length;
  if (limit > 0 && length > limit) return err('E_FIELD_REJECTED', { limit, length });
  if (mode === 'replace') setFieldText(el, added);
  else addFieldText(el, added, mode);
  // What the field should hold is what it held right after: a page that changes it does so a little later.
  const wanted = mode === 'replace' ? added : fieldText(el);
  const kept = async (): Promise<boolean> => {
    await twoFrames(doc);
    return el.isConnected && holds(kind, fieldText(el), wanted);
  };
  let good =
    (await kept()) && (mode === 'replace' || fieldText(el).includes(added.trim().split('\n')[0] ?? ''));
  if (!good && el.isConnected) {
    setFieldText(el, wanted);
    good = await kept();
  }
  if (!good) {
    if (el.isConnected) restore({ el, previous, nodes });
    return err(el.isConnected ? 'E_FIELD_REJECTED' : 'E_FIELD_GONE');
  }
  const value = fieldText(el);
  const find = async (): Promise<HTMLElement | null> =>
    el.isConnected ? el : ((await findTarget(doc, adapters, targetId))?.el ?? null);
  return ok({ state: 'inserted', value, undo: { targetId, previous, nodes, written: value, el, find } });
};

/** Editors that keep a model of their own: nodes put into their DOM behind their back would be thrown out. */
const OWN_MODEL =
  '.ck-editor__editable, .ProseMirror, .ql-editor, .mce-content-body, [data-lexical-editor], [data-slate-editor]';

const restore = ({ el, previous, nodes }: Pick<UndoToken, 'el' | 'previous' | 'nodes'>): void => {
  setFieldText(el, previous);
  if (!nodes || el.matches(OWN_MODEL)) return;
  // Bold words, lists and the like come back as they were, not as plain text.
  if (nodes.length === el.childNodes.length && nodes.every((n, i) => n.isEqualNode(el.childNodes[i] ?? null)))
    return;
  el.replaceChildren(...nodes.map((n) => n.cloneNode(true)));
  const view = el.ownerDocument.defaultView;
  if (view) el.dispatchEvent(new view.InputEvent('input', { bubbles: true, composed: true }));
};

/** Puts back what the field held before the insertion. E_NOTHING_TO_UNDO, E_FIELD_GONE, E_FIELD_READONLY, E_FIELD_REJECTED. */
export const undoLast = async (doc: Document, undo: UndoToken | null): Promise<Result<{ value: string }>> => {
  if (!undo) return err('E_NOTHING_TO_UNDO');
  const el = await undo.find();
  if (!el) return err('E_FIELD_GONE');
  const kind = kindOf(el);
  if (kind === null || isReadOnly(el)) return err('E_FIELD_READONLY');
  restore({ el, previous: undo.previous, nodes: undo.nodes });
  await twoFrames(doc);
  const value = fieldText(el);
  return holds(kind, value, undo.previous) ? ok({ value }) : err('E_FIELD_REJECTED');
};
