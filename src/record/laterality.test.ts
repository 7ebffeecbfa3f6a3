import { describe, expect, it } from 'vitest';
import { findSides, oppositeSides, sidesKey } from './laterality.ts';

const read = (text: string): string =>
  findSides(text)
    .map((s) => `${s.side[0]}:${s.of}`)
    .join(' ');

describe('findSides', () => {
  it.each([
    ['Fractura de cadera derecha', 'd:cadera'],
    ['FX CADERA DER.', 'd:cadera'],
    ['hernia inguinal izq', 'i:inguinal'],
    ['Neumotórax a izquierda', 'i:neumotorax'],
    ['gonartrosis bilateral', 'b:gonartrosis'],
    ['crépitos en ambas bases', 'b:bases'],
    ['catarata ojo D', 'd:ojo'],
    ['catarata OD, OI sano', 'd:ojo i:ojo'],
    ['nefrectomía (I)', 'i:nefrectomia'],
    ['dolor en FID', 'd:fosa iliaca'],
    ['edema MII', 'i:extremidad inferior'],
    ['edema EEII', 'b:extremidad inferior'],
    ['lesión severa de TCI y ADA', 'i:tronco coronario'],
    ['BCRD nuevo', 'd:bloqueo de rama'],
  ])('%s', (text, sides) => expect(read(text)).toBe(sides));

  it.each([
    'grado I',
    'factor I y D',
    'tiene derecho a segunda opinión',
    'dolor derivado',
    'HD por FAV',
    'IAM lateral (I21.2)',
    'bilirrubina',
    'constructor',
  ])('none in: %s', (text) => expect(read(text)).toBe(''));
});

describe('comparing sides', () => {
  it('is the same however written', () => {
    expect(sidesKey('cadera derecha')).toBe(sidesKey('CADERA DER.'));
    expect(sidesKey('cadera derecha')).not.toBe(sidesKey('cadera izquierda'));
  });
  it('tells a side that was turned round from another part', () => {
    expect(oppositeSides('Fractura de cadera derecha', 'fx cadera izq.')).toBe(true);
    expect(oppositeSides('OD: catarata', 'catarata ojo I')).toBe(true);
    expect(oppositeSides('cadera derecha', 'rodilla izquierda')).toBe(false);
    expect(oppositeSides('cadera derecha e izquierda', 'cadera izquierda')).toBe(false);
    expect(oppositeSides('cadera bilateral', 'cadera izquierda')).toBe(false);
  });
});
