/** A page of another EHR, as `src/ehr` reads it. */
import type { Page } from 'playwright-core';
import type * as Ehr from '../../src/ehr/index.ts';
import type { ClinicalRecord } from '../../src/record/schema.ts';

/**
 * By the page's adapter, or as a page that no adapter knows. Throws the error's code.
 * @param script `bundleEhr()`
 */
export async function readPage(
  page: Page,
  script: string,
  how: 'adapter' | 'generic',
): Promise<ClinicalRecord> {
  await page.evaluate(script);
  const answer = await page.evaluate(async (generic) => {
    const { EHR } = globalThis as unknown as { EHR: typeof Ehr };
    const { adapters } = EHR.loadAdapters([]);
    return EHR.readChart(document, {
      adapters: generic ? [] : adapters,
      url: location.href,
      now: new Date(0),
      signal: new AbortController().signal,
    });
  }, how === 'generic');
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.record;
}
