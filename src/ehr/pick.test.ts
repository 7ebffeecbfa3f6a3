// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { loadAdapters } from './adapters/load.ts';
import { matchesUrl, pickAdapter } from './pick.ts';

const adapter = {
  version: 1,
  id: 'x',
  name: 'X',
  urls: ['https://*.hospital.cl/ficha/*'],
  lastChecked: '2026-01-01',
  header: {},
  read: [],
};

test('addresses match as in manifests, in linear time', () => {
  expect(matchesUrl('https://a.hospital.cl/ficha/1', 'https://*.hospital.cl/ficha/*')).toBe(true);
  expect(matchesUrl('https://hospital.cl.evil.com/ficha/1', 'https://*.hospital.cl/ficha/*')).toBe(false);
  expect(matchesUrl('http://127.0.0.1:4173/#/x', 'http://127.0.0.1/*')).toBe(true);
  expect(matchesUrl('http://127.0.0.1:4173/', 'http://127.0.0.1:80/*')).toBe(false);
  expect(matchesUrl(`https://a.cl/${'a'.repeat(5000)}`, `https://a.cl/${'*a'.repeat(100)}b`)).toBe(false);
});

test('`when` must match, and the highest priority wins', () => {
  document.body.innerHTML = '<main class="ficha"></main>';
  const { adapters: all } = loadAdapters([
    JSON.stringify({ ...adapter, id: 'low', when: ['.ficha'] }),
    JSON.stringify({ ...adapter, id: 'high', when: ['.ficha'], priority: 5 }),
    JSON.stringify({ ...adapter, id: 'absent', when: ['.otra'], priority: 9 }),
    JSON.stringify({ ...adapter, id: 'elsewhere', urls: ['https://otro.hospital.cl/*'], priority: 9 }),
  ]);
  expect(pickAdapter(document, all, 'https://a.hospital.cl/ficha/1')?.id).toBe('high');
  expect(pickAdapter(document, all, 'https://otro.cl/')).toBeNull();
});

test('of two of one address, the one whose places are there', () => {
  document.body.innerHTML = '<main class="ficha"><ul class="dx"><li>Asma</li></ul></main>';
  const rule = { as: 'items', kind: 'diagnosis', moment: 'ingreso', item: 'li' };
  const { adapters: all } = loadAdapters([
    JSON.stringify({ ...adapter, id: 'other', read: [{ ...rule, selector: '.otra' }] }),
    JSON.stringify({ ...adapter, id: 'this', read: [{ ...rule, selector: '.dx' }] }),
  ]);
  expect(pickAdapter(document, all, 'https://a.hospital.cl/ficha/1')?.id).toBe('this');
});
