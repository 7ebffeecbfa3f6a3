import { describe, expect, it } from 'vitest';
import { sameChart } from './binding.ts';

const read = { url: 'https://ficha.cl/p/1/evoluciones', patientKey: 'rosa' };

describe('sameChart', () => {
  it.each([
    ['the same page', { ...read }, 'ok'],
    ['another tab of the same patient', { url: 'https://ficha.cl/p/1/alta', patientKey: 'rosa' }, 'ok'],
    ['another patient at the same address', { ...read, patientKey: 'juan' }, 'E_PATIENT_CHANGED'],
    ['no patient any more', { url: 'https://ficha.cl/', patientKey: '' }, 'E_PATIENT_CHANGED'],
    ['the same patient at another site', { ...read, url: 'https://otra.cl/p/1' }, 'E_PAGE_CHANGED'],
  ])('%s', (_, shown, expected) => {
    const same = sameChart(read, shown);
    expect(same.ok ? 'ok' : same.error.code).toBe(expected);
  });

  it('without a patient goes by the whole address', () => {
    const nameless = { url: 'https://ficha.cl/x#1', patientKey: '' };
    expect(sameChart(nameless, nameless).ok).toBe(true);
    expect(sameChart(nameless, { ...nameless, url: 'https://ficha.cl/x#2' }).ok).toBe(false);
    expect(sameChart(nameless, { ...nameless, patientKey: 'juan' }).ok).toBe(false);
  });

  it('takes each file for a site of its own', () => {
    const file = { url: 'file:///a.html', patientKey: 'rosa' };
    expect(sameChart(file, { url: 'file:///b.html', patientKey: 'rosa' }).ok).toBe(false);
  });
});
