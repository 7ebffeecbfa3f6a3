/** Every word that the product can show exists in both languages, and none is left over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from '../../public/_locales/en/messages.json';
import es from '../../public/_locales/es/messages.json';
import { ROW_CODES } from '../catalog/import/validate.ts';
import { CodeSystem, FactKind, Moment, ReadFinding } from '../record/schema.ts';
import { Chosen, WHY } from '../shared/chosen.ts';
import { Settings } from '../shared/settings.ts';
import { remedies } from './errors.ts';
import { CODED_KINDS } from './state/coding.ts';
import { THINGS } from './teach/teaching.ts';

const keys = Object.keys(es);
const words = (locale: object): Readonly<Record<string, { message: string }>> => ({ ...locale }) as never;
const places = (message = ''): string[] => (message.match(/\{\w+\}/gu) ?? []).sort();

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !/\.test\.tsx?$/u.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** Keys that the code puts together: each family with all its members. */
const families: readonly string[] = [
  ...Object.keys(remedies).flatMap((code) => [`err_${code}`, `err_${code}_do`]),
  ...ReadFinding.shape.code.options.map((code) => `read_${code}`),
  ...FactKind.options.flatMap((kind) => [`kind_${kind}_one`, `kind_${kind}_many`]),
  ...CodeSystem.options.map((system) => `system_${system}`),
  ...Object.keys(Settings.shape).map((key) => `setting_${key}`),
  ...['settings', 'taught', 'file', 'builtin'].map((source) => `adapters_source_${source}`),
  ...['imported', 'deleted'].map((done) => `adapters_done_${done}`),
  ...THINGS.map((thing) => `teach_${thing}`),
  ...['parrafo', 'secciones'].map((form) => `form_${form}`),
  ...['es', 'en'].map((language) => `language_${language}`),
  ...['bundled', 'folder', 'mirror', 'hub'].map((source) => `modelSource_${source}`),
  ...['patient', 'away', 'navigated', 'closed'].map((stale) => `status_stale_${stale}`),
  ...['whole', 'sections'].map((way) => `way_${way}`),
  ...['replace', 'append', 'cursor', 'skip'].map((mode) => `map_mode_${mode}`),
  ...['missing', 'error', 'warning', 'info'].map((group) => `findings_group_${group}`),
  ...['missing', 'error', 'warning'].map((group) => `findings_do_${group}`),
  ...['installed', 'removed', 'exported', 'discarded'].map((done) => `models_done_${done}`),
  ...['asking', 'downloading', 'verifying', 'bringing', 'exporting'].map((phase) => `models_phase_${phase}`),
  ...CODED_KINDS.flatMap((kind) => [
    `codes_kind_${kind}`,
    `codes_without_${kind}_one`,
    `codes_without_${kind}_many`,
  ]),
  ...Moment.options.map((moment) => `codes_moment_${moment}`),
  ...ROW_CODES.map((code) => `row_${code}`),
  ...CodeSystem.options.map((system) => `catalogs_system_${system}`),
  ...['xlsx', 'fhir'].map((kind) => `catalogs_kind_${kind}`),
  ...['none', 'code', 'name', 'synonyms'].map((role) => `catalogs_role_${role}`),
  ...['saved', 'removed', 'switched'].map((done) => `catalogs_done_${done}`),
  ...['utf_8', 'utf_16le', 'utf_16be', 'windows_1252', 'cp850'].map((name) => `catalogs_encoding_${name}`),
  ...['clauses', 'free'].map((tier) => `models_tier_${tier}`),
  ...WHY.map((why) => `why_${why}`),
  ...Chosen.shape.dtype.options.map((dtype) => `dtype_${dtype}`),
  ...Chosen.shape.backend.options.map((backend) => `where_${backend}`),
  ...['missing', 'error', 'warning'].flatMap((group) => [`chip_${group}_one`, `chip_${group}_many`]),
];

describe('locales', () => {
  test('hold the same keys', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  test('have the same places in each message, and no empty message', () => {
    for (const key of keys) {
      const [spanish, english] = [words(es)[key]?.message, words(en)[key]?.message];
      expect(spanish?.trim(), key).not.toBe('');
      expect(english?.trim(), key).not.toBe('');
      expect(places(english), key).toEqual(places(spanish));
    }
  });

  test('have words for every error code, reading finding, kind, system and setting', () => {
    for (const key of families) expect(keys, key).toContain(key);
  });

  test('hold no key that nothing uses', () => {
    const code = [...sources('src'), readFileSync('manifest.json', 'utf8')].join('\n');
    const used = (key: string): boolean =>
      families.includes(key) ||
      code.includes(`'${key}'`) ||
      code.includes(`__MSG_${key}__`) ||
      (/_(one|many)$/u.test(key) && code.includes(`'${key.replace(/_(one|many)$/u, '')}'`));
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });

  test('have keys that Chromium takes: with any other the extension does not load', () => {
    for (const key of keys) expect(key).toMatch(/^\w+$/);
  });

  test('hold nothing that chrome.i18n would take for a place of its own', () => {
    for (const locale of [es, en]) {
      for (const { message } of Object.values(locale)) expect(message).not.toMatch(/\$/u);
    }
  });
});
