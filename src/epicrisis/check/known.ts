/** Whether the chart, or the language of summaries, has a word: what neither has needs a source. */
import type { ChartIndex } from './chart.ts';
import { isPhraseWord } from './support.ts';
import { isContent, stemOf, stemsOf, type Token } from './tokens.ts';

/** Verbs and other words that tell, and say nothing of the patient. */
const TELLS =
  /^(?:ademas|asimismo|finalmente|luego|posterior|actual|durante|siguient|mism|respect|dich|est[aeo]s?$|otr[oa]s?$|cuent|context|evidenci|logr|requ[ie]|nivel|presencia|parte$|form[ae]|destac|describ|inform|reali[zc]|efectu|indic|administr|recib|present|evolucion|hospitaliz|permanec|ingres|egres|encuentr|mantien|mantuv|manej|tratamient|medicament|farmac|paciente|usuari|motiv|diagnostic|procedimient|anteceden|examen|control|atenta|saluda|firma|timbre|medic[oa]$|doctor|servici|unidad|fecha|hora|dia|resumen|clinic|nombre|edad|rut|cie|atc|codigo)/u;
const JOINING =
  /ndo(?:se(?:les?)?|les?)?$|^(?:actual|posterior|final|inicial|previa|sola|igual|nueva|ademas)mente$/u;

/** A word that only tells: it says nothing of what it tells. */
export const tells = (key: string): boolean => (TELLS.test(key) && !/^mant/u.test(key)) || JOINING.test(key);

/** Of doubt, denial, cause, degree, course and order: whatever they stand beside, they change it. */
const WEIGHTY =
  /^(?:no|sin|nunca|jamas|tampoco|probable|posible|eventual|presunt|sospech|dudos|descart|confirm|secundari|debid|complicada$|recidiv|recurren|refractari|resuelt|persist|controlad|descompensad|compensad|activ[oa]$|inactiv|antigu|reciente|cronic|agud|subagud|leve|moderad|sever|grave|bilateral|total|parcial|fallid|frustr|rechazad|pendiente|suspend|discontin|retir|reinici|aument|disminu|titul|duplic|duplo|doble|mitad|evitar|negativ|positiv|alterad)/u;
export const isWeighty = (key: string): boolean => WEIGHTY.test(key);

/** Names of diseases, findings and procedures by their Greek and Latin endings, and the commonest of those without. */
const ENDINGS =
  /(?:itis|[^d]emia|[^d]osis|patia|ectomia|scopia|tomia|stomia|plastia|rrafia|centesis|algia|uria|megalia|plejia|paresia|penia|rragia|plasia|trofia|stasis|esclerosis|toma|noma|loma)s?$/u;
const CLINICAL =
  /^(?:shock|seps|septic|infart|fractur|insuficien|tromb|embol|hemorrag|sangr|arritmi|fibrila|delir|encefal|cateter|ventila|transfu|dialis|hemodial|intub|convuls|paro$|coma$|hipox|apnea|tumor|cancer|metast|neopl|absces|infecc|fistul|perfora|obstruc|isquem|derrame|ascit|ulcer|necro|gangr|amput|laparo|cirug|quirurg|inotrop|vasoactiv|falle|fallec|muer|obito|defunci|hematom|hernia|quist|asma|diabet|hipertens|hipotens|taquicard|bradicard|depresi|epilep|crisis|caida|pus$|purulent)/u;
const NOT_CLINICAL = /^(?:dosis|sintoma|idioma|diploma|sistema|toma|tomas|loma|pronostico)$/u;
/** Two words with one of these endings are two things, however alike they begin. */
export const hasClinicalEnding = (key: string): boolean => ENDINGS.test(key) && !NOT_CLINICAL.test(key);
export const isClinical = (key: string): boolean =>
  (ENDINGS.test(key) || CLINICAL.test(key)) && !NOT_CLINICAL.test(key);

/** A word that says something, and that neither the chart nor our phrases have in any of its spellings. */
export const isUnknown = (chart: ChartIndex, text: string, token: Token): boolean => {
  const { key } = token;
  if (!isContent(token) || key.length < 3 || isPhraseWord(key) || TELLS.test(key) || JOINING.test(key))
    return false;
  if (chart.sources.words.has(key) || chart.clausesByStem.has(stemOf(key))) return false;
  return !stemsOf(text.slice(token.start, token.end)).some((s) => chart.clausesByStem.has(s.stem));
};
