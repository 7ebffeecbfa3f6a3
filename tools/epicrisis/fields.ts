/** What the page's fields hold, asked of the page itself and not of the extension: all frames, open shadow roots. */
import type { Page } from 'playwright-core';

/** The values of every field that takes text, in the page's order. */
async function fieldValues(page: Page): Promise<string[]> {
  const byFrame = await Promise.all(
    page.frames().map((frame) => frame.evaluate(valuesInDocument).catch((): string[] => [])),
  );
  return byFrame.flat();
}

/** Runs in the page. */
function valuesInDocument(): string[] {
  const fields: Element[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.pop(); root !== undefined; root = roots.pop()) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
      if (element.matches('textarea, input, [contenteditable]')) fields.push(element);
      else if (element === document.body && document.designMode === 'on') fields.push(element);
    }
  }
  return fields.map((field) =>
    field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
      ? field.value
      : (field as HTMLElement).innerText,
  );
}

/** An editor has its own idea of blank lines, and a one-line field has none at all. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The value of the field that now holds `text`: the one with the least besides it. Undefined: no field holds it. */
export async function fieldHolding(page: Page, text: string): Promise<string | undefined> {
  const values = await fieldValues(page);
  return values
    .filter((value) => words(value).includes(words(text)))
    .toSorted((a, b) => a.length - b.length)[0];
}
