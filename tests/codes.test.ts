/**
 * Codes that the physician gives, through the real extension: offered with their reason, taken at a click alone, marked, kept by
 * writing anew, taken back; with the keyboard, and for words that the physician types.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chartPage } from './harness/charts.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { OptionsPage } from './harness/options.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';

let pages: Pages;
let extension: Extension;

/** Pictures of the steps, where a person asked for them. */
const PICTURES = process.env.EPICRISIS_PICTURES;
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
};

const PROCEDURES = `<h2>Procedimientos</h2><table><thead><tr><th>Procedimiento</th><th>Fecha</th></tr></thead>
  <tbody><tr><td>Coronariografía</td><td>02-03-2024</td></tr></tbody></table>`;

beforeAll(async () => {
  const chart = chartPage({
    diagnoses: [
      ['', 'Neumonía basal derecha'],
      ['I10', 'Hipertensión arterial'],
    ],
  });
  pages = await servePages({
    '/wrong': chartPage({
      diagnoses: [
        ['S72.0', 'Neumonía basal derecha'],
        ['I10', 'Hipertensión arterial'],
      ],
    }),
    '/': chart.replace('<h2>Evoluciones', `${PROCEDURES}<h2>Evoluciones`),
  });
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await pages?.close();
});

async function opened(): Promise<{ page: Page; panel: Panel }> {
  const page = await extension.open(pages.url);
  const panel = new Panel(await extension.click(page));
  expect(await panel.becomes('done', 'failed')).toBe('done');
  return { page, panel };
}

const coded = (panel: Panel, code: string) =>
  panel.page.locator(`[data-testid="coded"][data-code="${code}"]`).waitFor();

describe('a charted code that is another diagnosis’s', () => {
  it('is doubted by its name, and the right one is not', async () => {
    const page = await extension.open(`${pages.url}wrong`);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    const doubt = panel.page.locator('[data-code="C_CODE_NAME"]');
    await doubt.first().waitFor({ state: 'attached' });
    expect(await doubt.count()).toBe(1);
    expect(await doubt.first().textContent()).toMatch(/S72\.0.*Fractura.*Neumonía basal derecha/);
    await picture(panel.page, 'codes-doubted');
    await page.close();
  });
});

describe('an entry that the chart leaves without a code', () => {
  it('is offered codes with their reason; none is taken by itself', async () => {
    const { page, panel } = await opened();
    await panel.get('code-offer').first().waitFor();
    await panel.get('codes').scrollIntoViewIfNeeded();
    await picture(panel.page, 'codes-offered');
    const offer = panel.get('code-offer').first();
    expect(await offer.getAttribute('data-code')).toBe('J18.9');
    expect(await offer.innerText()).toContain('Neumonía');
    expect(await offer.innerText()).toMatch(/sinónimo|abreviatura|nombre|grafía/);
    expect(await panel.text()).not.toContain('J18.9');
    expect(await panel.get('chip-uncoded').innerText()).toBe('1 sin código');
    expect(await panel.get('uncoded').count(), 'the coded one is not asked for').toBe(1);
    await page.close();
  });

  it('takes the one that is clicked, marked as the physician’s, through another writing and another reading, and gives it back', async () => {
    const { page, panel } = await opened();
    const before = await panel.text();
    await panel.get('code-offer').first().click();
    await coded(panel, 'J18.9');
    expect(await panel.text()).toContain('Neumonía basal derecha (J18.9)');
    expect(await panel.get('coded').innerText()).toContain('codificado por el médico');
    const fact = panel.page.locator('.fact.mine').first();
    expect(await fact.innerText()).toContain('J18.9');
    await fact.hover();
    expect(await panel.page.locator('#fact-tip').innerText()).toContain('codificado por el médico');
    expect(await panel.page.locator('[data-code="C_UNSUPPORTED_CODE"]').count()).toBe(0);
    await picture(panel.page, 'codes-given');

    await panel.press('regenerate');
    await panel.get('version-label').waitFor();
    await panel.becomes('done');
    expect(await panel.text()).toContain('Neumonía basal derecha (J18.9)');
    await extension.click(page);
    await panel.page.locator('[data-testid="version-label"]', { hasText: '3' }).waitFor();
    await panel.becomes('done');
    expect(await panel.text(), 'the chart read again').toContain('Neumonía basal derecha (J18.9)');

    await panel.press('uncode');
    await panel.get('code-offer').first().waitFor();
    expect(await panel.text()).not.toContain('J18.9');
    expect((await panel.text()).length).toBe(before.length);
    await page.close();
  });

  it('can be searched with the keyboard alone', async () => {
    const { page, panel } = await opened();
    await panel.get('code-search').first().focus();
    await panel.page.keyboard.press('Enter');
    await panel.get('code-input').waitFor();
    await panel.page.keyboard.type('neumonia por aspirasion');
    await panel.page.locator('[data-testid="code-option"][data-code^="J69"]:first-child').waitFor();
    await picture(panel.page, 'codes-search');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowUp');
    await panel.page.keyboard.press('Enter');
    await panel.get('coded').waitFor();
    expect(await panel.text()).toContain('Neumonía basal derecha (J69');
    await page.close();
  });
});

describe('what the physician types', () => {
  it('goes to its section with its code', async () => {
    const { page, panel } = await opened();
    await panel.press('code-add');
    await panel.get('code-input').fill('obesidad');
    await panel.page.locator('[data-testid="code-option"][data-code^="E66"]').first().click();
    await panel.get('add-text').fill('Obesidad mórbida');
    await picture(panel.page, 'codes-add');
    await panel.press('add-done');
    await panel.becomes('done');
    await panel.page.locator('.fact.mine', { hasText: 'Obesidad mórbida (E66' }).waitFor();
    await panel.press('uncode');
    await panel.becomes('done');
    expect(await panel.text()).not.toContain('Obesidad');
    await page.close();
  });

  it('a drug by its ATC, where the cursor stands in the text being edited', async () => {
    const { page, panel } = await opened();
    await panel.press('edit');
    await panel.get('editor').fill('Egresa con . Control.');
    await panel.get('editor').evaluate((e) => (e as HTMLTextAreaElement).setSelectionRange(11, 11));
    await panel.press('code-add');
    await panel.get('add-drug').check({ force: true });
    await panel.get('code-input').fill('seftriaxona 1 g');
    await panel.page.locator('[data-testid="code-option"][data-code="J01DD04"]').click();
    await panel.get('add-text').fill('Ceftriaxona 1 g');
    await panel.press('add-done');
    expect(await panel.get('editor').inputValue()).toBe('Egresa con Ceftriaxona 1 g (J01DD04). Control.');
    await panel.press('edit-done');
    await panel.page.locator('.fact.mine', { hasText: 'Ceftriaxona 1 g (J01DD04)' }).waitFor();
    await page.close();
  });
});

describe('a procedure', () => {
  it('needs the hospital’s own list, and is coded by it once imported', async () => {
    const { page, panel } = await opened();
    await panel.press('uncoded-procedure');
    const row = panel.get('uncoded-procedure').getByTestId('uncoded');
    await row.getByText('No hay lista').waitFor();

    const options = await OptionsPage.open(extension);
    await options.page.getByTestId('catalog-file').setInputFiles({
      name: 'procedimientos.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Código;Glosa;Sinónimos\nK492;Coronariografía;CAG\nK493;Angioplastia coronaria;ICP\n',
        'latin1',
      ),
    });
    await options.page.getByTestId('catalog-save').click();
    await options.page.locator('[data-testid="catalog"][data-system="k"]').waitFor();
    await options.page.close();

    await panel.press('uncoded-procedure');
    await panel.press('uncoded-procedure');
    await row.getByTestId('code-offer').first().click();
    await coded(panel, 'K492');
    expect(await panel.text()).toContain('Coronariografía (K492)');
    await page.close();
  });
});
