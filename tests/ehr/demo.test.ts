/** The demo EHR, read, located, written to and undone by `src/ehr` in real Chromium. Needs `npm run build:demo`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoServer, serveDemo } from '../../demo/serve.ts';
import type * as Ehr from '../../src/ehr/index.ts';
import type { Source } from '../../src/record/schema.ts';
import { bundleEhr, launch } from './bundle.ts';

/** The patient of `src/ehr/adapters/nalca/fixture.html`. */
const FIXTURE_CHART = '318842';

type Window = { EHR: typeof Ehr };
let browser: Browser;
let demo: DemoServer;
let script: string;

beforeAll(async () => {
  [browser, demo, script] = await Promise.all([launch(), serveDemo(), bundleEhr()]);
});
afterAll(async () => {
  await browser.close();
  await demo.close();
});

const chart = async (path: string): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(`${demo.url}${path}`);
  await page.waitForSelector('.nl-ficha .nl-panel-tit, .nl-lista');
  await page.evaluate(script);
  return page;
};

const read = (page: Page) =>
  page.evaluate(async () => {
    const { EHR } = globalThis as unknown as Window;
    const { adapters } = EHR.loadAdapters([]);
    const signal = new AbortController().signal;
    return EHR.readChart(document, {
      adapters,
      url: location.href,
      now: new Date(0),
      signal,
    });
  });

const facts = async (page: Page) => {
  const answer = await read(page);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.record;
};

test('reads all tabs and all pages, and goes back to tab, page and scroll', async () => {
  const page = await chart('#/ficha/059876');
  await page.click('#tab-farmacos');
  await page.waitForSelector('#panel-farmacos .nl-pag');
  await page.click('#panel-farmacos .nl-pag nav button:nth-child(3)');
  const shown = await page.textContent('#panel-farmacos tbody');
  const record = await facts(page);
  expect(record.reading).toMatchObject({ adapter: 'demo-nalca', findings: [] });
  expect(record.facts.filter((f) => f.kind === 'drug' && f.moment === 'intrahospitalario')).toHaveLength(30);
  expect(record.facts.filter((f) => f.kind === 'diagnosis' && f.moment === 'alta')).toHaveLength(5);
  expect(record.facts.find((f) => f.code === 'J01DH02')).toMatchObject({
    text: 'Meropenem 1 g EV c/8 h',
    system: 'atc',
  });
  expect(await page.getAttribute('#tab-farmacos', 'aria-selected')).toBe('true');
  expect(await page.textContent('#panel-farmacos tbody')).toBe(shown);
  expect((await facts(page)).facts.map((f) => f.id)).toEqual(record.facts.map((f) => f.id));
  await page.close();
});

test('the adapter finds everything that it names on every patient', async () => {
  const page = await chart('#/');
  const charts = await page.$$eval('.nl-lista a', (links) => links.map((a) => a.getAttribute('href') ?? ''));
  expect(charts.length).toBeGreaterThanOrEqual(12);
  for (const href of charts) {
    await page.goto(`${demo.url}?retardo=0${href}`);
    await page.waitForSelector('.nl-ficha .nl-panel-tit');
    await page.evaluate(script);
    const { reading, identity } = await facts(page);
    const odd = reading.findings.filter((f) => !['R_MOJIBAKE', 'R_FEWER', 'R_CODE_SHAPE'].includes(f.code));
    expect(odd, href).toEqual([]);
    expect(identity.run, href).toBeDefined();
  }
  await page.close();
});

/** Saves the demo chart of one patient with every tab's panel shown, for `src/ehr/adapters/adapters.test.ts`. */
test.runIf(process.env.UPDATE_FIXTURES)('saves the fixture', async () => {
  const page = await chart(`?retardo=0#/ficha/${FIXTURE_CHART}`);
  const panels: string[] = [];
  for (const id of ['ingreso', 'evoluciones', 'prestaciones', 'farmacos', 'examenes', 'epicrisis']) {
    await page.click(`#tab-${id}`);
    await page.waitForSelector(`#panel-${id} .nl-panel-tit`);
    panels.push(await page.$eval(`#panel-${id}`, (panel) => panel.outerHTML));
  }
  await page.click('#tab-ingreso');
  const frame = await page.evaluate(() => {
    for (const panel of document.querySelectorAll('.nl-panel')) panel.remove();
    for (const svg of document.querySelectorAll('svg')) svg.remove();
    return document.querySelector('.nl-app')?.outerHTML ?? '';
  });
  const body = frame.replace('</article>', `${panels.join('\n').replace(/<svg.*?<\/svg>/gs, '')}</article>`);
  const style =
    '.nl-sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.nl-solo-impresion{display:none}';
  writeFileSync(
    resolve(import.meta.dirname, '../../src/ehr/adapters/nalca/fixture.html'),
    `<!doctype html><html lang="es-CL"><head><meta charset="utf-8"><title>Nalca FCE</title><style>${style}</style></head><body>${body}</body></html>\n`,
  );
  await page.close();
});

test('shows every fact again: tab opened, page turned, element outlined, nothing left behind', async () => {
  const page = await chart('#/ficha/059876');
  const record = await facts(page);
  const picked = ['dx-ing-7', 'tto-30', 'note-3', 'dx-alta-2', 'alg-1', 'cond-1'];
  for (const id of picked) {
    const fact = record.facts.find((f) => f.id === id);
    const state = await page.evaluate(async (source: Source) => {
      const { EHR } = globalThis as unknown as Window;
      const done = await EHR.locateSource(document, [], source);
      return { done, text: document.querySelector('[data-epicrisis-source]')?.textContent ?? '' };
    }, fact?.source as Source);
    expect(state.done, id).toEqual({ ok: true, value: null });
    expect(state.text).toContain(fact?.text.split('\n')[0]?.split(' ')[0]);
  }
  // The next call takes the outline away, also when there is nothing to show.
  await page.evaluate(() =>
    (globalThis as unknown as Window).EHR.locateSource(document, [], { type: 'typed' }),
  );
  expect(await page.locator('[data-epicrisis-source], [data-epicrisis-style]').count()).toBe(0);
  await page.close();
});

const insert = (
  page: Page,
  id: string,
  text: string,
  mode: 'replace' | 'append' | 'cursor' = 'replace',
  ask: 'filled' | 'never' = 'never',
) =>
  page.evaluate(
    async ([targetId, text, mode, ask]) => {
      const { EHR } = globalThis as unknown as Window;
      const { adapters } = EHR.loadAdapters([]);
      const still = () => ({ ok: true, value: null }) as const;
      const done = await EHR.insertTexts(document, adapters, [{ targetId, text, mode }], {
        ask,
        still,
      });
      if (!done.ok) return done;
      if (done.value.undo.length > 0) (globalThis as unknown as { undo: unknown }).undo = done.value.undo;
      return done.value.answer;
    },
    [id, text, mode, ask] as const,
  );

const undo = (page: Page) =>
  page.evaluate(async () => {
    const { EHR, undo } = globalThis as unknown as Window & { undo: readonly Ehr.UndoToken[] };
    const { adapters } = EHR.loadAdapters([]);
    const done = await EHR.undoLast(document, adapters, undo, () => ({ ok: true, value: null }));
    return done.ok ? { failed: done.value.failed } : done;
  });

const WRITTEN = { state: 'written', failed: [], heldBack: 0 };

const targets = (page: Page) =>
  page.evaluate(async () => {
    const { EHR } = globalThis as unknown as Window;
    const { adapters } = EHR.loadAdapters([]);
    return EHR.findTargets(document, adapters);
  });

const TEXT = 'Ingresa por IAM (I21.0).\nSe realiza coronariografía (88.56).\n\nAlta: "bien" & <b>sano</b>.';

test('finds the fields in a tab that is not open, and writes into every kind, undoably, submitting nothing', async () => {
  const page = await chart('#/ficha/059876');
  const found = await targets(page);
  expect(found.filter((t) => t.preferred)).toMatchObject([
    { label: 'Resumen de epicrisis', kind: 'textarea' },
  ]);
  expect(found.map((t) => t.kind)).toContain('contenteditable');
  expect(await page.getAttribute('#tab-ingreso', 'aria-selected')).toBe('true');
  for (const target of found) {
    const done = await insert(page, target.id, TEXT);
    expect(done, target.label).toMatchObject(WRITTEN);
    // The page's own state has it: a blur renders controlled fields from state again.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const again = (await targets(page)).find((t) => t.id.split('@')[0] === target.id.split('@')[0]);
    expect(again?.empty, target.label).toBe(false);
    const one = 'Ingresa por IAM (I21.0). Se realiza coronariografía (88.56). Alta: "bien" & <b>sano</b>.';
    const shown = await insert(page, target.id, 'x', 'replace', 'filled');
    const now = 'state' in shown && shown.state === 'confirm' ? (shown.fields[0]?.current ?? '') : '';
    expect(now.replace(/\s+/g, ' '), target.label).toBe(
      target.kind === 'input' ? one : TEXT.replace(/\s+/g, ' '),
    );
    expect(await undo(page), target.label).toEqual({ failed: [] });
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }
  expect(await page.evaluate(() => document.body.dataset.submitted)).toBeUndefined();
  expect(await page.inputValue('#txtResumen')).toBe('');
  expect(await page.inputValue('#txtIndicaciones')).toBe('');
  expect(await page.locator('#edEvolucion').innerText()).toBe('');
  await page.close();
});

test('what was typed before the reading is still there after it, though the page drops a form whose tab is left', async () => {
  const page = await chart('#/ficha/318842?tab=epicrisis');
  await page.fill('#txtResumen', 'Borrador del médico: evoluciona');
  await page.fill('#txtIndicaciones', 'Reposo');
  await page.locator('#edEvolucion').click();
  await page.keyboard.type('Nota a medias');
  await facts(page);
  await page.waitForSelector('#txtResumen');
  expect(await page.inputValue('#txtResumen')).toBe('Borrador del médico: evoluciona');
  expect(await page.inputValue('#txtIndicaciones')).toBe('Reposo');
  expect(await page.innerText('#edEvolucion')).toContain('Nota a medias');
  expect(await page.evaluate(() => document.body.dataset.submitted)).toBeUndefined();
  await page.close();
});

test('Ctrl+Z takes an insertion back', async () => {
  const page = await chart('#/ficha/059876?tab=epicrisis');
  for (const selector of ['#txtResumen', '#txtIndicaciones', '#txtDxPrincipal']) {
    await page.fill(selector, 'antes');
    const id = {
      '#txtResumen': 'a-resumen',
      '#txtIndicaciones': 'a-indicaciones',
      '#txtDxPrincipal': 'a-dx-principal',
    }[selector];
    await insert(page, id ?? '', 'después');
    expect(await page.inputValue(selector)).toBe('después');
    await page.keyboard.press('Control+z');
    expect(await page.inputValue(selector), selector).toBe('antes');
  }
  await page.close();
});

test('appends and writes at the cursor', async () => {
  const page = await chart('#/ficha/059876?tab=epicrisis');
  await page.fill('#txtResumen', 'uno tres');
  await page.evaluate(() =>
    document.querySelector<HTMLTextAreaElement>('#txtResumen')?.setSelectionRange(4, 4),
  );
  await insert(page, 'a-resumen', 'dos ', 'cursor');
  expect(await page.inputValue('#txtResumen')).toBe('uno dos tres');
  await insert(page, 'a-resumen', 'cuatro', 'append');
  expect(await page.inputValue('#txtResumen')).toBe('uno dos tres\ncuatro');
  expect(await undo(page)).toEqual({ failed: [] });
  expect(await page.inputValue('#txtResumen')).toBe('uno dos tres');
  await page.close();
});

test('follows the patient, and says when a worklist is no chart', async () => {
  const page = await chart('#/ficha/059876');
  await page.evaluate(() => {
    const { EHR } = globalThis as unknown as Window;
    const { adapters } = EHR.loadAdapters([]);
    const all = globalThis as unknown as { keys: string[]; stop: AbortController };
    all.keys = [];
    all.stop = new AbortController();
    EHR.watchPatient(document, adapters, all.stop.signal, (key) => all.keys.push(key));
  });
  await page.evaluate(() => {
    location.hash = '#/ficha/075391';
  });
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    location.hash = '#/';
  });
  await page.waitForTimeout(600);
  const keys = await page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys);
  expect(keys).toEqual([expect.stringMatching(/-/), '']);
  expect(await read(page)).toMatchObject({ ok: false, error: { code: 'E_NO_ADAPTER' } });
  await page.close();
});
