/**
 * What a clause of a note is about, by its words: a rough sorting that ranks clauses when there are more than the budget
 * takes, and a feature that the bundled model sees. It decides what is copied, never what is said.
 */

import { fold } from '../../record/text.ts';

export type ClauseTopic =
  | 'procedure'
  | 'complication'
  | 'critical'
  | 'treatment'
  | 'result'
  | 'course'
  | 'symptom'
  | 'vitals'
  | 'plan'
  | 'formula'
  | 'other';

/** In order: the first that matches names the topic. */
const TOPICS: readonly (readonly [ClauseTopic, RegExp])[] = [
  [
    'formula',
    /^(paciente )?(estable|tranquil[oa]|sin novedades|sin cambios|buen dia|mantiene indicaciones|idem|se mantiene igual|evoluciona sin novedad)\W*$|^(dra?\.?|int\.?|eu|enf|klgo|tens)\b[^,]{0,40}$|^(evolucion|nota|turno|visita)( (medica|diurna|nocturna|de turno|uci|uti))?$/u,
  ],
  [
    'complication',
    /complica|shock|sepsis|septic|paro|pcr\b.*(reanima|rcp)|reanima|sangra|hemorrag|melena|hematemesis|trombo|embol|arritm|fibrilacion|taquicardia ventricular|bloqueo|falla|insuficiencia|infeccion|neumonia|absceso|filtracion|dehiscencia|fistula|delirium|convuls|caida|lesion por presion|edema agudo|deterioro|empeora|desatura|hipotens|oligur|anuri|reoperac|reingres|isquemia|infarto|derrame|taponamiento/u,
  ],
  [
    'critical',
    /\b(uci|uti|upc|uco|cuidados intensivos|intermedio)\b|intub|extub|ventilacion mecanica|\bvm(ni|i)?\b|vasoactiv|noradrenalina|\bdva\b|traslad/u,
  ],
  [
    'procedure',
    /cirugia|operad|pabellon|reseccion|ectomia|plastia|stent|cateter|drenaje|puncion|biopsia|endoscop|colonoscop|broncosc|coronariograf|cesarea|parto|legrado|osteosintesis|protesis|reduccion|cardioversion|marcapaso|dialisis|transfu|aseo quirurgico|sutura|curacion|toracocentesis|paracentesis|laparo|artroscop|angiograf|trombolisis|trombectomia|ablacion|sonda/u,
  ],
  [
    'plan',
    /^(plan|se solicita|solicito|pendiente|pdte|control|se indica|indico|mantener|continuar|suspender|evaluar|interconsulta|ic a|se espera|alta (manana|hoy|probable))\b|\bpendiente\b/u,
  ],
  [
    'treatment',
    /antibiotic|\batb\b|ceftriaxona|vancomicina|meropenem|tazonam|piperacilina|ampicilina|metronidazol|ciprofloxacino|cloxacilina|corticoid|insulina|heparina|anticoagul|diuretic|furosemida|oxigeno|analges|escala|desescala|se inicia|inicia|se suspende|se cambia|completa \d|recibe|se ajusta/u,
  ],
  [
    'result',
    /\b(tac|tc|rnm|rm|eco|ecocardio\w*|ecg|rx|radiografia|hemocultivo|cultivo|urocultivo|antibiograma|biopsia|examenes|laboratorio|leucocitos|pcr|creatinina|hemoglobina|hb|troponina|bilirrubina|lactato|plaquetas|inr|ph|gsa|procalcitonina|fevi|scanner|angiotac|puntaje|score|timi)\b|informa|muestra|evidencia/u,
  ],
  [
    'vitals',
    /\b(pa|fc|fr|t°|tº|temp|sat|sato2|hgt|eva|glasgow|gcs|diuresis|balance)\s*:?\s*\d|signos vitales|\bcsv\b/u,
  ],
  [
    'course',
    /afebril|tolera|mejor|disminu|desciende|regresa|resuel|resoluc|remite|recuper|deambul|camina|evoluciona|asintomatic|sin (dolor|fiebre|disnea|complic)|estable|favorable|alta/u,
  ],
  [
    'symptom',
    /dolor|fiebre|febril|disnea|tos|nausea|vomito|cefalea|mareo|edema|prurito|refiere|consulta|presenta|astenia|diarrea/u,
  ],
];

const WEIGHT: Readonly<Record<ClauseTopic, number>> = {
  complication: 9,
  critical: 9,
  procedure: 8,
  treatment: 6,
  result: 6,
  course: 5,
  symptom: 4,
  other: 3,
  plan: 2,
  vitals: 1,
  formula: 0,
};

export const topicOf = (clause: string): ClauseTopic => {
  const text = fold(clause);
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
};

/** Clinical weight of a clause, 0 to 10: its topic's, a little less for very short and very long ones. */
export const weightOf = (clause: string, topic: ClauseTopic): number => {
  const words = clause.split(/\s+/u).length;
  const length = words < 3 ? -1 : words > 45 ? -1 : 0;
  return Math.max(0, WEIGHT[topic] + length);
};
