/** A list that draws only the rows in view and uses their nodes again, in real Chromium: a fact's row is found once more. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Ehr from '../../src/ehr/index.ts';
import { bundleEhr, launch } from './bundle.ts';

/** 400 rows of 30 px in a box of 300 px; thirteen nodes, whose words change as the box is scrolled. */
const VIRTUAL = `<!doctype html><html lang="es"><meta charset="utf-8"><body style="margin:0">
<p>Paciente: Ficticia Prueba Uno RUN: 11.111.111-1</p><h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul>
<h2>Medicamentos administrados</h2>
<div id="box" style="height:300px;overflow:auto;position:relative"><ul id="rows" style="height:12000px;margin:0;padding:0;list-style:none;position:relative"></ul></div>
<script>
const rows = document.getElementById('rows'), box = document.getElementById('box');
const draw = () => {
  const first = Math.max(0, Math.floor(box.scrollTop / 30) - 1);
  for (let i = 0; i < 13; i++) {
    const li = rows.children[i] ?? rows.appendChild(document.createElement('li'));
    li.style.cssText = 'position:absolute;height:30px;top:' + (first + i) * 30 + 'px';
    li.textContent = first + i < 400 ? 'Fármaco' + String.fromCharCode(65 + (first + i) % 26) + ' ' + (first + i) + ' mg EV c/8 h' : '';
  }
};
box.addEventListener('scroll', () => requestAnimationFrame(draw));
draw();
</script></body></html>`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.setContent(VIRTUAL);
  await page.evaluate(await bundleEhr());
});
afterAll(() => browser.close());

const locateFirstDrug = (scrollTop: number) =>
  page.evaluate(async (top) => {
    const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
    const signal = new AbortController().signal;
    const box = document.getElementById('box') as HTMLElement;
    box.scrollTop = 0;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const read = await EHR.readChart(document, { adapters: [], url: 'x', now: new Date(0), signal });
    const drug = read.ok ? read.value.record.facts.find((f) => f.kind === 'drug') : undefined;
    if (!drug) return 'no drug was read';
    box.scrollTop = top;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const gone = ![...document.querySelectorAll('li')].some((li) => li.textContent?.includes(drug.text));
    const found = await EHR.locateSource(document, [], drug.source, signal);
    const marked = document.querySelector('[data-epicrisis-source]')?.textContent ?? '';
    return { gone, ok: found.ok, same: marked.includes(drug.text) };
  }, scrollTop);

test('a row that was let go is scrolled to', async () => {
  expect(await locateFirstDrug(9000)).toEqual({ gone: true, ok: true, same: true });
});

test('a row that is in view needs no scrolling', async () => {
  expect(await locateFirstDrug(0)).toEqual({ gone: false, ok: true, same: true });
});

test('a row that is nowhere is said to be gone, and the box stays where it was', async () => {
  const result = await page.evaluate(async () => {
    const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
    const box = document.getElementById('box') as HTMLElement;
    box.scrollTop = 600;
    const locator = JSON.stringify({ s: 'ul[id="rows"] > li:nth-child(99)', n: 'li', t: 'nowhere' });
    const found = await EHR.locateSource(document, [], { type: 'page', locator, label: 'x' });
    return { code: found.ok ? '' : found.error.code, top: box.scrollTop };
  });
  expect(result).toEqual({ code: 'E_SOURCE_GONE', top: 600 });
});
