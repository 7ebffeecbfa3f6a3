/**
 * What a clause of a note is about, by its words: a rough sorting that ranks clauses when there are more than the budget
 * takes, and a feature that the bundled model sees. It decides what is copied, never what is said.
 */
import { assertionSpans } from '../../record/negation.ts';
import { fold } from '../../record/text.ts';
import { isFormula, isNormalExamination, isVitals } from './boilerplate.ts';
import type { Mode } from './heads.ts';
import { isPlan, tellsDone } from './plans.ts';

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

/** In order: the first that matches what the clause asserts names the topic. */
const ASSERTED: readonly (readonly [ClauseTopic, RegExp])[] = [
  [
    'complication',
    /complica|shock|sepsis|septic|\bparo\b|pcr\b.*(reanima|rcp)|reanima|sangra|hemorrag|melena|hematemesis|\btrombo(?!profil|lisis|litic)|embolia|embolismo|arritm|fibrilacion|\bfa\b|acxfa|flutter|taquicardia ventricular|bloqueo (?:av|auriculo|completo)|\bfalla\b|insuficiencia|infeccion|infectad|neumonia|\bnih\b|\bnavm\b|absceso|filtracion|dehiscencia|fistula|delirium|convuls|\bcrisis\b|caida (?:de cama|desde|intrahosp|en (?:el )?(?:bano|servicio|sala))|lesion por presion|edema agudo|deterior|empeora|agrava|desatura|hipotens|hipotermi|oligur|anuri|reoperac|reingres|isquemi|infarto|necrosis|perforacion|derrame|taponamiento|neumotorax|hematoma|\bfiebre|\bfebril|bacteriemia|hiponatremia|hiperkalemia|hipokalemia|hipoglicemia|reaccion|rash|anafila|agresiv|agitacion|agitad|ideacion|autolesi|intento|fuga\b|hipertension endocraneana|distres|atonia|inercia|desgarro|metrorragia|retencion|\blpp\b|ulcera por presion|flebitis|apnea|extravasacion|evisceracion|ileo\b|obstruccion|preeclampsia|eclampsia|ictericia|aspirativ|broncoaspir|tvp\b|\btep\b|\baki\b|\biaas\b|\bitu\b/u,
  ],
  [
    'critical',
    /\b(uci|uti|upc|uco|cuidados intensivos|intermedio)\b|intub|extub|decanul|desconect|ventilacion mecanica|\bvm(ni|i)?\b|\btqt\b|traqueost|\bcnaf\b|\bcaf\b|canula de alto flujo|vasoactiv|noradrenalina|\bnad?\b|\bdva\b|traslad|fallec|\blet\b/u,
  ],
  [
    'procedure',
    /cirugia|operad|\bse opera\b|pabellon|reseccion|ectomia|tomia\b|plastia|stent|\bicp\b|cateter|\bcvc\b|drenaje|\bdren|puncion|\bpl\b|biopsia|endoscop|\beda\b|\bcpre\b|colonoscop|broncosc|coronariograf|cesarea|\bparto\b|legrado|osteosintesis|\bots\b|protesis|artroplast|reduccion|cardioversion|\bcve\b|marcapaso|dialisis|\bhd\b|transfu|aseo quirurgico|sutura|curacion|toracocentesis|paracentesis|pleurost|laparo|artroscop|angiograf|trombolisis|trombectomia|ablacion|sonda|fijacion|amputac|injerto|craneo|nefrostom|pigtail|embolizacion|electroconvulsiva|\btec\b|fototerapia|bypass|yeso|inmoviliz/u,
  ],
  [
    'treatment',
    /antibiotic|\batb\b|antimicrob|ceftriaxona|cefazolina|vancomicina|meropenem|imipenem|ertapenem|tazonam|piperacilina|ampicilina|amoxicilina|sulbactam|metronidazol|ciprofloxacino|levofloxacino|cloxacilina|clindamicina|gentamicina|amikacina|linezolid|fluconazol|colistin|cotrimoxazol|corticoid|prednison|hidrocortison|metilprednis|dexametas|insulina|heparina|enoxaparina|anticoagul|diuretic|furosemida|oxigeno|\bo2\b|analges|morfina|escala|desescala|se inicia|\binicia|se suspende|suspend|se cambia|se agrega|\bagrega|se ajusta|completa \d|recibe|recibio|magnesio|oxitocina|haloperidol|quetiapina|olanzapina|sertralina|litio|clozapina|salbutamol|nebuliz|fibrinol|tromboprof|amiodarona|nutricion|\bnpt/u,
  ],
];
/** On the whole clause: a result may be a negative one. */
const WHOLE: readonly (readonly [ClauseTopic, RegExp])[] = [
  [
    'result',
    /\b(tac|tc|rnm|rm|eco|ecotomografia|ecografia|ecocardio\w*|ecg|rx|radiografia|hemocultivos?|hmc|cultivos?|urocultivo|uc|antibiograma|biopsia|examenes|laboratorio|leucocitos|gb|pcr|crea|creatinina|hemoglobina|hb|hto|troponinas?|bilirrubina|lactato|plaquetas|inr|ph|gsa|procalcitonina|fevi|scanner|angiotac|puntaje|score|timi|nihss|panel|film ?array|lcr|eeg|edad gestacional)\b|informa|muestra|evidencia|descarta|compatible con|confirma|diagnostic|positiv|negativ/u,
  ],
  [
    'course',
    /afebril|tolera|mejor|disminu|desciende|descenso|regresa|resuel|resoluc|remite|recuper|deambul|camina|marcha|evoluciona|asintomatic|sin (dolor|fiebre|disnea|complic|requerimiento|o2|oxigeno|dva|drogas|edema|ideacion|alucinac|delirium|apneas|nauseas|vomitos|sangrado)|estable|favorable|\balta\b|egresa|sedest|lacta|peso|eutim|adherencia|orientad|vigil/u,
  ],
  [
    'symptom',
    /dolor|disnea|\btos\b|nausea|vomito|cefalea|mareo|edema|prurito|refiere|consulta|presenta|astenia|diarrea|insomnio|animo|ansiedad/u,
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

/** What the clause says is so: what it denies or only suspects is blanked. */
const assertedPart = (clause: string): string => {
  const spans = assertionSpans(clause);
  if (spans.length === 0) return clause;
  let out = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    out += `${clause.slice(at, Math.max(at, start))} `;
    at = end;
  }
  return out + clause.slice(at);
};

export const topicOf = (clause: string, mode: Mode = 'course'): ClauseTopic => {
  if (isFormula(clause)) return 'formula';
  if (isPlan(clause) || (mode === 'plan' && !tellsDone(clause))) return 'plan';
  if (isVitals(clause) || isNormalExamination(clause)) return 'vitals';
  const asserted = fold(assertedPart(clause));
  const whole = fold(clause);
  return (
    ASSERTED.find(([, words]) => words.test(asserted))?.[0] ??
    WHOLE.find(([, words]) => words.test(whole))?.[0] ??
    'other'
  );
};

/** What raises or lowers a clause from its topic's weight. The first that matches counts. */
const RANKS: readonly (readonly [number, RegExp])[] = [
  [10, /fallec|paro cardio|reanimacion cardio|\bpcr recuperad/u],
  [
    8,
    /(?:\binici\p{L}*|reinici|suspend|cambi|\brota|escala|agrega|ajust|complet|traslap|amplia|aument|disminu|titul|\bcarga).*(?:antibiotic|\batb\b|floxacin|cilina|bactam|penem|tazonam|ceftri|cef[a-z]+|vancomicin|metronidazol|micina|amikacina|linezolid|fluconazol|colistin|cotrimoxazol|anticoag|heparina|litio|\p{L}+pina\b|risperidona|haloperidol|sertralina|magnesio|corticoid|\p{L}*prednis\p{L}*|insulina|\p{L}*nalina\b|amiodarona|\p{L}+olol\b|\p{L}+pril\b|furosemida|espironolactona|aspirina|trr|trrc|dialisis|nutricion|\bnp[te]?\b|fototerapia|cafeina|surfactante)/u,
  ],
  // Imaging, cultures, pathology: what was found or excluded.
  [
    8,
    /\b(?:tac|tc|angiotac|rnm|rm|eco|ecografia|ecotomografia|ecocardio\p{L}*|doppler|eda|colonoscopia|cpre|broncoscopia|biopsia|coronariografia|hallazgos?|lcr|pl|eeg)\b.{0,60}(?:coleccion|condensacion|derrame|estenosis|oclusion|fractura|lesion|trombo|masa|absceso|hemorragia|hematoma|isquemi|infarto|ulcera|perforad|dilata|calculo|tumor|neoplas|metasta|hidronefrosis|hiv|fevi|perforacion|edema|isquemia)/u,
  ],
  [
    8,
    /\b\p{L}*cultivos?\b.*(?:positiv|\(\+\)|s\. ?aureus|e\. ?coli|klebsiella|pseudomonas|sam[sr]|sarm|strepto|staphylo|entero|candida|acinetobacter|proteus|blee|sensible)|\b(?:vrs|influenza|covid|panel|pcr [a-z-]+) ?\p{L}* \(?\+/u,
  ],
  // The support of breathing, kidneys and circulation: each step of it.
  [
    7.5,
    /\b(?:cnaf|caf|cpap|bipap|vmni|vni|naricera|bigotera|mascarilla|oxigeno|o2|prona|prono|supina|trr|trrc|hd|diuresis)\b.*(?:suspend|retir|pasa|inici|recuper|exitos|fallid)|(?:suspend|retir|\bpasa\b|inici|recuper|destet|\bse).*\b(?:cnaf|caf|cpap|bipap|vmni|vni|naricera|oxigeno|o2|prona|supina|trr|trrc|hd|diuresis)\b|sin (?:o2|dva|oxigeno|vasoactivos|requerimientos? de)\b/u,
  ],
  // A drip's rate, a ventilator's figure.
  [
    4.5,
    /^(?:noradrenalina|nad?|vasopresina|adrenalina|dobutamina|fio2|pafi|peep|vmi?|pam|fentanyl|propofol|midazolam)\b[\s\d.,/:a-z%]{0,40}$/u,
  ],
  [5, /^(?:extubad|intubad|operad)[oa] (?:hace )?\d/u],
  [8, /suicid|intento|\bfuga\b|limitacion del esfuerzo|rechaza|alta voluntaria/u],
  [7.5, /descarta(?:n|do|da|ndose)?\b|fevi|confirma|diagnostica|compatible con|\bfx\b|fractura/u],
  [
    7,
    /se da de alta|\balta\b|egresa|\b(?:tac|tc|angiotac|rnm|rm|ecocardio\p{L}*|ecografia|biopsia|\p{L}*cultivos?|toxicologico)\b/u,
  ],
  // Fever alone, a routine line, a lone figure of the laboratory.
  [6, /^(?:persiste |continua )?(?:con )?(?:sub)?febril\b.{0,25}$|^fiebre.{0,20}$/u],
  [
    5.5,
    /^(?:hb|hto|crea\p{L}*|pcr|k|na|inr|plt|plaquetas|leucocitos|gb|bili\p{L}*|lactato|hgt)\b[\s:\d.,%/a-z]{0,40}$/u,
  ],
];
/** Other professions' own lines, and where a fever or state stands alone. */
const ASIDE =
  /^(?:knt|ktr|ktm|kine\p{L}*|fono\p{L}*|nutricionista|enfermeria|eu|terapeuta\p{L}*|to|asistente social|matrona)\s*:/u;

/** Clinical weight of a clause, 0 to 10: its topic's, more for what decides a stay, a little less for very short and very long ones. */
export const weightOf = (clause: string, topic: ClauseTopic, mode: Mode = 'course'): number => {
  const base = WEIGHT[topic];
  if (base <= 2) return base;
  // Under these headings stands what other sections of the epicrisis tell.
  if (mode === 'history' || mode === 'diagnoses') return 1;
  const text = fold(clause);
  if (ASIDE.test(text)) return topic === 'critical' || topic === 'complication' ? 5 : 1;
  const rank = RANKS.find(([, words]) => words.test(text))?.[0];
  const raised = rank === undefined ? base : rank < 7 ? Math.min(base, rank) : Math.max(base, rank);
  const count = clause.split(/\s+/u).length;
  const length = count > 45 ? -1 : count < 3 && raised < 7 ? -1 : 0;
  return Math.max(0, (mode === 'examination' ? Math.min(raised, 4) : raised) + length);
};
