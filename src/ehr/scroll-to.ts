/**
 * Finds an element that its list has let go because it is out of view (a virtualised list draws what is in view alone): the
 * boxes around the place where it stood are scrolled through until it is drawn again. Where it is not, they go back.
 */
import { type LocatorParts, parseLocator } from './dom/locator.ts';
import { deepAll } from './dom/query.ts';
import { composedParent, windowOf } from './dom/realm.ts';
import { isVisible } from './dom/visible.ts';
import { twoFrames } from './dom/wait.ts';

/** Longest search (ms), and how much of a window each step goes on. */
const MOST_MS = 8000;
const STEP = 0.8;

const scrolls = (el: HTMLElement): boolean =>
  el.scrollHeight > el.clientHeight + 1 &&
  el.clientHeight > 0 &&
  (el === el.ownerDocument.scrollingElement ||
    /auto|scroll|overlay/.test(windowOf(el)?.getComputedStyle(el).overflowY ?? ''));

/** What is left of the way to the element: the innermost box that is still there. */
const nearest = (doc: Document, { s }: LocatorParts): HTMLElement | null => {
  for (let path = s; path.includes(' > '); ) {
    path = path.slice(0, path.lastIndexOf(' > '));
    const [found] = path.trimEnd().endsWith('>>>') ? [] : deepAll(doc, path);
    if (found) return found;
  }
  return doc.body;
};

const boxesAround = (doc: Document, parts: LocatorParts): HTMLElement[] => {
  const boxes: HTMLElement[] = [];
  const from = nearest(doc, parts);
  for (let at = from; at; at = composedParent(at)) if (scrolls(at) && isVisible(at)) boxes.push(at);
  const page = doc.scrollingElement as HTMLElement | null;
  return page && scrolls(page) && !boxes.includes(page) ? [...boxes, page] : boxes;
};

/** @param find says whether it is drawn now */
export const scrollUntil = async (
  doc: Document,
  locator: string,
  find: () => HTMLElement | null,
  signal?: AbortSignal,
): Promise<HTMLElement | null> => {
  const parts = parseLocator(locator);
  const end = performance.now() + MOST_MS;
  for (const box of parts ? boxesAround(doc, parts) : []) {
    const start = box.scrollTop;
    for (let top = 0; performance.now() < end && !signal?.aborted; ) {
      box.scrollTop = top;
      await twoFrames(doc);
      const found = find();
      if (found) return found;
      if (box.scrollTop + box.clientHeight >= box.scrollHeight - 1) break;
      const next = box.scrollTop + Math.max(20, Math.floor(box.clientHeight * STEP));
      if (next <= top) break;
      top = next;
    }
    box.scrollTop = start;
  }
  return null;
};
