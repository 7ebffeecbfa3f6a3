/**
 * Tabs and pages of a chart: opened one after the other, each left to fill itself, and everything put back where it was:
 * tab, page, scroll.
 */
import { deepAll } from './dom/query.ts';
import { composedParent } from './dom/realm.ts';
import { shownText } from './dom/shown-text.ts';
import { matchesWords } from './dom/text.ts';
import { isVisible } from './dom/visible.ts';
import { isBusy, settled } from './dom/wait.ts';

export interface TabSpec {
  readonly words: string;
  readonly selector?: string | undefined;
  readonly ready?: string | undefined;
  /** A link that the application follows without loading another page: an adapter says so. */
  readonly link?: boolean;
}

const TABS =
  '[role="tab"], .nav-tabs a, .nav-pills a, .nav-tabs button, .nav-pills button, .tabs a, .tabs button, .tab, [data-toggle="tab"], [data-bs-toggle="tab"], .ui-tabs-nav a, .mat-tab-label, .p-tabview-nav a';
const ACTIVE =
  /^(active|act|activ[oa]|current|selected|is-active|is-selected|seleccionad[oa]|tab-active|active-tab|ui-tabs-active|ui-state-active|on|mat-tab-label-active|p-highlight)$/i;

const TEXT_OF_TAB = { buttons: true } as const;
export const tabText = (el: Element): string =>
  shownText(el, TEXT_OF_TAB) || (el.getAttribute('aria-label') ?? '');

/** Is this the tab that is open now? */
export const isSelected = (el: Element): boolean => {
  const selected = el.getAttribute('aria-selected');
  if (selected !== null) return selected === 'true';
  const current = el.getAttribute('aria-current');
  if (current !== null) return current !== 'false';
  const classes = [
    ...el.classList,
    ...(el.parentElement?.localName === 'li' ? el.parentElement.classList : []),
  ];
  return classes.some((c) => ACTIVE.test(c)) || leadsHere(el);
};

/** A link to the very address that is open. */
const leadsHere = (el: Element): boolean =>
  el.localName === 'a' &&
  !/^#?$/.test(el.getAttribute('href') ?? '') &&
  (el as HTMLAnchorElement).href === el.ownerDocument.URL;

/** A link within this site, in this window. */
const isAppLink = (el: Element): boolean => {
  const link = el.closest('a');
  if (!link?.hasAttribute('href') || link.target === '_blank' || link.hasAttribute('download')) return false;
  return link.origin === new URL(el.ownerDocument.URL).origin;
};

/** A click that stays on this page and sends nothing: no link elsewhere, no submit button, nothing disabled. */
export const isSafeToClick = (el: Element): boolean => {
  if (el.hasAttribute('disabled') || el.getAttribute('aria-disabled') === 'true') return false;
  const button = el as HTMLButtonElement;
  if (el.localName === 'button' && button.form && button.type !== 'button') return false;
  if (el.localName === 'input') return false;
  const link = el.closest('a');
  if (!link?.hasAttribute('href') || link.target === '_blank') return link?.target !== '_blank';
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#')) return true;
  const here = el.ownerDocument.URL.split('#')[0];
  return href.includes('#') && link.href.split('#')[0] === here;
};

/** The tab with these words. */
export const findTab = (doc: Document, spec: TabSpec): HTMLElement | null =>
  deepAll(doc, spec.selector ?? TABS).find(
    (el) => matchesWords(tabText(el).replace(/\s*\(?\d+\)?$/, ''), spec.words) && isVisible(el),
  ) ??
  deepAll(doc, spec.selector ?? TABS).find((el) => matchesWords(tabText(el), spec.words) && isVisible(el)) ??
  null;

/** Opens a tab and waits until it has filled itself; nothing is clicked when it is open already. False: not there, or late. */
export const openTab = async (doc: Document, spec: TabSpec, signal?: AbortSignal): Promise<boolean> => {
  const el = findTab(doc, spec);
  if (!el || !(isSafeToClick(el) || (spec.link === true && isAppLink(el)))) return false;
  // A row or section that an adapter opens as a tab says so itself, and a click would close it. (Of a real tab it says nothing:
  // Tryton's are all "expanded".)
  const unfolds = spec.selector !== undefined && el.getAttribute('role') !== 'tab';
  const wasOpen = isSelected(el) || (unfolds && el.getAttribute('aria-expanded') === 'true');
  if (!wasOpen) el.click();
  const { ready } = spec;
  // A view of several parts shows one while others load, over a network that may be slow.
  if (ready !== undefined)
    return settled(doc, {
      signal,
      ready: () => !isBusy(doc) && deepAll(doc, ready).some(isVisible),
      maxMs: 10_000,
    });
  return settled(doc, { signal, quietMs: wasOpen ? 20 : 90 });
};

/** The buttons of a paged table: by selectors, and which of the visible ones that match. */
export interface Pager {
  readonly next: string;
  readonly previous: string | undefined;
  readonly index: number;
}

const button = (doc: Document, selector: string | undefined, index: number): HTMLElement | null =>
  selector === undefined ? null : (deepAll(doc, selector).filter((el) => isVisible(el))[index] ?? null);
const nextOf = (doc: Document, pager: Pager): HTMLElement | null => button(doc, pager.next, pager.index);
const previousOf = (doc: Document, pager: Pager): HTMLElement | null =>
  button(doc, pager.previous, pager.index);

export const canClick = (el: HTMLElement | null): el is HTMLElement =>
  el !== null &&
  isSafeToClick(el) &&
  isVisible(el) &&
  ![el, el.parentElement].some((e) =>
    [...(e?.classList ?? [])].some((c) => /disabled|deshabilitad/i.test(c)),
  );

const MAX_PAGES = 300;

const waitForPage = (doc: Document, signal?: AbortSignal): Promise<boolean> =>
  settled(doc, { signal, quietMs: 40, maxMs: 2000 });

/** Turns one page; false when the page stays the same (a button that does nothing, or the last page). */
const step = async (doc: Document, pager: Pager, el: HTMLElement, signal?: AbortSignal): Promise<boolean> => {
  const before = pagedBox(doc, pager)?.textContent;
  el.click();
  await waitForPage(doc, signal);
  return pagedBox(doc, pager)?.textContent !== before;
};

/** Turns to the first page; says how many pages back that was. */
export const toFirstPage = async (doc: Document, pager: Pager, signal?: AbortSignal): Promise<number> => {
  for (let before = 0; before < MAX_PAGES && !signal?.aborted; before++) {
    const el = previousOf(doc, pager);
    if (!canClick(el) || !(await step(doc, pager, el, signal))) return before;
  }
  return MAX_PAGES;
};

/** Visits every page after the first, which is shown now, then goes back to the page `back`. */
export const walkPages = async (
  doc: Document,
  pager: Pager,
  back: number,
  signal: AbortSignal,
  visit: (page: number) => void | Promise<void>,
): Promise<void> => {
  let at = 0;
  for (
    let el = nextOf(doc, pager);
    canClick(el) && at < MAX_PAGES && !signal.aborted;
    el = nextOf(doc, pager)
  ) {
    if (!(await step(doc, pager, el, signal))) break;
    at += 1;
    await visit(at);
  }
  for (let el = previousOf(doc, pager); canClick(el) && at > back; el = previousOf(doc, pager)) {
    if (!(await step(doc, pager, el, signal))) break;
    at -= 1;
  }
};

/** What a pager pages: the smallest box around its button that holds a table or a list. */
export const pagedBox = (doc: Document, pager: Pager): Element | null => {
  let box: Element | null = nextOf(doc, pager);
  while (box && !box.querySelector('table, [role="table"], [role="grid"], ul li p, ol li p, article'))
    box = composedParent(box);
  return box;
};

/** Turns to a page counted from the first. */
export const turnTo = async (
  doc: Document,
  pager: Pager,
  page: number,
  signal?: AbortSignal,
): Promise<void> => {
  await toFirstPage(doc, pager, signal);
  for (let i = 0, el = nextOf(doc, pager); i < page && canClick(el); i++, el = nextOf(doc, pager))
    await step(doc, pager, el, signal);
};

/** The pagers that an adapter's selectors name. */
export const pagersOf = (doc: Document, next: string, previous: string | undefined): Pager[] =>
  deepAll(doc, next)
    .filter((el) => isVisible(el))
    .map((_, index) => ({ next, previous, index }));

/** Runs `work`, then opens the tab that was open before and scrolls back. */
export const keepingPlace = async <T>(
  doc: Document,
  open: TabSpec | null,
  work: () => Promise<T>,
): Promise<T> => {
  const view = doc.defaultView;
  const [x, y] = [view?.scrollX ?? 0, view?.scrollY ?? 0];
  const focused = doc.activeElement as HTMLElement | null;
  try {
    return await work();
  } finally {
    if (open) await openTab(doc, open);
    if (view && (view.scrollX !== x || view.scrollY !== y)) view.scrollTo(x, y);
    if (focused && focused !== doc.body && focused.isConnected && doc.activeElement !== focused)
      focused.focus({ preventScroll: true });
  }
};
