/** The main job, as a physician does it: one click, the text, its sources, another wording, into the form, and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

const CHART = '#/ficha/204518';
const PRINCIPAL = 'IAM con SDST de pared anterior';

let demo: DemoServer;
let extension: Extension;

beforeAll(async () => {
  demo = await serveDemo();
  extension = await launchExtension();
});
afterAll(async () => {
  await extension?.close();
  await demo?.close();
});

async function openChart() {
  const page = await extension.open(demo.url + CHART);
  await page.getByText(PRINCIPAL).first().waitFor();
  return page;
}

describe('one click', () => {
  it('opens the panel, reads the chart and writes the epicrisis without another word', async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    const text = await panel.text();
    expect(text).toContain(`${PRINCIPAL} (I21.0)`);
    expect(text).toContain('Ticagrelor 90 mg VO c/12 h (B01AC24)');
    expect(await panel.errors()).toEqual([]);
    expect(await panel.get('patient').innerText()).toContain('Aurelio Segundo Canelo Boldo');
    await page.close();
  });

  it('on a panel that is open already starts again', async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    await extension.click(page);
    await panel.get('version-label').waitFor();
    expect(await panel.becomes('done')).toBe('done');
    expect(extension.panels()).toHaveLength(1);
    await page.close();
  });
});

describe('a fact', () => {
  it('leads back to its place on the page, in whatever tab that is', async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    const marked = page.locator('[data-epicrisis-source]').first();
    await panel
      .get('fact')
      .filter({ hasText: `${PRINCIPAL} (I21.0)` })
      .first()
      .click();
    await marked.waitFor();
    expect(await marked.innerText()).toContain('I21.0');
    await panel.get('fact').filter({ hasText: 'Ticagrelor 90 mg' }).first().click();
    await page.locator('[data-epicrisis-source]', { hasText: 'Ticagrelor' }).first().waitFor();
    expect(await page.getByRole('tab', { selected: true }).innerText()).not.toBe('Ingreso');
    await page.close();
  });
});

describe('the text', () => {
  it('is written anew in other words on demand, and in the other form', async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    const sections = await panel.text();
    const codes = (text: string): string[] => (text.match(/\b[A-Z]\d{2}\.\d\b/g) ?? []).toSorted();
    await panel.press('regenerate');
    await panel.get('version-label').filter({ hasText: '2/2' }).waitFor();
    await panel.becomes('done');
    expect(codes(await panel.text())).toEqual(codes(sections));
    await panel.get('form-parrafo').check({ force: true });
    await panel.get('version-label').filter({ hasText: '3/3' }).waitFor();
    await panel.becomes('done');
    const paragraph = await panel.text();
    expect(paragraph).toContain(`${PRINCIPAL} (I21.0)`);
    expect(paragraph.trim().split(/\n+/).length).toBeLessThan(sections.trim().split(/\n+/).length / 4);
    await page.close();
  });

  it("goes into the EHR's field, is never submitted, and comes out again", async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    await panel.press('insert');
    const field = page.locator('#txtResumen');
    await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toContain(`${PRINCIPAL} (I21.0)`);
    expect(await page.evaluate(() => document.body.dataset.submitted)).toBeUndefined();
    await panel.press('undo');
    await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe('');
    await page.close();
  });

  it('asks before it touches what is written already, and shows what would change', async () => {
    const page = await extension.open(`${demo.url}#/ficha/127733`);
    await page.getByRole('tab', { name: 'Epicrisis / Alta' }).click();
    const value = () => page.locator('#txtResumen').inputValue();
    const draft = await value();
    expect(draft).toContain('PENDIENTE completar evolución.');
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    await panel.press('insert');
    const lost = panel.get('confirm-diff').locator('del');
    await lost.first().waitFor();
    expect((await lost.allInnerTexts()).join(' ')).toContain('PENDIENTE');
    await panel.press('confirm-cancel');
    expect(await value()).toBe(draft);
    await panel.press('insert');
    await panel.press('confirm-append');
    await expect.poll(value, { timeout: 10_000 }).toContain('Diagnósticos de alta');
    expect((await value()).startsWith(draft)).toBe(true);
    await panel.press('undo');
    await expect.poll(value, { timeout: 10_000 }).toBe(draft);
    await page.close();
  });

  it('is stopped in mid-sentence with what there is, and can be written again', async () => {
    const page = await openChart();
    const panel = new Panel(await extension.click(page));
    await panel.becomes('done');
    await extension.slowEngine(400);
    await panel.press('regenerate');
    await panel.becomes('writing');
    await panel.press('stop');
    expect(await panel.settled()).toBe('stopped');
    await extension.slowEngine(0);
    const partial = await panel.text();
    expect(partial.length).toBeGreaterThan(0);
    await panel.press('regenerate');
    expect(await panel.becomes('done')).toBe('done');
    expect((await panel.text()).length).toBeGreaterThan(partial.length);
    await page.close();
  });
});
