import { describe, expect, test } from 'vitest';
import { defaultSettings, Settings } from '../shared/settings.ts';
import { accepted, isDefault, linesOf, settingFields } from './fields.ts';

describe('the fields of the options page', () => {
  test('are the settings, in their order, each with its description', () => {
    const fields = settingFields();
    expect(fields.map((field) => field.key)).toEqual(Object.keys(Settings.shape));
    for (const field of fields) expect(field.description, field.key).not.toBe('');
  });

  test('are edited by their type', () => {
    const kinds = Object.fromEntries(settingFields().map((field) => [field.key, field.kind]));
    expect(kinds).toMatchObject({
      enabled: 'switch',
      form: 'choice',
      model: 'line',
      allowedOrigins: 'lines',
      adapters: 'documents',
    });
  });

  test('take only what the schema takes', () => {
    expect(accepted('form', 'parrafo')).toBe('parrafo');
    expect(accepted('form', 'poema')).toBeUndefined();
    expect(accepted('hospitalName', 'x'.repeat(201))).toBeUndefined();
    expect(accepted('allowedOrigins', linesOf(' https://a.cl \n\nhttps://b.cl\n'))).toEqual([
      'https://a.cl',
      'https://b.cl',
    ]);
  });

  test('know which values are the defaults', () => {
    expect(isDefault('adapters', [])).toBe(true);
    expect(isDefault('form', defaultSettings.form === 'parrafo' ? 'secciones' : 'parrafo')).toBe(false);
  });
});
