// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { readByTaught } from './taught.ts';

const text = JSON.stringify({
  version: 1,
  id: 't-sur',
  name: 'Ficha Sur',
  urls: ['https://ficha.sur.cl/*'],
  lastChecked: '2026-11-20',
});
const readBy = (adapter: string) => () =>
  readByTaught([text], { reading: { adapter, url: '', title: '', readAt: '', findings: [] } });

test('the page was read by what was taught, alone or with FHIR beside it; anything else is an error', () => {
  expect(readBy('t-sur')).not.toThrow();
  expect(readBy('t-sur + fhir')).not.toThrow();
  expect(readBy('generic')).toThrow('it was read by "generic"');
  expect(readBy('t-sur-2')).toThrow(/finds nothing/);
});
