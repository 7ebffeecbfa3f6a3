/**
 * The same patient's chart goes on while the panel is open, in real Chromium: a new entry is told once; clocks, notices, what
 * is being written and what was read before are not.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type * as Content from '../../src/content/chart.ts';
import { bundleEhr, launch } from './bundle.ts';

type Window = { EHR: typeof Content; told: number; end: () => void };

const CHART = `<!doctype html><html lang="es"><head><meta charset="utf-8"><style>[hidden]{display:none}</style></head><body>
<p>Paciente: Ficticia Prueba Uno RUN: 11.111.111-1 Edad: 60 años</p><p id="clock">10:41</p><div id="toasts" role="status"></div>
<div role="tablist"><button role="tab" id="t1" aria-controls="p1" aria-selected="true">Resumen</button><button role="tab" id="t2" aria-controls="p2" aria-selected="false">Exámenes</button></div>
<div id="p1"><h2>Diagnósticos de ingreso</h2><ul id="dx"><li>Neumonía adquirida en la comunidad (J18.9)</li></ul>
<h2>Evoluciones</h2><div id="notes"><article><p>01/05/2025 10:00</p><p>Dra. Soto</p><p>Paciente estable, afebril, con buena mecánica ventilatoria.</p></article></div></div>
<div id="p2" hidden><h2>Exámenes</h2><table><thead><tr><th>Fecha</th><th>Examen</th><th>Resultado</th></tr></thead><tbody id="labs"><tr><td>01/05/2025</td><td>Creatinina</td><td>0,9 mg/dL</td></tr></tbody></table></div>
<div id="editor" contenteditable="true"><p></p></div><p id="count">0 palabras</p>
<script>for (const b of document.querySelectorAll('[role=tab]')) b.onclick = () => { for (const o of document.querySelectorAll('[role=tab]')) { o.setAttribute('aria-selected', String(o === b)); document.getElementById(o.getAttribute('aria-controls')).hidden = o !== b; } };</script>
</body></html>`;

let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  [browser, script] = await Promise.all([
    launch(),
    bundleEhr(new URL('../../src/content/chart.ts', import.meta.url).pathname),
  ]);
});
afterAll(() => browser.close());

beforeEach(async () => {
  page = await browser.newPage();
  await page.clock.install();
  await page.setContent(CHART);
  await page.evaluate(script);
  const reading = page.evaluate(async () => {
    const w = globalThis as unknown as Window;
    const ended = new AbortController();
    w.told = 0;
    w.end = () => ended.abort();
    const chart = w.EHR.openChart(
      document,
      ended.signal,
      () => undefined,
      () => undefined,
      () => {
        w.told += 1;
      },
    );
    const answer = await chart.answer({ type: 'content/read', adapters: [] });
    return answer.ok;
  });
  // The page's clock is the test's: reading waits for tabs to settle.
  let done = false;
  void reading.finally(() => {
    done = true;
  });
  while (!done) await page.clock.runFor(100);
  expect(await reading).toBe(true);
});
afterEach(() => page.close());

/** Changes the page, lets two minutes go by, and says how often the panel was told. */
const after = async (change: () => void): Promise<number> => {
  await page.evaluate(change);
  for (let i = 0; i < 60; i++) await page.clock.runFor(2000);
  return page.evaluate(() => (globalThis as unknown as Window).told);
};

test('a new note is told, once', async () => {
  const add = (): void => {
    const note = document.createElement('article');
    note.innerHTML =
      '<p>02/05/2025 09:00</p><p>Dr. Rojas</p><p>Evoluciona con dolor torácico y se solicita angio TC de tórax hoy.</p>';
    document.getElementById('notes')?.append(note);
  };
  expect(await after(add)).toBe(1);
  expect(await after(add)).toBe(1);
});

test('a new diagnosis is told', async () => {
  const add = (): void => {
    const item = document.createElement('li');
    item.textContent = 'Tromboembolismo pulmonar (I26.9)';
    document.getElementById('dx')?.append(item);
  };
  expect(await after(add)).toBe(1);
});

test('a new result in the other tab is told when it is looked at', async () => {
  const add = (): void => {
    document
      .getElementById('labs')
      ?.insertAdjacentHTML('beforeend', '<tr><td>02/05/2025</td><td>Dímero D</td><td>4.500 ng/mL</td></tr>');
    document.getElementById('t2')?.click();
  };
  expect(await after(add)).toBe(1);
});

test('what was read before is no news, in whatever tab', async () => {
  expect(await after(() => document.getElementById('t2')?.click())).toBe(0);
  expect(await after(() => document.getElementById('t1')?.click())).toBe(0);
});

test('a page that is drawn anew with the same entries is no news', async () => {
  const redraw = (): void => {
    const panel = document.getElementById('p1');
    if (panel) panel.innerHTML = String(panel.innerHTML);
  };
  expect(await after(redraw)).toBe(0);
});

test('clocks, notices, what is being written and its counters are no news', async () => {
  const live = (): void => {
    let n = 41;
    setInterval(() => {
      n += 1;
      const clock = document.getElementById('clock');
      if (clock) clock.textContent = `10:${n % 60}`;
    }, 1000);
    const toasts = document.getElementById('toasts');
    if (toasts) toasts.innerHTML = '<p>Nota guardada correctamente por el usuario en el sistema</p>';
    const editor = document.getElementById('editor');
    if (editor)
      editor.innerHTML =
        '<p>Paciente que evoluciona favorablemente durante toda la hospitalización y egresa hoy.</p>';
    const count = document.getElementById('count');
    if (count) count.textContent = '11 palabras';
  };
  expect(await after(live)).toBe(0);
});

test("another patient's entries are no news of this one's", async () => {
  const other = (): void => {
    document.body.innerHTML = document.body.innerHTML
      .replace('11.111.111-1', '22.222.222-2')
      .replace('Neumonía adquirida en la comunidad (J18.9)', 'Colecistitis aguda litiásica (K80.0)');
  };
  expect(await after(other)).toBe(0);
});

test('nothing is told after the end', async () => {
  await page.evaluate(() => (globalThis as unknown as Window).end());
  const add = (): void => {
    const item = document.createElement('li');
    item.textContent = 'Tromboembolismo pulmonar (I26.9)';
    document.getElementById('dx')?.append(item);
  };
  expect(await after(add)).toBe(0);
});
