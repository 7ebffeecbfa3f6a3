/** What changes under the physician's hands: the patient, the tab, the field, the window, the service worker. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import { chartPage } from './harness/charts.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { type Pages, servePages } from './harness/pages.ts';
import { Panel } from './harness/panel.ts';
import { until } from './harness/until.ts';

/** Milliseconds for each piece of text: long enough to act in mid-sentence, short enough to see the end. */
const SLOW = 400;

let demo: DemoServer;
let site: Pages;
let extension: Extension;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  demo = await serveDemo();
  site = await servePages({
    '/ficha': chartPage(),
    '/alta': chartPage({ notes: [] }),
    '/otra': chartPage({ name: 'Juan Pérez Rojas', run: '11.111.111-1' }),
    '/solo-lectura': chartPage({
      form: '<label for="e">Epicrisis</label><textarea id="e" readonly></textarea>',
    }),
  });
});
afterAll(async () => {
  await demo?.close();
  await site?.close();
});
beforeEach(async () => {
  extension = await launchExtension();
});
afterEach(async () => {
  await extension?.close();
});

async function start(url: string, until: 'writing' | 'done'): Promise<void> {
  page = await extension.open(url);
  if (until === 'writing') {
    // A first job loads the model, so that the slow one begins to write at once.
    panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    await extension.slowEngine(SLOW);
    await panel.press('regenerate');
  } else {
    panel = new Panel(await extension.click(page));
  }
  await panel.becomes(until);
}

const chart = (number: string): string => `${demo.url}#/ficha/${number}`;

describe('another patient', () => {
  it('on the page in mid-sentence: what was written stays, and goes to nobody else', async () => {
    await start(chart('204518'), 'writing');
    await page.evaluate(() => {
      location.hash = '#/ficha/127733';
    });
    expect(await panel.becomes('stale')).toBe('stale');
    await panel.error('E_PATIENT_CHANGED');
    await extension.slowEngine(0);
    expect((await panel.text()).length).toBeGreaterThan(0);
    expect(await panel.get('patient').innerText()).toContain('Aurelio Segundo Canelo Boldo');
    await expect.poll(() => panel.get('insert').isDisabled()).toBe(true);
    // And the extension goes on with the patient who is on screen.
    await panel.press('start');
    await expect.poll(() => panel.get('patient').innerText(), { timeout: 20_000 }).not.toContain('Canelo');
    expect(await panel.becomes('done', 'failed')).toBe('done');
  });

  it('on the next page of an EHR of many pages is told from the same patient', async () => {
    await start(`${site.url}ficha`, 'done');
    await page.goto(`${site.url}alta`);
    await page.waitForLoadState();
    await panel.press('insert');
    await expect.poll(() => page.locator('#epi').inputValue(), { timeout: 10_000 }).toContain('(K35.8)');
    await page.goto(`${site.url}otra`);
    await panel.error('E_PATIENT_CHANGED');
    expect(await panel.get('insert').isDisabled()).toBe(true);
    expect(await page.locator('#epi').inputValue()).toBe('');
  });
});

describe('the tab', () => {
  it('is closed in mid-sentence: the text stays to be copied, and the next chart is written', async () => {
    await start(chart('204518'), 'writing');
    const other = await extension.open(`${site.url}ficha`);
    await page.close();
    await extension.slowEngine(0);
    await extension.click(other);
    expect(await panel.becomes('done', 'failed')).toBe('done');
    expect(await panel.text()).toContain('Apendicitis aguda');
    await panel.error('E_TAB_CLOSED');
  });
});

describe('the field', () => {
  it('that is read-only is not written', async () => {
    await start(`${site.url}solo-lectura`, 'done');
    await panel.press('insert');
    await panel.error('E_FIELD_READONLY');
    expect(await page.locator('#e').inputValue()).toBe('');
  });

  it('that vanished is named, and the text stays', async () => {
    await start(`${site.url}ficha`, 'done');
    const before = await panel.text();
    await page.locator('#epi').evaluate((field) => field.remove());
    await panel.press('insert');
    await until('an error', async () =>
      (await panel.errors()).find((code) => /E_FIELD_GONE|E_NO_FIELD/.test(code ?? '')),
    );
    expect(await panel.text()).toBe(before);
  });
});

describe('two panels', () => {
  it('do not write into the same tab at once', async () => {
    await start(chart('204518'), 'writing');
    const worker = await extension.serviceWorker();
    const windowId = await worker.evaluate(
      async () => (await chrome.windows.create({ url: 'about:blank' }))?.id,
    );
    await worker.evaluate(async (to) => {
      const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
      if (tab?.id !== undefined) await chrome.tabs.move(tab.id, { windowId: to, index: -1 });
      if (tab?.id !== undefined) await chrome.tabs.update(tab.id, { active: true });
    }, windowId);
    const second = new Panel(await extension.click(page));
    await second.error('E_BUSY');
    await extension.slowEngine(0);
    await until('the first panel to end', async () =>
      (await panel.errors()).includes('E_BUSY') ? undefined : true,
    );
    await second.press('start');
    expect(await second.becomes('done')).toBe('done');
  });
});

describe('the service worker', () => {
  it('is killed in mid-sentence and not a word is lost', async () => {
    await start(chart('204518'), 'writing');
    await extension.killServiceWorker();
    await extension.slowEngine(0);
    expect(await panel.becomes('done', 'failed', 'stopped')).toBe('done');
    const text = await panel.text();
    expect(text).toContain('Controles');
    expect(await panel.errors()).toEqual([]);
    await panel.press('insert');
    await expect
      .poll(() => page.locator('#txtResumen').inputValue(), { timeout: 10_000 })
      .toContain('(I21.0)');
  });
});
