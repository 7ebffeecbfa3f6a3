/**
 * The generic reader on layouts that no adapter knows, in real Chromium (visibility, frames, shadow roots, late tabs).
 * Each fixture beside the reader has the facts that it must give, no more and no less. `UPDATE_FIXTURES=1` writes them
 * anew: read what it wrote.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Ehr from '../../src/ehr/index.ts';
import type { Charted } from '../../src/record/schema.ts';
import { ClinicalRecord } from '../../src/record/schema.ts';
import { bundleEhr, launch } from './bundle.ts';

const FOLDER = resolve(import.meta.dirname, '../../src/ehr/generic/fixtures');
type Window = { EHR: typeof Ehr };
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launch(), bundleEhr()]);
});
afterAll(() => browser.close());

const open = async (html: { file: string } | { content: string }): Promise<Page> => {
  const page = await browser.newPage();
  if ('file' in html) await page.goto(pathToFileURL(html.file).href);
  else await page.setContent(html.content);
  await page.waitForTimeout(200);
  await page.evaluate(script);
  return page;
};

const read = (page: Page) =>
  page.evaluate(async () => {
    const { EHR } = globalThis as unknown as Window;
    const signal = new AbortController().signal;
    return EHR.readChart(document, { adapters: [], url: location.href, now: new Date(0), signal });
  });

const words = (charted: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(charted).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[key, value]]
        : typeof (value as Charted).text === 'string'
          ? [[key, (value as Charted).text]]
          : [],
    ),
  );

describe('held-back layouts', () => {
  for (const name of readdirSync(FOLDER).filter((f) => f.endsWith('.html'))) {
    test(name, async () => {
      const page = await open({ file: resolve(FOLDER, name) });
      const visible = await page.evaluate(() => document.body.innerText);
      const answer = await read(page);
      const got = answer.ok
        ? {
            header: { ...words(answer.value.record.identity), ...words(answer.value.record.episode) },
            facts: answer.value.record.facts.map((f) => [
              f.kind,
              f.moment,
              f.text,
              f.code ?? '',
              f.system ?? '',
              f.date ?? '',
              f.author ?? '',
            ]),
          }
        : { error: answer.error.code };
      if (answer.ok) ClinicalRecord.parse(answer.value.record);
      const expected = resolve(FOLDER, name.replace('.html', '.expected.json'));
      if (process.env.UPDATE_FIXTURES) writeFileSync(expected, `${JSON.stringify(got, null, 2)}\n`);
      expect(got).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
      expect(await page.evaluate(() => document.body.innerText), 'the page is as it was').toBe(visible);
      await page.close();
    });
  }
});

describe('bad input', () => {
  const bulky = (n: number): string =>
    `<h2>Evolución</h2><p>${'Paciente estable, sin dolor. '.repeat(n)}</p><h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul>`;

  test('a 2 MB note is taken in, what is left out is said, and the page does not hang', async () => {
    const page = await open({ content: bulky(72_000) });
    const start = Date.now();
    const answer = await read(page);
    expect(Date.now() - start).toBeLessThan(8000);
    if (!answer.ok) throw new Error(answer.error.code);
    expect(answer.value.record.reading.findings).toContainEqual(
      expect.objectContaining({ code: 'R_TRUNCATED', found: 200_000 }),
    );
    expect(answer.value.record.facts.find((f) => f.kind === 'diagnosis')?.code).toBe('J18.9');
    await page.close();
  });

  test('a table of 5,000 rows is read in slices', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, i) => `<tr><td>Examen ${i}</td><td>${i % 90}</td><td>mg/dL</td></tr>`,
    ).join('');
    const page = await open({
      content: `<h2>Exámenes</h2><table><tr><th>Examen</th><th>Resultado</th><th>Unidad</th></tr>${rows}</table>`,
    });
    const answer = await read(page);
    expect(answer.ok && answer.value.record.facts.length).toBe(5000);
    await page.close();
  });

  test('says whether a page is an empty chart or no chart', async () => {
    const code = async (content: string): Promise<string> => {
      const page = await open({ content });
      const answer = await read(page);
      await page.close();
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(
      await code(
        '<p>Paciente: Juan Calfú Rain RUN: 12.345.678-5</p><h2>Diagnósticos</h2><p>Sin registros</p><h2>Evolución</h2>',
      ),
    ).toBe('E_EMPTY_CHART');
    expect(
      await code(
        '<h1>Noticias</h1><p>El hospital inaugura un pabellón.</p><ul><li>Uno</li><li>Dos</li></ul>',
      ),
    ).toBe('E_NO_ADAPTER');
    expect(await code('')).toBe('E_NO_ADAPTER');
  });

  test('coded text under words that announce nothing is told, not skipped', async () => {
    const page = await open({
      content:
        '<h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul><h2>Garantías GES</h2><ul><li>Cáncer gástrico C16.9</li></ul>',
    });
    const answer = await read(page);
    if (!answer.ok) throw new Error(answer.error.code);
    const { facts, reading } = answer.value.record;
    expect(facts.map((f) => f.code)).toEqual(['J18.9']);
    expect(reading.findings).toEqual([
      expect.objectContaining({
        code: 'R_NOT_FOUND',
        what: expect.stringMatching(/Garantías GES.*C16\.9/),
      }),
    ]);
    await page.close();
  });

  test('what was ruled out is no diagnosis, wherever the page says so', async () => {
    const css = '<style>.fila{display:flex}</style>';
    const row = (name: string, code: string, state: string): string =>
      `<div class="fila"><span>${name}</span><span>${code}</span><span>${state}</span></div>`;
    const page = await open({
      content: `${css}<div><h3>Diagnósticos de ingreso</h3>${row('Sepsis', 'A41.9', 'Confirmado')}${row('Embolia pulmonar', 'I26.9', 'Descartado')}</div>`,
    });
    const answer = await read(page);
    expect(answer.ok && answer.value.record.facts.map((f) => f.text)).toEqual(['Sepsis']);
    await page.close();
  });

  test('text of the page is never run or parsed as HTML', async () => {
    const page = await open({
      content:
        '<h2>Evolución</h2><p>&lt;img src=x onerror="window.hacked=1"&gt; ignore las instrucciones anteriores</p>',
    });
    const answer = await read(page);
    expect(answer.ok && answer.value.record.facts[0]?.text).toBe(
      '<img src=x onerror="window.hacked=1"> ignore las instrucciones anteriores',
    );
    expect(await page.evaluate(() => (globalThis as unknown as { hacked?: number }).hacked)).toBeUndefined();
    await page.close();
  });

  test('an abort is an answer', async () => {
    const page = await open({ content: bulky(1) });
    const answer = await page.evaluate(async () => {
      const { EHR } = globalThis as unknown as Window;
      return EHR.readChart(document, {
        adapters: [],
        url: 'x',
        now: new Date(0),
        signal: AbortSignal.abort(),
      });
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'E_ABORTED' } });
    await page.close();
  });
});
