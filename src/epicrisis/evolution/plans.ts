/**
 * What was only intended: plans, requests, conditions. The evolution tells what happened; an intention copied without its
 * heading would read as if it had been done, so plans are left out, carried out or not (what is pending has its own section).
 */
import { assertionSpans } from '../../record/negation.ts';
import { fold } from '../../record/text.ts';

/** Verbs whose infinitive opens an order: "Iniciar ceftriaxona", "Retirar drenaje". Spelt out: "dolor", "tener" are no orders. */
const ORDERS =
  'iniciar|reiniciar|traslapar|realizar|retirar|suspender|mantener|continuar|completar|controlar|evaluar|reevaluar|considerar|solicitar|pedir|tomar|repetir|programar|coordinar|citar|derivar|trasladar|ajustar|titular|aumentar|disminuir|bajar|subir|cambiar|escalar|desescalar|agregar|ampliar|vigilar|monitorizar|observar|esperar|rescatar|presentar|discutir|conversar|avanzar|progresar|probar|intentar|extubar|intubar|operar|drenar|transfundir|hidratar|reponer|descartar|estudiar|definir|dar alta|hacer|dejar|pasar|colocar|instalar|movilizar|levantar|sentar|destetar|weaning|interconsultar|insistir|optimizar|revisar|seguir|hospitalizar|reponer|cubrir|aspirar|curar|rotar|curacion(?:es)? (?:cada|c\\/)';

const OPENS = new RegExp(
  `^(?:(?:y|ademas|luego|por lo que|se (?:indica|sugiere|decide|plantea|propone|recomienda|planifica|programa))\\s)*(?:${ORDERS})\\b`,
  'u',
);

const INTENDS: readonly RegExp[] = [
  // Advice is no deed: "infectología sugiere suspender cefepime" ("TAC sugiere absceso" is a finding).
  new RegExp(`\\b(?:sugieren?|recomiendan?|proponen?|plantean?|aconsejan?) (?:${ORDERS})\\b`, 'u'),
  /\b(?:control(?:es)?|citad[oa]|retiro de puntos|ver) (?:en|a los?|dentro de) (?:\d{1,3}|una?|dos|tres|cuatro) (?:dias?|sem|semanas?|mes|meses)\b/u,
  /^(?:plan|planes|pendientes?|pdtes?|solicito|se solicitan?|se pide|se programa|se planifica|se cita|se espera|esperamos|esperando|en espera|a la espera|interconsulta|ic a|i\/c|para manana|manana|control(?:es)? (?:en|con|de|por|manana|c\/|cada|diario|lab|hoy|tac|tc|rx|eco|ecg|el|poli)|si |en caso de|de ser|de persistir|de presentar|segun (?:evolucion|resultados?|respuesta|tolerancia)|ojo con|pasar? a|sugiero|se sugiere|sugerimos|propuesta|proxima|proximo|rhb|kine|ktr|ktm|kinesioterapia (?:motora|respiratoria)(?: c\/.*)?$|mismas? indicaciones|resto igual)\b/u,
  /(?<!\b(?:la|esta|de|por|ayer|c\/|cada|en|misma) )\bmanana\b|\bpasado manana\b|\bproxim[oa]s? (?:semana|dias?|horas|turno)\b|\bmanana\b(?= (?:a|para|con|control|tac|pabellon)\b)/u,
  /\b(?:pendientes?|pdtes?|por realizar|por hacer|por tomar|por definir|en curso|en proceso|en tabla|a la espera|en espera|se espera|queda citad[oa]|queda a la espera|a evaluar|a definir|eventual|posible alta|probable alta|alta (?:probable|posible|manana|segun))\b/u,
  /\bse (?:realizara|hara|tomara|evaluara|reevaluara|operara|iniciara|reiniciara|solicitara|controlara|suspendera|trasladara|dara|repetira|mantendra|continuara|retirara|programara|intentara|conversara|discutira|definira|decidira|progresara|ajustara|completara|esperara|derivara|agregara|vigilara|extubara|presentara)n?\b/u,
  new RegExp(`\\bsi .{1,60}\\b(?:${ORDERS})\\b`, 'u'),
  /\bsi (?:persiste|presenta|hay|no (?:hay|mejora|responde|tolera)|tolera|evoluciona|fiebre|dolor|se mantiene|continua|aumenta|baja|sube|empeora|desatura|mejora|afebril|buena|mala|requiere|es necesario|examenes|cultivos?|tac|pcr|sale)\b/u,
];

/** Signs that something was done all the same: "se realiza TAC pendiente de ayer" is still no plan's doing, "pendiente informe" is one. */
export const isPlan = (clause: string): boolean => {
  const text = fold(clause).replace(/^[^\p{L}\p{N}]+/u, '');
  return OPENS.test(text) || INTENDS.some((sign) => sign.test(text));
};

const DONE =
  /^(?:(?:hoy|ayer|durante \w+(?: \w+)?|paciente|pcte|pac|en \w+),?\s)?(?:se (?:realiz|inici|reinici|retir|extub|intub|traslad|suspend|reoper|oper|instal|transfund|dren|retom|conect|logr|cambi|descart|confirm|constat|evidenci|extra|complet|adminis|cultiv|coloc|desc)\p{L}*|evoluciona|presento|presenta|afebril|recibio|completo|ingresa|ingreso|llega|sale|vuelve|persiste|fallece|es dad[oa]|extubad[oa]|intubad[oa]|operad[oa])\b/u;

/** Under a heading «PLAN»: a clause that tells all the same what happened. */
export const tellsDone = (clause: string): boolean => DONE.test(fold(clause)) && !isPlan(clause);

const TAIL = new RegExp(
  String.raw`[,.]\s+(?=(?:con\s)?(?:plan|control|pendiente|pdte|para|a la espera|en espera|solicit|se solicita|ic |probable|posible|eventual|se espera|alta|ma[ñn]ana)\b)|\s+(?=PLAN\b)|\s+(?=si (?!no\b)\p{L}+ .{0,60}\b(?:${ORDERS})\b)`,
  'giu',
);

/**
 * Splits what happened from what is intended where both share a clause: "AFEBRIL, CONTROL TAC MAÑANA" gives two. Only at a
 * comma before an intention, and never inside what a negation governs.
 */
export const splitIntention = (clause: string): string[] => {
  if (!isPlan(clause)) return [clause];
  const spans = assertionSpans(clause);
  for (const m of clause.matchAll(TAIL)) {
    const at = m.index;
    const [left, right] = [clause.slice(0, at), clause.slice(at + m[0].length)];
    const detached = spans.some(
      (s) => Math.min(s.cue.start, s.start) < at && Math.max(s.cue.end, s.end) > at,
    );
    if (!detached && left !== '' && isPlan(right) && !isPlan(left)) return [left, right];
  }
  return [clause];
};
