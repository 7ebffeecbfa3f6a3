/** The main thread's tasks of a page between two marks, from the browser's own trace: as long as a user waits for each. */
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number(),
      /** Processor time (µs), which other programs' load leaves alone. */
      tdur: z.number().optional(),
      dur: z.number().optional(),
    }),
  ),
});

export interface Task {
  /** Processor time (ms). */
  readonly cpuMs: number;
  /** On the clock (ms). */
  readonly wallMs: number;
}

/** @param work calls `performance.mark('measuring-begins')` and `performance.mark('measuring-ends')` in the page */
export const tasksBetween = async (
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<Task[]> => {
  // `RunTask` with its microtasks, as the developer tools measure long tasks.
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  });
  await work();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
  const begin = traceEvents.find((e) => e.name === 'measuring-begins');
  const end = traceEvents.find((e) => e.name === 'measuring-ends');
  return traceEvents
    .filter(
      (e) =>
        e.name === 'RunTask' &&
        e.pid === begin?.pid &&
        e.tid === begin.tid &&
        e.ts + (e.dur ?? 0) >= begin.ts &&
        e.ts <= (end?.ts ?? 0),
    )
    .map((e) => ({ cpuMs: (e.tdur ?? 0) / 1000, wallMs: (e.dur ?? 0) / 1000 }));
};

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
