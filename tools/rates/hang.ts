/**
 * `npm run -s rates -- hang`: pages that fight back (tests/ehr/hostile), read in real Chromium by the content script in its
 * own world: how long the page's thread stood still at most, and what was answered.
 */
import { resolve } from 'node:path';
import { bundleEhr, launch } from '../../tests/ehr/bundle.ts';
import { HOSTILE } from '../../tests/ehr/hostile/pages.ts';
import { isolatedWorld } from '../../tests/ehr/isolated.ts';
import { tasksBetween } from './trace.ts';

const CONTENT = resolve(import.meta.dirname, '../../src/content/chart.ts');

const READ = `(async () => {
  const ended = new AbortController();
  const nothing = () => undefined;
  const chart = EHR.openChart(document, ended.signal, nothing, nothing, nothing);
  performance.mark('measuring-begins');
  const answer = await chart.answer({ type: 'content/read', adapters: [] });
  performance.mark('measuring-ends');
  ended.abort();
  return answer.ok ? answer.value.record.facts.length + ' facts' : answer.error.code;
})()`;

const LIMIT_MS = 20_000;
const tooLate = (): Promise<string> =>
  new Promise((late) => setTimeout(() => late(`hung for ${LIMIT_MS / 1000} s`), LIMIT_MS).unref());

/** @param only pages whose name holds this */
export const measureHangs = async (only = ''): Promise<void> => {
  const [browser, script] = await Promise.all([launch(), bundleEhr(CONTENT)]);
  console.log('| page | answer | longest task (ms) | all tasks (ms) |');
  console.log('| --- | --- | --- | --- |');
  for (const [name, html] of Object.entries(HOSTILE)) {
    if (!name.includes(only)) continue;
    const page = await browser.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    const world = await isolatedWorld(page, script);
    let answer = '';
    const tasks = await tasksBetween(browser, page, async () => {
      answer = await Promise.race([world.run<string>(READ), tooLate()]);
    });
    const times = tasks.map((t) => t.cpuMs);
    console.log(
      `| ${name} | ${answer} | ${Math.max(0, ...times).toFixed(0)} | ${times.reduce((a, b) => a + b, 0).toFixed(0)} |`,
    );
    await page.close();
  }
  await browser.close();
};
