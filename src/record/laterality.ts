/**
 * Sides in charted text: "derecha", "izq.", "ojo D", "MII", "OD", "bilateral", with the word that each belongs to. Read for
 * comparing two texts ("is the same side said of the same part?"); nothing here words an output.
 *
 * Abbreviations: those of Chilean clinical notes; a lone D or I is a side only after the name of a paired part.
 */
import { fold } from './text.ts';

export type Side = 'derecha' | 'izquierda' | 'bilateral';

export interface FoundSide {
  readonly side: Side;
  readonly raw: string;
  /** UTF-16 offsets of the word or abbreviation that says the side. */
  readonly start: number;
  readonly end: number;
  /** The folded content word that it qualifies ("cadera" in "fractura de cadera derecha"), or what the abbreviation names; '' if alone. */
  readonly of: string;
}

const WORDS: readonly (readonly [RegExp, Side])[] = [
  [/^(?:derech[oa]s?|dere?ch|der|dch[oa]?|dx?ch[oa]|dcho|dcha)$/u, 'derecha'],
  [/^(?:izquierd[oa]s?|izq|izqd[oa]|izd[oa]s?|iz)$/u, 'izquierda'],
  [/^(?:bilateral(?:es)?|bilat|bil|ambos|ambas)$/u, 'bilateral'],
];

/** Abbreviations that hold a side, with what they name. Only as written here: upper case. */
const NAMED: ReadonlyMap<string, readonly [Side, string]> = new Map([
  ['OD', ['derecha', 'ojo']],
  ['OI', ['izquierda', 'ojo']],
  ['AO', ['bilateral', 'ojo']],
  ['FID', ['derecha', 'fosa iliaca']],
  ['FII', ['izquierda', 'fosa iliaca']],
  ['HCD', ['derecha', 'hipocondrio']],
  ['HCI', ['izquierda', 'hipocondrio']],
  ['CSD', ['derecha', 'cuadrante superior']],
  ['CSI', ['izquierda', 'cuadrante superior']],
  ['CID', ['derecha', 'cuadrante inferior']],
  ['CII', ['izquierda', 'cuadrante inferior']],
  ['MSD', ['derecha', 'extremidad superior']],
  ['MSI', ['izquierda', 'extremidad superior']],
  ['MID', ['derecha', 'extremidad inferior']],
  ['MII', ['izquierda', 'extremidad inferior']],
  ['ESD', ['derecha', 'extremidad superior']],
  ['ESI', ['izquierda', 'extremidad superior']],
  ['EESD', ['derecha', 'extremidad superior']],
  ['EESI', ['izquierda', 'extremidad superior']],
  ['EID', ['derecha', 'extremidad inferior']],
  ['EII', ['izquierda', 'extremidad inferior']],
  ['EEID', ['derecha', 'extremidad inferior']],
  ['EEII', ['bilateral', 'extremidad inferior']],
  ['EESS', ['bilateral', 'extremidad superior']],
  ['MMII', ['bilateral', 'extremidad inferior']],
  ['MMSS', ['bilateral', 'extremidad superior']],
  ['LSD', ['derecha', 'lobulo superior']],
  ['LSI', ['izquierda', 'lobulo superior']],
  ['LID', ['derecha', 'lobulo inferior']],
  ['LII', ['izquierda', 'lobulo inferior']],
  ['LMD', ['derecha', 'lobulo medio']],
  ['BRD', ['derecha', 'bloqueo de rama']],
  ['BRI', ['izquierda', 'bloqueo de rama']],
  ['BCRD', ['derecha', 'bloqueo de rama']],
  ['BCRI', ['izquierda', 'bloqueo de rama']],
  ['BRDHH', ['derecha', 'bloqueo de rama']],
  ['BRIHH', ['izquierda', 'bloqueo de rama']],
  ['HBIA', ['izquierda', 'hemibloqueo anterior']],
  ['TCI', ['izquierda', 'tronco coronario']],
  ['HVI', ['izquierda', 'hipertrofia ventricular']],
  ['ACMD', ['derecha', 'arteria cerebral media']],
  ['ACMI', ['izquierda', 'arteria cerebral media']],
  ['TVPD', ['derecha', 'trombosis venosa profunda']],
  ['TVPI', ['izquierda', 'trombosis venosa profunda']],
  ['VYD', ['derecha', 'vena yugular']],
  ['VYI', ['izquierda', 'vena yugular']],
  ['YID', ['derecha', 'yugular interna']],
  ['YII', ['izquierda', 'yugular interna']],
]);

/** Paired parts after which "D", "I", "(D)", "(I)" say the side. Roman numerals follow other words ("grado I"). */
const PAIRED =
  /^(?:oj[oa]s?|oidos?|rodillas?|caderas?|piernas?|brazos?|manos?|pies?|rinon(?:es)?|pulmon(?:es)?|mamas?|hemitorax|femur|tobillos?|hombros?|codos?|munecas?|base|lobulo|testiculos?|ovarios?|trompas?|carotidas?|muslos?|gluteos?|parotidas?|tibias?|perones?|humero|radio|clavicula|escapula|flanco|lateral|uretere?s?|renal|inguinal|yugular|subclavia|femoral|popliteas?|antebrazos?|axilas?|ingle|hemicuerpo|hemicara|facial|nefrectomia|mastectomia|pleural|acm|acms|tvp|htx|eid|msi)$/u;

const TOKEN = /[\p{L}\p{M}]+\.?|\p{N}+|[^\s]/gu;
const NOT_CONTENT =
  /^(?:de|del|la|las|el|los|en|a|al|y|e|o|u|por|con|su|lado|hacia|mas|zona|region|post|qx)$/u;

const sideWord = (folded: string): Side | undefined => WORDS.find(([w]) => w.test(folded))?.[1];

interface Token {
  readonly raw: string;
  readonly folded: string;
  readonly word: boolean;
  readonly start: number;
  readonly end: number;
}

/** The nearest content word: before the side ("cadera derecha"), or after it ("ambas rodillas", "derecha: cadera" is none). */
const qualified = (tokens: readonly Token[], i: number, side: Side): string => {
  const next = tokens[i + 1];
  const leads = /^amb[oa]s$/u.test(tokens[i]?.folded ?? '');
  if (!leads || side !== 'bilateral') {
    for (let k = i - 1; k >= Math.max(0, i - 6); k--) {
      const token = tokens[k];
      if (!token || (!token.word && !/^[-/(]$/u.test(token.raw))) break;
      if (!token.word || NOT_CONTENT.test(token.folded) || sideWord(token.folded)) continue;
      return token.folded;
    }
  }
  return next?.word && !NOT_CONTENT.test(next.folded) ? next.folded : '';
};

/** All sides that a text says, in order. "Tiene derecho a", "derechohabiente" are none. Linear in the text. */
export const findSides = (text: string): FoundSide[] => {
  const tokens: Token[] = Array.from(text.matchAll(TOKEN), (m) => ({
    raw: m[0],
    folded: fold(m[0]).replace(/\.$/u, ''),
    word: /^[\p{L}\p{N}]/u.test(m[0]),
    start: m.index,
    end: m.index + m[0].length,
  }));
  return tokens.flatMap((token, i): FoundSide[] => {
    if (!token.word) return [];
    const here = { raw: token.raw, start: token.start, end: token.end };
    const named = NAMED.get(token.raw.replace(/\.$/u, ''));
    if (named) return [{ ...here, side: named[0], of: named[1] }];
    if (/^[DI]\.?$/u.test(token.raw)) {
      const before = tokens[i - 1]?.raw === '(' ? tokens[i - 2] : tokens[i - 1];
      if (!before || !PAIRED.test(before.folded)) return [];
      // «lateral (I21.2)» is a code.
      if (/^\d/.test(text.slice(token.end, token.end + 1))) return [];
      return [{ ...here, side: token.folded === 'd' ? 'derecha' : 'izquierda', of: before.folded }];
    }
    const side = sideWord(token.folded);
    if (!side) return [];
    if (/^derechos?$/u.test(token.folded) && /^(?:a|civil)$/u.test(tokens[i + 1]?.folded ?? '')) return [];
    return [{ ...here, side, of: qualified(tokens, i, side) }];
  });
};

/** A key of all sides of a text in order: equal for "cadera derecha" and "CADERA DER.", not for the other side. */
export const sidesKey = (text: string): string =>
  findSides(text)
    .map((s) => s.side)
    .join(';');

/** True when one text gives a part one side and the other text gives the same part the other side alone. */
export const oppositeSides = (a: string, b: string): boolean => {
  const sides = (text: string): Map<string, Set<Side>> => {
    const map = new Map<string, Set<Side>>();
    for (const { of, side } of findSides(text)) map.set(of, (map.get(of) ?? new Set()).add(side));
    return map;
  };
  const other = sides(b);
  return [...sides(a)].some(([of, own]) => {
    const there = other.get(of);
    if (of === '' || !there || own.has('bilateral') || there.has('bilateral')) return false;
    return [...own].every((side) => !there.has(side));
  });
};
