/** Somebody else's name in the text: a document of two patients. Source: The Joint Commission NPSG.01.01.01 (two identifiers). */
import type { Finding } from '../../types.ts';
import { excerptAt } from '../finding.ts';
import { isFamilyName, isGivenName } from '../people.ts';
import { keysOf } from '../tokens.ts';
import { type Context, isSettled } from './context.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{M}'-]+`;
const PERSON = new RegExp(
  String.raw`(?<![\p{L}])(?<name>${WORD}(?:[ \t]+(?:(?:de|del|la|las|los)[ \t]+)*${WORD}){1,4})`,
  'gu',
);
/** Before a name that is a professional's, a place's or an eponym's. */
const NOT_PATIENT =
  /\b(?:dra?|doctora?|prof|eu|enf|enfermer[oa]|klga?|klgo|kinesi[oó]log[oa]|nutricionista|matr[oó]na?|tens|int|interna?|becad[oa]|m[eé]dico|tratante|cirujan[oa]|hospital|cl[ií]nica|cesfam|consultorio|centro|posta|calle|avenida|av|pasaje|villa|poblaci[oó]n|comuna|s[ií]ndrome|enfermedad|signo|escala|maniobra|test|[ií]ndice|score|t[eé]cnica|prueba)\.?\s*$/iu;
const SAYS_PATIENT = /\b(?:paciente|sr|sra|srta|don|do[ñn]a|se[ñn]ora?|usuari[oa]|nombre)\.?\s*:?\s*$/iu;

/** Somebody else's name. Names of people by a list, or any after «paciente», «don», «Sra.». */
export const otherNames = (context: Context): Finding[] => {
  const { chart, reading } = context;
  const known = (name: string): boolean => keysOf(name).every((key) => chart.sources.words.has(key));
  const seen = new Set<string>();
  return Array.from(reading.text.matchAll(PERSON)).flatMap((m): Finding[] => {
    const name = m.groups?.name ?? '';
    const start = m.index + m[0].length - name.length;
    let from = start;
    let words = name.split(/\s+/u);
    let before = reading.text.slice(Math.max(0, start - 30), start);
    // «Paciente Pedro Soto»: the word before a name may begin the sentence itself.
    while (words.length > 2 && SAYS_PATIENT.test(`${words[0]} `)) {
      before += `${words[0]} `;
      from += (words[0]?.length ?? 0) + 1;
      words = words.slice(1);
    }
    const whole = reading.text.slice(from, start + name.length);
    const proper = words.filter((w) => /^\p{Lu}/u.test(w));
    const said =
      SAYS_PATIENT.test(before) &&
      proper.length >= 2 &&
      proper.some((w) => isGivenName(w) || isFamilyName(w));
    const listed = proper.some(isGivenName) && proper.some((w) => isFamilyName(w) && !isGivenName(w));
    if ((!said && !listed) || NOT_PATIENT.test(before) || known(whole) || seen.has(whole)) return [];
    if (isSettled(context, from, start + name.length)) return [];
    seen.add(whole);
    const place = { start: from, end: start + name.length };
    return [
      {
        code: 'C_OTHER_PATIENT',
        severity: 'error',
        // No correction is offered: what is said of somebody else is not made true by another name.
        message: `«${whole}» no es el paciente ni está en su ficha. Verifique que el texto sea suyo.`,
        ...excerptAt(reading.text, place),
      },
    ];
  });
};
