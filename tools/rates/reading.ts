/**
 * `npm run -s rates -- reading`: what reading a chart of 5,000 rows costs the page's main thread, in real Chromium: the
 * processor time of its tasks, from the browser's own trace (other programs' load does not count), and the longest of them.
 */
import { z } from 'zod';
import type * as Ehr from '../../src/ehr/read.ts';
import { bundleEhr, launch } from '../../tests/ehr/bundle.ts';
import { READER } from '../../tests/ehr/heldback/reading.ts';
import { bigChart } from './big-chart.ts';

const RUNS = 5;
const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number(),
      tdur: z.number().optional(),
      dur: z.number().optional(),
    }),
  ),
});

export const measureReading = async (): Promise<void> => {
  const [browser, script] = await Promise.all([launch(), bundleEhr(READER)]);
  for (let i = 0; i < RUNS; i++) {
    const page = await browser.newPage();
    await page.setContent(bigChart());
    await page.evaluate(script);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
    const facts = await page.evaluate(async () => {
      const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
      performance.mark('reading-begins');
      const signal = new AbortController().signal;
      const answer = await EHR.readChart(document, { adapters: [], url: 'x', now: new Date(0), signal });
      performance.mark('reading-ends');
      return answer.ok ? answer.value.record.facts.length : 0;
    });
    const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
    const begin = traceEvents.find((e) => e.name === 'reading-begins');
    const end = traceEvents.find((e) => e.name === 'reading-ends');
    const tasks = traceEvents.filter(
      (e) =>
        e.name.endsWith('RunTask') &&
        e.pid === begin?.pid &&
        e.tid === begin.tid &&
        e.ts + (e.dur ?? 0) >= begin.ts &&
        e.ts <= (end?.ts ?? 0),
    );
    const times = tasks.map((e) => (e.tdur ?? 0) / 1000).sort((a, b) => b - a);
    const ms = (n: number): string => n.toFixed(1);
    console.log(
      `${facts} facts: ${ms(times.reduce((a, b) => a + b, 0))} ms of main-thread time in ${times.length} tasks; longest ${times.slice(0, 5).map(ms).join(', ')} ms; wall ${ms(((end?.ts ?? 0) - (begin?.ts ?? 0)) / 1000)} ms`,
    );
    await page.close();
  }
  await browser.close();
};
