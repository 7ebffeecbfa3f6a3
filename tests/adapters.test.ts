/** The adapters on the options page: listed with their sources, brought, exported, switched off, deleted; a policy's locked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, launchExtension } from './harness/extension.ts';
import { OptionsPage } from './harness/options.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';
import { installPolicy, whyNoPolicy } from './harness/policy.ts';

const CHART = `<!doctype html><html lang="es"><title>Ficha</title><h1>Rosa Díaz Soto</h1><dl><dt>RUN</dt><dd>12.345.678-5</dd></dl>
  <section class="lo-del-ingreso"><p class="dx">Neumonía adquirida en la comunidad (J18.9)</p></section>
  <section class="otra"><h2>Diagnósticos de ingreso</h2><ul><li>Hipertensión arterial (I10)</li></ul></section></html>`;

const adapterFor = (url: string) => ({
  version: 1,
  id: 't-ficha-sur',
  name: 'Ficha Sur',
  urls: [`${new URL(url).origin.replace(/:\d+$/, '')}/*`],
  lastChecked: '2026-11-20',
  read: [{ as: 'items', kind: 'diagnosis', moment: 'ingreso', selector: '.lo-del-ingreso', item: '.dx' }],
});

let pages: Pages;
let folder: string;
beforeAll(async () => {
  pages = await servePages({ '/ficha': CHART });
  folder = mkdtempSync(join(tmpdir(), 'adaptadores-'));
});
afterAll(async () => {
  await pages.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string, body: string): string => {
  const path = join(folder, name);
  writeFileSync(path, body);
  return path;
};
const rows = (page: Page): Promise<(string | null)[][]> =>
  page
    .getByTestId('adapter')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('data-id'), one.getAttribute('data-source')]));
const row = (page: Page, id: string): Locator => page.locator(`[data-testid="adapter"][data-id="${id}"]`);
const BUILT_IN = ['demo-nalca', 'openmrs-o3', 'gnuhealth'].map((id) => [id, 'builtin']);

/** What the panel reads of the chart, and with which adapter. */
const reading = async (extension: Extension) => {
  const page = await extension.open(`${pages.url}ficha`);
  const panel = new Panel(await extension.click(page));
  await panel.settled();
  const read = await panel.page.evaluate(() => {
    const record = globalThis.epicrisis?.tab()?.chart?.record;
    return {
      adapter: record?.reading.adapter ?? '',
      texts: (record?.facts ?? []).map(({ text }) => text),
      findings: (record?.reading.findings ?? []).filter(({ code }) => code === 'R_BAD_ADAPTER'),
    };
  });
  await page.close();
  return read;
};

describe('the list of adapters', () => {
  it('takes a file, uses it, lets it be switched off, exported as it came, and deleted', async () => {
    const extension = await launchExtension();
    try {
      const { page } = await OptionsPage.open(extension);
      expect(await rows(page)).toEqual(BUILT_IN);
      await expect.poll(() => row(page, 'openmrs-o3').innerText()).toContain('Incluido');
      expect(await row(page, 'openmrs-o3').getByTestId('adapter-delete').count()).toBe(0);

      const given = adapterFor(pages.url);
      const text = JSON.stringify(given);
      await page.getByTestId('adapters-import').setInputFiles(file('sur.json', text));
      await row(page, given.id).waitFor();
      expect(await page.getByTestId('adapters-said').innerText()).toContain('Ficha Sur');
      expect(await rows(page)).toEqual([[given.id, 'file'], ...BUILT_IN]);
      const words = await row(page, given.id).innerText();
      for (const part of ['Ficha Sur', 'De un archivo', '127.0.0.1/*', '20 de noviembre de 2026'])
        expect(words).toContain(part);
      expect(await reading(extension)).toEqual({
        adapter: given.id,
        texts: ['Neumonía adquirida en la comunidad'],
        findings: [],
      });

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        row(page, given.id).getByTestId('adapter-export').click(),
      ]);
      expect(download.suggestedFilename()).toBe('t-ficha-sur.adapter.json');
      expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject(given);
      await screenshot(page, 'adapters-file');

      await row(page, given.id).getByTestId('adapter-turn').click();
      await row(page, given.id).getByText('Sin usar').waitFor();
      expect((await reading(extension)).adapter).toBe('generic');
      await row(page, given.id).getByTestId('adapter-turn').click();
      await row(page, given.id).getByText('Sin usar').waitFor({ state: 'detached' });
      expect((await reading(extension)).adapter).toBe(given.id);

      await row(page, given.id).getByTestId('adapter-delete').click();
      await row(page, given.id).getByTestId('adapter-delete-not').click();
      await row(page, given.id).getByTestId('adapter-delete').click();
      await row(page, given.id).getByTestId('adapter-delete-sure').click();
      await row(page, given.id).waitFor({ state: 'detached' });
      expect((await reading(extension)).adapter).toBe('generic');
    } finally {
      await extension.close();
    }
  });

  it('refuses a file that is none, by code and place, and keeps nothing of it', async () => {
    const extension = await launchExtension();
    try {
      const { page } = await OptionsPage.open(extension);
      const bad: readonly [name: string, body: string, says: RegExp][] = [
        ['no-json.json', '{', /A_NOT_JSON/],
        [
          'script.json',
          JSON.stringify({ ...adapterFor(pages.url), script: 'alert(1)' }),
          /A_UNKNOWN_FIELD en script/,
        ],
        ['grande.json', ' '.repeat(900_000), /A_TOO_LARGE/],
        [
          'regla.json',
          JSON.stringify({ ...adapterFor(pages.url), read: [{ as: 'script' }] }),
          /A_SHAPE en read\[0\]\.as/,
        ],
      ];
      for (const [name, body, says] of bad) {
        await page.getByTestId('adapters-import').setInputFiles(file(name, body));
        await expect.poll(() => page.getByTestId('adapters-error').innerText()).toMatch(says);
        expect(await page.getByTestId('adapters-error').getAttribute('data-code')).toBe('E_BAD_ADAPTER');
      }
      expect(await rows(page)).toEqual(BUILT_IN);
      await screenshot(page, 'adapters-refused');
    } finally {
      await extension.close();
    }
  });

  const why = whyNoPolicy();
  it.skipIf(why !== undefined)(
    'shows the institution’s locked; without teaching nothing is brought',
    async () => {
      const given = { ...adapterFor(pages.url), id: 'hospital', name: 'Ficha del hospital' };
      const broken = JSON.stringify({ ...given, name: 'Ficha vieja', read: [{ as: 'script' }] });
      const remove = installPolicy({ adapters: [broken, JSON.stringify(given), '{'], teaching: false });
      try {
        const extension = await launchExtension();
        try {
          const { page } = await OptionsPage.open(extension);
          await expect
            .poll(() => rows(page))
            .toEqual([['', 'policy'], ['hospital', 'policy'], ['', 'policy'], ...BUILT_IN]);
          const locked = row(page, 'hospital');
          expect(await locked.getByTestId('policy-lock').count()).toBe(1);
          for (const action of ['adapter-delete', 'adapter-turn'])
            expect(await locked.getByTestId(action).count()).toBe(0);
          expect(await locked.getByTestId('adapter-export').count()).toBe(1);
          expect(await row(page, '').first().innerText()).toContain('A_SHAPE');
          expect(await row(page, '').last().innerText()).toContain('A_NOT_JSON');
          // What cannot be used is said, and stops nobody: the next one reads.
          expect(await reading(extension)).toEqual({
            adapter: 'hospital',
            texts: ['Neumonía adquirida en la comunidad'],
            findings: [
              { code: 'R_BAD_ADAPTER', what: '«Ficha vieja» (A_SHAPE: read[0].as)' },
              { code: 'R_BAD_ADAPTER', what: '3 (A_NOT_JSON)' },
            ],
          });
          expect(await page.getByTestId('adapters-import').count()).toBe(0);
          await screenshot(page, 'adapters-policy');
        } finally {
          await extension.close();
        }
      } finally {
        remove();
      }
    },
  );
});

/** For a person to look at: `SCREENSHOTS=folder`. */
async function screenshot(page: Page, name: string): Promise<void> {
  const into = process.env.SCREENSHOTS;
  if (into === undefined) return;
  await page.setViewportSize({ width: 900, height: 900 }).catch(() => undefined);
  await page.getByTestId('adapters').scrollIntoViewIfNeeded();
  await page.getByTestId('adapters').screenshot({ path: join(into, `${name}.png`) });
}
