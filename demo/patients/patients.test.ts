import { describe, expect, it } from 'vitest';
import type { DiagnosisRow, DrugList, Patient } from '../model.ts';
import { patients } from './index.ts';

describe('the invented patients', () => {
  it('are at least fourteen, each with a chart number, bed and RUN of their own', () => {
    expect(patients.length).toBeGreaterThanOrEqual(14);
    for (const key of ['chartNumber', 'bed', 'run'] as const) {
      expect(new Set(patients.map((patient) => patient[key])).size).toBe(patients.length);
    }
  });

  it.each(patients)(
    '$surnames has a RUN with the right check digit, out of the range given to persons',
    ({ run }) => {
      const [digits = '', check] = run.replaceAll('.', '').split('-');
      expect(check).toBe(checkDigit(digits));
      expect(Number(digits)).toBeGreaterThanOrEqual(40_000_000);
      expect(Number(digits)).toBeLessThan(50_000_000);
    },
  );

  it.each(patients)('$surnames has codes of the right shape, or none', (patient) => {
    for (const { code } of diagnosesOf(patient)) expect(code).toMatch(/^([A-Z]\d\d(\.\d)?)?$/);
    for (const { code } of patient.procedures) expect(code).toMatch(/^(K\d{3}|\d\d\.\d{1,2})?$/);
    for (const atc of atcCodesOf(patient)) expect(atc).toMatch(/^([A-Z]\d\d[A-Z]{2}\d\d|nan)?$/);
  });

  it.each(patients)('$surnames has dates that a hospital would write', (patient) => {
    for (const { at } of patient.notes) expect(at).toMatch(/^\d\d-\d\d-\d{4} \d\d:\d\d$/);
    const stamps = patient.notes.map(({ at }) => at.replace(/(\d\d)-(\d\d)-(\d{4})/, '$3-$2-$1'));
    expect(stamps).toEqual([...stamps].sort());
  });
});

const diagnosesOf = (patient: Patient): DiagnosisRow[] => [
  ...patient.admission.diagnoses,
  ...patient.discharge.diagnoses,
];

const atcCodesOf = (patient: Patient): string[] =>
  [patient.admission.usualDrugs, patient.treatment, patient.discharge.drugs].flatMap((list: DrugList) =>
    list.rows.map((row) => row.atc),
  );

/** Mod 11 with factors 2 to 7 from the right, as the Registro Civil defines it. */
function checkDigit(digits: string): string {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (2 + (place % 6)), 0);
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}
