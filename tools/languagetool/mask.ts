/**
 * Facts are copied as charted, so their language is not ours to judge: each is replaced by a placeholder before the rules run,
 * and matches are brought back to places of the given text.
 *
 * The placeholder keeps what the prose around a fact must agree with, and nothing else:
 * - gender and number, when the caller knows them: an ordinary Spanish noun of that gender and number, so that "tratada",
 *   "el", "los" are checked. Several in turn, for LanguageTool marks a noun that is repeated;
 * - when they are unknown, a word that is in no dictionary ("xilax"): LanguageTool has no part of speech for it, so no
 *   rule of agreement speaks; its spelling is filtered out by place;
 * - the first sound, which decides y/e and o/u: variants in i- and o- ("e infección", "u orzuelo");
 * - a capital, when the fact begins with one, and the final full stop, when it ends in one ("Afebril.").
 */
import type { Match } from './rules.ts';

export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly gender?: 'f' | 'm' | undefined;
  readonly number?: 's' | 'p' | undefined;
}

type Sound = 'i' | 'o' | '';
const NOUNS: Readonly<Record<string, Readonly<Record<Sound, readonly string[]>>>> = {
  fs: {
    '': ['lesión', 'fractura', 'neumonía', 'fiebre'],
    i: ['infección', 'isquemia'],
    o: ['obstrucción', 'otitis'],
  },
  ms: { '': ['cuadro', 'tumor', 'derrame', 'dolor'], i: ['infarto', 'injerto'], o: ['orzuelo', 'oído'] },
  fp: {
    '': ['lesiones', 'fracturas', 'neumonías', 'fiebres'],
    i: ['infecciones', 'isquemias'],
    o: ['obstrucciones', 'otitis'],
  },
  mp: {
    '': ['cuadros', 'tumores', 'derrames', 'dolores'],
    i: ['infartos', 'injertos'],
    o: ['orzuelos', 'oídos'],
  },
  '': { '': ['xilax', 'bramex', 'tulvox'], i: ['ixilax', 'imbrax'], o: ['oxilax', 'omvrax'] },
};

/** The first sound, as far as y/e and o/u ask (RAE, Ortografía): hie- is a consonant, "8" and "11" are said with o-; "HTA" by letters. */
export const firstSound = (fact: string): Sound => {
  const plain = fact.normalize('NFD').replace(/\p{M}|^[^\p{L}\p{N}]+/gu, '');
  if (/^(?:8|11(?!\d))/.test(plain)) return 'o';
  const lower = /^H[A-Z]/.test(plain) ? 'h' : plain.toLowerCase();
  if (/^h?i/.test(lower) && !/^hi[aeo]/.test(lower)) return 'i';
  return /^h?o/.test(lower) ? 'o' : '';
};

/**
 * Capital unless the fact begins with an ordinary word in lower case ("pH", "5 sesiones" cannot take one). The final full stop
 * is the sentence's when a capital, a line's end or more punctuation follows, else an abbreviation's ("1 amp. y").
 */
const placeholder = (fact: string, after: string, mask: Mask, turn: number): string => {
  const key = mask.gender && mask.number ? mask.gender + mask.number : '';
  const choices = NOUNS[key]?.[firstSound(fact)] ?? ['xilax'];
  const word = choices[turn % choices.length] ?? 'xilax';
  const cased = /^\P{L}*\p{Ll}+(?![\p{L}\d])/u.test(fact) && !/^\P{L}*\d/u.test(fact);
  const stop = /[.!?]$/.exec(fact.trimEnd())?.[0] ?? '';
  const ends = /^(?:\s*$|[^\S\n]*\n|\s*[.,;:]|\s+\p{Lu})/u.test(after);
  return (cased ? word : word.charAt(0).toUpperCase() + word.slice(1)) + (ends ? stop : '');
};

export interface Masked {
  readonly text: string;
  /** The match in places of the given text; null when it speaks of a fact alone. */
  readonly restore: (match: Match) => Match | null;
}

/** Masks must lie within the text and must not overlap; order does not matter. */
export const maskText = (given: string, masks: readonly Mask[]): Masked => {
  const sorted = [...masks].sort((a, b) => a.start - b.start);
  const spans: { from: number; to: number; mask: Mask }[] = [];
  let text = '';
  let at = 0;
  for (const [turn, mask] of sorted.entries()) {
    if (mask.start < at || mask.end <= mask.start || mask.end > given.length)
      throw new Error(`mask ${mask.start}-${mask.end} overlaps another or lies outside the text`);
    text += given.slice(at, mask.start);
    const from = text.length;
    text += placeholder(given.slice(mask.start, mask.end), given.slice(mask.end, mask.end + 4), mask, turn);
    spans.push({ from, to: text.length, mask });
    at = mask.end;
  }
  text += given.slice(at);

  /** A place of the masked text in the given one; inside a placeholder, the fact's edge. */
  const original = (place: number, edge: 'start' | 'end'): number => {
    let shift = 0;
    for (const { from, to, mask } of spans) {
      if (place < from || (place === from && edge === 'end')) break;
      if (place < to) return mask[edge];
      shift = mask.end - to;
    }
    return place + shift;
  };
  const restore = (match: Match): Match | null => {
    const end = match.offset + match.length;
    if (spans.some((s) => s.from <= match.offset && end <= s.to)) return null;
    const offset = original(match.offset, 'start');
    return { ...match, offset, length: original(end, 'end') - offset };
  };
  return { text, restore };
};
