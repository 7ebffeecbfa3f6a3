/** FHIR beside the page: a file and a paste of the same patient, another's, too much, and nonsense. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FhirResource, Patient } from 'fhir/r4';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import { ana, bundle, CIE10, prescription, stay, tep } from '../src/ehr/fhir/testing.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

const CHART = '#/ficha/204518';
const PRINCIPAL = 'IAM con SDST de pared anterior';
const RUN = '45.433.012-9';

const his: Patient = { ...ana, identifier: [{ system: 'https://registrocivil.cl/run', value: RUN }] };
const infarct: FhirResource = {
  ...tep,
  code: { text: PRINCIPAL, coding: [{ system: CIE10, code: 'I21.0' }] },
};
const whole = bundle(his, stay, infarct, prescription('home', 'discharge', 'Colchicina 0,5 mg c/12h'));

let demo: DemoServer;
let extension: Extension;
let folder: string;

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'epicrisis-fhir-'));
  demo = await serveDemo();
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await demo?.close();
  rmSync(folder, { recursive: true, force: true });
});

const chart = async (): Promise<Panel> => {
  const page = await extension.open(demo.url + CHART);
  await page.getByText(PRINCIPAL).first().waitFor();
  const panel = new Panel(await extension.click(page));
  await panel.becomes('done');
  return panel;
};
const added = (panel: Panel): Promise<void> =>
  panel.page.getByTestId('fhir-remove').waitFor({ timeout: 20_000 });
const recordOf = (panel: Panel) => panel.page.evaluate(() => globalThis.epicrisis?.tab()?.chart?.record);

it('a file of the same patient is joined: what both say once, what is new beside it', async () => {
  const panel = await chart();
  await panel.press('fhir-add');
  await panel.get('fhir-file').setInputFiles(file('alta.json', whole));
  await added(panel);
  await panel.becomes('done');
  expect(await panel.text()).toContain('Colchicina 0,5 mg c/12h');
  const record = await recordOf(panel);
  const both = record?.facts.filter((f) => f.text === PRINCIPAL && f.moment === 'ingreso');
  expect(both).toHaveLength(1);
  expect(both?.[0]?.source.type).toBe('page');
  expect(both?.[0]?.also).toEqual([{ type: 'fhir', reference: 'Condition/tep' }]);
  await panel.press('fhir-remove');
  await panel.page.getByTestId('fhir-remove').waitFor({ state: 'detached' });
  await panel.becomes('done');
  expect(await panel.text()).not.toContain('Colchicina');
});

it("another patient's is refused, and the text stays", async () => {
  const panel = await chart();
  const before = await panel.text();
  await panel.press('fhir-add');
  await panel.get('fhir-text').fill(JSON.stringify(bundle(ana, stay, tep)));
  await panel.press('fhir-use');
  expect(await panel.error('E_FHIR_PATIENT')).toContain('otro paciente');
  expect(await panel.text()).toBe(before);
});

it('says what a file is that cannot be taken', async () => {
  const panel = await chart();
  await panel.press('fhir-add');
  await panel.get('fhir-file').setInputFiles(file('alta.xml', '<Bundle xmlns="http://hl7.org/fhir"/>'));
  expect(await panel.error('E_FHIR_XML')).toContain('XML');
  await panel.get('fhir-file').setInputFiles(file('grande.json', ' '.repeat(100_000_000)));
  expect(await panel.error('E_FHIR_TOO_BIG')).toContain('100 MB');
  await panel.press('fhir-cancel');
});

it('alone it is enough where the page is no chart; it can be copied and not inserted', async () => {
  const page = await extension.open('about:blank');
  const panel = new Panel(await extension.click(page));
  await panel.settled();
  await panel.press('fhir-add');
  await panel.get('fhir-file').setInputFiles(file('sola.json', bundle(ana, stay, tep)));
  await added(panel);
  await panel.becomes('done');
  expect(await panel.text()).toContain('TEP masivo (I26.0)');
  expect(await panel.get('insert').isDisabled()).toBe(true);
});

it('50,000 resources neither stop the panel nor the reading', async () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({
    ...tep,
    id: `t${i}`,
    code: { text: `Dg ${i % 40}` },
  }));
  const panel = await chart();
  await panel.page.evaluate(() => {
    const scope = globalThis as { longest?: number };
    scope.longest = 0;
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      scope.longest = Math.max(scope.longest ?? 0, now - last);
      last = now;
      setTimeout(tick, 0);
    };
    tick();
  });
  await panel.press('fhir-add');
  await panel.get('fhir-file').setInputFiles(file('muchos.json', bundle(his, stay, infarct, ...many)));
  await added(panel);
  await panel.becomes('done');
  const longest = await panel.page.evaluate(() => (globalThis as { longest?: number }).longest ?? 0);
  process.stderr.write(`50,000 resources: the panel stood still for at most ${Math.round(longest)} ms\n`);
  expect((await recordOf(panel))?.facts.some((f) => f.text === 'Dg 39')).toBe(true);
});
