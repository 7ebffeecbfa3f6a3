/** Adapters taught by pointing, given to the extension as if they had been taught on this computer. */
import { parseAdapter } from '../../src/ehr/adapters/load.ts';
import type { ClinicalRecord } from '../../src/record/schema.ts';
import { saveTaught } from '../../src/shared/taught.ts';
import type { Extension } from '../../tests/harness/extension.ts';
import { Failure } from '../failure.ts';

const idOf = (text: string): string => {
  const parsed = parseAdapter(text);
  if (parsed.ok) return parsed.value.id;
  const { flaw, path, why } = parsed.error.params ?? {};
  throw new Failure(
    parsed.error.code,
    [flaw, path, why].filter((one) => one !== undefined && one !== '').join(': '),
  );
};

/** @throws Failure E_BAD_ADAPTER with what is wrong and where */
export async function giveTaught(extension: Extension, texts: readonly string[]): Promise<void> {
  for (const text of texts) idOf(text);
  const worker = await extension.serviceWorker();
  let kept: Record<string, unknown> = {};
  const memory = {
    get: async () => kept,
    set: async (values: Record<string, unknown>) => {
      kept = values;
    },
  };
  for (const text of texts) await saveTaught(text, { file: false }, memory);
  await worker.evaluate((values) => chrome.storage.local.set(values), kept);
}

/** @throws Failure E_NO_ADAPTER where the page was read some other way: what was taught does not match it */
export function readByTaught(texts: readonly string[], record: Pick<ClinicalRecord, 'reading'>): void {
  const { adapter } = record.reading;
  // With FHIR added the record names both.
  if (adapter.split(' + ').some((one) => texts.map(idOf).includes(one))) return;
  throw new Failure(
    'E_NO_ADAPTER',
    `what was taught finds nothing on this page; it was read by "${adapter}"`,
  );
}
