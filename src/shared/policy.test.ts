import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSettings, readSettings, settingKeys } from './policy.ts';
import { defaultSettings, Settings } from './settings.ts';

describe('effectiveSettings', () => {
  it('takes policy over the user over the default', () => {
    const { values, locked, rejected } = effectiveSettings(
      { form: 'parrafo', hospitalName: 'Hospital de Talca' },
      { form: 'secciones', model: 'template' },
    );
    expect(values).toEqual({
      ...defaultSettings,
      form: 'parrafo',
      hospitalName: 'Hospital de Talca',
      model: 'template',
    });
    expect(locked).toEqual(['form', 'hospitalName']);
    expect(rejected).toEqual([]);
  });

  it('sets a bad policy value aside, names it, and keeps the rest', () => {
    const { values, locked, rejected } = effectiveSettings(
      { form: 'poema', model: 'template', hospitalName: 'x'.repeat(201) },
      {},
    );
    expect(values.form).toBe(defaultSettings.form);
    expect(values.model).toBe('template');
    expect(locked).toEqual(['model']);
    expect(rejected).toEqual(['form', 'hospitalName']);
  });

  it("falls back to the user's value where the policy's is bad", () => {
    expect(effectiveSettings({ form: 3 }, { form: 'parrafo' }).values.form).toBe('parrafo');
  });

  it('is not fooled by inherited or unknown names', () => {
    const hostile = JSON.parse('{"__proto__": {"enabled": false}, "constructor": 1, "other": true}');
    expect(effectiveSettings(hostile, hostile).values).toEqual(defaultSettings);
  });

  it('gives sound settings whatever is stored', () => {
    const stored = fc.dictionary(fc.constantFrom(...settingKeys, 'x'), fc.anything());
    fc.assert(
      fc.property(stored, stored, (managed, user) => {
        const { values, locked, rejected } = effectiveSettings(managed, user);
        expect(Settings.safeParse(values).success).toBe(true);
        expect(locked.some((key) => rejected.includes(key))).toBe(false);
      }),
    );
  });
});

describe('readSettings', () => {
  it('counts a refused managed storage as no policy', async () => {
    const settings = await readSettings({
      managed: { get: () => Promise.reject(new Error('Managed storage is not set')) },
      local: { get: async () => ({ form: 'parrafo' }) },
    });
    expect(settings.values.form).toBe('parrafo');
    expect(settings.locked).toEqual([]);
  });
});
