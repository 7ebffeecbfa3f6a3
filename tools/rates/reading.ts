/**
 * `npm run -s rates -- reading`: what reading a chart of 5,000 rows costs the page's main thread, in real Chromium: all that
 * the content script does for it (`src/content/chart.ts`: whose chart it is before and after, reading, watching), as
 * processor time of the browser's own tasks (other programs' load does not count), and the longest of them.
 */
import { resolve } from 'node:path';
import type * as Content from '../../src/content/chart.ts';
import { bundleEhr, launch } from '../../tests/ehr/bundle.ts';
import { bigCharts } from './big-chart.ts';
import { median, tasksBetween } from './trace.ts';

const RUNS = 5;
const CONTENT = resolve(import.meta.dirname, '../../src/content/chart.ts');

const ms = (n: number): string => n.toFixed(1);

export const measureReading = async (): Promise<void> => {
  const [browser, script] = await Promise.all([launch(), bundleEhr(CONTENT)]);
  for (const [name, html] of Object.entries(bigCharts())) {
    const totals: number[] = [];
    const longest: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const page = await browser.newPage();
      await page.setContent(html);
      await page.evaluate(script);
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      let facts = 0;
      const tasks = await tasksBetween(browser, page, async () => {
        facts = await page.evaluate(async () => {
          const { EHR } = globalThis as unknown as { EHR: typeof Content };
          const ended = new AbortController();
          const chart = EHR.openChart(
            document,
            ended.signal,
            () => undefined,
            () => undefined,
            () => undefined,
          );
          performance.mark('measuring-begins');
          const answer = await chart.answer({ type: 'content/read', adapters: [] });
          performance.mark('measuring-ends');
          ended.abort();
          return answer.ok ? (answer.value as { record: { facts: unknown[] } }).record.facts.length : 0;
        });
      });
      const times = tasks.map((t) => t.cpuMs).sort((a, b) => b - a);
      totals.push(times.reduce((a, b) => a + b, 0));
      longest.push(times[0] ?? 0);
      console.log(
        `${name}: ${facts} facts: ${ms(totals.at(-1) ?? 0)} ms of main-thread time in ${times.length} tasks; longest ${times.slice(0, 5).map(ms).join(', ')} ms`,
      );
      await page.close();
    }
    console.log(`${name}: median ${ms(median(totals))} ms, longest task ${ms(Math.max(...longest))} ms`);
  }
  await browser.close();
};
