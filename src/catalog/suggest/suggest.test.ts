import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCie10Suggester } from '../cie10.ts';
import { suggestDrug } from './drug.ts';

const folder = new URL('../../../public/catalog/', import.meta.url);
const suggester = await loadCie10Suggester((name) => readFile(new URL(name, folder), 'utf8'));
const first = (mention: string): string | undefined => suggester.suggest(mention)[0]?.code;

describe('the first code suggested for', () => {
  it.each([
    ['abbreviations', 'ITU', 'N39.0'],
    ['abbreviations with words', 'TEP masivo', 'I26.9'],
    ['synonyms', 'derrame cerebral hemorrágico', 'I61'],
    ['names as the catalog has them', 'Apendicitis aguda con peritonitis localizada', 'K35.3'],
    ['adjective for noun', 'metástasis hepáticas', 'C78.7'],
    ['an organ and a lesion that no entry names', 'quiste esplénico', 'D73'],
    ['words in another order', 'biliar litiasis', 'K80'],
    ['a side, which chooses no code', 'neumonía basal derecha', 'J18.9'],
    ['capitals without accents', 'PIELONEFRITIS AGUDA IZQUIERDA', 'N10'],
    ['misspelt words', 'colelitasis', 'K80.2'],
    ['roman numerals', 'diabetes mellitus tipo II', 'E11'],
    ['terms that deny a part', 'SCA sin supradesnivel del ST', 'I21.4'],
  ])('%s: %s', (_, mention, code) => {
    expect(first(mention)).toMatch(new RegExp(`^${code.replace('.', '\\.')}`));
  });
});

describe('what is denied is not coded', () => {
  it('a mention denied as a whole has no candidates', () => {
    expect(suggester.suggest('sin fiebre')).toEqual([]);
    expect(suggester.suggest('niega tabaquismo')).toEqual([]);
  });

  it('a denied part does not lead to its own code', () => {
    const codes = suggester.suggest('anemia sin sangrado').map(({ code }) => code.slice(0, 3));
    expect(codes[0]).toBe('D64');
    expect(codes).not.toContain('R58');
  });
});

describe('candidates', () => {
  it('are in order, one a category, each with a reason and a name of the catalog', () => {
    const candidates = suggester.suggest('insuficiencia renal aguda', { top: 10 });
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(candidates.map(({ code }) => code.slice(0, 3))).size).toBe(candidates.length);
    for (const { code, name, why } of candidates) {
      expect(suggester.list.nameOf(code)).toBe(name);
      expect(why).toMatch(/^(?:abreviatura|sinónimo|nombre en el catálogo|órgano y lesión): «/);
    }
  });

  it('are at most as many as asked for', () => {
    expect(suggester.suggest('dolor', { top: 3 })).toHaveLength(3);
  });

  it('stand any text, of any length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { code, score } of [...suggester.suggest(text), ...suggestDrug(text)]) {
          expect(code).toMatch(/^[A-Z]\d/);
          expect(score).toBeGreaterThan(0);
        }
      }),
    );
    for (const text of [
      '__proto__ constructor',
      'hasOwnProperty toString valueOf',
      '='.repeat(2_000_000),
      'neumonía '.repeat(200_000),
    ]) {
      expect(suggester.suggest(text).length).toBeLessThanOrEqual(10);
      expect(suggestDrug(text)).toEqual([]);
    }
  });

  it('are none for text that says nothing', () => {
    expect(suggester.suggest('')).toEqual([]);
    expect(suggester.suggest('de la y por')).toEqual([]);
    expect(suggester.suggest('\u202e<script>')).toEqual([]);
  });
});

it('every code of the clinical index is in the catalog', async () => {
  for (const name of ['cie10-terms.txt', 'cie10-organs.txt']) {
    const text = await readFile(new URL(name, folder), 'utf8');
    const codes = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => (name.includes('organs') ? line.split(' | ').slice(1) : [line.split(' ')[0] ?? '']));
    expect(codes.filter((code) => suggester.list.nameOf(code.trim()) === undefined)).toEqual([]);
  }
});
