import { describe, expect, it } from 'vitest';
import { bundledCatalogs } from './catalogs.ts';
import {
  allergyClash,
  allergyClasses,
  atcFits,
  atcOf,
  drugClasses,
  sameDrug,
  substancesOf,
} from './drugs.ts';
import { formulary } from './formulary.ts';
import { ageOfCie10, sexOfCie10 } from './limits.ts';

describe('sameDrug', () => {
  it.each([
    ['LOSARTAN potásico 50 mg', 'losartán'],
    ['Amoxicilina + ác. clavulánico 875/125', 'amoxicilina-clavulánico 1 g'],
    ['AAS 100 mg', 'Ácido acetilsalicílico 100 mg/día VO'],
    ['TMP-SMX forte', 'Cotrimoxazol 160/800'],
    ['HCTZ 50', 'hidroclorotiazida'],
    ['losartán/HCTZ 50/12,5', 'hidroclorotiazida y losartán'],
  ])('%s is %s', (a, b) => expect(sameDrug(a, b)).toBe(true));

  it.each([
    ['losartán 50 mg', 'valsartán 80 mg'],
    ['amoxicilina 500', 'amoxicilina/ácido clavulánico 875/125'],
    ['reposo relativo', 'reposo relativo'],
    ['insulina NPH 10 U', 'insulina cristalina'],
  ])('%s is not %s', (a, b) => expect(sameDrug(a, b)).toBe(false));
});

describe('ATC', () => {
  it('of a drug named in a text', () => {
    expect(atcOf('Ceftriaxona 2 g c/24 h EV')).toEqual(['J01DD04']);
    expect(atcOf('reposo')).toEqual([]);
    expect(drugClasses('ceftriaxona, cefotaxima')).toEqual(['J01DD']);
    expect(substancesOf('losartán/hidroclorotiazida 50/12,5')).toEqual(['losartán', 'hidroclorotiazida']);
  });

  it('fits the name or does not', () => {
    expect(atcFits('J01XA01', 'ceftriaxona 2 g')).toBe(false);
    expect(atcFits('J01DD04', 'CEFTRIAXONA 2 g')).toBe(true);
    expect(atcFits('J01DD', 'ceftriaxona')).toBe(true);
    expect(atcFits('P01AB01', 'metronidazol')).toBe(true);
    expect(atcFits('J01DD04', 'reposo')).toBeUndefined();
    expect(atcFits('ZZ99', 'ceftriaxona')).toBeUndefined();
  });

  it('has names by code', () => {
    expect(bundledCatalogs.nameOf('atc', 'j01dd04')).toBe('ceftriaxona');
    expect(bundledCatalogs.nameOf('cie10', 'J18')).toBeUndefined();
    expect(bundledCatalogs.holds('atc')).toBe(true);
    expect(bundledCatalogs.holds('cie10')).toBe(false);
  });
});

describe('allergyClash', () => {
  it.each([
    ['Alergia a penicilina', 'amoxicilina/ácido clavulánico 875/125', 'class'],
    ['PENICILINAS (rash)', 'Piperacilina/tazobactam 4,5 g', 'class'],
    ['AINEs', 'ketorolaco 30 mg', 'class'],
    ['alergia a AINES', 'Metamizol 1 g', 'class'],
    ['sulfas', 'cotrimoxazol forte', 'class'],
    ['Ceftriaxona: anafilaxia', 'CEFTRIAXONA 1 g', 'same'],
    ['medio de contraste yodado', 'iohexol', 'class'],
    ['Niega alergias a alimentos. Alérgica a Ibuprofeno', 'ibuprofeno 400', 'same'],
    ['betalactámicos', 'meropenem', 'class'],
  ])('%s: %s', (allergy, drug, how) => expect(allergyClash(allergy, drug)?.how).toBe(how));

  it.each([
    ['Niega alergias', 'amoxicilina'],
    ['Sin alergia a penicilina', 'amoxicilina'],
    ['penicilina', 'ceftriaxona'],
    ['sulfas', 'furosemida'],
    ['sulfas', 'sulfato de magnesio'],
    ['amoxicilina', 'cloxacilina'],
    ['penicilina', 'reposo'],
    ['RAM no consignada', 'ceftriaxona'],
  ])('%s: not %s', (allergy, drug) => expect(allergyClash(allergy, drug)).toBeUndefined());

  it('every class covers drugs of the formulary', () => {
    for (const { name, covers } of allergyClasses)
      for (const prefix of covers)
        expect(
          formulary.some(({ atc }) => atc.startsWith(prefix)),
          `${name} ${prefix}`,
        ).toBe(true);
  });
});

describe('limits of CIE-10 codes', () => {
  it.each([
    ['O80.0', 'f'],
    ['o800', 'f'],
    ['C53.9', 'f'],
    ['C539', 'f'],
    ['D07.2', 'f'],
    ['C61', 'm'],
    ['N40X', 'm'],
    ['C62.1', 'm'],
  ] as const)('%s is for one sex', (code, sex) => expect(sexOfCie10(code)).toBe(sex));
  it.each(['I21.0', 'D07', 'C50.9', 'N39.0', 'Q60', 'S31', 'Z30', 'N64', 'N62'])('%s is for both', (code) =>
    expect(sexOfCie10(code)).toBeUndefined(),
  );
  it('ages', () => {
    expect(ageOfCie10('O14.1')).toEqual({ min: 9, max: 64 });
    expect(ageOfCie10('P22.0')).toEqual({ min: 0, max: 1 });
    expect(ageOfCie10('P27.1')).toBeUndefined();
    expect(ageOfCie10('J18.9')).toBeUndefined();
  });
});
