/**
 * Has the chart got something new since it was read: a note, a result, an order? Whenever words of some length were drawn
 * outside of clocks, notices and editors, the page is read again as it stands, quietly and seldom, and compared with the
 * record. What the physician is told must be true, so a doubtful difference (a counter, another view) is passed over.
 */
import type { Fact } from '../record/schema.ts';
import { observePage } from './dom/observe.ts';
import { isElement } from './dom/realm.ts';
import { plain } from './dom/text.ts';
import { slicer } from './dom/wait.ts';
import { Gathering } from './gathering.ts';
import { glance } from './generic/glance.ts';
import { pickAdapter } from './pick.ts';
import { applyRules } from './rules.ts';
import { findTab, isSelected } from './tabs.ts';
import type { Adapter } from './types.ts';

/** Quiet before a look, the least time between two looks, and the longest (ms): each look that finds nothing doubles it. */
const QUIET_MS = 700;
const LEAST_MS = 2000;
const MOST_MS = 30_000;

/** Drawn words there are no entries of a chart: notices, clocks, menus, what is being written, what we draw ourselves. */
const NOT_CHARTED =
  '[contenteditable]:not([contenteditable="false"]), textarea, select, script, style, time, nav, [aria-live]:not([aria-live="off"]), [aria-busy="true"], [role="status"], [role="alert"], [role="alertdialog"], [role="log"], [role="timer"], [role="marquee"], [role="progressbar"], [role="tooltip"], [role="menu"], [role="listbox"], [data-epicrisis-style], [data-epicrisis-picker]';

/** Words that could be an entry: three letters in a row, more than a clock or a counter has. */
const hasWords = (text: string | null): boolean => /\p{L}{3}/u.test(text ?? '');

const isNews = ({ type, target, addedNodes }: MutationRecord): boolean => {
  const at = isElement(target) ? target : target.parentElement;
  if (at?.closest(NOT_CHARTED)) return false;
  if (type === 'characterData') return hasWords((target as Text).data);
  for (const node of addedNodes)
    if (hasWords(node.textContent) && !(isElement(node) && node.matches(NOT_CHARTED))) return true;
  return false;
};
/** Of a page that never rests, so many changes are looked at one by one. */
const MANY = 300;

/** «hace 5 min», «10:42»: says when the page was drawn rather than what is charted. */
const RELATIVE =
  /\bhace \d+ \p{L}+|\b\d{1,2} \d{2}( \d{2})? ?(h|hrs|horas)?\b|\b\d+ (min|minutos?|seg|segundos?)\b/gu;
/** The section of a fact's label, without the entry's number or date. */
const sectionOf = (label: string): string => plain(label.replace(/, (fila )?\d+.*$/, ''));
const LONG_LINE = 6;

interface Entry {
  readonly keys: readonly string[];
  readonly section: string;
}

/** A note may be drawn with a line more (a counter, «guardado»): it is told by its own long lines. */
const entryOf = (fact: Fact): Entry => {
  const label = fact.source.type === 'page' ? fact.source.label : '';
  const key = (text: string): string => plain(text).replace(RELATIVE, '').replace(/ +/g, ' ').trim();
  const lines = fact.kind === 'note' ? fact.text.split('\n').map(key) : [];
  const keys =
    fact.kind === 'note'
      ? lines.filter((line) => line.split(' ').filter((w) => /\p{L}{2}/u.test(w)).length >= LONG_LINE)
      : [`${key(fact.text)}|${fact.code ?? ''}`];
  return { keys, section: sectionOf(label) };
};

/** The page's entries as it shows them now, by the adapter that knows it or by their looks. */
const shownNow = async (
  doc: Document,
  adapters: readonly Adapter[],
  byAdapter: boolean,
  signal: AbortSignal,
): Promise<Entry[]> => {
  const gathering = new Gathering();
  const breathe = slicer();
  const adapter = byAdapter ? pickAdapter(doc, adapters, doc.URL) : null;
  if (adapter) {
    const tab = adapter.tabs.find((one) => {
      const el = findTab(doc, one);
      return el !== null && isSelected(el);
    });
    const take = (_: unknown, found: Parameters<Gathering['add']>[0]): void => void gathering.add(found);
    await applyRules(doc, adapter, tab?.words.split('|')[0], take, () => undefined, breathe);
  } else {
    for (const found of await glance(doc, signal, breathe)) {
      await breathe();
      gathering.add(found);
    }
  }
  return gathering.finish(undefined).facts.map(entryOf);
};

export interface News {
  /** What is drawn from now until the page rests was caused by us: it is known. */
  readonly ours: () => void;
}

/**
 * Calls `onNews` once, when the page shows an entry that the record has not. One observer and one timer, gone with the
 * signal.
 * @param record its facts as read from this page, and whether an adapter read them
 * @param still does the page show the record's patient?
 */
export const watchNews = (
  doc: Document,
  adapters: readonly Adapter[],
  { facts, byAdapter }: { readonly facts: readonly Fact[]; readonly byAdapter: boolean },
  still: () => boolean,
  signal: AbortSignal,
  onNews: () => void,
): News => {
  const entries = facts.map(entryOf);
  const known = new Set(entries.flatMap(({ keys }) => keys));
  const sections = new Set(entries.map(({ section }) => section));
  const watching = new AbortController();
  const ended = AbortSignal.any([signal, watching.signal]);
  let view: ReadonlySet<string> = known;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let again = false;
  let absorb = false;
  let pause = LEAST_MS;
  let last = performance.now();

  /** The same view as at the last look, or a section that the record has: only there is an entry new. */
  const isNewEntry = ({ keys, section }: Entry, sameView: boolean): boolean =>
    keys.some((key) => !known.has(key)) && (sameView || sections.has(section));

  const look = async (): Promise<void> => {
    timer = undefined;
    looking = true;
    again = false;
    const shown = await shownNow(doc, adapters, byAdapter, ended);
    looking = false;
    last = performance.now();
    if (ended.aborted || !still()) return;
    const now = new Set(shown.flatMap(({ keys }) => keys));
    const kept = [...now].filter((key) => view.has(key)).length;
    const sameView = kept > 0 && kept * 2 >= Math.min(view.size, now.size);
    const met = !absorb && shown.some((entry) => isNewEntry(entry, sameView));
    for (const key of now) known.add(key);
    view = now;
    absorb = false;
    if (met) {
      watching.abort();
      onNews();
      return;
    }
    pause = Math.min(MOST_MS, pause * 2);
    if (again) later();
  };
  const later = (): void => {
    again = true;
    if (looking) return;
    clearTimeout(timer);
    const wait = Math.max(QUIET_MS, last + pause - performance.now());
    timer = setTimeout(() => void look(), wait);
  };
  /** Where the page never falls quiet, the wait is not begun anew for ever. */
  let waitingSince: number | null = null;
  observePage(doc, { signal: ended }, (records) => {
    if (!(records.length > MANY || records.some(isNews))) return;
    const now = performance.now();
    if (timer !== undefined && waitingSince !== null && now - waitingSince > LEAST_MS) return;
    if (timer === undefined) waitingSince = now;
    later();
  });
  ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return {
    ours: () => {
      absorb = true;
      if (!ended.aborted) later();
    },
  };
};
