/** Writing into fields of all kinds, and the fields that cannot be written, in real Chromium. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Ehr from '../../src/ehr/index.ts';
import type { InsertMode } from '../../src/shared/messages.ts';
import { bundleEhr, launch } from './bundle.ts';

type Window = { EHR: typeof Ehr };
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launch(), bundleEhr()]);
});
afterAll(() => browser.close());

const open = async (content: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.setContent(content);
  await page.waitForTimeout(100);
  await page.evaluate(script);
  return page;
};
const targets = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as Window).EHR.findTargets(document, []));
const insert = (page: Page, id: string, text: string, mode: InsertMode = 'replace', confirmed = true) =>
  page.evaluate(
    async ([id, text, mode, confirmed]) => {
      const { EHR } = globalThis as unknown as Window;
      const answer = await EHR.insertText(document, [], id, text, mode, confirmed);
      if (!answer.ok || answer.value.state !== 'inserted') return answer;
      (globalThis as unknown as { undo: unknown }).undo = answer.value.undo;
      return { ok: true, value: { state: 'inserted', value: answer.value.value } };
    },
    [id, text, mode, confirmed] as const,
  );
const undo = (page: Page) =>
  page.evaluate(() => {
    const all = globalThis as unknown as Window & { undo: Ehr.UndoToken };
    return all.EHR.undoLast(document, all.undo);
  });

const id = async (page: Page, label: string): Promise<string> =>
  (await targets(page)).find((t) => t.label === label)?.id ?? 'none';

test('fields are named by their labels, the one for the epicrisis first; search boxes and hidden fields are none', async () => {
  const page = await open(`
    <input type="search" placeholder="Buscar paciente"><input type="password" aria-label="Clave">
    <label>Observaciones <textarea></textarea></label><textarea style="display:none" name="oculta"></textarea>
    <label for="e">Epicrisis</label><textarea id="e"></textarea>
    <div id="l">Nota de evolución</div><div contenteditable="true" aria-labelledby="l"></div>
    <label for="ro">Firmada</label><textarea id="ro" readonly>ya</textarea>`);
  expect(await targets(page)).toMatchObject([
    { label: 'Observaciones', kind: 'textarea', preferred: false, empty: true },
    { label: 'Epicrisis', kind: 'textarea', preferred: true },
    { label: 'Nota de evolución', kind: 'contenteditable', preferred: false },
    { label: 'Firmada', readOnly: true, empty: false },
  ]);
  await page.close();
});

test('shadow roots and same-origin frames: written, read back, undone', async () => {
  const page = await open(`
    <x-field></x-field><iframe title="Nota clínica" srcdoc="<body contenteditable='true'></body>"></iframe>
    <iframe srcdoc="<label>Resumen <textarea></textarea></label>"></iframe>
    <script>customElements.define('x-field', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = '<label>Informe <textarea></textarea></label>'; } });</script>`);
  const found = await targets(page);
  expect(found.map((t) => t.label).sort()).toEqual(['Informe', 'Nota clínica', 'Resumen']);
  for (const target of found) {
    const done = await insert(page, target.id, 'Línea uno\nlínea dos');
    expect(done, target.label).toMatchObject({
      ok: true,
      value: { state: 'inserted', value: expect.stringMatching(/Línea uno\s+línea dos/) },
    });
    expect(await undo(page), target.label).toEqual({ ok: true, value: { value: '' } });
  }
  await page.close();
});

test('a field with text asks first; formatted text comes back as it was', async () => {
  const page = await open(
    '<div id="l">Evolución</div><div id="ed" contenteditable="true" aria-labelledby="l"><p>Antes <b>grave</b></p><ul><li>uno</li></ul></div>',
  );
  const before = await page.innerHTML('#ed');
  const target = await id(page, 'Evolución');
  expect(await insert(page, target, 'x', 'replace', false)).toMatchObject({
    ok: true,
    value: { state: 'confirm', current: expect.stringContaining('Antes grave') },
  });
  expect(await page.innerHTML('#ed')).toBe(before);
  expect(await insert(page, target, 'Después\n\nfin')).toMatchObject({ ok: true });
  expect(await undo(page)).toMatchObject({ ok: true });
  expect(await page.innerHTML('#ed')).toBe(before);
  await page.close();
});

test('read-only, gone, none, and a page that takes the text out again', async () => {
  const page = await open(`<label>Resumen <textarea id="a"></textarea></label>
    <label>Firmado <textarea readonly>x</textarea></label><fieldset disabled><label>Cerrado <textarea></textarea></label></fieldset>
    <label>Terco <textarea id="t"></textarea></label><label>Corto <textarea id="c" maxlength="5"></textarea></label>
    <script>t.addEventListener('input', () => setTimeout(() => { t.value = ''; }));</script>`);
  expect(await insert(page, await id(page, 'Firmado'), 'x')).toMatchObject({
    ok: false,
    error: { code: 'E_FIELD_READONLY' },
  });
  expect(await insert(page, await id(page, 'Cerrado'), 'x')).toMatchObject({
    ok: false,
    error: { code: 'E_FIELD_READONLY' },
  });
  expect(await insert(page, await id(page, 'Terco'), 'texto')).toMatchObject({
    ok: false,
    error: { code: 'E_FIELD_REJECTED' },
  });
  expect(await insert(page, await id(page, 'Corto'), 'texto largo')).toMatchObject({
    ok: false,
    error: { code: 'E_FIELD_REJECTED', params: { limit: 5, length: 11 } },
  });
  const gone = await id(page, 'Resumen');
  await page.evaluate(() => document.querySelector('#a')?.remove());
  expect(await insert(page, gone, 'x')).toMatchObject({ ok: false, error: { code: 'E_FIELD_GONE' } });
  await page.evaluate(() => document.body.replaceChildren());
  expect(await insert(page, gone, 'x')).toMatchObject({ ok: false, error: { code: 'E_NO_FIELD' } });
  await page.close();
});

test('nothing is submitted, clicked or typed', async () => {
  const page =
    await open(`<form id="f"><label>Diagnóstico <input id="i" style="width:300px"></label><button>Firmar</button></form>
    <script>window.log = []; for (const t of ['submit', 'click', 'keydown', 'keypress', 'keyup', 'mousedown'])
      document.addEventListener(t, (e) => { log.push(t); e.preventDefault(); }, true);</script>`);
  expect(await insert(page, await id(page, 'Diagnóstico'), 'Neumonía (J18.9).\nHTA (I10)\n')).toMatchObject({
    ok: true,
    value: { value: 'Neumonía (J18.9). HTA (I10)' },
  });
  expect(await page.evaluate(() => (globalThis as unknown as { log: string[] }).log)).toEqual([]);
  await page.close();
});
