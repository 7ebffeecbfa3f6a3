/** Reads a chart whose adapter is known: tab by tab, page by page, rule by rule. */
import { areasOf } from './adapter-reader/area.ts';
import { makeChoices } from './adapter-reader/choices.ts';
import { scrollBoxes, scrolledThrough } from './adapter-reader/scrolling.ts';
import { tablesOf } from './adapter-reader/tables.ts';
import { findLabelled } from './dom/label.ts';
import type { PageRef } from './dom/locator.ts';
import { deepAll, deepFirst } from './dom/query.ts';
import { shownText } from './dom/shown-text.ts';
import { isVisible } from './dom/visible.ts';
import { settled, slicer } from './dom/wait.ts';
import type { Found, Gathering } from './gathering.ts';
import { HEADER_KEYS, type HeaderValues } from './header.ts';
import { applyRule, applyRules, isForTab, ruleInFinding } from './rules.ts';
import {
  findTab,
  isSafeToClick,
  isSelected,
  keepingPlace,
  openTab,
  pagedBox,
  pagersOf,
  type TabSpec,
  toFirstPage,
  walkPages,
} from './tabs.ts';
import type { Adapter, ReadRule } from './types.ts';

/** The header values that the adapter names, from the page as it is now. */
export const readHeader = (
  doc: Document,
  adapter: Adapter,
  gathering: Pick<Gathering, 'charted'>,
  /** Those known already are not looked for. */
  known: HeaderValues = {},
): HeaderValues => {
  const values: HeaderValues = {};
  for (const key of HEADER_KEYS) {
    const rule = adapter.header[key];
    if (!rule || known[key]) continue;
    const boxes = rule.selector ? deepAll(doc, rule.selector).filter(isVisible) : null;
    const place =
      rule.label === undefined
        ? boxes?.[0] && { el: boxes[0], value: shownText(boxes[0], { fields: true }) }
        : findLabelled(doc, rule.label, (el) => !boxes || boxes.some((b) => b.contains(el)))[0];
    const charted = place && gathering.charted(place.value, place.el, rule.label?.split('|')[0] ?? key);
    if (charted) values[key] = charted;
  }
  return values;
};

const MAX_CLICKS = 400;

/** Buttons of rows that expand, of the rules for this view. */
const detailButtons = (doc: Document, adapter: Adapter, tab: string | undefined): HTMLElement[] =>
  adapter.read.flatMap((rule) => {
    const open = rule.as === 'table' && isForTab(rule, tab) ? rule.detail?.open : undefined;
    if (open === undefined) return [];
    return areasOf(doc, rule, adapter.headings)
      .flatMap(tablesOf)
      .flatMap((table) => deepAll(table, open))
      .filter((button) => button.getAttribute('aria-expanded') !== 'true');
  });

/** Unfolds cut text and rows' details; gives back what folds them again. */
const unfold = async (
  doc: Document,
  adapter: Adapter,
  tab: string | undefined,
  signal: AbortSignal,
): Promise<() => void> => {
  const clicked = [...adapter.expand.flatMap((s) => deepAll(doc, s)), ...detailButtons(doc, adapter, tab)]
    .filter((b) => isVisible(b) && isSafeToClick(b))
    .slice(0, MAX_CLICKS);
  for (const button of clicked) button.click();
  if (clicked.length > 0) await settled(doc, { signal, quietMs: 30, maxMs: 1500 });
  return () => {
    for (const button of clicked) if (button.isConnected) button.click();
  };
};

export const readWithAdapter = async (
  doc: Document,
  adapter: Adapter,
  gathering: Gathering,
  signal: AbortSignal,
): Promise<HeaderValues> => {
  const counts = new Map<ReadRule, number>(adapter.read.map((r) => [r, 0]));
  const met = new Set<ReadRule>();
  const header = readHeader(doc, adapter, gathering);
  const breathe = slicer();

  /** Rules whose rows are drawn only in view. */
  const readScrolled = async (
    tab: string | undefined,
    taken: ReadonlyMap<ReadRule, Found[]>,
  ): Promise<void> => {
    for (const rule of adapter.read) {
      const scroll = rule.as === 'table' || rule.as === 'items' ? rule.scroll : undefined;
      if (scroll === undefined || !isForTab(rule, tab) || !met.has(rule)) continue;
      for (const box of scrollBoxes(doc, scroll)) {
        const read = (): Found[] => {
          const found: Found[] = [];
          const take = (one: Found): void => {
            if (box.contains(one.el)) found.push(gathering.located(one));
          };
          applyRule(doc, rule, tab, take, adapter.headings);
          return found;
        };
        const key = ({ text, code, date }: Found): string => [text, code, date].join('|');
        const all = await scrolledThrough(box, read, key, signal);
        const list = taken.get(rule);
        // What was in view at first is part of it.
        list?.splice(
          0,
          list.length,
          ...list.filter((one) => !box.contains(one.el) && one.el.isConnected),
          ...all,
        );
      }
    }
  };

  const readView = async (tab: string | undefined): Promise<void> => {
    // Some charts say the stay's dates or the physician in one of their tabs alone.
    Object.assign(header, readHeader(doc, adapter, gathering, header));
    const taken = new Map<ReadRule, Found[]>(adapter.read.map((r) => [r, []]));
    const take = (page?: PageRef, box?: Element | null): Promise<void> =>
      applyRules(
        doc,
        adapter,
        tab,
        (rule, found) => {
          if (!box || box.contains(found.el)) taken.get(rule)?.push(gathering.located(found, page));
        },
        (rule) => met.add(rule),
        breathe,
      );
    const unchoose = await makeChoices(doc, adapter.choices, signal);
    const fold = await unfold(doc, adapter, tab, signal);
    const pagers = adapter.pagination.flatMap(({ next, previous }) => pagersOf(doc, next, previous));
    const backs: number[] = [];
    for (const pager of pagers) backs.push(await toFirstPage(doc, pager, signal));
    await take();
    await readScrolled(tab, taken);
    for (const [i, pager] of pagers.entries()) {
      const box = pagedBox(doc, pager);
      await walkPages(doc, pager, backs[i] ?? 0, signal, (page) => take({ ...pager, page }, box));
    }
    fold();
    await unchoose();
    // In the rules' order, the pages of a table together.
    for (const [rule, found] of taken) {
      for (const one of found) if (gathering.add(one)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  };

  const tabs: TabSpec[] = adapter.tabs;
  const start = tabs.find((t) => {
    const el = findTab(doc, t);
    return el !== null && isSelected(el);
  });
  await keepingPlace(doc, start ?? null, async () => {
    let read = false;
    for (const tab of tabs) {
      if (signal.aborted) return;
      const opened = await openTab(doc, tab, signal);
      if (!opened) gathering.note({ code: 'R_NOT_FOUND', what: `pestaña ${tab.words.split('|')[0] ?? ''}` });
      if (!opened && !findTab(doc, tab)) continue;
      read = true;
      await readView(tab.words.split('|')[0]);
    }
    // No tabs, or a narrow window hides them all: at least what is on the screen.
    if (!read && !signal.aborted) await readView(undefined);
  });

  for (const key of HEADER_KEYS) {
    const rule = adapter.header[key];
    if (rule?.selector && !(key in header) && !deepFirst(doc, rule.selector))
      gathering.note({ code: 'R_NOT_FOUND', what: rule.label ?? key });
  }
  for (const rule of adapter.read) {
    const found = counts.get(rule) ?? 0;
    if (!met.has(rule))
      gathering.note({ code: 'R_NOT_FOUND', what: ruleInFinding(rule), expected: rule.expect, found: 0 });
    else if (found < rule.expect)
      gathering.note({ code: 'R_FEWER', what: ruleInFinding(rule), expected: rule.expect, found });
  }
  return header;
};
