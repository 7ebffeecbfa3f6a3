// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { builtIn } from '../../ehr/adapters/index.ts';
import { type EffectiveSettings, Settings } from '../../shared/settings.ts';
import { adapterRows } from './rows.ts';

const adapter = (id: string): string =>
  JSON.stringify({ version: 1, id, name: id, urls: ['https://ficha.cl/*'], lastChecked: '2026-11-22' });
const effective = (values: object, locked: EffectiveSettings['locked'] = []): EffectiveSettings => ({
  values: Settings.parse(values),
  locked,
  rejected: [],
});
const taught = (id: string, over: object = {}) => ({
  text: adapter(id),
  id,
  file: false,
  off: false,
  ...over,
});

test('the institution’s come first and are locked, then those of this computer, then the product’s own', () => {
  const rows = adapterRows(effective({ adapters: [adapter('andes')] }, ['adapters']), [
    taught('t-uno'),
    taught('t-dos', { file: true, off: true }),
  ]);
  expect(rows.map(({ source, adapter, off, own }) => [source, adapter?.id, off, own])).toEqual([
    ['policy', 'andes', false, false],
    ['taught', 't-uno', false, true],
    ['file', 't-dos', true, true],
    ...builtIn.map(({ id }) => ['builtin', id, false, false]),
  ]);
});

test('one that is none says why; what was taught is off where teaching is', () => {
  const rows = adapterRows(effective({ adapters: ['{'], teaching: false }), [taught('t-uno')]);
  expect(rows[0]).toMatchObject({ source: 'settings', adapter: null, error: { code: 'E_BAD_ADAPTER' } });
  expect(rows[1]).toMatchObject({ off: true });
});
