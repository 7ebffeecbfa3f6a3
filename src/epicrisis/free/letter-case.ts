/** Which words of a note in capitals may be written small: ordinary words, never what may be an abbreviation. */
import { findAbbreviations } from '../../record/lexicon.ts';

/** Short words that are no abbreviations, in the capitals of notes. */
const SHORT: ReadonlySet<string> = new Set(
  (
    'a al ante bajo base bien cada cede como con cual de del dia dias días día dice dolor dos el en era eran es esta este fue ha han hace hacia hasta hora horas hoy ' +
    'la las lado leve lo los mas más mal mano meses nivel no ni nueva nuevo otra otro para pero pie piel pierna por que queda sale segun según ser seis semana si sin sobre solo su sus tipo toda todo tos tras ' +
    'tres tuvo un una uno usa vena via vía vida y ya alta ambas ambos ayer agua aire buen buena caso cede cuyo desde donde mala peso poco poca pus se torax tórax dolor renal basal clara pulso ritmo pared otros otras edema tibia femur fémur codo leche noche tarde horas menos mejor mayor menor grado lesion donde salida sonda buena bueno nuevo nueva parto falla libre foley parte grave aguda agudo quien viva vivo sola solas'
  ).split(' '),
);
/** From this many letters on a word in capitals is a word. */
const WORD = 6;

/** The word in small letters where that alters nothing but its looks; undefined where it stays as charted. */
export const inSmallLetters = (word: string): string | undefined => {
  if (!/^\p{Lu}[\p{Lu}\p{M}]*$/u.test(word)) return undefined;
  const small = word.toLocaleLowerCase('es');
  if (small.toLocaleUpperCase('es') !== word.toLocaleUpperCase('es')) return undefined;
  if (SHORT.has(small)) return small;
  if (word.length < WORD || findAbbreviations(`x ${word}`).length > 0) return undefined;
  return /[aeiouáéíóú]/u.test(small) ? small : undefined;
};
