import { expect, test } from 'vitest';
import { modelRows } from '../../src/engine/registry.ts';
import { brief, table } from './listing.ts';

test('a program gets every row, with what stands in its way', () => {
  const rows = modelRows().map(brief);
  expect(rows).toHaveLength(modelRows().length);
  expect(rows.find(({ id }) => id === 'qwen2.5-0.5b-instruct')).toMatchObject({
    family: 'Qwen2.5',
    sizes: { q4f16: 483_003_582 },
    backends: ['wasm', 'webgpu', 'node'],
    dialect: 'text',
    licence: 'Apache-2.0',
  });
  expect(rows.find(({ id }) => id === 'epicrisis-peft-fp32')?.disabled).toMatch(/^TOO_BIG: /);
  expect(rows.find(({ id }) => id === 'epicrisis-slots')).not.toHaveProperty('disabled');
});

test('a person gets one line a model', () => {
  for (const language of ['es', 'en'] as const) {
    const lines = table(modelRows(), language).split('\n');
    expect(lines).toHaveLength(modelRows().length + 1);
    expect(lines.slice(1).map((line) => line.split(' ', 1)[0])).toEqual(modelRows().map(({ id }) => id));
  }
});
