/** Pages that fight back (`hostile/pages.ts`), read by the content script in its own world: what is charted, and nothing else. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleEhr, launch } from './bundle.ts';
import { HOSTILE, type HostilePage } from './hostile/pages.ts';
import { isolatedWorld } from './isolated.ts';

const CONTENT = new URL('../../src/content/chart.ts', import.meta.url).pathname;
let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launch(), bundleEhr(CONTENT)]);
});
afterAll(() => browser.close());

interface Read {
  readonly ok: boolean;
  readonly code?: string;
  readonly facts: readonly { readonly kind: string; readonly text: string }[];
}

const READ = `(async () => {
  const ended = new AbortController();
  const nothing = () => undefined;
  const chart = EHR.openChart(document, ended.signal, nothing, nothing, nothing);
  const answer = await chart.answer({ type: 'content/read', adapters: [] });
  ended.abort();
  if (!answer.ok) return { ok: false, code: answer.error.code, facts: [] };
  return { ok: true, facts: answer.value.record.facts.map(({ kind, text }) => ({ kind, text: text.slice(0, 80) })) };
})()`;

const read = async (name: HostilePage): Promise<Read> => {
  const page = await browser.newPage();
  try {
    await page.setContent(HOSTILE[name]);
    const world = await isolatedWorld(page, script);
    return await world.run<Read>(READ);
  } finally {
    await page.close();
  }
};

test.each(Object.keys(HOSTILE) as HostilePage[])('%s', async (name) => {
  const { ok, facts } = await read(name);
  expect(ok).toBe(true);
  expect(facts).toContainEqual({ kind: 'diagnosis', text: 'Neumonía' });
  // Nothing that the page's own world puts in the place of what is drawn.
  expect(facts.map((f) => f.text).join()).not.toMatch(/falso/);
});

describe('the page dispatches what it likes', () => {
  test('clicks on the picker and messages of its own are heard by nobody', async () => {
    const page = await browser.newPage();
    await page.setContent(
      '<!doctype html><html lang="es"><body><h2>Diagnósticos de ingreso</h2><ul><li id="dx">Neumonía (J18.9)</li></ul></body></html>',
    );
    const world = await isolatedWorld(page, script);
    await world.run(`(async () => {
      globalThis.said = [];
      const ended = new AbortController();
      const chart = EHR.openChart(document, ended.signal, () => said.push('patient'), (event) => said.push(event.event), () => said.push('changed'));
      const begun = await chart.answer({ type: 'content/teach', adapters: [], step: { do: 'begin' } });
      await chart.answer({ type: 'content/teach', adapters: [], step: { do: 'pick', draft: begun.value.draft, words: {} } });
    })()`);
    await page.evaluate(() => {
      const dx = document.getElementById('dx');
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        dx?.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }));
      dx?.click();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      window.postMessage({ type: 'content/insert', entries: [] }, '*');
      document.dispatchEvent(new CustomEvent('page/patient', { detail: { patientKey: 'otra' } }));
    });
    await page.evaluate(() => new Promise((turn) => setTimeout(turn, 300)));
    expect(await world.run('said')).toEqual([]);
    await page.close();
  });
});
