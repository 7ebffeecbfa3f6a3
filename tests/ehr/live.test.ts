/**
 * A page that lives, in real Chromium: patients come and go in a single-page application, with shadow roots and frames,
 * and what watches it leaves nothing behind.
 */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Patient from '../../src/ehr/patient.ts';
import type * as Reading from '../../src/ehr/read.ts';
import { bundleEhr, launch } from './bundle.ts';

type Window = { EHR: typeof Patient & typeof Reading; seen: string[]; show: (n: number) => void };
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([
    launch(),
    bundleEhr(new URL('../../src/ehr/index.ts', import.meta.url).pathname),
  ]);
});
afterAll(() => browser.close());

const APP = `<!doctype html><html lang="es"><body><div id="app"></div><script>
window.show = (n) => {
  const app = document.getElementById('app');
  app.textContent = '';
  const box = document.createElement('section');
  app.append(box);
  const root = n % 3 === 0 ? box.attachShadow({ mode: 'open' }) : box;
  root.innerHTML = '<p>Paciente: Ficticia ' + 'ABCDEFGHIJ'[n % 10] + 'na Nahuel</p><p>Ficha: 10' + n + '</p><h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul><h2>Evolución</h2><p>Estable ' + n + '.</p>';
  if (n % 5 === 0) { const f = document.createElement('iframe'); f.srcdoc = '<p>marco ' + n + '</p>'; box.after(f); }
  history.pushState({}, '', '#' + n);
};
show(1);
</script></body></html>`;

const open = async (): Promise<{ page: Page; cdp: CDPSession }> => {
  const page = await browser.newPage();
  await page.route('http://ficha.test/', (route) =>
    route.fulfill({ body: APP, contentType: 'text/html; charset=utf-8' }),
  );
  await page.goto('http://ficha.test/');
  await page.evaluate(script);
  return { page, cdp: await page.context().newCDPSession(page) };
};

const counters = async (
  cdp: CDPSession,
): Promise<{ nodes: number; listeners: number; documents: number }> => {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners, documents } = await cdp.send('Memory.getDOMCounters');
  return { nodes, listeners: jsEventListeners, documents };
};

test('another patient is told, whether drawn in the page or in a shadow root', async () => {
  const { page } = await open();
  await page.evaluate(() => {
    const w = globalThis as unknown as Window;
    w.seen = [w.EHR.patientKey(document, [])];
    w.EHR.watchPatient(document, [], new AbortController().signal, (key) => w.seen.push(key));
  });
  for (const n of [2, 3, 6]) {
    await page.evaluate((i) => (globalThis as unknown as Window).show(i), n);
    await page.waitForFunction(
      (count) => new Set((globalThis as unknown as Window).seen).size >= count,
      [2, 3, 6].indexOf(n) + 2,
    );
  }
  const seen = await page.evaluate(() => (globalThis as unknown as Window).seen);
  expect(seen).not.toContain('');
  await page.close();
});

test('after 200 patient switches with readings no listener, document or node is left', async () => {
  const { page, cdp } = await open();
  const work = (from: number, to: number): Promise<number> =>
    page.evaluate(
      async ([a, b]) => {
        const w = globalThis as unknown as Window;
        let changes = 0;
        for (let n = a; n < b; n++) {
          const ended = new AbortController();
          w.EHR.watchPatient(document, [], ended.signal, () => changes++);
          w.show(n);
          await new Promise((later) => setTimeout(later, 10));
          if (n % 10 === 0) {
            const answer = await w.EHR.readChart(document, {
              adapters: [],
              url: location.href,
              now: new Date(0),
              signal: ended.signal,
            });
            if (!answer.ok) throw new Error(answer.error.code);
          }
          ended.abort();
        }
        w.show(1);
        await new Promise((later) => setTimeout(later, 500));
        return changes;
      },
      [from, to] as const,
    );
  await work(2, 12);
  const before = await counters(cdp);
  await work(12, 212);
  const after = await counters(cdp);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.documents).toBeLessThanOrEqual(before.documents);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes);
  await page.close();
}, 300_000);
