/**
 * A hospital's own code lists, through the real options page with real files: guessed columns, the report by row, an update with its
 * differences, the way back, and files that are no lists.
 */
import { mkdirSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, launchExtension } from './harness/extension.ts';
import { OptionsPage } from './harness/options.ts';

let extension: Extension;
let page: Page;

const PICTURES = process.env.EPICRISIS_PICTURES;
const picture = async (name: string): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.getByTestId('catalogs').screenshot({ path: `${PICTURES}/${name}.png` });
};

beforeAll(async () => {
  extension = await launchExtension();
  page = (await OptionsPage.open(extension)).page;
});
afterAll(() => extension?.close());

type Bytes = string | Uint8Array | Buffer;
const give = (testId: string, name: string, bytes: Bytes) =>
  page
    .getByTestId(testId)
    .first()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes as never) });
const report = async () => (await page.getByTestId('catalog-report').innerText()).replace(/\s+/g, ' ');
const findings = () =>
  page
    .getByTestId('row-finding')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-code'), one.getAttribute('data-count')].join(' ')),
    );
const row = (system: string) => page.locator(`[data-testid="catalog"][data-system="${system}"]`);
const save = async (system: string) => {
  await page.getByTestId('catalog-save').click();
  await page.getByTestId('catalog-mapper').waitFor({ state: 'detached' });
  await row(system).waitFor();
};

const DIRTY = Buffer.from(
  [
    'N°;Código;Glosa;Sinónimos',
    '1;K001;Curación simple;cura',
    '2;K002;Sutura de piel del niño;',
    '3;;Sin código;',
    '4;K004;;',
    '5;K001;Otra curación;',
    '6;K005;"=HYPERLINK(""http://x"";""y"")";',
    '7;K006;<img src=x onerror="document.title=1">;',
    '8;K007;Yeso braquial;yeso, bota',
    '',
  ].join('\r\n'),
  'latin1',
);

describe('a list in Latin-1 with faults', () => {
  it('is guessed, read with its accents, and reported row by row; nothing in it runs', async () => {
    await give('catalog-file', 'procedimientos-2025.csv', DIRTY);
    await page.getByTestId('catalog-report').waitFor();
    expect(await page.getByTestId('catalog-system').inputValue()).toBe('k');
    const roles = await page
      .getByTestId('catalog-column')
      .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value));
    expect(roles).toEqual(['none', 'code', 'name', 'synonyms']);
    expect(await page.getByTestId('catalog-mapper').innerText()).toContain('Sutura de piel del niño');
    expect(await page.getByTestId('catalog-mapper').innerText()).toContain('Windows-1252');
    expect(await report()).toContain('8 filas dan 4 códigos. 4 filas quedan fuera.');
    expect(await findings()).toEqual([
      'I_NO_CODE 1',
      'I_NO_NAME 1',
      'I_FORMULA 1',
      'I_CONFLICT 1',
      'I_HTML 1',
    ]);
    await page.locator('[data-code="I_CONFLICT"] summary').click();
    expect(await page.locator('[data-code="I_CONFLICT"]').innerText()).toContain('Fila 6');
    expect(await page.title()).not.toBe('1');
    await picture('catalogs-mapper');
    await save('k');
    expect(await row('k').innerText()).toContain('4 códigos');
    expect(await page.getByTestId('catalog-said').innerText()).toContain('guardada');
  });

  it('says what is missing when a column is taken away', async () => {
    await give('catalog-file', 'otra.csv', DIRTY);
    await page.getByTestId('catalog-report').waitFor();
    await page.getByTestId('catalog-column').nth(1).selectOption('none');
    await page.locator('[data-testid="catalog-error"][data-code="E_CATALOG_COLUMNS"]').waitFor();
    expect(await page.getByTestId('catalog-save').isDisabled()).toBe(true);
    await page.getByTestId('catalog-column').nth(1).selectOption('code');
    await page.getByTestId('catalog-report').waitFor();
    await page.getByTestId('catalog-cancel').click();
  });
});

describe('an update', () => {
  it('from a workbook tells what changes before it is saved, and the version before is a press away', async () => {
    const book = await writeXlsx({
      sheets: [
        { name: 'Léame', rows: [['Lista de procedimientos']] },
        {
          name: '2026',
          rows: [
            ['Código', 'Nombre'],
            ['K001', 'Curación simple'],
            ['K002', 'Sutura de piel'],
            ['K010', 'Punción lumbar'],
          ],
        },
      ],
    });
    await give('catalog-update', 'procedimientos-2026.xlsx', book);
    await page.getByTestId('catalog-diff').waitFor();
    expect(await page.getByTestId('catalog-sheet').inputValue()).toBe('2026');
    expect(await page.getByTestId('catalog-diff').innerText()).toContain(
      'nuevos 1, cambian 2, desaparecen 2',
    );
    await page.getByTestId('catalog-diff').locator('summary').click();
    await picture('catalogs-update');
    await save('k');
    expect(await row('k').getAttribute('data-version')).toBe('2');
    expect(await row('k').innerText()).toContain('procedimientos-2026.xlsx');

    await page.getByTestId('catalog-history').locator('summary').click();
    await page.getByTestId('catalog-use').click();
    await page.locator('[data-testid="catalog"][data-version="1"]').waitFor();
    expect(await row('k').innerText()).toContain('procedimientos-2025.csv');
    await picture('catalogs-rolled-back');
  });

  it('survives the page', async () => {
    await page.reload();
    await row('k').waitFor();
    expect(await row('k').getAttribute('data-version')).toBe('1');
  });
});

describe('a long list', () => {
  it('of 100,000 rows is read while the page goes on', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `${1_000_000 + i}\tPrestación número ${i} de la lista`,
    );
    await page.evaluate(() => {
      const held = window as unknown as { ticks: number };
      held.ticks = 0;
      const tick = () => {
        held.ticks++;
        requestAnimationFrame(tick);
      };
      tick();
    });
    await give('catalog-file', 'fonasa.tsv', `codigo\tnombre\n${rows.join('\n')}\n`);
    await page.getByTestId('catalog-report').waitFor({ timeout: 60_000 });
    expect(await page.evaluate(() => (window as unknown as { ticks: number }).ticks)).toBeGreaterThan(5);
    expect(await page.getByTestId('catalog-system').inputValue()).toBe('fonasa');
    await save('fonasa');
    expect(await row('fonasa').innerText()).toContain('100.000 códigos');
    await row('fonasa').getByTestId('catalog-remove').click();
    await row('fonasa').getByTestId('catalog-remove-sure').click();
    await row('fonasa').waitFor({ state: 'detached' });
  });
});

describe('what is no list', () => {
  it.each([
    ['nothing.csv', '', 'E_CATALOG_EMPTY'],
    ['old.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'E_CATALOG_XLS'],
    ['broken.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'E_CATALOG_XLSX'],
    ['patient.json', '{"resourceType":"Patient"}', 'E_CATALOG_FHIR'],
    ['paper.pdf', '%PDF-1.7\n', 'E_CATALOG_KIND'],
  ])('%s is refused with words', async (name, bytes, code) => {
    await give('catalog-file', name, bytes);
    const notice = page.locator(`[data-testid="catalog-error"][data-code="${code}"]`);
    await notice.waitFor();
    expect((await notice.innerText()).length).toBeGreaterThan(40);
    expect(await row('k').count(), 'the list in force stays').toBe(1);
  });
});
