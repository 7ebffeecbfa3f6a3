/** Errors of dates, people, allergies and discharge, and what a careless model leaves behind. */
import {
  added,
  anywhere,
  asStood,
  drugs,
  exchangedDates,
  header,
  type Kind,
  left,
  ofKind,
  sentenceOfSex,
  sentences,
  within,
  words,
} from './slips.ts';

export const stayErrors: Readonly<Record<string, Kind>> = {
  // Dates and time
  dateDay: anywhere(
    /(\d\d)-(\d\d)-(20\d\d)/g,
    (m) => `${String((Number(m[1]) % 28) + 1).padStart(2, '0')}-${m[2]}-${m[3]}`,
  ),
  dateSwapped: anywhere(/(\d\d)-(\d\d)-(20\d\d)/g, (m) =>
    Number(m[1]) > 12 ? null : `${m[2]}-${m[1]}-${m[3]}`,
  ),
  dateYear: anywhere(/(\d\d-\d\d)-(20\d)(\d)/g, (m) => `${m[1]}-${m[2]}${(Number(m[3]) + 9) % 10}`),
  staySwapped: (d) => {
    const [a, b] = [d.record.episode.admission?.text ?? '', d.record.episode.discharge?.text ?? ''];
    const [i, j] = [d.text.indexOf(`ingreso: ${a}`), d.text.indexOf(`alta: ${b}`)];
    return i < 0 || j < 0
      ? []
      : [{ start: i + 9, end: j + 6 + b.length, text: b + d.text.slice(i + 9 + a.length, j + 6) + a }];
  },
  notesSwapped: exchangedDates(),
  stayInvented: sentences(['Permanece 15 días en UCI.', 'Se da de alta tras 21 días de hospitalización.']),
  timeTold: words(
    [
      ['mañana', 'noche'],
      ['diario', 'semanal'],
      ['semanal', 'mensual'],
      ['desde ayer', 'desde hace una semana'],
      ['previo', 'reciente'],
      ['permanente', 'ocasional'],
      ['anual', 'mensual'],
    ],
    false,
    'note',
    'control',
    'instruction',
    'antecedent',
  ),
  // People
  name: (d) => header(d, d.record.identity.name?.text, 'María González Soto'),
  surname: (d) =>
    header(
      d,
      d.record.identity.name?.text,
      (d.record.identity.name?.text ?? '').replace(/ \p{L}+$/u, ' Muñoz'),
    ),
  run: (d) => header(d, d.record.identity.run?.text, '15.333.222-1'),
  runDigit: (d) =>
    header(
      d,
      d.record.identity.run?.text,
      (d.record.identity.run?.text ?? '').replace(/\.(\d)(\d)/, '.$2$1'),
    ),
  age: (d) =>
    header(
      d,
      d.record.identity.age?.text,
      (d.record.identity.age?.text ?? '').replace(/\d+/, (n) => String(Number(n) + 12)),
    ),
  ageUnit: (d) =>
    header(
      d,
      d.record.identity.age?.text,
      (d.record.identity.age?.text ?? '').replace(/\p{L}+$/u, (u) => (u === 'años' ? 'meses' : 'años')),
    ),
  ageSentence: sentences(['Paciente de 27 años, estable.', 'Lactante de 8 meses en buenas condiciones.']),
  sex: sentenceOfSex(),
  physician: (d) => header(d, d.record.episode.physician?.text, 'Dr. Ernesto Villalobos'),
  hospital: (d) => header(d, d.record.episode.hospital?.text, 'Clínica Santa Eulalia'),
  service: (d) => header(d, d.record.episode.service?.text, 'Urología'),
  otherRun: sentences([
    'RUN 13.245.678-9.',
    'Paciente Juan Carlos Pérez Rojas, RUN 13.245.678-9.',
    'Sr. Pérez evoluciona estable.',
  ]),
  otherPatient: sentences([
    'Hijo de 5 años con asma.',
    'Se explora herida operatoria de rodilla izquierda con salida de pus.',
    'Se ajusta dosis de valproato a 500 mg c/8 h.',
    'Convulsión tónico-clónica de 2 minutos el 11-06.',
  ]),
  // Allergies
  allergyLeft: (d) =>
    ofKind(d, 'allergy')
      .filter((c) => /^(?:alergia|intolerancia)/i.test(c.text))
      .map((c) => ({ start: c.start, end: c.end, text: asStood(c.text, 'no consignado'), fact: c.fact.id })),
  allergyDenied: (d) =>
    ofKind(d, 'allergy')
      .filter((c) => /^(?:alergia|intolerancia)/i.test(c.text))
      .flatMap((c) =>
        ['niega alergias', 'sin alergias conocidas', 'no refiere'].map((t) => ({
          start: c.start,
          end: c.end,
          text: asStood(c.text, t),
          fact: c.fact.id,
        })),
      ),
  allergyInvented: (d) => [
    ...ofKind(d, 'allergy')
      .filter((c) => !/^(?:alergia|intolerancia)/i.test(c.text))
      .map((c) => ({
        start: c.start,
        end: c.end,
        text: asStood(c.text, 'alergia a penicilina'),
        fact: c.fact.id,
      })),
    ...anywhere(/(?<=medicamentos\n)No consignado/g, () => 'Sin alergias conocidas')(d),
  ],
  allergyOther: words(
    [
      ['penicilina', 'cefalosporinas'],
      ['AINES', 'AAS'],
      ['sulfas', 'sulfonilureas'],
      ['yodo', 'mariscos'],
      ['dipirona', 'ibuprofeno'],
      ['látex', 'tela adhesiva'],
      ['amoxicilina', 'azitromicina'],
    ],
    false,
    'allergy',
  ),
  allergyReaction: words(
    [
      ['rash cutáneo', 'anafilaxia'],
      ['anafilaxia', 'rash'],
      ['urticaria', 'náuseas'],
      ['gastritis', 'urticaria'],
      ['broncoespasmo', 'prurito'],
      ['angioedema', 'cefalea'],
    ],
    false,
    'allergy',
  ),
  reactionLost: (d) => within(ofKind(d, 'allergy'), / \([^)]+\)/, ''),
  intoleranceAsAllergy: words([['intolerancia', 'alergia']], false, 'allergy'),
  // Leaving
  condition: words(
    [
      ['estable', 'inestable'],
      ['buena', 'mala'],
      ['buena', 'regular'],
      ['regular', 'buena'],
      ['estable', 'grave'],
      ['buenas condiciones', 'malas condiciones'],
    ],
    false,
    'condition',
  ),
  conditionAdded: added(
    (d) => ofKind(d, 'condition'),
    [', sin dolor', ', asintomático', ', con indicación de reposo'],
  ),
  destination: (d) =>
    ofKind(d, 'destination').flatMap((c) =>
      ['hospitalización domiciliaria', 'otro hospital', 'fallece', 'ELEAM'].map((t) => ({
        start: c.start,
        end: c.end,
        text: asStood(c.text, t),
        fact: c.fact.id,
      })),
    ),
  destinationLost: (d) => within(ofKind(d, 'destination'), / (?:con|a cargo de|a) .+$/, ''),
  controlTime: (d) =>
    within(
      ofKind(d, 'control'),
      /(?:en|a los) (\d+) (días|horas|semanas?|mes)/,
      (m) => `en ${m[1]} ${m[2] === 'horas' ? 'días' : m[2] === 'días' ? 'semanas' : 'días'}`,
    ),
  controlNumber: (d) => within(ofKind(d, 'control'), /en (\d+) /, (m) => `en ${Number(m[1]) * 2} `),
  controlPlace: words(
    [
      ['traumatología', 'neurología'],
      ['broncopulmonar', 'cardiología'],
      ['CESFAM', 'policlínico'],
      ['psiquiatría', 'pediatría'],
      ['matrona', 'médico general'],
      ['hepatología', 'hematología'],
      ['urología', 'ginecología'],
      ['diabetología', 'dermatología'],
      ['neurología', 'nefrología'],
    ],
    false,
    'control',
  ),
  controlLeft: left((d) => ofKind(d, 'control')),
  adviceLeft: left((d) => ofKind(d, 'instruction')),
  alarmLeft: left((d) => ofKind(d, 'alarm')),
  adviceTurned: words(
    [
      ['evitar', 'usar'],
      ['mantener', 'retirar'],
      ['suspender', 'mantener'],
      ['relativo', 'absoluto'],
      ['hiposódico', 'normosódico'],
      ['parcial', 'total'],
      ['liviano', 'común'],
      ['abstinencia', 'ingesta'],
      ['restricción', 'aporte'],
    ],
    false,
    'instruction',
  ),
  adviceNumber: (d) =>
    within([...ofKind(d, 'instruction'), ...ofKind(d, 'alarm')], /\d+(?:[.,]\d+)?/, (m) =>
      String(Number(m[0].replace(',', '.')) + 2),
    ),
  adviceInvented: added(
    (d) => ofKind(d, 'instruction').slice(-1),
    ['; licencia médica por 30 días', '; puede conducir', '; dieta hiperproteica'],
  ),
  // A careless model's
  outcome: sentences([
    'Evoluciona favorablemente.',
    'Con buena respuesta al tratamiento.',
    'Cursa postoperatorio sin complicaciones.',
    'Presenta mejoría clínica y de laboratorio.',
    'Paciente fallece.',
    'Se logra estabilización hemodinámica.',
    'Hemodinámicamente estable durante toda la hospitalización.',
  ]),
  courtesy: sentences([
    'Se explican riesgos y firma consentimiento informado.',
    'Familia en conocimiento y conforme.',
    'Se conversa con tutor legal.',
    'Se adecúa esfuerzo terapéutico.',
    'Se solicita interconsulta a infectología.',
    'Caso presentado en comité de ética.',
  ]),
  placeholder: sentences([
    '[INSERTAR FECHA].',
    'Aquí tiene la epicrisis solicitada:',
    'Como modelo de lenguaje no puedo diagnosticar.',
    'XXXX.',
    'Pendiente completar ____.',
    '{{evolucion}}',
  ]),
  truncated: (d) =>
    [0.4, 0.6, 0.8].map((share) => ({
      start: Math.floor(d.text.length * share),
      end: d.text.length,
      text: '',
    })),
  truncatedInRow: (d) =>
    drugs(d, 'alta').map((c) => ({
      start: c.start + Math.ceil(c.text.length / 3),
      end: c.end,
      text: '',
      fact: c.fact.id,
    })),
  typoInName: (d) =>
    within(drugs(d), /^(\p{L}{3})(\p{L})(\p{L})(?=\p{L}{2})/u, (m) => `${m[1]}${m[3]}${m[2]}`),
  wordFromOtherTongue: words(
    [
      ['fiebre', 'fever'],
      ['diabetes mellitus', 'diabetes insípida'],
      ['dolor', 'ardor'],
      ['disnea', 'disfagia'],
      ['hematemesis', 'hemoptisis'],
      ['melena', 'hematoquecia'],
      ['ictericia', 'isquemia'],
      ['poliuria', 'polaquiuria'],
      ['afasia', 'ataxia'],
      ['hemiparesia', 'paraparesia'],
      ['apneas', 'disneas'],
      ['ascitis', 'colecistitis'],
      ['disuria', 'oliguria'],
      ['convulsiones', 'contusiones'],
    ],
    false,
  ),
};
