import { expect, it } from 'vitest';
import { explain } from '../failure.ts';
import { adapterTexts } from './adapter.ts';
import { readArguments } from './arguments.ts';

const HERE = import.meta.filename;

const codeOf = (argv: readonly string[]): string => {
  try {
    readArguments(argv);
    return 'none';
  } catch (thrown) {
    return explain(thrown).code;
  }
};

it('tells an address from a file', () => {
  expect(readArguments(['--page', 'https://ficha.hospital.cl/1', '--json'])).toMatchObject({
    page: { url: 'https://ficha.hospital.cl/1' },
    json: true,
  });
  expect(readArguments(['--page', HERE]).page).toEqual({ file: HERE });
  expect(readArguments(['--page', `file://${HERE}`]).page).toEqual({ file: HERE });
});

it('leaves what is not asked for to the settings', () => {
  const { model, form, adapter, insert } = readArguments(['--page', 'https://x.cl']);
  expect({ model, form, adapter, insert }).toEqual({
    model: undefined,
    form: undefined,
    adapter: undefined,
    insert: false,
  });
});

it('says what is wrong', () => {
  expect(codeOf([])).toBe('E_BAD_ARGUMENT');
  expect(codeOf(['--page', 'https://x.cl', '--form', 'carta'])).toBe('E_BAD_ARGUMENT');
  expect(codeOf(['--page', 'https://x.cl', '--what'])).toBe('E_BAD_ARGUMENT');
  expect(codeOf(['--page', '/nowhere.html'])).toBe('E_BAD_FILE');
  expect(codeOf(['--fhir', '/nowhere.json'])).toBe('E_BAD_FILE');
  expect(codeOf(['--fhir', HERE, '--insert'])).toBe('E_BAD_ARGUMENT');
  expect(readArguments(['--fhir', HERE])).toMatchObject({ page: undefined, fhir: HERE });
  expect(codeOf(['--page', 'https://x.cl', '--adapter', HERE])).toBe('E_BAD_FILE');
  expect(codeOf(['--page', 'https://x.cl', '--taught', HERE])).toBe('E_BAD_FILE');
});

it('lets an adapter apply to the saved page that stands in for its EHR', () => {
  const text = JSON.stringify({ id: 'x', urls: ['https://ficha.hospital.cl/*'] });
  expect(adapterTexts(text, undefined)).toEqual([text]);
  expect(JSON.parse(adapterTexts(text, 'http://127.0.0.1:99/a.html')[0] ?? '')).toEqual({
    id: 'x',
    urls: ['https://ficha.hospital.cl/*', 'http://127.0.0.1/*'],
  });
  expect(adapterTexts('[{"when":["h1"]},7]', 'http://127.0.0.1:99/')).toEqual(['{"when":["h1"]}', '7']);
});
