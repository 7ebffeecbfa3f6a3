/** GNU Health in Tryton's web client (jQuery, Bootstrap 3): read, written and inserted by the built extension. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicalRecord, Fact } from '../../../src/record/schema.ts';
import { bundleEhr } from '../../ehr/bundle.ts';
import { type Extension, launchExtension } from '../../harness/extension.ts';
import { Panel } from '../../harness/panel.ts';
import { saved, saveFixture } from '../fixture.ts';
import { readPage } from '../reading.ts';
import { builtGnuHealth, PASSWORD } from './build.ts';
import type { Charted } from './chart.ts';
import { type GnuHealth, serveGnuHealth } from './server.ts';

let server: GnuHealth;
let extension: Extension;
let script: string;
let loggedIn = false;

beforeAll(async () => {
  server = await serveGnuHealth(builtGnuHealth());
  script = await bundleEhr();
  extension = await launchExtension({ args: ['--window-size=1920,1080'] });
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

/** The patient's form, as a link to it opens it; the first time through the login. */
async function openChart({ id }: Charted): Promise<Page> {
  const page = await extension.open(`${server.url}#health`);
  if (!loggedIn) {
    const login = page.locator('#login');
    const password = page.locator('input[type="password"]');
    await login.fill('admin');
    // The client draws its form before it listens, and the server's first answer takes a while.
    for (let tries = 0; tries < 4 && !(await password.isVisible()); tries++) {
      await login.press('Enter', { timeout: 5000 }).catch(() => undefined);
      await password.waitFor({ timeout: 20_000 }).catch(() => undefined);
    }
    await password.fill(PASSWORD);
    await page.keyboard.press('Enter');
    loggedIn = true;
  }
  await page.getByText('Salud', { exact: true }).first().waitFor({ timeout: 60_000 });
  await page.evaluate((id) => {
    location.hash = `#health/model/gnuhealth.patient/${id}`;
  }, id);
  await page.locator('.form td[headers]:not(.invisible) a').first().waitFor({ timeout: 60_000 });
  return page;
}

const read = (page: Page, how: 'adapter' | 'generic'): Promise<ClinicalRecord> => readPage(page, script, how);

/** A disease stands with its code: «J18.9 : Neumonía». */
const of = (record: ClinicalRecord, kind: Fact['kind']): string[] =>
  record.facts
    .filter((fact) => fact.kind === kind)
    .map((fact) => (fact.code === undefined ? fact.text : `${fact.code}, ${fact.text}`))
    .toSorted();

describe('the form of a patient', () => {
  it('is read by the adapter: who it is, diagnoses, past history, allergies', async () => {
    for (const charted of server.charted) {
      const { patient } = charted;
      const page = await openChart(charted);
      const record = await read(page, 'adapter');
      expect(record.reading.adapter).toBe('gnuhealth');
      expect(record.identity).toMatchObject({
        name: { text: `${patient.family}, ${patient.given}` },
        run: { text: patient.run },
        sex: patient.sex.toLowerCase(),
      });
      expect(of(record, 'diagnosis')).toEqual(
        patient.diagnoses.map((one) => `${one.code}, ${one.code} : ${one.name}`).toSorted(),
      );
      expect(of(record, 'antecedent')).toEqual(
        patient.history
          .filter(({ active }) => active)
          .map((one) => `${one.code}, ${one.code} : ${one.name}`)
          .toSorted(),
      );
      expect(of(record, 'allergy')).toEqual(
        patient.allergies
          .map((one) => `${one.code}, ${one.code} : Alergia a ${one.substance.toLowerCase()}`)
          .toSorted(),
      );
      // In a tab that fills itself when it is shown.
      expect(of(record, 'drug')).toEqual(
        patient.drugs.map((one) => `${one.name} ${one.strength}`).toSorted(),
      );
      expect(record.reading.findings).toEqual([]);
      expect(await page.locator('.form-notebook li.active').first().innerText()).toBe('Información general');
      await page.close();
    }
  });

  it('as a page that no adapter knows, gives no fact that the chart does not hold', async () => {
    const charted = server.charted[0] as Charted;
    const page = await openChart(charted);
    const record = await read(page, 'generic');
    expect(record.facts.length).toBeGreaterThan(0);
    const shown = `${JSON.stringify(charted.patient)} alergia a`.toLowerCase();
    for (const { kind, text } of record.facts) {
      const words = text.toLowerCase().replace(/^[a-z]\d{2}(\.\d)? : (alergia a )?/, '');
      expect(shown, `${kind}: ${text}`).toContain(words);
    }
    await page.close();
  });
});

describe('the main job', () => {
  it('one click: read, written, put into the notes of the form, and saved by the client into the database', async () => {
    const charted = server.charted[0] as Charted;
    const page = await openChart(charted);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    const text = await panel.text();
    for (const { name, code } of charted.patient.diagnoses) expect(text).toContain(`${code} : ${name}`);
    await panel.press('insert');
    const field = page.locator('textarea[name="general_info"]');
    await expect
      .poll(() => field.inputValue(), { timeout: 20_000 })
      .toContain('Neumonía adquirida en la comunidad');
    const written = await field.inputValue();
    const stored = async () =>
      (await server.tryton.read('gnuhealth.patient', charted.id, ['general_info'])).general_info;
    expect(await stored()).toBeFalsy();
    // The client takes a field's text when the focus leaves it.
    await field.press('Tab');
    await page.locator('button#save:visible').click();
    await expect.poll(stored, { timeout: 20_000 }).toBe(written);
    await page.close();
  });

  it('takes it out again', async () => {
    const page = await openChart(server.charted[1] as Charted);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    await panel.press('insert');
    const field = page.locator('textarea[name="general_info"]');
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toContain('K35.8 : Apendicitis aguda');
    await panel.press('undo');
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('');
    await page.close();
  });
});

/** Saves what the adapter reads, for `adapters.test.ts`: the fields of the head, and of the two tabs what they list. */
it.runIf(process.env.UPDATE_FIXTURES)('saves the fixture', async () => {
  const page = await openChart(server.charted[0] as Charted);
  const tab = (words: string) => page.locator('.form-notebook [role="tab"]', { hasText: words }).first();
  await tab('Medicación').click();
  await page.locator('.form td[data-title^="Medicamento"] a:visible').first().waitFor();
  await tab('Información general').click();
  await page.locator('.form td[data-title^="Condición"] a:visible').first().waitFor();
  // The other tabs hold a thousand boxes to tick, through which jsdom takes minutes.
  await page.evaluate(() => {
    const kept = 'td[data-title], th[id], [name], [role="tab"], label';
    const form = document.querySelector('.form');
    for (const pane of form?.querySelectorAll('.tab-pane') ?? [])
      if (!pane.querySelector('td[data-title^="Medicamento"], td[data-title^="Condición"]')) pane.remove();
    for (const box of form?.querySelectorAll(
      'img, colgroup, input[type="checkbox"], .btn-toolbar, .dropdown-menu',
    ) ?? [])
      box.remove();
    for (const box of [...(form?.querySelectorAll('div, span') ?? [])].reverse())
      if (!box.matches(kept) && !box.querySelector(kept) && box.textContent?.trim() === '') box.remove();
  });
  const form = await saved(page, '.form');
  await page.close();
  saveFixture('gnuhealth', 'GNU Health', '.invisible { display: none }', [form]);
});
