import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeShapes, fieldSystems, sameCode, systemFor } from './code-shapes.ts';

const digits = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`));
const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');

describe('codeShapes', () => {
  it.each([
    ['I21.0', ['cie10']],
    ['i21.0', ['cie10']],
    ['I10', ['cie10']],
    ['I10X', ['cie10']],
    ['I21.A1', ['cie10']],
    ['A17.0†', ['cie10']],
    ['K521', ['cie10', 'k']],
    ['K52.1', ['cie10']],
    ['88.56', ['cie9mc']],
    ['37.0', ['cie9mc']],
    ['1801001', ['fonasa']],
    ['04-03-044', ['fonasa']],
    ['B01AB01', ['atc']],
    ['B05AX', ['atc']],
    ['A11E', ['atc']],
    ['8648-8', ['loinc']],
    ['8648-9', []],
    ['Heart Team', []],
    ['88%', []],
    ['2', []],
    ['T4', []],
    ['E01AB01', []],
  ])('%s: %j', (code, systems) => expect(codeShapes(code)).toEqual(systems));
});

describe('systemFor', () => {
  it('takes the system from the field', () => {
    expect(systemFor('diagnosis', 'K521')).toBe('cie10');
    expect(systemFor('procedure', 'K521')).toBe('k');
    expect(systemFor('procedure', '88.42')).toBe('cie9mc');
    expect(systemFor('procedure', '18-01-001')).toBe('fonasa');
    expect(systemFor('drug', 'B01AB01')).toBe('atc');
    expect(systemFor('drug', 'K491')).toBe('k');
    expect(systemFor('exam', '2345-7')).toBe('loinc');
  });
  it('says otro when the code has no shape of the field', () => {
    expect(systemFor('diagnosis', '88.42')).toBe('otro');
    expect(systemFor('procedure', 'K52.1')).toBe('otro');
  });
  it('a system that a field gives is one of the field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('diagnosis', 'procedure', 'drug', 'exam', 'note'),
        letter,
        digits(3),
        (kind, l, d) => {
          const system = systemFor(kind, l + d);
          expect(system === 'otro' || fieldSystems(kind).includes(system)).toBe(true);
        },
      ),
    );
  });
});

describe('sameCode', () => {
  it('compares across ways of writing', () => {
    expect(sameCode('I21.0', 'I210')).toBe(true);
    expect(sameCode('I10', 'I10X')).toBe(true);
    expect(sameCode('I10', 'I10.X')).toBe(true);
    expect(sameCode('18-01-001', '1801001')).toBe(true);
    expect(sameCode('I21.0', 'I21.1')).toBe(false);
    expect(sameCode('I21', 'I21.0')).toBe(false);
    expect(sameCode('37.0', '3.70')).toBe(false);
  });
  it('needs the field where systems collide', () => {
    expect(sameCode('K521', 'K52.1', 'cie10')).toBe(true);
    expect(sameCode('K521', 'K52.1', 'k')).toBe(false);
  });
  it('the dot of a CIE-10 code never matters, a digit always does', () => {
    fc.assert(
      fc.property(letter, digits(2), digits(1), digits(1), (l, d, x, y) => {
        expect(sameCode(`${l}${d}.${x}`, `${l}${d}${x}`)).toBe(true);
        expect(sameCode(`${l}${d}.${x}`, `${l}${d}.${y}`)).toBe(x === y);
      }),
    );
  });
});
