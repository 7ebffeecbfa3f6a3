// @vitest-environment jsdom
/**
 * Every adapter in its folder: known to the index, and read from its saved page as expected. `UPDATE_FIXTURES=1` writes
 * `expected.json` anew: read what it wrote. `tests/beds` reads the same EHRs alive.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ClinicalRecord } from '../../record/schema.ts';
import { readChart } from '../read.ts';
import { Adapter } from '../types.ts';
import { builtIn } from './index.ts';

const HERE = import.meta.dirname;
const folders = readdirSync(HERE, { withFileTypes: true }).filter((f) => f.isDirectory());

const adapterIn = async (folder: string): Promise<Adapter> => {
  const exported: Record<string, unknown> = await import(`./${folder}/adapter.ts`);
  const [found] = Object.values(exported)
    .map((one) => Adapter.safeParse(one))
    .filter((one) => one.success);
  if (!found) throw new Error(`${folder}/adapter.ts exports no adapter`);
  return found.data;
};

test('every folder is in the index, under an id of its own', async () => {
  const ids = builtIn.map((a) => a.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name } of folders) expect(ids, name).toContain((await adapterIn(name)).id);
  expect(ids).toHaveLength(folders.length);
});

describe.each(folders.map((f) => f.name))('%s', (name) => {
  const file = (one: string): string => join(HERE, name, one);

  test('reads its saved chart', async () => {
    const html = new DOMParser().parseFromString(readFileSync(file('fixture.html'), 'utf8'), 'text/html');
    document.head.replaceChildren(...html.head.childNodes);
    document.body.replaceChildren(...html.body.childNodes);
    const expected = existsSync(file('expected.json'))
      ? JSON.parse(readFileSync(file('expected.json'), 'utf8'))
      : { reading: { url: 'http://127.0.0.1:4173/#/ficha/1' } };
    const read = await readChart(document, {
      adapters: [await adapterIn(name)],
      url: expected.reading.url,
      now: new Date(0),
      signal: new AbortController().signal,
    });
    if (!read.ok) throw new Error(read.error.code);
    const record = ClinicalRecord.parse(read.value.record);
    // Locators are the reader's own affair; everything else is the adapter's word.
    const got = JSON.parse(
      JSON.stringify(record, (key, value) => (['locator', 'selector'].includes(key) ? undefined : value)),
    );
    if (process.env.UPDATE_FIXTURES)
      writeFileSync(file('expected.json'), `${JSON.stringify(got, null, 2)}\n`);
    expect(got).toEqual(JSON.parse(readFileSync(file('expected.json'), 'utf8')));
    expect(new Set(record.facts.map((f) => f.id)).size).toBe(record.facts.length);
    // jsdom computes styles slowly: a real browser takes a twentieth.
  }, 120_000);
});
