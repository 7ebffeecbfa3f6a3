/** What was read with little certainty: asked of the physician, shown on the page, kept or taken out of text and record. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Extension, launchExtension } from './harness/extension.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';
import { until } from './harness/until.ts';

/** «Medicamentos» under «Ingreso»: taken at home before, or given then? The page does not say. */
const CHART = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Ficha</title>
  <header><h1>Rosa Díaz Soto</h1><dl><dt>RUN</dt><dd>12.345.678-5</dd><dt>Edad</dt><dd>68 años</dd></dl></header>
  <main><section><h2>Ingreso</h2>
    <h3>Diagnósticos de ingreso</h3><ul><li>Neumonía adquirida en la comunidad (J18.9)</li></ul>
    <h3>Medicamentos</h3><ul><li id="losartan">Losartán 50 mg cada 24 horas</li><li id="metformina">Metformina 850 mg cada 12 horas</li></ul>
  </section><div style="height: 1500px"></div>
  <section><h2>Alta</h2><h3>Diagnósticos de alta</h3><ul><li>Neumonía adquirida en la comunidad (J18.9)</li></ul></section></main></html>`;

let pages: Pages;
let extension: Extension;
beforeAll(async () => {
  pages = await servePages({ '/ficha': CHART });
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await pages?.close();
});

const doubts = (panel: Panel) =>
  panel.get('doubt').evaluateAll((all) => all.map((one) => one.querySelector('strong')?.textContent ?? ''));

const outlined = (page: Page) =>
  page
    .locator('[data-epicrisis-source]')
    .evaluateAll((all) => all.map((el) => [el.id, getComputedStyle(el).outlineStyle]));

it('each is shown on the page, confirmed, or taken out of the text', async () => {
  const page = await extension.open(`${pages.url}ficha`);
  const panel = new Panel(await extension.click(page));
  expect(await panel.becomes('done', 'failed')).toBe('done');
  expect(await doubts(panel)).toEqual(['Losartán 50 mg cada 24 horas', 'Metformina 850 mg cada 12 horas']);
  expect(await panel.text()).toContain('Metformina');
  // Why it is asked is said with it.
  expect(await panel.get('doubt').first().innerText()).toMatch(/momento/);

  await page.evaluate(() => scrollTo(0, 2000));
  await panel.get('doubt').nth(1).getByTestId('doubt-show').click();
  await until('the outline', async () => ((await outlined(page)).length > 0 ? true : undefined));
  expect(await outlined(page)).toEqual([['metformina', 'solid']]);
  expect(await page.evaluate(() => scrollY)).toBeLessThan(1500);
  const into = process.env.SCREENSHOTS;
  if (into !== undefined) {
    await panel.page.screenshot({ path: join(into, 'doubts-panel.png') });
    await page.screenshot({ path: join(into, 'doubts-page.png') });
  }

  await panel.get('doubt').nth(1).getByTestId('doubt-wrong').click();
  await until('the text without it', async () =>
    (await panel.state()) === 'done' && !(await panel.text()).includes('Metformina') ? true : undefined,
  );
  expect(await panel.text()).toContain('Losartán 50 mg cada 24 horas');
  expect(await doubts(panel)).toEqual(['Losartán 50 mg cada 24 horas']);

  await panel.get('doubt').getByTestId('doubt-right').click();
  await until('no doubt left', async () => ((await doubts(panel)).length === 0 ? true : undefined));
  expect(await panel.text()).toContain('Losartán 50 mg cada 24 horas');
  await page.close();
});
