import { expect, test } from 'vitest';
import { patientWordsFrom } from './patient-words.ts';

const words = patientWordsFrom({
  name: 'Rosa Díaz Soto',
  run: '12.345.678-5',
  ficha: '480213',
  birthDate: '02-03-1967',
});

test.each([
  ['Evolución de Rosa Díaz', true],
  ['paciente-12345678', true],
  ['ficha_480213', true],
  ['Diagnósticos de ingreso', false],
  ['rosado', false],
  ['tabla-dx', false],
])('%s holds something of the patient’s: %s', (text, holds) => {
  expect(words.in(text)).toBe(holds);
});

test.each([
  ['Evolución de Rosa Díaz Soto', 'Evolución de *'],
  ['Diagnósticos (12)', 'Diagnósticos *'],
  ['Evoluciones del 03-05-2026', 'Evoluciones del *'],
  ['Diagnósticos de ingreso', 'Diagnósticos de ingreso'],
])('%s becomes %s', (text, without) => {
  expect(words.without(text)).toBe(without);
});
