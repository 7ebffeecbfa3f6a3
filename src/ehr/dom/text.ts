/**
 * What words on a page are: compared without accents, case and punctuation (`plain`), told from placeholders and counts.
 * Cleaning is `record/text`'s; output never goes through `plain`.
 */
import { fold } from '../../record/text.ts';

/** For comparing only: folded, punctuation and symbols as spaces. */
export const plain = (text: string): string => {
  const folded = fold(text);
  if (BARE.test(folded)) return folded;
  return (
    ASCII.test(folded) ? folded.replace(/[^a-z0-9]+/g, ' ') : folded.replace(/[^\p{L}\p{N}]+/gu, ' ')
  ).trim();
};
const BARE = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ASCII = /^[\0-\x7F]*$/;

/**
 * Do a heading's, label's or column's words match? `words` are alternatives separated by `|`, compared folded and whole;
 * `*` in them stands for any run of characters. Linear: no pattern from outside can hang the page.
 */
export const matchesWords = (text: string, words: string): boolean => {
  const folded = plain(text);
  return (
    folded !== '' &&
    words
      .split('|')
      .some((w) => (w.includes('*') ? globMatches(folded, w.split('*').map(plain)) : plain(w) === folded))
  );
};

/** Does the text hold these pieces in their order, from its beginning to its end? */
export const globMatches = (text: string, pieces: readonly string[]): boolean => {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
};

/** Words as they stand on a page, for `matchesWords`: marks that it would take for its own are left out. */
export const literalWords = (text: string): string => text.replace(/[|*]+/g, ' ');

const NOTHING =
  /^(sin texto|sin (informes?|evolucion(es)?|examenes|procedimientos|prestaciones|intervenciones|diagnosticos?|farmacos|medicamentos|indicaciones|controles|notas|interconsultas|citas|alertas|pendientes|problemas)( (registrad[oa]s?|pendientes|agendad[oa]s?|vigentes|realizad[oa]s?|farmacologicas|activ[oa]s?|ingresad[oa]s?|indicad[oa]s?|de uso habitual|habituales|al alta|de laboratorio|medicas|disponibles))*|nan|null|undefined|none|nil|n a|na|s i|s d|s r|nd|no aplica|vacio|sin (registros?|datos|informacion|resultados|elementos|antecedentes registrados|indicaciones registradas|especificar|contenido|novedad(es)? registradas?)( .{0,40})?|no (registrad[oa]s?|consignad[oa]s?|informad[oa]s?|ingresad[oa]s?|disponibles?|registra( datos| informacion| registros)?|existen? (registros|datos|informacion|diagnosticos|procedimientos|prestaciones|indicaciones|evoluciones|examenes|farmacos|medicamentos).{0,60}|hay (registros|datos|informacion|diagnosticos|procedimientos|prestaciones|indicaciones|evoluciones|examenes|farmacos|medicamentos|elementos|resultados|documentos).{0,60}|se (encontraron|registran|han registrado|encuentran|han ingresado) .{0,60})|ningun (registro|dato|resultado|elemento)( .{0,40})?|((el|la) paciente )?no (tiene|registra|presenta) .{0,40}registrad[oa]s?|no hay( \p{L}+){1,4} (a|para|que|por) mostrar( .{0,60})?|no (data|records?|results?|entries|items|matching records found|information|documents)( .{0,40})?|none recorded|not recorded|there are no .{0,60} to display( .{0,60})?|cargando( .{0,20})?|loading( .{0,20})?|seleccione( .{0,30})?|0 registros|0 records)$/u;

/**
 * What a placeholder begins with, if it says anything: most of a chart's words are told from one by their first. No `\p{L}`:
 * with case ignored, an engine takes milliseconds to compile it.
 */
const NOTHING_FIRST =
  /^[^\dA-Za-zªµºÀ-\u1FFF\u2C00-\uFFFF]*(?:$|(?:sin|nan?|null|none|nil|n|nd|no|not|s|undefined|el|la|there|cargando|loading|seleccione|0)(?![\dA-Za-zÀ-\u1FFF])|vac[ií]|ning[uú]n)/i;

/** Placeholders that stand where a fact would: "--", "nan", "Sin registros". */
export const isNothing = (text: string): boolean => {
  if (!NOTHING_FIRST.test(text)) return false;
  const folded = plain(text);
  if (folded === '') return !/^\s*[%‰]\s*$/.test(text); // a unit
  return folded.length < 90 && NOTHING.test(folded);
};

const COUNTS =
  /total|mostr|show|viend|regist|record|p[aá]g|page|\b(?:de|of)\b|item|fila|result|element|entr|^\W*\d+ \p{L}+\W*$/iu;

/** "Total: 5", "Mostrando 1 a 10 de 42 registros", "Página 1 de 3": rows about the list, not in it. */
export const isCount = (text: string): boolean =>
  COUNTS.test(text) &&
  /^(sub ?totales?|total(es)?( (de )?(registros|filas|items|general|pacientes|dias|prestaciones|diagnosticos|farmacos|medicamentos|indicaciones|examenes|procedimientos|evoluciones))?( \d+)?|(mostrando|showing|viendo|registros?) \d+ .*|(pagina|page) \d+ .*|\d+( \d+| a \d+| al \d+)? (de|of) \d+( .{0,30})?|\d+ (registros?|resultados?|filas|items|elementos|entries|records)( .{0,30})?|\d+ (ordenes|orden|indicaciones|entradas|notas?|evoluciones|diagnosticos?|problemas?|alergias?|medicamentos?|farmacos?|examenes|procedimientos?|documentos?|antecedentes|activ[oa]s?))$/.test(
    plain(text),
  );

/** 60-bit string hash (both halves of cyrb53), in base 36: for telling texts apart, not for secrets. */
export const hashText = (text: string, seed = 0): string => {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (a >>> 2).toString(36) + (b >>> 2).toString(36);
};
