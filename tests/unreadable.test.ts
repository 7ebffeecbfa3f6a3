/** Pages that can't be summarised: each says what is wrong and what to do, and the next click works. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chartPage } from './harness/charts.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R>>endobj
trailer<</Root 1 0 R>>`;

const EMPTY = `<!doctype html><html lang="es"><title>Ficha</title><h1>Ficha clínica</h1>
  <h2>Diagnósticos</h2><table><tr><th>Código</th><th>Diagnóstico</th></tr></table><h2>Evoluciones</h2></html>`;

/** Two million characters of one note. */
const LONG_NOTE = 'Evoluciona estable, afebril, sin dolor. '.repeat(52_000);

let site: Pages;
let extension: Extension;

beforeAll(async () => {
  site = await servePages({
    '/ficha': chartPage(),
    '/noticias': '<!doctype html><title>Noticias</title><h1>Noticias</h1><p>Hoy llueve en Valdivia.</p>',
    '/vacia': EMPTY,
    '/sin-diagnosticos': chartPage({ diagnoses: [] }),
    '/nota-larga': chartPage({ notes: [LONG_NOTE] }),
    '/informe.pdf': PDF,
  });
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await site?.close();
});

/** Whatever went wrong, the next chart must be written. */
afterEach(async () => {
  const panel = await clickOn(`${site.url}ficha`);
  expect(await panel.becomes('done', 'failed')).toBe('done');
  await leave();
});

async function clickOn(url: string): Promise<Panel> {
  return new Panel(await extension.click(await extension.open(url)));
}

async function leave(): Promise<void> {
  await extension.context
    .pages()
    .find((page) => /^(https?|chrome):/.test(page.url()))
    ?.close();
}

describe('a page that holds no chart', () => {
  it.each([
    ['without anything clinical', 'noticias', 'E_NO_ADAPTER'],
    ['a chart with nothing in it', 'vacia', 'E_EMPTY_CHART'],
    ['a chart without diagnoses', 'sin-diagnosticos', 'E_NO_DIAGNOSES'],
    ['a PDF', 'informe.pdf', 'E_NOT_INJECTABLE'],
  ])('%s', async (_, path, code) => {
    const panel = await clickOn(site.url + path);
    expect(await panel.becomes('failed', 'done')).toBe('failed');
    const words = await panel.error(code);
    expect(words.replace(code, '').trim().length).toBeGreaterThan(30);
    await leave();
  });

  it("a page of the browser's own", async () => {
    const panel = await clickOn('chrome://version/');
    expect(await panel.becomes('failed', 'done')).toBe('failed');
    await panel.error('E_NOT_INJECTABLE');
    await leave();
  });
});

describe('a note of 2 MB', () => {
  it('is cut, says so, and the epicrisis is written', async () => {
    const panel = await clickOn(`${site.url}nota-larga`);
    expect(await panel.becomes('done', 'failed')).toBe('done');
    expect(await panel.text()).toContain('Apendicitis aguda (K35.8)');
    const codes = await panel
      .get('finding')
      .evaluateAll((all) => all.map((f) => f.getAttribute('data-code')));
    expect(codes).toContain('R_TRUNCATED');
    await leave();
  });
});
