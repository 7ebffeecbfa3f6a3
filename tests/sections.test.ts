/**
 * Each section into its own field, through the real extension: the panel's mapping, four real editors and a plain field, the
 * physician's focus in the panel all the while; taken back, and refused for another patient.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildEditors, ORIGIN, serveEditors } from './ehr/editors/serve.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

let extension: Extension;

beforeAll(async () => {
  await buildEditors();
  extension = await launchExtension();
}, 600_000);
afterAll(() => extension?.close());

interface Form {
  readonly quill: string[];
  readonly ckeditor5: string[];
  readonly tinymce: string[];
  readonly tiptap: string[];
}

const form = (page: Page) => page.evaluate('model()') as Promise<Form>;

async function openForm(): Promise<{ page: Page; panel: Panel }> {
  const page = await extension.context.newPage();
  await serveEditors(page);
  await page.goto(`${ORIGIN}/ficha.html`);
  await page.waitForFunction('window.ready', null, { timeout: 60_000 });
  const panel = new Panel(await extension.click(page));
  await panel.becomes('done');
  // The text by sections, whatever form the settings begin with.
  await panel.get('form-secciones').check({ force: true });
  await panel.becomes('done');
  await panel.get('way-sections').check({ force: true });
  return { page, panel };
}

const BEFORE: Form = { quill: [], ckeditor5: ['Nota previa'], tinymce: [], tiptap: [] };

it('shows the mapping, writes every section, keeps what a field held, and takes all of it back', async () => {
  const { page, panel } = await openForm();
  await panel.press('insert');
  await panel.get('section-map').waitFor();
  const chosen = (section: string) =>
    panel.get(`map-${section}`).evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text);
  expect(await chosen('dx_ingreso')).toBe('Diagnósticos de ingreso');
  expect(await chosen('dx_alta')).toBe('Diagnósticos de egreso');
  expect(await chosen('evolucion')).toBe('Evolución');
  expect(await chosen('indicaciones')).toBe('Indicaciones');
  expect(await chosen('controles')).toBe('Controles');
  expect(await chosen('alergias'), 'no field for it').toBe('No insertar');
  expect(await form(page)).toEqual(BEFORE);

  await panel.get('field-diff').waitFor();
  expect(await panel.get('field-diff').locator('del').allInnerTexts()).toContain('previa');
  await panel.get('field-mode').selectOption('append');
  expect(await panel.get('field-diff').locator('del').count()).toBe(0);
  await panel.press('confirm-sections');
  await panel.page.locator('[data-testid="insert-outcome"][data-step="inserted"]').waitFor();
  expect(await panel.get('insert-failed').count()).toBe(0);
  const now = await form(page);
  expect(now.quill.join(' ')).toContain('Apendicitis aguda con peritonitis localizada (K35.3)');
  expect(now.ckeditor5[0]).toBe('Nota previa');
  expect(now.ckeditor5.join(' ')).toContain('afebril');
  expect(now.tinymce.join(' ')).toContain('Reposo relativo por 7 días');
  expect(now.tiptap.join(' ')).toContain('policlínico de cirugía');
  expect(await page.inputValue('#dxi')).toContain('Apendicitis aguda (K35.8)');

  await panel.press('undo');
  await panel.page.locator('[data-testid="insert-outcome"][data-step="undone"]').waitFor();
  expect(await form(page)).toEqual(BEFORE);
  expect(await page.inputValue('#dxi')).toBe('');
  expect(await page.evaluate('window.seen')).toEqual({ submits: 0 });
  await page.close();
});

it('writes no more once the page shows another patient, and says what it had written', async () => {
  const { page, panel } = await openForm();
  // The third field in the form's order brings the change, as an EHR's own message to all its frames may.
  await page.evaluate(() => {
    document.querySelector('.ck-editor__editable')?.addEventListener('focus', () => {
      const [run, name] = [document.querySelector('#run'), document.querySelector('h1')];
      if (run) run.textContent = '9.876.543-3';
      if (name) name.textContent = 'Juan Soto Paz';
    });
  });
  await panel.press('insert');
  await panel.get('section-map').waitFor();
  await panel.press('confirm-sections');
  expect(await panel.becomes('stale')).toBe('stale');
  const now = await form(page);
  expect(now.ckeditor5).toEqual(['Nota previa']);
  expect(now.tinymce).toEqual([]);
  expect(now.tiptap).toEqual([]);
  await page.close();
});
