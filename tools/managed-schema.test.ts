import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingKeys } from '../src/shared/policy.ts';
import { managedSchema, SCHEMA_FILE } from './managed-schema.ts';

it('is what public/managed_schema.json holds (else: npx tsx tools/managed-schema.ts)', () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(managedSchema());
});

it('names every setting, each with words for IT', () => {
  const { properties } = JSON.parse(managedSchema());
  expect(Object.keys(properties)).toEqual(settingKeys);
  for (const key of settingKeys) expect(properties[key].description, key).toMatch(/\S{3}/);
});
