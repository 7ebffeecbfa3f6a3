import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstSound, maskText } from './mask.ts';
import { type Match, ownMatches } from './rules.ts';

const match = (offset: number, length: number, ruleId = 'R'): Match => ({
  ruleId,
  category: 'C',
  message: '',
  offset,
  length,
  replacements: [],
});

describe('maskText', () => {
  const given = 'Fue tratada con ITU (N39.0) y Heparina EV. Alta.';
  const span = (part: string) => ({ start: given.indexOf(part), end: given.indexOf(part) + part.length });
  it('keeps gender, first sound, capital and final punctuation', () => {
    const masks = [span('Heparina EV.'), { ...span('ITU (N39.0)'), gender: 'f', number: 's' } as const];
    expect(maskText(given, masks).text).toBe('Fue tratada con Infección y Bramex. Alta.');
  });
  it('knows a full stop from an abbreviation, and what cannot take a capital', () => {
    const first = (text: string, fact: string) => maskText(text, [{ start: 0, end: fact.length }]).text;
    expect(first('1 amp. y reposo.', '1 amp.')).toBe('Xilax y reposo.');
    expect(first('afebril. Alta.', 'afebril.')).toBe('xilax. Alta.');
    expect(first('Afebril.. Alta.', 'Afebril.')).toBe('Xilax.. Alta.');
    expect(first('pH 7.2 y reposo.', 'pH 7.2')).toBe('Xilax y reposo.');
  });
  it('brings matches back and drops those that speak of a fact alone', () => {
    const { text, restore } = maskText(given, [span('ITU (N39.0)'), span('Heparina EV')]);
    const y = text.indexOf(' y ') + 1;
    expect(restore(match(y, 1))).toMatchObject({ offset: given.indexOf(' y ') + 1, length: 1 });
    expect(restore(match(text.indexOf('Ixilax'), 6))).toBeNull();
    expect(restore(match(y, 'y Bramex'.length))).toMatchObject({
      offset: 28,
      length: 'y Heparina EV'.length,
    });
  });
  it('every place outside the masks comes back', () => {
    const piece = fc.record({
      fact: fc.stringMatching(/^[a-zA-Z.]{1,12}$/),
      prose: fc.stringMatching(/^[A-Z ]{1,9}$/),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        let text = '#';
        const masks = pieces.map(({ fact, prose }) => {
          const start = text.length;
          text += `${fact}${prose}#`;
          return { start, end: start + fact.length };
        });
        const masked = maskText(text, masks);
        const marks = (t: string) => Array.from(t.matchAll(/#/g), (m) => m.index);
        expect(marks(masked.text).map((at) => masked.restore(match(at, 1))?.offset)).toEqual(marks(text));
      }),
    );
  });
});

describe('firstSound', () => {
  it.each([
    ['infarto', 'i'],
    ['Hipertensión', 'i'],
    ['ITU', 'i'],
    ['hierro', ''],
    ['HTA', ''],
    ['oclusión', 'o'],
    ['hormona', 'o'],
    ['8 sesiones', 'o'],
    ['11 días', 'o'],
    ['neumonía', ''],
    ['(88.42)', 'o'],
  ])('%s: "%s"', (fact, sound) => expect(firstSound(fact)).toBe(sound));
});

describe('ownMatches', () => {
  const ids = (text: string) => ownMatches(text).map((m) => m.ruleId);
  it('sees what LanguageTool does not', () => {
    expect(ids('Fue tratada con')).toEqual(['EPI_DANGLING', 'EPI_UNFINISHED']);
    expect(ids('Recibió xilax y. Alta.')).toEqual(['EPI_DANGLING']);
    expect(ids('Se indica indica reposo.')).toEqual(['EPI_REPEATED']);
    expect(ids('Recibió xilax e bramex.')).toEqual(['EPI_NEEDLESS_E']);
    expect(ids('En 7 u 8 días, xilax e ixilax u oxilax.')).toEqual([]);
    expect(ids('Se indica reposo. xilax.')).toEqual(['EPI_LOWER_START']);
    expect(ids('Se indica reposo, y se da de alta.')).toEqual([]);
    expect(ids('Motivo de ingreso\nXilax')).toEqual([]);
  });
});
