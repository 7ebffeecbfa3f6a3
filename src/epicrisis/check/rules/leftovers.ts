/**
 * What a document must not be signed with: gaps of a form, a model's own talk, and orders that name no drug («sus medicamentos habituales»).
 * Source: The Joint Commission MM.04.01.01 (no blanket reinstatement of previous orders) and RC.01.01.01 (complete entries).
 */
import type { Finding } from '../../types.ts';
import { excerptAt, removal } from '../finding.ts';
import { sectionAt } from '../reading.ts';
import { type Context, isSettled } from './context.ts';

const GAP =
  /\[(?:insert|complet|agreg|nombre|fecha|dato|xx|\s*\.{3}|\s*…|\s*_)[^\]\n]{0,60}\]|\{\{[^}\n]{0,60}\}\}|<(?:[A-Z]\d{1,2}|nombre|fecha|completar)>|(?<![\p{L}\p{N}])[Xx]{3,}(?![\p{L}\p{N}])|(?<=\p{L}[ \t:]{1,3})_{3,}|\b(?:completar|por completar):?(?=\s*(?:\.|$|_))/gimu;
const TALK =
  /\bcomo (?:modelo de lenguaje|asistente|una? ia)\b[^.\n]*|\baqu[ií] (?:tiene|tienes|está|esta|va) (?:la|una|el|su|tu) (?:epicrisis|resumen)[^.:\n]*:?|\b(?:claro|por supuesto)[,!][^.\n]{0,80}\bepicrisis\b[^.:\n]*:?|\bespero que (?:esto|le|te) (?:sirva|ayude)[^.\n]*|<\|?(?:im_end|im_start|endoftext|eot_id)\|?>/giu;
const BLANKET =
  /\b(?:(?:mantener|continuar(?: con)?|seguir(?: con)?|reiniciar|retomar|sus?|resto de(?: sus)?|demás|los|el)\s+)+(?:medicamentos?|f[aá]rmacos|tratamiento|medicaci[oó]n|terapia)\s+(?:habitual(?:es)?|previ[oa]s?|de base|cr[oó]nic[oa]s?|de siempre)\b(?!\s*:)/giu;

const each = (
  context: Context,
  pattern: RegExp,
  finding: (words: string) => Pick<Finding, 'code' | 'severity' | 'message'>,
  applies: (at: number) => boolean = () => true,
): Finding[] =>
  Array.from(context.reading.text.matchAll(pattern)).flatMap((m): Finding[] => {
    const place = { start: m.index, end: m.index + m[0].trimEnd().length };
    if (!applies(m.index) || isSettled(context, place.start, place.end)) return [];
    context.settled.push(place);
    const { text } = context.reading;
    return [{ ...finding(m[0].trim()), ...excerptAt(text, place), fix: removal(text, place) }];
  });

export const leftoverRule = (context: Context): Finding[] => [
  ...each(context, GAP, (words) => ({
    code: 'C_PLACEHOLDER',
    severity: 'error',
    message: `Quedó un espacio sin completar: «${words}». Complételo o quítelo.`,
  })),
  ...each(context, TALK, (words) => ({
    code: 'C_PLACEHOLDER',
    severity: 'error',
    message: `«${words.slice(0, 80)}» no es parte de una epicrisis. Quítelo.`,
  })),
  ...each(
    context,
    BLANKET,
    (words) => ({
      code: 'C_BLANKET_ORDER',
      severity: 'warning',
      message: `«${words}» no dice qué medicamentos: indíquelos uno a uno, con su dosis.`,
    }),
    (at) => ['medicamentos_alta', 'indicaciones'].includes(sectionAt(context.reading, at) ?? ''),
  ),
];
