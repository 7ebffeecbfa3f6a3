/** Pages that show a chart and let nobody read it: each answers with a code of its own, and a chart read in part says so. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Reading from '../../src/ehr/read.ts';
import { type Pages, servePages } from '../harness/pages.ts';
import { bundleEhr, launch } from './bundle.ts';
import { READER } from './heldback/reading.ts';

const CHART = '<h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul>';
const CLOSED = `<ficha-cerrada style="display:block;width:900px;height:600px"></ficha-cerrada><script>
customElements.define('ficha-cerrada', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'closed' }).innerHTML = ${JSON.stringify(CHART)}; }
});</script>`;

let browser: Browser;
let script: string;
let other: Pages;
let site: Pages;

beforeAll(async () => {
  other = await servePages({ '/ficha': CHART });
  const frame = `<iframe src="${other.url}ficha" width="900" height="600"></iframe>`;
  site = await servePages({
    '/marco': frame,
    '/dibujo': '<canvas width="900" height="600"></canvas>',
    '/pdf': '<embed type="application/pdf" src="informe.pdf" width="900" height="600">',
    '/cerrado': CLOSED,
    '/en-parte': `${CHART}${frame}`,
    '/pequeno': '<p>Noticias</p><canvas width="120" height="40"></canvas>',
  });
  [browser, script] = await Promise.all([launch(), bundleEhr(READER)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await other?.close();
});

const read = async (path: string) => {
  const page = await browser.newPage();
  await page.goto(site.url + path);
  await page.evaluate(script);
  const answer = await page.evaluate(async () => {
    const { EHR } = globalThis as unknown as { EHR: typeof Reading };
    const signal = new AbortController().signal;
    return EHR.readChart(document, { adapters: [], url: location.href, now: new Date(0), signal });
  });
  await page.close();
  return answer;
};

test.each([
  ['a frame of another site', 'marco', 'E_CHART_IN_FRAME'],
  ['a canvas', 'dibujo', 'E_CHART_DRAWN'],
  ['a PDF viewer', 'pdf', 'E_CHART_PDF'],
  ['a closed shadow root', 'cerrado', 'E_CHART_CLOSED'],
  ['a small drawing on a page of news is no chart', 'pequeno', 'E_NO_ADAPTER'],
])('%s', async (_, path, code) => {
  expect(await read(path)).toMatchObject({ ok: false, error: { code } });
});

test('a chart beside a frame that is shut is read, and the frame is named', async () => {
  const answer = await read('en-parte');
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.value.record.facts.map((f) => f.text)).toEqual(['Neumonía']);
  expect(answer.value.record.reading.findings).toContainEqual({
    code: 'R_FRAME_BLOCKED',
    what: 'un marco de otro sitio',
  });
});

test('each fact says where it stands, how sure that is and why', async () => {
  const answer = await read('en-parte');
  if (!answer.ok) throw new Error(answer.error.code);
  expect(answer.value.record.facts[0]?.source).toMatchObject({
    type: 'page',
    selector: expect.stringContaining('li'),
    frame: 'top',
    confidence: expect.any(Number),
    why: expect.stringContaining('Diagnósticos de ingreso'),
  });
});
