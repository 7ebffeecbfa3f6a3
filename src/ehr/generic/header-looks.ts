/** A header's values by their looks in a text without labels: age, sex, number of the chart, service, name. */
import { cleanText } from '../../record/text.ts';
import { headerLabel, looksLikeName } from './header-words.ts';
import { announced } from './words.ts';

export const RUN = /\d{1,2}\.\d{3}\.\d{3}\s?-\s?[\dkK]|\b\d{7,8}-[\dkK]\b/;
const AGE_SAID =
  /\b\d{1,3}\s?(?:años|meses|d[ií]as|horas|years?|yrs?|months?)(?:(?: y|,)? ?\d{1,2} ?(?:meses|m|d[ií]as|d)(?!\p{L}))?/iu;
/** «83 a»; «305A» is a bed. */
const AGE_SHORT = /\b\d{1,3}\s?a(?=\s|$|,)(?:(?: y|,)? ?\d{1,2} ?(?:meses|m|d[ií]as|d)(?!\p{L}))?/u;
export const AGE = {
  exec: (text: string): RegExpExecArray | null => AGE_SAID.exec(text) ?? AGE_SHORT.exec(text),
};
export const FICHA =
  /\b(?:ficha|h\.?c\.?|nhc|mrn|historia|expediente|exp\.)(?: cl[ií]nica)?\s*(?:n[°ºro.]*)?\s*:?\s*([\d][\d.-]{2,14})\b/iu;
export const SEX =
  /(?<!\p{L})(femenin[oa]|masculin[oa]|mujer|hombre|var[oó]n|ni[nñ][oa]|female|male)(?!\p{L})|^[FM]$|[♀♂]/imu;
/** A service as banners name it, without a label: «Pediatría, sala 4». */
export const SERVICE =
  /^((?:medicina|cirug[ií]a|pediatr[ií]a|neonatolog[ií]a|neurolog[ií]a|neurocirug[ií]a|cardiolog[ií]a|traumatolog[ií]a|ortopedia|urolog[ií]a|ginecolog[ií]a|obstetricia|maternidad|geriatr[ií]a|nefrolog[ií]a|oncolog[ií]a|hematolog[ií]a|broncopulmonar|infectolog[ií]a|psiquiatr[ií]a|gastroenterolog[ií]a|u\.?c\.?i\.?|u\.?t\.?i\.?|upc|uco|pensionado|urgencias?)(?!\p{L})(?: \p{L}{1,15}){0,4}?)\s*(?:[,/·|(–-].*)?$/iu;
export const nameIn = (text: string): string | undefined =>
  text
    .split(/\n|\s[|·•–—-]\s|,?\s*[[(]?\bRU[NT]\b|\s*[[(]/u)
    .map(cleanText)
    .map((piece) => piece.replace(/\s+\d.*$/u, ''))
    .find(
      (piece) =>
        isProper(piece) && looksLikeName(piece) && announced(piece) === null && headerLabel(piece) === null,
    );

/** Capitals where a name has them, and nobody's title. */
const isProper = (text: string): boolean =>
  !/^(?:dra?|mat|klg[oa]|enf|eu|tens|nut|m[eé]d)\b\.?\s/iu.test(text) &&
  text
    .split(/[\s,]+/u)
    .every((word) => /^\p{Lu}/u.test(word) || /^(?:de|del|la|las|los|y|e|van|von|da|do|san)$/u.test(word));

/** A word that says the sex: as it stands, a lone letter or a sign in a line of its own. */
export const sexIn = (lines: string): string | undefined => {
  for (const piece of lines.split(/\n|[|·•,/]/u)) {
    const word = SEX.exec(piece.trim())?.[0];
    if (word) return word;
  }
  return undefined;
};
