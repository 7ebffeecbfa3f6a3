/** SMART on FHIR against HAPI's own server and a real authorisation server, in the real extension. */
import type { FhirResource } from 'fhir/r4';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFhir } from '../../../src/ehr/fhir/index.ts';
import { gather } from '../../../src/ehr/fhir/smart/gather.ts';
import { ana, angio, bundle, prescription, stay, tep } from '../../../src/ehr/fhir/testing.ts';
import { EXTENSION_ID, type Extension, launchExtension } from '../../harness/extension.ts';
import { Panel } from '../../harness/panel.ts';
import { CLIENT, type Hapi, startHapi } from './server.ts';

const stranger: FhirResource = { ...tep, id: 'ajeno', subject: { reference: 'Patient/otro' } };
const drugs = Array.from({ length: 8 }, (_, i) => prescription(`m${i}`, 'discharge', `Fármaco ${i} 10 mg`));
const hers: FhirResource[] = [ana, tep, stay, angio, ...drugs];
const options = { now: new Date('2024-05-10T12:00:00Z'), timeZone: 'America/Santiago', title: 'prueba' };

let hapi: Hapi;
let extension: Extension;

beforeAll(async () => {
  hapi = await startHapi(
    [...hers, { resourceType: 'Patient', id: 'otro' }, stranger],
    `https://${EXTENSION_ID}.chromiumapp.org/smart`,
    'ana',
  );
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await hapi?.close();
});

it('reads from HAPI, page by page, what the file of the same resources holds', async () => {
  const text = await gather(
    { base: hapi.direct, token: '', patient: 'ana' },
    fetch,
    new AbortController().signal,
  );
  if (!text.ok) throw new Error(text.error.code);
  const read = readFhir(text.value, options);
  const file = readFhir(JSON.stringify(bundle(...hers)), options);
  if (!read.ok || !file.ok) throw new Error('not read');
  const facts = (all: typeof file) =>
    all.ok ? all.value.facts.map(({ text: t, moment, code }) => [t, moment, code].join('|')).sort() : [];
  // Pages of three from a server whose next links name the gate, not HAPI itself: the first three of each type.
  expect(facts(file)).toEqual(expect.arrayContaining(facts(read)));
  expect(read.value.episode.admission?.text).toBe('03-05-2024 14:30');
});

it('signs in with PKCE in the browser, reads all pages with the token, and writes', async () => {
  const worker = await extension.serviceWorker();
  await worker.evaluate((values) => chrome.storage.local.set(values), {
    fhirIssuer: hapi.issuer,
    fhirClientId: CLIENT,
    model: 'template',
  });
  const page = await extension.open('about:blank');
  const panel = new Panel(await extension.click(page));
  await panel.settled();
  await panel.press('fhir-add');
  const signIn = extension.context.waitForEvent('page', {
    predicate: async (one) => {
      await one.waitForURL(/\/interaction\//, { timeout: 15_000 }).catch(() => undefined);
      return one.url().includes('/interaction/');
    },
    timeout: 30_000,
  });
  await panel.press('fhir-smart');
  const login = await signIn;
  await login.fill('input[name="login"]', 'medico');
  await login.fill('input[name="password"]', 'clave');
  await login.click('button[type="submit"]');
  await login.waitForURL(/\/interaction\//);
  await login.click('button[type="submit"]');
  await panel.becomes('done');
  const text = await panel.text();
  expect(text).toContain('TEP masivo (I26.0)');
  expect(text).toContain('Fármaco 7 10 mg');
  expect(hapi.refused).toEqual([]);
  expect(hapi.granted.length).toBeGreaterThan(10);
});
