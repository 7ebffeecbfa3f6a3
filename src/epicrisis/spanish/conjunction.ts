/**
 * y/e: «e» before the sound /i/ that does not begin a diphthong (RAE, Ortografía 2010, «y»: «e hiperglicemia», «y hielo»).
 * The letters of an acronym read one by one («ITU», «IRA») count by their first letter's name.
 */
export const conjunction = (next: string): 'y' | 'e' =>
  /^[«"“(¿¡]*h?[iíIÍ](?![aeoáéóAEOÁÉÓ])/iu.test(next.normalize('NFC')) ? 'e' : 'y';
