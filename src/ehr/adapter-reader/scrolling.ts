/**
 * Boxes that draw only the rows in view: scrolled through from the top in steps that overlap, each window joined to what
 * went before where the two overlap (identical rows that follow one another stay two), then scrolled back.
 */
import { deepAll } from '../dom/query.ts';
import { isVisible } from '../dom/visible.ts';
import { settled, twoFrames } from '../dom/wait.ts';

const MAX_STEPS = 2000;
const STEP = 0.7;

/** The boxes of this selector that hold more than they show. */
export const scrollBoxes = (doc: Document, selector: string): HTMLElement[] =>
  deepAll(doc, selector).filter((el) => isVisible(el) && el.scrollHeight > el.clientHeight + 1);

/** `next` after `before`: the longest end of `before` that `next` begins with is said once. */
export const joined = <T>(before: readonly T[], next: readonly T[], key: (one: T) => string): T[] => {
  const a = before.map(key);
  const b = next.map(key);
  for (let k = Math.min(a.length, b.length); k > 0; k--) {
    if (b.slice(0, k).every((one, i) => one === a[a.length - k + i])) return [...before, ...next.slice(k)];
  }
  return [...before, ...next];
};

/** What `read` gives in each window of the box, joined; the box is put back where it was. */
export const scrolledThrough = async <T>(
  box: HTMLElement,
  read: () => T[],
  key: (one: T) => string,
  signal: AbortSignal,
): Promise<T[]> => {
  const doc = box.ownerDocument;
  const start = box.scrollTop;
  const go = async (top: number): Promise<void> => {
    box.scrollTop = top;
    await twoFrames(doc);
    await settled(doc, { signal, quietMs: 25, maxMs: 600 });
  };
  let all: T[] = [];
  try {
    await go(0);
    for (let i = 0; i < MAX_STEPS && !signal.aborted; i++) {
      all = joined(all, read(), key);
      const before = box.scrollTop;
      if (before + box.clientHeight >= box.scrollHeight - 1) break;
      await go(before + Math.max(1, Math.floor(box.clientHeight * STEP)));
      if (box.scrollTop === before) break;
    }
  } finally {
    box.scrollTop = start;
    await twoFrames(doc);
  }
  return all;
};
