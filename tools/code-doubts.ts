/** The CIE-10 codes of a record that are the names of something else, as the panel's worker doubts them; here the list is loaded into this process. */
import { readFile } from 'node:fs/promises';
import { loadCie10, loadCie10Suggester } from '../src/catalog/cie10.ts';
import type { CodeList } from '../src/catalog/code-list.ts';
import { codeMismatch } from '../src/catalog/mismatch.ts';
import type { Suggester } from '../src/catalog/suggest/suggest.ts';
import { codedFacts, codeNameFindings } from '../src/epicrisis/check/code-names.ts';
import type { Finding } from '../src/epicrisis/types.ts';
import type { ClinicalRecord } from '../src/record/schema.ts';

const folder = new URL('../public/catalog/', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8');

const open = async (): Promise<readonly [CodeList, Suggester]> =>
  Promise.all([loadCie10(read), loadCie10Suggester(read)]);
let opened: ReturnType<typeof open> | undefined;

/** Findings `C_CODE_NAME` about the chart's CIE-10 codes; the list is read at the first record that has any. */
export const codeDoubts = async (record: ClinicalRecord): Promise<Finding[]> => {
  const coded = codedFacts(record).filter((fact) => fact.system === 'cie10');
  if (coded.length === 0) return [];
  opened ??= open();
  const [list, suggester] = await opened;
  return codeNameFindings(
    coded,
    coded.map(({ text, code }) =>
      codeMismatch(text, code, list, (words, options) => suggester.suggest(words, options)),
    ),
  );
};
