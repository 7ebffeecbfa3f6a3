/** OpenMRS's O3 front end, as its own packages make it: read, written and inserted by the built extension in a real browser. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Ehr from '../../../src/ehr/index.ts';
import type { ClinicalRecord, Fact } from '../../../src/record/schema.ts';
import { bundleEhr } from '../../ehr/bundle.ts';
import { type Extension, launchExtension } from '../../harness/extension.ts';
import { Panel } from '../../harness/panel.ts';
import { saved, saveFixture } from '../fixture.ts';
import { type BedPatient, bedPatients } from '../patients.ts';
import { readPage } from '../reading.ts';
import { builtO3 } from './build.ts';
import { patientUuid } from './chart.ts';
import { type O3Server, PostedEncounter, serveO3 } from './server.ts';

let server: O3Server;
let extension: Extension;
let script: string;

beforeAll(async () => {
  server = await serveO3(builtO3());
  script = await bundleEhr();
  // A physician's screen: O3 with the panel beside it keeps its layout for desktops.
  extension = await launchExtension({ args: ['--window-size=1920,1080'] });
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

const [rosa, pedro, catalina] = bedPatients as readonly [BedPatient, BedPatient, BedPatient];

async function openChart(patient: BedPatient, dashboard?: string): Promise<Page> {
  const page = await extension.open(server.chartUrl(patient, dashboard));
  await page
    .locator('[data-extension-id="patient-banner"]', { hasText: patient.name })
    .waitFor({ timeout: 60_000 });
  await page
    .locator('.omrs-main-content table:not(.cds--skeleton) tbody tr')
    .first()
    .waitFor({ timeout: 60_000 });
  // Each part of the summary comes from a module of its own; the procedures' is the last to be loaded.
  const last = '[data-extension-id^="obs-by-encounter-widget"]';
  if (dashboard === undefined)
    await page.locator(`${last} tbody tr, ${last} .cds--tile`).first().waitFor({ timeout: 60_000 });
  return page;
}

const read = (page: Page, how: 'adapter' | 'generic'): Promise<ClinicalRecord> => readPage(page, script, how);

const texts = (record: ClinicalRecord, kind: Fact['kind']): string[] =>
  record.facts.filter((fact) => fact.kind === kind).map((fact) => fact.text);

const inserted = (panel: Panel): Promise<void> =>
  panel.page.locator('[data-testid="insert-outcome"][data-step="inserted"]').waitFor({ timeout: 30_000 });

const save = (page: Page, field: Locator): Promise<void> =>
  page.locator('form', { has: field }).getByRole('button', { name: 'Guardar y cerrar' }).click();

/** The visit notes that O3 has sent. */
const notesSent = (): { patient: string; text: string }[] =>
  server.posted
    .filter(({ path }) => path === 'rest/v1/encounter')
    .map(({ body }) => PostedEncounter.parse(body))
    .map(({ patient, obs }) => ({ patient, text: obs.map(({ value }) => value).join('\n') }));

/** As O3's medication table shows an order, in small letters. */
const order = (drug: BedPatient['drugs'][number]): string =>
  `${drug.name} — ${drug.strength.toLowerCase()} — ${drug.form.toLowerCase()}`;

describe.each(bedPatients.map((patient) => [patient.name, patient] as const))('%s', (_, patient) => {
  it('is read whole by the adapter, every page of every table, and the page is left as it was', async () => {
    const page = await openChart(patient);
    const record = await read(page, 'adapter');
    expect(record.reading.adapter).toBe('openmrs-o3');
    expect(record.identity).toMatchObject({ name: { text: patient.name }, run: { text: patient.run } });
    expect(record.identity.sex).toBe(patient.sex.toLowerCase());
    expect(record.episode.admission?.text).toBeDefined();
    expect(texts(record, 'diagnosis')).toEqual(patient.diagnoses.map(({ name }) => name));
    expect(texts(record, 'antecedent').toSorted()).toEqual(
      patient.history
        .filter(({ active }) => active)
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(texts(record, 'procedure').toSorted()).toEqual(
      patient.procedures.map(({ name }) => name).toSorted(),
    );
    expect(
      texts(record, 'allergy')
        .map((text) => text.split(' ')[0])
        .toSorted(),
    ).toEqual(patient.allergies.map(({ substance }) => substance.split(' ')[0]).toSorted());
    const drugs = texts(record, 'drug');
    expect(drugs).toHaveLength(patient.drugs.length);
    for (const drug of patient.drugs)
      expect(
        drugs.filter((text) => text.startsWith(order(drug)) && text.includes(`${drug.dose} `)),
      ).toHaveLength(1);
    expect(texts(record, 'note').map((text) => text.replace(/\s+/g, ' '))).toEqual(
      patient.notes.map(({ text }) => text.replace(/\s+/g, ' ')),
    );
    // Words for screen readers and sorting are no facts.
    expect(record.facts.map((fact) => fact.text).join('\n')).not.toMatch(
      /click to sort|elementos|página|ver todo/i,
    );
    expect(page.url()).toBe(server.chartUrl(patient));
    await page.close();
  });
});

it('a fact is found again after a reload, which gives every part another made-up id', async () => {
  const page = await openChart(rosa);
  const sources = (await read(page, 'adapter')).facts.map(({ source }) => source);
  expect(JSON.stringify(sources)).not.toMatch(/:r[0-9a-z]+:|data-table-\d/);
  await page.close();
  const again = await openChart(rosa);
  await again.evaluate(script);
  const lost = await again.evaluate(async (all) => {
    const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
    const { adapters } = EHR.loadAdapters([]);
    const codes: string[] = [];
    for (const source of all) {
      const found = await EHR.locateSource(document, adapters, source);
      if (!found.ok) codes.push(JSON.stringify(source));
    }
    return codes;
  }, sources);
  expect(lost).toEqual([]);
  await again.close();
});

it('a filter that shows what has passed makes no antecedents of it', async () => {
  const page = await openChart(rosa);
  await page.locator('#conditionStatusFilter').first().click();
  await page.getByRole('option', { name: 'Inactiva' }).click();
  await page.getByText('Colecistitis aguda').first().waitFor();
  expect(texts(await read(page, 'adapter'), 'antecedent')).toEqual([]);
  await page.close();
});

it('as a page that no adapter knows, nothing is read that the chart does not say', async () => {
  const page = await openChart(rosa);
  const record = await read(page, 'generic');
  const shown = JSON.stringify(rosa).toLowerCase();
  for (const fact of record.facts.filter(({ kind }) => kind !== 'note')) {
    // A medication's first part is its name; a note's diagnoses stand in one cell, after commas.
    for (const part of fact.text.split(' — ')[0]?.toLowerCase().split(', ') ?? [])
      expect(shown, `${fact.kind}: ${fact.text}`).toContain(part);
  }
  await page.close();
});

describe('the main job', () => {
  it('one click: the chart is read, the epicrisis written, and put into the visit note, unsent', async () => {
    const page = await openChart(rosa);
    await page.getByRole('button', { name: 'Nota de visita' }).first().click();
    const field = page.locator('#additionalNote');
    await field.waitFor();
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    const text = await panel.text();
    expect(text).toContain('Neumonía adquirida en la comunidad');
    expect(text).toContain('Levotiroxina — 100 mcg');
    expect(text).toContain('Toracocentesis diagnóstica izquierda');
    expect(await panel.get('patient').innerText()).toContain(rosa.name);

    await panel.press('insert');
    await expect
      .poll(() => field.inputValue(), { timeout: 20_000 })
      .toContain('Toracocentesis diagnóstica izquierda');
    await inserted(panel);
    expect(notesSent()).toEqual([]);

    // The physician presses O3's own button: what O3 sends is what we wrote, and its form closes.
    const wrote = await field.inputValue();
    await save(page, field);
    await expect.poll(notesSent).toEqual([{ patient: patientUuid(rosa), text: wrote }]);
    await field.waitFor({ state: 'detached' });
    await page.close();
  });

  it('opens the visit note itself, says so, and what the physician then saves is what was written', async () => {
    const page = await openChart(catalina);
    const field = page.locator('#additionalNote');
    expect(await field.count()).toBe(0);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    // The reading and the search for fields press nothing.
    expect(await panel.get('target-select').locator('option:checked').innerText()).toMatch(
      /^Nota de visita \(se abre con «Nota de visita»\)$/,
    );
    expect(await field.count()).toBe(0);
    const sent = notesSent().length;
    await panel.press('insert');
    await inserted(panel);
    expect(await panel.get('insert-opened').innerText()).toContain('«Nota de visita»');
    const wrote = await field.inputValue();
    expect(wrote).toContain(catalina.name);
    expect(notesSent()).toHaveLength(sent);
    await save(page, field);
    await expect.poll(() => notesSent().at(-1)).toEqual({ patient: patientUuid(catalina), text: wrote });
    await page.close();
  });

  it('takes the text out again', async () => {
    const page = await openChart(pedro);
    await page.getByRole('button', { name: 'Nota de visita' }).first().click();
    await page.locator('#additionalNote').waitFor();
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    await panel.press('insert');
    const field = page.locator('#additionalNote');
    await expect
      .poll(() => field.inputValue(), { timeout: 30_000 })
      .toContain('Apendicectomía laparoscópica');
    await panel.press('undo');
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('');
    await page.close();
  });

  it('never writes one patient into the note of another', async () => {
    const page = await openChart(pedro);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    await page.evaluate((url) => {
      history.pushState(null, '', url);
      dispatchEvent(new PopStateEvent('popstate'));
    }, server.chartUrl(catalina));
    await page.locator('[data-extension-id="patient-banner"]', { hasText: catalina.name }).waitFor();
    expect(await panel.becomes('stale', 'idle')).toMatch(/stale|idle/);
    await page.close();
  });
});

/** Saves the dashboards that the adapter reads, for `adapter.test.ts`. */
it.runIf(process.env.UPDATE_FIXTURES)('saves the fixture', async () => {
  const parts: string[] = [];
  const page = await openChart(rosa);
  parts.push(await saved(page, '[data-extension-slot-name="patient-chart-dashboard-slot"]'));
  parts.push(await saved(page, '[data-extension-id="patient-banner"]'));
  parts.push(await saved(page, '[data-extension-slot-name="patient-chart-summary-dashboard-slot"]'));
  await page.close();
  const allergies = await openChart(rosa, 'allergies');
  parts.push(await saved(allergies, '[data-extension-slot-name="patient-chart-allergies-dashboard-slot"]'));
  await allergies.close();
  const visits = await openChart(rosa, 'visits');
  await visits.getByRole('tab', { name: 'Todos los encuentros' }).click();
  const openers = visits.locator('td .cds--table-expand__button[aria-expanded="false"]:visible');
  await openers.first().waitFor();
  while ((await openers.count()) > 0) await openers.first().click();
  parts.push(await saved(visits, '[data-extension-slot-name="patient-chart-encounters-dashboard-slot"]'));
  await visits.close();
  const hidden =
    '.cds--table-sort__description, .cds--popover, .cds--visually-hidden, .cds--overflow-menu-options';
  saveFixture('openmrs-o3', 'OpenMRS', `${hidden} { display: none }`, parts);
});

it('the stub knows everything that the front end asked for', () => {
  expect([...server.unknown]).toEqual([]);
});
