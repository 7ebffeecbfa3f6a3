/** Saves what a bed's page shows as an adapter's fixture: what it says and how it is built, without pictures, styles and scripts. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

/** The element's HTML with what its fields hold, links that lead nowhere, and every tab's panel open. */
export const saved = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).evaluate((element) => {
    for (const field of element.querySelectorAll('input, textarea, select')) {
      if (field instanceof HTMLTextAreaElement) field.textContent = field.value;
      else if (field instanceof HTMLInputElement) field.setAttribute('value', field.value);
      else if (field instanceof HTMLSelectElement) field.selectedOptions[0]?.setAttribute('selected', '');
    }
    const copy = element.cloneNode(true) as Element;
    for (const one of copy.querySelectorAll('svg, img, style, script, template')) one.remove();
    for (const one of [copy, ...copy.querySelectorAll('*')]) {
      one.removeAttribute('style');
      if (one.getAttribute('role') === 'tabpanel') one.removeAttribute('hidden');
      if (one.localName === 'a' && !one.getAttribute('href')?.startsWith('#'))
        one.setAttribute('href', '#otra-vista');
    }
    return copy.outerHTML;
  });

/** @param style what the EHR's style sheet hides */
export function saveFixture(adapter: string, title: string, style: string, parts: readonly string[]): void {
  writeFileSync(
    resolve(import.meta.dirname, '../../src/ehr/adapters', adapter, 'fixture.html'),
    `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>\n<body>${parts.join('\n')}</body></html>\n`,
  );
}
