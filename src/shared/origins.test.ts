import { describe, expect, it } from 'vitest';
import { badOrigins, originAllowed } from './origins.ts';

describe('originAllowed', () => {
  it('allows any page where nothing is listed', () => {
    expect(originAllowed('https://x.cl/a', [])).toBe(true);
    expect(originAllowed('file:///a.html', [])).toBe(true);
  });

  it.each([
    ['https://ficha.hospital.cl/a?b#c', 'https://ficha.hospital.cl', true],
    ['https://ficha.hospital.cl/a', 'https://ficha.hospital.cl/', true],
    ['https://ficha.hospital.cl/a', 'https://ficha.hospital.cl/*', true],
    ['http://ficha.hospital.cl/a', 'https://ficha.hospital.cl', false],
    ['https://ficha.hospital.cl:8443/', 'https://ficha.hospital.cl', false],
    ['https://ficha.hospital.cl:8443/', 'https://ficha.hospital.cl:8443', true],
    ['https://urgencia.ficha.hospital.cl/', 'https://*.hospital.cl', true],
    ['https://hospital.cl/', 'https://*.hospital.cl', true],
    ['https://malhospital.cl/', 'https://*.hospital.cl', false],
    ['https://hospital.cl.evil.com/', 'https://*.hospital.cl', false],
    ['https://hospital.cl@evil.com/', 'https://*.hospital.cl', false],
    ['chrome://settings', 'https://*.hospital.cl', false],
    ['https://a.cl/', 'https://*', false],
    ['https://a.cl/', '*', false],
  ])('%s with %s: %s', (page, pattern, allowed) => {
    expect(originAllowed(page, [pattern])).toBe(allowed);
  });
});

it('names the patterns that say nothing', () => {
  expect(badOrigins(['https://a.cl', 'a.cl', 'https://*', 'https://a.cl/ficha', 'ftp://a.cl'])).toEqual([
    'a.cl',
    'https://*',
    'https://a.cl/ficha',
    'ftp://a.cl',
  ]);
});
