/**
 * The one way in which anything here watches a page: every root that can be read (document, open shadow roots, frames of
 * the same origin), those that come later too, until the signal ends it. Holds no node of the page.
 */
import { allRoots } from './query.ts';

export interface Observing {
  readonly signal: AbortSignal;
  /** Attributes whose changes count; none when absent. */
  readonly attributes?: readonly string[] | 'all';
}

/** Roots that came since are looked for at most so often (ms). */
const ADOPT_MS = 200;

/** Calls `onChange` with the changes of nodes, text and the attributes asked for. One observer, gone with the signal. */
export const observePage = (
  doc: Document,
  { signal, attributes }: Observing,
  onChange: (records: readonly MutationRecord[]) => void,
): void => {
  if (signal.aborted) return;
  const known = new WeakSet<Node>();
  const init: MutationObserverInit = {
    subtree: true,
    childList: true,
    characterData: true,
    ...(attributes === 'all' ? { attributes: true } : {}),
    ...(attributes && attributes !== 'all' ? { attributes: true, attributeFilter: [...attributes] } : {}),
  };
  let adopting: ReturnType<typeof setTimeout> | undefined;
  const Observer = (doc.defaultView ?? globalThis).MutationObserver;
  const observer = new Observer((records) => {
    if (records.some((r) => r.addedNodes.length > 0)) adoptLater();
    onChange(records);
  });
  const adopt = (): boolean => {
    let met = false;
    for (const root of allRoots(doc)) {
      if (known.has(root)) continue;
      known.add(root);
      observer.observe(root, init);
      met = true;
    }
    return met;
  };
  const adoptLater = (): void => {
    adopting ??= setTimeout(() => {
      adopting = undefined;
      if (!signal.aborted && adopt()) onChange([]);
    }, ADOPT_MS);
  };
  adopt();
  // A frame that goes to another page has another document.
  doc.addEventListener('load', adoptLater, { capture: true, signal });
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      clearTimeout(adopting);
    },
    { once: true },
  );
};
