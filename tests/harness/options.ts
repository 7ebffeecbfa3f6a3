/** The options page as a person uses it: a model's card, its buttons, and files given by hand. */
import type { Locator, Page } from 'playwright-core';
import { type Extension, ROOT } from './extension.ts';

export class OptionsPage {
  constructor(readonly page: Page) {}

  static async open(extension: Extension): Promise<OptionsPage> {
    const page = await extension.open(`${ROOT}src/options/index.html`);
    await page.getByTestId('models').waitFor();
    return new OptionsPage(page);
  }

  card(id: string): Locator {
    return this.page.locator(`[data-testid="model"][data-id="${id}"]`);
  }

  /** Presses a button of a card; one that a closed group hides is shown first. */
  async press(id: string, testId: string): Promise<void> {
    await this.#unfold(id);
    await this.card(id).getByTestId(testId).click();
  }

  /** Waits until the card can be used, or says why not: the error's code. */
  async installed(id: string): Promise<string> {
    const done = this.card(id).getByTestId('export');
    const failed = this.page.getByTestId('model-error');
    await done.or(failed).first().waitFor({ timeout: 60_000 });
    return (await failed.count()) > 0 ? ((await failed.first().getAttribute('data-code')) ?? '') : 'ok';
  }

  /** The next error that is shown: its code and words. */
  async error(): Promise<{ code: string; words: string }> {
    const notice = this.page.getByTestId('model-error').first();
    await notice.waitFor({ timeout: 60_000 });
    return { code: (await notice.getAttribute('data-code')) ?? '', words: await notice.innerText() };
  }

  async setText(key: string, value: string): Promise<void> {
    const field = this.page.locator(`#setting-${key}`);
    await field.fill(value);
    await field.blur();
    await this.page.locator(`[data-testid="setting"][data-key="${key}"] .told.saved`).waitFor();
  }

  /** Gives a model's folder, or a zip, as the pickers at the end of the list would. */
  async bring(path: string): Promise<void> {
    const testId = path.endsWith('.zip') ? 'bring-zip' : 'bring-folder';
    await this.page.getByTestId('bring').getByTestId(testId).setInputFiles(path);
  }

  async #unfold(id: string): Promise<void> {
    const group = this.page.locator('details.group:not([open])', { has: this.card(id) });
    if ((await group.count()) > 0) await group.locator('summary').first().click();
  }
}

/**
 * Brings a folder with an exported model into the extension and takes it into use, through its own options page. For tests
 * and for the programs' `--model FOLDER`. Throws with the page's own words where it is refused.
 * @returns the model's id in the extension
 */
export async function useModelFolder(extension: Extension, folder: string): Promise<string> {
  const options = await OptionsPage.open(extension);
  try {
    await options.bring(folder);
    const fresh = options.page.locator('[data-testid="model"]:has([data-testid="export"])');
    await fresh.or(options.page.getByTestId('model-error')).first().waitFor({ timeout: 600_000 });
    const refused = options.page.getByTestId('model-error');
    if ((await refused.count()) > 0) throw new Error(await refused.first().innerText());
    const id = (await fresh.last().getAttribute('data-id')) ?? '';
    await options.press(id, 'use');
    await options.card(id).locator('.tag.chosen').waitFor();
    return id;
  } finally {
    await options.page.close({ runBeforeUnload: false });
  }
}
