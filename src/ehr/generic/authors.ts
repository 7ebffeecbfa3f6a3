/** Who wrote a line, and as what. */
import { LONG_LINE } from './lines.ts';

const AUTHOR =
  /^(?:(?:escrit[oa]|registrad[oa]|firmad[oa]|indicad[oa]|realizad[oa]|informad[oa]|evaluad[oa]|creado|solicitad[oa]|diagnosticad[oa]) por|por|autor|m[eé]dico(?: tratante| responsable| cirujano)?|profesional|responsable|by|author|written by|recorded by|signed by|usuario|firma|informa|ejecutor|cirujan[oa]|operador(?:a)?|anestesista|tratante)\s*:?\s+(.{3,80})$/iu;
const TITLED =
  /^(?:dra?|eu|enf|mat|klg[oa]|kine|nut|qf|tens|int|ps|to|fga?|flg[oa]|tm|m\.?d|prof)\.?\s+\p{L}[\p{L}.'\s-]{2,60}(?:\s*[(,·|–-]\s*[\p{L}.\s]{3,40}\)?)?$/iu;
const POSITION =
  /^(m[eé]dic[oa]( cirujan[oa]| tratante| internista| residente| especialista)?|enfermer[oa](?: univ\w*)?|kinesi[oó]log[oa]|matr[oó]n[a]?|nutricionista|residente|intern[oa]|urgenci[oó]log[oa]|cirujan[oa]|fonoaudi[oó]log[oa]|psic[oó]log[oa]|medicina interna|cirug[ií]a|uci|uti|pediatr[ií]a)$/iu;

/** Who wrote it, when the line says nothing else. */
export const authorIn = (line: string): string | null => {
  const text = line.length > LONG_LINE ? '' : line.trim();
  const named = AUTHOR.exec(text);
  if (named?.[1] && !/[.;]\s+\p{L}/u.test(named[1].replace(/\b(dra?|eu|sr|sra)\.\s/giu, '')))
    return named[1].trim();
  // «Dr. Soto. Afebril» goes on with the note.
  return TITLED.test(text) && text.split(/\s+/).length <= 9 && !/\p{Ll}{3,}\.\s+\p{Lu}/u.test(text)
    ? text
    : null;
};
export const isPosition = (line: string): boolean => POSITION.test(line.trim());
