/**
 * What a charted entry's first words allow: whether it can stand as a noun phrase after a preposition or verb («ingresa
 * por …»), and its number. Doubt is an answer: the phrases then use a form that needs no agreement.
 */
import { fold } from '../../record/text.ts';

/** Openings after which «Ingresa por …» or «Recibió …» would be false Spanish: particles, verbs, determiners of clauses. */
const NOT_NOMINAL = new Set(
  (
    'sin no niega negativo negativa descarta descartado descartada se ya aun nunca tampoco ni pero por para de del a al ante ' +
    'bajo con contra desde durante en entre hacia hasta segun sobre tras y e o u que quien cuando donde como si the with ' +
    'without no-se paciente usuario usuaria ingresa ingreso egresa egreso cursa presenta refiere evoluciona consulta acude ' +
    'requiere recibe recibio realiza realizo suspende suspender suspendido suspendida iniciar inicia inicio continuar ' +
    'continua mantener mantiene mantenido tomar toma administrar indicar indica indicado reposar evitar controlar control ' +
    'completar completa completo dejar usar aplicar repetir realizar citar acudir volver es esta estable tiene hay fue ha ' +
    'el la los las lo un una unos unas su sus este esta ese esa probable posible sospecha obs observacion dg dx diagnostico ' +
    'ninguno ninguna nada pendiente idem mismo misma igual ver alta post pre status estado s'
  ).split(' '),
);

/** Openings that do stand as nouns although they begin like the list above. */
const NOMINAL_ANYWAY = /^(probable|posible|sospecha de|obs|control|inicio|observaci[oó]n)\b/iu;

/**
 * True when the entry can follow a preposition or verb as a noun phrase. Entries that begin with a digit, a symbol, a
 * particle or a verb, that hold several sentences, or that are broken text are not trusted to.
 */
export const isNominal = (text: string): boolean => {
  if (/[.;:!?]\s+\S|[\n<>{}[\]|=*#@\\]|\p{Cc}|\p{Extended_Pictographic}/u.test(text)) return false;
  if (NOMINAL_ANYWAY.test(text)) return /^(probable|posible|sospecha de)\b/iu.test(text);
  const word = /^\p{L}[\p{L}\p{M}-]*/u.exec(text)?.[0];
  if (!word || word.length < 2) return false;
  return !NOT_NOMINAL.has(fold(word));
};

export type GrammaticalNumber = 'singular' | 'plural' | 'unknown';

/** Singular nouns in -s: diálisis, sepsis, apendicitis, análisis, tórax-like Greek words. */
const SINGULAR_IN_S =
  /(sis|itis|xis|psis|iasis|lisis|stasis|plus|tus|rus|us|ps|bíceps|pelvis|pubis|as[ií]s)$/u;

/** Number of the entry's head, by its first word; capitals and foreign-looking words are `unknown`. */
export const headNumber = (text: string): GrammaticalNumber => {
  const word = /^\p{L}[\p{L}\p{M}-]*/u.exec(text)?.[0];
  if (!word) return 'unknown';
  // An acronym takes the verb in singular («se realiza TC»); a whole entry in capitals says nothing of itself.
  if (/^\p{Lu}{2,6}$/u.test(word)) return /\p{Ll}/u.test(text) || text === word ? 'singular' : 'unknown';
  if (/^\p{Lu}{2,}/u.test(word)) return 'unknown';
  const folded = fold(word);
  if (!folded.endsWith('s')) return 'singular';
  return SINGULAR_IN_S.test(folded) ? 'unknown' : 'plural';
};

/** Whether an entry of the treatment list is given to a patient like a drug («Recibió …»), rather than done («Monitoreo en UCI»). */
export const isGiven = (fact: {
  readonly text: string;
  readonly code?: string | undefined;
  readonly system?: string | undefined;
}): boolean =>
  fact.system === 'atc' ||
  /\d\s*(mg|mcg|µg|ug|g|gr|ui|u|meq|ml|cc|l|gotas|puffs?|comp|amp|%)\b/iu.test(fact.text) ||
  /\b(vo|ev|iv|im|sc|sl|inh|nbz)\b/iu.test(fact.text);
