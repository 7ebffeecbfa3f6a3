import { describe, expect, it } from 'vitest';
import { conjunction } from './conjunction.ts';
import { headNumber, isGiven, isNominal } from './head.ts';
import { atStart, inSentence } from './letter-case.ts';

describe('y / e', () => {
  it.each([
    ['insuficiencia renal', 'e'],
    ['Ibuprofeno 400 mg', 'e'],
    ['hipertensión', 'e'],
    ['IAM con SDST', 'e'],
    ['ITU', 'e'],
    ['HTA', 'y'],
    ['hielo local', 'y'],
    ['hiato', 'y'],
    ['iatrogenia', 'y'],
    ['neumonía', 'y'],
    ['5-fluorouracilo', 'y'],
    ['ictericia', 'e'],
  ])('before %s: %s', (word, expected) => {
    expect(conjunction(word)).toBe(expected);
  });
});

describe("the first letter's case", () => {
  it('follows the place of an ordinary word and of nothing else', () => {
    expect(inSentence('Neumonía adquirida')).toBe('neumonía adquirida');
    expect(inSentence('Ácido valproico')).toBe('ácido valproico');
    for (const kept of [
      'TEP masivo',
      'pH 7,3',
      'IAMCEST',
      'Crohn',
      'NEUMONIA',
      '2 sesiones',
      'H. pylori',
      'K plasmático',
      'Hb 7,6',
    ]) {
      expect(inSentence(kept)).toBe(kept);
    }
    expect(atStart('neumonía')).toBe('Neumonía');
    for (const kept of ['pH 7,3', 'mTOR', 'TEP', '5 días', 'ß']) expect(atStart(kept)).toBe(kept);
  });
});

describe('what an entry allows', () => {
  it('is a noun phrase only where it surely is', () => {
    for (const yes of ['Neumonía (J18.9)', 'TEP masivo', 'Probable apendicitis', 'Coronariografía']) {
      expect(isNominal(yes)).toBe(true);
    }
    for (const no of [
      'Sin medicación',
      'No se realizó',
      'Niega alergias',
      'Paciente con dolor',
      'Obs. TEP',
      '2 sesiones de diálisis',
      'Reposo. Dieta.',
      '<b>x</b>',
      '🫀',
      'se opera',
    ]) {
      expect(isNominal(no)).toBe(false);
    }
  });

  it('knows number by the head, and says where it does not', () => {
    expect(headNumber('Coronariografía')).toBe('singular');
    expect(headNumber('Radiografías de tórax')).toBe('plural');
    expect(headNumber('TC de abdomen')).toBe('singular');
    expect(headNumber('Hemodiálisis')).toBe('unknown');
    expect(headNumber('CORONARIOGRAFIA')).toBe('unknown');
  });

  it('tells what is given from what is done', () => {
    expect(isGiven({ text: 'Heparina EV', code: 'B01AB01', system: 'atc' })).toBe(true);
    expect(isGiven({ text: 'Losartán 50 mg c/12 h' })).toBe(true);
    expect(isGiven({ text: 'Monitoreo en UCI' })).toBe(false);
  });
});
