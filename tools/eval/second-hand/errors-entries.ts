/** Errors in codes, diagnoses, sides, negation, figures and procedures. */
import {
  added,
  all,
  anywhere,
  asStood,
  diagnoses,
  drugs,
  exchanged,
  inList,
  type Kind,
  left,
  listed,
  notes,
  ofKind,
  sentences,
  uncoded,
  within,
  words,
} from './slips.ts';

export const entriesErrors: Readonly<Record<string, Kind>> = {
  // Codes
  codeDigit: anywhere(/\(([A-Z]\d\d[A-Z\d.]*?)(\d)\)/g, (m) => `(${m[1]}${(Number(m[2]) + 1) % 10})`),
  codeTransposed: anywhere(/\(([A-Z])(\d)(\d)([^)]*)\)/g, (m) => `(${m[1]}${m[3]}${m[2]}${m[4]})`),
  codeCut: anywhere(/\(([A-Z]\d\d)\.(\d+)\)/g, (m) => `(${m[1]})`),
  codeLost: anywhere(/ \([A-Z]\d\d[^)]*\)/g, () => ''),
  codeLetter: anywhere(/\(([A-Z])(\d\d[^)]*)\)/g, (m) => `(${m[1] === 'A' ? 'B' : 'A'}${m[2]})`),
  codeOfOtherRow: exchanged((d) => drugs(d, 'alta'), /\([A-Z]\d\d[^)]*\)/),
  codeOfOtherDiagnosis: exchanged((d) => ofKind(d, 'diagnosis', 'ingreso'), /\([A-Z]\d\d[^)]*\)/),
  codeInvented: (d) =>
    uncoded(d).map((c) => ({ start: c.end, end: c.end, text: ' (Z76.8)', fact: c.fact.id })),
  // Diagnoses and words that weigh
  severity: words(
    [
      ['grave', 'leve'],
      ['severa', 'leve'],
      ['moderada', 'severa'],
      ['leve', 'severa'],
      ['intenso', 'leve'],
      ['grandes', 'pequeñas'],
      ['absoluta', 'parcial'],
    ],
    false,
  ),
  acuity: words(
    [
      ['aguda', 'crónica'],
      ['agudo', 'crónico'],
    ],
    true,
  ),
  staging: (d) =>
    within(
      all(d),
      /(tipo|grado|etapa|GOLD|Child|Garden|Stevenson|NYHA|Rankin|mMRC|Anthonisen) (III|IIA|II|I|[ABC]|\d)(?!\p{L})/u,
      (m) =>
        `${m[1]} ${({ III: 'II', IIA: 'IIIA', II: 'III', I: 'II', A: 'B', B: 'C', C: 'B', 1: '2', 2: '1', 3: '4' } as Record<string, string>)[m[2] ?? ''] ?? '5'}`,
    ),
  opposite: words(
    [
      ['hipokalemia', 'hiperkalemia'],
      ['hipotiroidismo', 'hipertiroidismo'],
      ['hipertensión', 'hipotensión'],
      ['hiperbilirrubinemia', 'hipobilirrubinemia'],
      ['normotensa', 'hipertensa'],
      ['afebril', 'febril'],
      ['ferropénica', 'megaloblástica'],
      ['reducida', 'preservada'],
      ['hipodérmica', 'epidérmica'],
      ['descompensada', 'compensada'],
    ],
    true,
  ),
  resolved: words(
    [
      ['resuelta', 'persistente'],
      ['corregida', 'persistente'],
      ['tratada', 'no tratada'],
      ['operado', 'no operado'],
      ['operada', 'en espera de cirugía'],
      ['controlada', 'no controlada'],
      ['activo', 'suspendido'],
      ['suspendido', 'activo'],
      ['detenido', 'activo'],
    ],
    false,
  ),
  qualifierLost: (d) =>
    within(
      diagnoses(d),
      / (?:leve|grave|severa|moderada|aguda|agudo|derecha|derecho|izquierda|litiásica|neumocócica|aspirativa|gangrenosa|subclínico|variceal|resuelta|corregida|tratada|operada|operado)(?!\p{L})/u,
      '',
    ),
  qualifierAdded: added(
    (d) => diagnoses(d).map((c) => ({ ...c, end: c.end })),
    [' probable', ' complicada', ' bilateral'],
  ),
  doubtAdded: (d) =>
    diagnoses(d).map((c) => ({
      start: c.start,
      end: c.start,
      text: asStood(c.text, 'sospecha de '),
      fact: c.fact.id,
    })),
  cause: (d) =>
    diagnoses(d).map((c) => ({
      start: c.end,
      end: c.end,
      text: ' secundaria a hipertensión',
      fact: c.fact.id,
    })),
  organism: words(
    [
      ['Streptococcus pneumoniae', 'Staphylococcus aureus'],
      ['Escherichia coli', 'Klebsiella pneumoniae'],
      ['E\\. coli', 'K. pneumoniae'],
      ['Haemophilus influenzae', 'Moraxella catarrhalis'],
      ['VRS', 'adenovirus'],
      ['influenza', 'parainfluenza'],
    ],
    false,
  ),
  diagnosisLeft: left((d) => diagnoses(d)),
  antecedentLeft: left((d) => ofKind(d, 'antecedent')),
  diagnosisInvented: sentences([
    'Cursa con anemia ferropénica.',
    'Presenta shock séptico.',
    'Se constata insuficiencia renal aguda.',
    'Evoluciona con delirium hiperactivo.',
    'Presenta arritmia.',
  ]),
  admissionToDischarge: (d) => {
    const target = ofKind(d, 'diagnosis', 'alta').at(-1);
    const names = new Set(ofKind(d, 'diagnosis', 'alta').map((c) => c.fact.code));
    const at = target ? target.end + (/^ \([A-Z0-9.]+\)/.exec(d.text.slice(target.end))?.[0].length ?? 0) : 0;
    return target
      ? ofKind(d, 'diagnosis', 'ingreso')
          .filter((c) => c.fact.code && !names.has(c.fact.code))
          .map((c) => ({ start: at, end: at, text: `${inList(d, target)}${listed(c)}` }))
      : [];
  },
  familyAsOwn: (d) => within(ofKind(d, 'antecedent'), /(?:Hermana|Madre) con /i, ''),
  // Sides and places
  side: words(
    [
      ['derecha', 'izquierda'],
      ['derecho', 'izquierdo'],
      ['bilateral', 'derecha'],
    ],
    true,
  ),
  sideShort: words(
    [
      ['derecha', 'izq'],
      ['izquierda', 'der'],
      ['izquierdo', 'der'],
      ['derecho', 'izq.'],
    ],
    false,
  ),
  sideLost: (d) => within(all(d), / (?:derech[oa]|izquierd[oa]|bilateral)(?!\p{L})/u, ''),
  place: words(
    [
      ['basal', 'apical'],
      ['superior', 'inferior'],
      ['inferiores', 'superiores'],
      ['cuello de fémur', 'diáfisis de fémur'],
      ['cadera', 'rodilla'],
      ['hipocondrio', 'fosa ilíaca'],
      ['axilar', 'inguinal'],
      ['mitral', 'aórtica'],
      ['mama', 'tiroides'],
      ['pierna', 'brazo'],
      ['tórax', 'abdomen'],
      ['media', 'anterior'],
      ['vesícula', 'colon'],
      ['cuello', 'pierna'],
    ],
    false,
  ),
  // Negation
  withoutDropped: (d) =>
    within(all(d), /sin (?=\p{L})/iu, (_, c) => (c.fact.kind === 'procedure' ? null : '')),
  withoutToWith: (d) => within(all(d), /(?<!\p{L})sin (?=\p{L})/iu, () => 'con '),
  withToWithout: (d) => within(notes(d), /(?<!\p{L})con (?=\p{L})/iu, () => 'sin '),
  deniesToTells: (d) => within(all(d), /(?<!\p{L})niega(?!\p{L})/iu, () => 'refiere'),
  rulesOutToConfirms: (d) => within(notes(d), /descarta/iu, () => 'confirma'),
  notDropped: (d) => within(all(d), /(?<!\p{L})no (?=\p{L})/iu, () => ''),
  notAdded: (d) =>
    within(
      notes(d),
      /(?<!\p{L})(?<!no )(?=(?:se|tolera|duerme|deambula|requiere|persiste|presenta|firma|moviliza)(?!\p{L}))/iu,
      () => 'no ',
    ),
  signFlipped: words(
    [
      ['positivo', 'negativo'],
      ['positiva', 'negativa'],
      ['positivos', 'negativos'],
      ['normales', 'alteradas'],
      ['exitosa', 'frustra'],
      ['sensible', 'resistente'],
      ['libres', 'comprometidos'],
      ['limpia', 'infectada'],
    ],
    true,
  ),
  trend: words(
    [
      ['disminuye', 'aumenta'],
      ['desciende', 'asciende'],
      ['en descenso', 'en ascenso'],
      ['en regresión', 'en progresión'],
      ['persiste', 'desaparece'],
      ['buena', 'mala'],
      ['se retira', 'se mantiene'],
      ['se suspende', 'se mantiene'],
      ['se inicia', 'se suspende'],
      ['se instala', 'se retira'],
    ],
    false,
  ),
  more: words(
    [
      ['mayor', 'menor'],
      ['menor', 'mayor'],
      ['sobre', 'bajo'],
      ['más', 'menos'],
      ['aumento', 'disminución'],
    ],
    false,
  ),
  // Numbers of the notes and exams
  resultDigit: (d) =>
    within([...notes(d), ...ofKind(d, 'exam')], /(?<![\d.,-])(\d+)([.,]\d+)?(?![\d.,-])/, (m) =>
      /^0[1-9]$/.test(m[0]) ? null : `${Number(m[1]) + 1}${m[2] ?? ''}`,
    ),
  resultDecimal: (d) => within([...notes(d), ...ofKind(d, 'exam')], /(\d+),(\d)/, '$1$2'),
  resultTransposed: (d) =>
    within([...notes(d), ...ofKind(d, 'exam')], /(?<![\d.,-])(\d)(\d)(\d?)(?![\d.,-])/, (m) =>
      m[1] === '0' || m[1] === m[2] ? null : `${m[2]}${m[1]}${m[3]}`,
    ),
  resultUnit: words(
    [
      ['mg/dL', 'g/dL'],
      ['g/dL', 'mg/dL'],
      ['mg/L', 'mg/dL'],
      ['mEq/L', 'mg/dL'],
      ['mcg/mL', 'mg/mL'],
      ['mmHg', 'cmH2O'],
      ['mm', 'cm'],
      ['kg', 'g'],
      ['U/L', 'g/L'],
      ['horas', 'días'],
      ['minutos', 'horas'],
      ['semanas', 'meses'],
      ['años', 'meses'],
    ],
    false,
    'note',
    'exam',
    'antecedent',
    'reason',
  ),
  resultOfOther: words(
    [
      ['hemoglobina', 'hematocrito'],
      ['Hb', 'VCM'],
      ['PCR', 'VHS'],
      ['creatinina', 'urea'],
      ['LDL', 'HDL'],
      ['TSH', 'T4'],
      ['potasio', 'sodio'],
      ['GPT', 'GOT'],
      ['lipasa', 'amilasa'],
      ['FC', 'FR'],
      ['pCO2', 'pO2'],
      ['leucocitos', 'plaquetas'],
      ['glicemia', 'uremia'],
    ],
    false,
    'note',
    'exam',
  ),
  resultInvented: sentences([
    'Leucocitos 12.300.',
    'Signos vitales: PA 120/80, FC 72, T° 36,5°C.',
    'Hemoglobina de control 10,2 g/dL.',
  ]),
  examLeft: left((d) => ofKind(d, 'exam')),
  pendingLeft: left((d) => ofKind(d, 'pending')),
  pendingAsResult: (d) => within(ofKind(d, 'pending'), /pendiente/iu, () => 'negativo'),
  // Procedures
  procedureOther: words(
    [
      ['toracocentesis', 'paracentesis'],
      ['hemiartroplastia', 'osteosíntesis'],
      ['colecistectomía', 'colecistostomía'],
      ['laparoscópica', 'abierta'],
      ['parcial', 'total'],
      ['transtorácico', 'transesofágico'],
      ['eléctrica', 'farmacológica'],
      ['no invasiva', 'invasiva'],
      ['cesárea', 'histerectomía'],
      ['espinal', 'general'],
      ['ligadura', 'escleroterapia'],
      ['ecografía', 'escanografía'],
      ['RM', 'TAC'],
      ['TAC', 'RM'],
      ['sonda nasogástrica', 'gastrostomía'],
      ['sin contraste', 'con contraste'],
      ['diagnóstica', 'terapéutica'],
      ['doble', 'simple'],
      ['de urgencia', 'electiva'],
    ],
    false,
    'procedure',
  ),
  procedureLeft: left((d) => ofKind(d, 'procedure').filter((c) => !/^\d/.test(c.text))),
  procedureCount: (d) =>
    within(ofKind(d, 'procedure'), /de (\d) unidades/, (m) => `de ${Number(m[1]) + 1} unidades`),
  procedureInvented: sentences([
    'Se realiza endoscopía digestiva alta.',
    'Se instala catéter venoso central.',
    'Requirió ventilación mecánica invasiva.',
    'Fue sometida a laparotomía exploradora.',
    'Se transfunde una unidad de glóbulos rojos.',
  ]),
  procedureNotDone: (d) =>
    ofKind(d, 'procedure')
      .filter((c) => !/^\d/.test(c.text))
      .map((c) => ({ start: c.end, end: c.end, text: ' (no realizada)', fact: c.fact.id })),
};
