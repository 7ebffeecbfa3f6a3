import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines, cleanText, fold, isMojibake, sameText, words } from './text.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

describe('cleanText', () => {
  it('collapses white space and drops what cannot be seen', () => {
    expect(cleanText('  Neumonía\u00A0\n  basal\u200B derecha\u202E ')).toBe('Neumonía basal derecha');
    expect(cleanText('hiper\u00ADtensión')).toBe('hipertensión');
    expect(cleanText('\uFEFFI21.0\u0000')).toBe('I21.0');
    expect(cleanText('\uF044 Editar')).toBe('Editar');
  });
  it('composes accents and keeps spelling as charted', () => {
    expect(cleanText('Neumoni\u0301a')).toBe('Neumonía');
    expect(cleanText('PCTE C/ NAC; sat 88%')).toBe('PCTE C/ NAC; sat 88%');
  });
  it('is idempotent and leaves well-formed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/\p{Cs}|\p{Cc}|\p{Cf}|^\s|\s$|\s\s/u);
      }),
    );
  });
  it('is linear on 2 MB of spaces', () => {
    const start = performance.now();
    expect(cleanText(`a${' '.repeat(2_000_000)}b`)).toBe('a b');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('cleanLines', () => {
  it('keeps line ends of notes', () => {
    expect(cleanLines('Día 1:  afebril \r\n\r\n Día 2: alta\u200B')).toBe('Día 1: afebril\nDía 2: alta');
  });
});

describe('fold', () => {
  it('makes keys', () => {
    expect(fold('NEUMONÍA  Basal')).toBe('neumonia basal');
    expect(fold('Niño de 3 AÑOS')).toBe('nino de 3 anos');
    expect(fold('100 \u00B5g')).toBe(fold('100 \u03BCg'));
    expect(sameText('INSUFICIENCIA RENAL', 'Insuficiencia  renal')).toBe(true);
  });
  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('isMojibake', () => {
  it.each([
    'neumonÃ­a',
    'neumonÃa', // cleaned
    'INFECCIÃ“N',
    '38Â°C',
    'alta â€“ control',
    'infecci¢n',
    'a¤os',
    'hospitalizaci?n',
    'infecci&oacute;n',
    'diagn\uFFFDstico',
  ])('sees %s', (text) => expect(isMojibake(text)).toBe(true));
  it.each([
    'Neumonía adquirida en la comunidad, 38,5 °C – control en 7 días',
    'Sra. María João da CONCEIÇÃO',
    '¿Dolor? No. ¡Mejor! Costo £5',
    'Niño, güeña, pingüino; R&D',
    'PaO2/FiO2 < 200 ± 10 µg',
  ])('does not see %s', (text) => expect(isMojibake(text)).toBe(false));
});

describe('words', () => {
  it('splits units and keeps names', () => {
    expect(words('Vit. B12 40mg c/12h, SpO2 2,5').map((w) => w.folded)).toEqual([
      'vit',
      'b12',
      '40',
      'mg',
      'c',
      '12',
      'h',
      'spo2',
      '2,5',
    ]);
  });
  it('gives places in the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const w of words(text)) expect(text.slice(w.start, w.end)).toBe(w.raw);
      }),
    );
  });
});
