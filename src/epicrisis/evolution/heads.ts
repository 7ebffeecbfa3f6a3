/**
 * Headings inside a note («EVOLUCION MEDICINA:», «PLAN:», «AL EXAMEN:») and what stands under each. A heading says how to
 * take what follows: under «PLAN» nothing has been done yet, whatever its words.
 */
import { fold } from '../../record/text.ts';

/** What the clauses under a heading are: the course of the stay, or something that the evolution does not tell. */
export type Mode = 'course' | 'plan' | 'examination' | 'history' | 'diagnoses';

const HEADS: readonly (readonly [Mode, RegExp])[] = [
  [
    'plan',
    /^(?:plan(?:es)?|p|conducta|indicaciones|indicacion|pendientes?|pdtes?|sugerencias?|se sugiere|tareas|to do|objetivos?(?: del dia)?)(?: (?:y|de|del|para|terapeutico|diagnostico|manejo|medicas?|turno|manana|hoy|a seguir|dia|tratamiento|accion)){0,4}$/u,
  ],
  [
    'history',
    /^(?:antecedentes?(?: .{1,30})?|amp|am|aqx?|ant\.?|alergias?|ram|farmacos(?: .{1,20})?|medicamentos(?: habituales| de uso habitual)?|anamnesis remota|habitos)$/u,
  ],
  [
    'diagnoses',
    /^(?:diagnosticos?|dgs?|dg\.|dx|hd|hipotesis(?: diagnosticas?)?|problemas?|lista de problemas)(?: (?:de|actuales|activos|ingreso|egreso|diagnosticos?|actual)){0,3}$/u,
  ],
  [
    'examination',
    /^(?:o|examen|objetivo|ex(?:amen)?\.? ?f(?:isico|co)?\.?|ef|e\.f\.|al ex(?:amen)?(?: fisico)?|al ex\.?|ex\. fisico|signos vitales|csv|sv|ssvv)$/u,
  ],
  [
    'course',
    /^(?:evolucion(?: .{1,40})?|evol|nota(?: .{1,40})?|visita(?: .{1,40})?|ronda(?: .{1,30})?|turno(?: .{1,30})?|ingreso (?:a )?(?:uci|uti|upc|medicina|cirugia)|entrega de turno|reevaluacion|s|subjetivo|a|analisis|comentarios?|apreciacion|impresion|resumen|hoy|actualmente|novedades|anamnesis(?: proxima)?|(?:medicina|cirugia|uci|uti|upc|traumatologia|gineco-?obstetricia|pediatria|psiquiatria|cardiologia|neurologia|infectologia|nutricion|kinesiologia|enfermeria)(?: (?:interna|adulto|diurno|nocturno|\d{1,2}[:.]\d\d))?)$/u,
  ],
];

/** "08:30 hrs", "(turno)", "12/03" in a heading say when, not what. */
const WHEN =
  /\s*[-–(]?\s*(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}[:.]\d\d)\s*(?:h(?:rs?)?\.?)?\s*\)?\s*/gu;

/** The mode of a heading's words, colon excluded; undefined for other text ("RENAL", "TAC": they belong to what follows). */
export const headMode = (words: string): Mode | undefined => {
  if (words.length > 60) return undefined;
  const text = fold(words.replace(WHEN, ' '))
    .replace(/[\s:.-]+$/u, '')
    .replace(/^[\s#*=_-]+/u, '');
  return HEADS.find(([, head]) => head.test(text))?.[0];
};

const COLON = /^([^:.;]{1,60}?)\s*:\s*/u;

/** The heading that a piece begins with, if any, and the rest of it. */
export const readHead = (piece: string): { readonly mode: Mode; readonly rest: string } | null => {
  const colon = COLON.exec(piece);
  const mode = colon && headMode(colon[1] ?? '');
  if (colon && mode) return { mode, rest: piece.slice(colon[0].length) };
  // A heading alone on its line. One letter is none there.
  const alone = piece.length > 2 && piece.length <= 60 ? headMode(piece) : undefined;
  return alone ? { mode: alone, rest: '' } : null;
};
