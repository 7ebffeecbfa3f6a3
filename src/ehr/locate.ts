/** Shows where a fact stands: opens its tab, scrolls to it, draws an outline for a few seconds, and leaves nothing behind. */
import type { Source } from '../record/schema.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { locate, pageOfLocator, tabOfLocator } from './dom/locator.ts';
import { allRoots } from './dom/query.ts';
import { composedParent } from './dom/realm.ts';
import { isVisible } from './dom/visible.ts';
import { pickAdapter } from './pick.ts';
import { scrollUntil } from './scroll-to.ts';
import { findTab, isSafeToClick, openTab, type TabSpec, turnTo } from './tabs.ts';
import type { Adapter } from './types.ts';

const MARK = 'data-epicrisis-source';
const STYLE = 'data-epicrisis-style';
const SECONDS = 6;
const CSS = `[${MARK}]{outline:3px solid #d9480f!important;outline-offset:2px!important;background-color:#fff3bf!important;scroll-margin:80px!important}`;

let clearLast: (() => void) | undefined;

/** Takes away the outline that is drawn now, if any. */
const clearHighlight = (): void => {
  clearLast?.();
  clearLast = undefined;
};

const highlight = (el: HTMLElement, signal: AbortSignal | undefined): void => {
  clearHighlight();
  const root = el.getRootNode() as Document | ShadowRoot;
  const style = el.ownerDocument.createElement('style');
  style.setAttribute(STYLE, '');
  style.textContent = CSS;
  (root.nodeType === 9 ? (root as Document).head : (root as ShadowRoot)).append(style);
  // A table row takes no outline in every browser; its cells do.
  const marked = el.localName === 'tr' ? [el, ...(el.children as HTMLCollectionOf<HTMLElement>)] : [el];
  for (const m of marked) m.setAttribute(MARK, '');
  const timer = setTimeout(clearHighlight, SECONDS * 1000);
  signal?.addEventListener('abort', clearHighlight, { once: true });
  clearLast = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', clearHighlight);
    style.remove();
    for (const m of marked) m.removeAttribute(MARK);
  };
};

/** Opens what folds the element in: `<details>`, and toggles that say which element they control. */
const unfoldAround = (el: HTMLElement): void => {
  for (let at: HTMLElement | null = el; at; at = composedParent(at)) {
    if (at.localName === 'details') at.setAttribute('open', '');
    const { id } = at;
    if (!id || isVisible(at)) continue;
    for (const root of allRoots(el.ownerDocument)) {
      const toggle = [
        ...root.querySelectorAll<HTMLElement>(
          '[aria-controls], [data-bs-target], [data-target], a[href^="#"]',
        ),
      ].find(
        (t) =>
          t.getAttribute('aria-controls') === id ||
          [t.dataset.bsTarget, t.dataset.target, t.getAttribute('href')].includes(`#${id}`),
      );
      if (toggle && isSafeToClick(toggle)) toggle.click();
    }
  }
};

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Opens the tab with these words as the page's adapter knows it. A tab within another's view (a list's own tabs) shows when
 * that one is open: those named before it are tried, the nearest first.
 */
const openTabOf = async (
  doc: Document,
  adapters: readonly Adapter[],
  words: string,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const tabs: readonly TabSpec[] = pickAdapter(doc, adapters, doc.URL)?.tabs ?? [];
  const at = tabs.findIndex((tab) => tab.words.split('|').includes(words));
  const spec = tabs[at] ?? { words };
  for (let around = at - 1; around >= 0 && !findTab(doc, spec) && !signal?.aborted; around--) {
    const outer = tabs[around];
    if (outer) await openTab(doc, outer, signal);
  }
  await openTab(doc, spec, signal);
};

/** Scrolls to the source's element and outlines it. E_SOURCE_GONE: it is not on the page any more. */
export const locateSource = async (
  doc: Document,
  adapters: readonly Adapter[],
  source: Source,
  signal?: AbortSignal,
): Promise<Result<null>> => {
  clearHighlight();
  if (source.type !== 'page') return err('E_SOURCE_GONE');
  const find = (): HTMLElement | null => {
    const el = locate(doc, source.locator);
    return el && isVisible(el) ? el : null;
  };
  let el = find();
  const tab = tabOfLocator(source.locator);
  if (!el && tab !== undefined) {
    await openTabOf(doc, adapters, tab, signal);
    el = find();
    for (let i = 0; !el && !pageOfLocator(source.locator) && i < 20 && !signal?.aborted; i++) {
      await wait(100);
      el = find();
    }
  }
  const page = pageOfLocator(source.locator);
  if (!el && page) {
    await turnTo(doc, page, page.page, signal);
    el = find();
  }
  if (!el) {
    const folded = locate(doc, source.locator);
    if (folded) {
      unfoldAround(folded);
      await wait(400);
      el = find();
    }
  }
  el ??= await scrollUntil(doc, source.locator, find, signal);
  if (!el) return err('E_SOURCE_GONE');
  el.scrollIntoView({ block: 'center', behavior: 'instant' });
  highlight(el, signal);
  return ok(null);
};
