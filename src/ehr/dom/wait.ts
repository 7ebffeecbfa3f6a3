/** Waiting for a page that fills itself in late: until something is there, or nothing has changed for a while, never for ever. */
import { observePage } from './observe.ts';
import { isVisible } from './visible.ts';

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** Done as soon as this says so. */
  readonly ready?: (() => boolean) | undefined;
  /** Without `ready`: quiet alone is not enough, this must hold too. */
  readonly until?: (() => boolean) | undefined;
  /** Without `ready`: done when the page has not changed for so long (ms). */
  readonly quietMs?: number;
  /** Given up after (ms). */
  readonly maxMs?: number;
}

const BUSY =
  '[aria-busy="true"], [role="progressbar"], .spinner, .spinner-border, .loading, .loader, .cargando, .skeleton, .is-loading, .blockUI';

/** Does the page say that it is still loading? */
export const isBusy = (doc: Document): boolean => {
  const signs = [...doc.querySelectorAll(BUSY)].slice(0, 20);
  return signs.some((el) => isVisible(el));
};

/**
 * Resolves when the page has settled: true when `ready` came true (or, without it, when it fell quiet with no sign of
 * loading), false when time ran out or the signal aborted. One observer, gone afterwards.
 */
export const settled = (doc: Document, options: WaitOptions = {}): Promise<boolean> => {
  const { signal, ready, until, quietMs = 80, maxMs = 3000 } = options;
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    if (ready?.()) return resolve(true);
    let quiet: ReturnType<typeof setTimeout>;
    let checking = false;
    const watching = new AbortController();
    const end = (value: boolean): void => {
      watching.abort();
      clearTimeout(quiet);
      clearTimeout(limit);
      signal?.removeEventListener('abort', abort);
      resolve(value);
    };
    const abort = (): void => end(false);
    const fellQuiet = (): void => {
      if (ready ? ready() : !isBusy(doc) && (until?.() ?? true)) end(true);
      else quiet = setTimeout(fellQuiet, quietMs);
    };
    const onChange = (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(fellQuiet, quietMs);
      if (!ready || checking) return;
      checking = true;
      queueMicrotask(() => {
        checking = false;
        if (ready()) end(true);
      });
    };
    observePage(doc, { signal: watching.signal, attributes: 'all' }, onChange);
    const limit = setTimeout(() => end(ready ? ready() : false), maxMs);
    quiet = setTimeout(fellQuiet, quietMs);
    signal?.addEventListener('abort', abort, { once: true });
  });
};

/** Two frames on, or 50 ms in a page that draws none (hidden tab). */
export const twoFrames = (doc: Document): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 120);
    const view = doc.defaultView;
    view?.requestAnimationFrame?.(() =>
      view.requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      }),
    );
  });

/** Longest stretch of work before the page may go on (ms): half a frame, since one step may overrun it. */
const SLICE_MS = 7;

/**
 * A task later, without the 4 ms that nested timers are held back. Not `scheduler.yield`: it would come back before the
 * page's own waiting tasks, and a chart of thousands of rows would hold them up to its end.
 */
export const nextTask = (): Promise<void> => {
  if (typeof scheduler !== 'undefined' && scheduler.postTask) return scheduler.postTask(() => undefined);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
};

/**
 * Lets the page breathe when a stretch of work has taken its share; one for all of a reading's work.
 * @param every steps so small that the clock is worth asking only now and then
 */
export type Breathe = (every?: number) => Promise<void> | undefined;
export const slicer = (): Breathe => {
  let start = performance.now();
  let steps = 0;
  return (every = 1) => {
    steps += 1;
    if (steps % every !== 0 || performance.now() - start < SLICE_MS) return undefined;
    return nextTask().then(() => {
      start = performance.now();
    });
  };
};
