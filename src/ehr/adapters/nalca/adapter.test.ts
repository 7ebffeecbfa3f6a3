// @vitest-environment jsdom
/** The demo chart of one patient, all tabs shown (`UPDATE_FIXTURES=1` in `tests/ehr/demo.test.ts` saves it anew). */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ClinicalRecord } from '../../../record/schema.ts';
import { readChart } from '../../read.ts';
import { nalca } from './adapter.ts';

const here = (name: string): string => resolve(import.meta.dirname, name);

test('reads the saved chart', async () => {
  const html = new DOMParser().parseFromString(readFileSync(here('fixture.html'), 'utf8'), 'text/html');
  document.head.replaceChildren(...html.head.childNodes);
  document.body.replaceChildren(...html.body.childNodes);
  const url = 'http://127.0.0.1:4173/#/ficha/1';
  const signal = new AbortController().signal;
  const read = await readChart(document, { adapters: [nalca], url, now: new Date(0), signal });
  if (!read.ok) throw new Error(read.error.code);
  const record = ClinicalRecord.parse(read.value.record);
  // Locators are the reader's own affair; everything else is the adapter's word.
  const got = JSON.parse(JSON.stringify(record, (key, value) => (key === 'locator' ? undefined : value)));
  if (process.env.UPDATE_FIXTURES) writeFileSync(here('expected.json'), `${JSON.stringify(got, null, 2)}\n`);
  expect(got).toEqual(JSON.parse(readFileSync(here('expected.json'), 'utf8')));
  expect(new Set(record.facts.map((f) => f.id)).size).toBe(record.facts.length);
});
