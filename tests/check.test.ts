/** The check under a physician's hands: it follows the typing, shows the place, corrects at a press, and asks twice before an error goes in. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import { type Extension, launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

const CHART = '#/ficha/204518';
const PRINCIPAL = 'IAM con SDST de pared anterior';
const CHARTED = 'Ticagrelor 90 mg VO c/12 h';
const WRONG = 'Ticagrelor 180 mg VO c/12 h';

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

async function written(): Promise<{ page: Page; panel: Panel }> {
  const page = await extension.open(demo.url + CHART);
  await page.getByText(PRINCIPAL).first().waitFor();
  const panel = new Panel(await extension.click(page));
  expect(await panel.becomes('done', 'failed')).toBe('done');
  return { page, panel };
}

const finding = (panel: Panel, code: string) =>
  panel.page.locator(`[data-testid="finding"][data-code="${code}"]`);

/** Types another text in the editor. */
async function change(panel: Panel, from: string, to: string): Promise<void> {
  if ((await panel.get('editor').count()) === 0) await panel.press('edit');
  const text = await panel.get('editor').inputValue();
  expect(text).toContain(from);
  await panel.get('editor').fill(text.replace(from, to));
}

const marked = (panel: Panel, name: string): Promise<string[]> =>
  panel.page.evaluate(
    (key) => [...(CSS.highlights.get(key) ?? [])].map((range) => (range as Range).toString()),
    name,
  );

describe('the check', () => {
  it('says nothing wrong of a document that copies its chart', async () => {
    const { page, panel } = await written();
    expect(await panel.get('findings-error').count()).toBe(0);
    await page.close();
  });

  it('follows the typing, selects the words, corrects them, and takes the correction back', async () => {
    const { page, panel } = await written();
    await change(panel, CHARTED, WRONG);
    const dose = finding(panel, 'C_DOSE');
    await dose.waitFor();
    expect(await dose.innerText()).toContain('difiere la dosis');
    await dose.getByTestId('finding-find').click();
    const selected = await panel
      .get('editor')
      .evaluate((e) =>
        (e as HTMLTextAreaElement).value.slice(
          (e as HTMLTextAreaElement).selectionStart,
          (e as HTMLTextAreaElement).selectionEnd,
        ),
      );
    expect(selected).toContain('Ticagrelor 180 mg');
    await dose.getByTestId('correct').click();
    await dose.waitFor({ state: 'detached' });
    expect(await panel.get('editor').inputValue()).toContain(CHARTED);
    expect(await panel.get('editor').inputValue()).not.toContain(WRONG);
    await panel.press('uncorrect');
    await dose.waitFor();
    expect(await panel.get('editor').inputValue()).toContain(WRONG);
    await page.close();
  });

  it('marks the sentence and the words in the text that is read, and corrects it there too', async () => {
    const { page, panel } = await written();
    await change(panel, CHARTED, WRONG);
    await panel.press('edit-done');
    const dose = finding(panel, 'C_DOSE');
    await dose.getByTestId('finding-find').click();
    const [words = ''] = await marked(panel, 'finding');
    const [sentence = ''] = await marked(panel, 'finding-sentence');
    expect(words).toContain('Ticagrelor 180 mg');
    expect(sentence).toContain(words);
    await dose.getByTestId('correct').click();
    await dose.waitFor({ state: 'detached' });
    expect(await panel.text()).toContain(CHARTED);
    await page.close();
  });

  it('names another patient, and an entry that is gone', async () => {
    const { page, panel } = await written();
    await change(panel, CHARTED, 'Paciente Pedro Soto Vidal.');
    await finding(panel, 'C_OTHER_PATIENT').waitFor();
    const missing = finding(panel, 'C_MISSING_FACT').filter({ hasText: 'Ticagrelor' });
    await missing.first().waitFor();
    await page.close();
  });

  it('lets a text with errors go into the form only at a second, deliberate press', async () => {
    const { page, panel } = await written();
    await change(panel, CHARTED, WRONG);
    await finding(panel, 'C_DOSE').waitFor();
    await panel.press('edit-done');
    await panel.press('insert');
    await panel.get('insert-errors').waitFor();
    expect(await panel.get('undo').count(), 'nothing has gone in').toBe(0);
    await panel.press('insert');
    await panel.get('insert-errors').waitFor({ state: 'detached' });
    await panel.page.locator('[data-testid="undo"], dialog[open]').first().waitFor();
    await page.close();
  });
});
