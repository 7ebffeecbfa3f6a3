/** Rows that a page draws only while they are in view, read whole by an adapter's `scroll` in real Chromium, and scrolled back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Ehr from '../../src/ehr/index.ts';
import { bundleEhr, launch } from './bundle.ts';

const ROWS = 400;
const PAGE = `<!doctype html><meta charset="utf-8"><h1>Rosa Díaz Soto</h1><h2>Indicaciones</h2>
  <div id="caja" style="height: 200px; overflow: auto"><div id="alto" style="position: relative; height: ${ROWS * 24}px"></div></div>
  <script>
    // Every third row says the same as the one before it: they are two orders.
    const words = (i) => 'Fármaco ' + (i % 3 === 2 ? i - 1 : i);
    const draw = () => {
      const first = Math.max(0, Math.floor(caja.scrollTop / 24) - 2);
      alto.replaceChildren(...Array.from({ length: 14 }, (_, n) => first + n).filter((i) => i < ${ROWS}).map((i) => {
        const row = document.createElement('div');
        row.className = 'fila';
        row.style.cssText = 'position: absolute; height: 24px; top: ' + i * 24 + 'px';
        row.textContent = words(i);
        return row;
      }));
    };
    // Drawn a frame after the scroll, as such lists do.
    caja.addEventListener('scroll', () => requestAnimationFrame(draw));
    draw();
    window.words = words;
  </script>`;

const ADAPTER = {
  version: 1,
  id: 'virtual',
  name: 'Virtual',
  urls: ['https://ficha.test/*'],
  lastChecked: '2026-11-22',
  read: [
    {
      ...{ as: 'items', kind: 'drug', moment: 'intrahospitalario' },
      ...{ selector: '#alto', item: '.fila', scroll: '#caja' },
    },
  ],
};

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('every row once, twins as two, in order; the box is where it was', async () => {
  const script = await bundleEhr();
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.goto('https://ficha.test/1');
  await page.evaluate('caja.scrollTop = 1200');
  await page.waitForFunction("document.querySelector('.fila').textContent !== words(0)");
  await page.evaluate(script);
  const texts = await page.evaluate(async (adapter) => {
    const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
    const adapters = EHR.loadAdapters([adapter]);
    if (!adapters.ok) throw new Error('adapters');
    const read = await EHR.readChart(document, {
      adapters: adapters.value,
      url: location.href,
      now: new Date(0),
      signal: new AbortController().signal,
    });
    return read.ok ? read.value.record.facts.map(({ text }) => text) : [read.error.code];
  }, JSON.stringify(ADAPTER));
  expect(texts).toEqual(Array.from({ length: ROWS }, (_, i) => `Fármaco ${i % 3 === 2 ? i - 1 : i}`));
  expect(await page.evaluate('caja.scrollTop')).toBe(1200);
  await page.close();
});
