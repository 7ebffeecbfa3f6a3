/**
 * y/e: «e» before the sound /i/ that does not begin a diphthong (RAE, Ortografía 2010: «e hiperglicemia», «y hielo»).
 * An acronym is read letter by letter and counts by its first letter's name: «e IAM», «e ITU», but «y HTA».
 */
const ACRONYM = /^[«"“(¿¡]*I[\p{Lu}\d]{1,7}(?![\p{Ll}\p{Lu}])/u;
const VOWEL_I = /^[«"“(¿¡]*h?[iíIÍ](?![aeoáéóAEOÁÉÓ])/iu;

export const conjunction = (next: string): 'y' | 'e' => {
  const word = next.normalize('NFC');
  return ACRONYM.test(word) || VOWEL_I.test(word) ? 'e' : 'y';
};
