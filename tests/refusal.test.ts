/**
 * A field that does not keep its text, as an editor does that cannot be written into where it stands: the panel says so, the
 * field holds what it held, nothing of ours is left behind, and the whole text is on the clipboard at one press.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Extension, launchExtension } from './harness/extension.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';

/** Keeps a model of its own and draws it anew over whatever was put into the field. */
const CHART = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Ficha</title>
  <header><h1>Rosa Díaz Soto</h1><dl><dt>RUN</dt><dd>12.345.678-5</dd></dl></header>
  <main><h2>Diagnósticos de ingreso</h2><ul><li>Neumonía adquirida en la comunidad (J18.9)</li></ul>
  <div id="nombre">Epicrisis</div><div id="editor" contenteditable="true" aria-labelledby="nombre"><p>Nota previa</p></div></main>
  <textarea id="otra" aria-label="Buscar" style="position: fixed; bottom: 0"></textarea>
  <script>const model = editor.innerHTML;
    editor.addEventListener('paste', (event) => event.preventDefault());
    editor.addEventListener('input', () => { editor.innerHTML = model; });</script></html>`;

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

/** As a person would: pasted into another field. */
const onTheClipboard = async (page: Page): Promise<string> => {
  await page.bringToFront();
  await page.locator('#otra').click();
  await page.keyboard.press('Control+v');
  return page.inputValue('#otra');
};

it('is said by its code, holds what it held, and leaves the text on the clipboard', async () => {
  const page = await extension.open(`${pages.url}ficha`);
  const panel = new Panel(await extension.click(page));
  expect(await panel.becomes('done', 'failed')).toBe('done');
  const before = await page.innerHTML('#editor');
  const option = await panel.get('target-select').locator('option', { hasText: 'Epicrisis' }).innerText();
  await panel.get('target-select').selectOption({ label: option });
  await panel.press('insert');
  await panel.get('confirm-replace').click();
  const words = await panel.error('E_FIELD_REJECTED');
  expect(words).not.toContain('undefined');
  expect(await page.innerHTML('#editor')).toBe(before);
  expect(await panel.get('insert-outcome').getAttribute('data-step')).toBe('none');

  await panel.page.locator('[data-code="E_FIELD_REJECTED"]').getByTestId('error-action').click();
  await expect.poll(() => onTheClipboard(page)).toContain('Neumonía adquirida en la comunidad (J18.9)');
  expect(await page.inputValue('#otra')).toContain('Rosa Díaz Soto');
  await page.close();
});
