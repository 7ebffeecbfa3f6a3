/** An invented patient for looking at the panel without a browser extension, an EHR or a model. Nobody real. */
import type { DocumentSection, Epicrisis, Segment } from '../../epicrisis/types.ts';
import { ClinicalRecord } from '../../record/schema.ts';
import type { Binding } from '../../shared/messages.ts';

const page = (label: string) => ({ type: 'page', locator: `css:${label}`, label }) as const;
const charted = (text: string, label: string) => ({ text, source: page(label) });

export const binding: Binding = {
  tabId: 7,
  url: 'https://ficha.hospital.example/paciente/884213',
  documentId: 'D1',
  patientKey: 'rosa',
};

type Row = readonly [id: string, kind: string, moment: string, text: string, code?: string, system?: string];

const rows: readonly Row[] = [
  ['m1', 'reason', 'ingreso', 'Disnea súbita y dolor pleurítico de 6 horas de evolución'],
  ['d1', 'diagnosis', 'ingreso', 'TEP de riesgo intermedio alto', 'I26.9', 'cie10'],
  ['d2', 'diagnosis', 'ingreso', 'TVP femoropoplítea izquierda', 'I80.2', 'cie10'],
  ['b1', 'antecedent', 'habitual', 'Hipertensión arterial', 'I10', 'cie10'],
  ['a1', 'allergy', 'habitual', 'Penicilina: exantema'],
  ['p1', 'procedure', 'intrahospitalario', 'Angio TC de tórax', '87.41', 'cie9mc'],
  ['p2', 'procedure', 'intrahospitalario', 'Ecocardiograma transtorácico', '88.72', 'cie9mc'],
  ['t1', 'drug', 'intrahospitalario', 'Enoxaparina 80 mg SC c/12 h', 'B01AB05', 'atc'],
  ['t2', 'drug', 'intrahospitalario', 'Paracetamol 1 g VO c/8 h SOS', 'N02BE01', 'atc'],
  ['n1', 'note', 'intrahospitalario', 'Sin requerimientos de O2 desde el 3er día'],
  ['d3', 'diagnosis', 'alta', 'TEP de riesgo intermedio alto', 'I26.9', 'cie10'],
  ['d4', 'diagnosis', 'alta', 'TVP femoropoplítea izquierda', 'I80.2', 'cie10'],
  ['x1', 'drug', 'alta', 'Rivaroxabán 15 mg VO c/12 h por 21 días', 'B01AF01', 'atc'],
  ['x2', 'drug', 'alta', 'Losartán 50 mg VO c/24 h', 'C09CA01', 'atc'],
  ['c1', 'control', 'alta', 'Control en policlínico de anticoagulación en 7 días'],
];

const placeOf: Readonly<Record<string, string>> = {
  m: 'Ingreso, motivo de consulta',
  d: 'Diagnósticos',
  b: 'Antecedentes',
  a: 'Banda de alergias',
  p: 'Procedimientos',
  t: 'Indicaciones',
  n: 'Evolución, 14-05-2026',
  x: 'Receta de alta',
  c: 'Alta, controles',
};

export const record: ClinicalRecord = ClinicalRecord.parse({
  schema: 1,
  identity: {
    name: charted('Rosa Elena Fuentealba Cárcamo', 'Encabezado'),
    run: charted('9.482.316-3', 'Encabezado'),
    ficha: charted('884213', 'Encabezado'),
    age: charted('68 años', 'Encabezado'),
    sex: 'f',
  },
  episode: {
    service: charted('Medicina Interna', 'Encabezado'),
    admission: charted('11-05-2026', 'Encabezado'),
    discharge: charted('17-05-2026', 'Encabezado'),
    physician: charted('Dra. Carolina Iturra Pinto', 'Encabezado'),
  },
  facts: rows.map(([id, kind, moment, text, code, system], i) => ({
    id,
    kind,
    moment,
    text,
    ...(code === undefined ? {} : { code, system }),
    source: page(`${placeOf[id[0] ?? ''] ?? 'Ficha'}, fila ${(i % 3) + 1}`),
  })),
  reading: {
    adapter: 'demo-ficha',
    url: binding.url,
    title: 'Ficha clínica',
    readAt: '2026-05-17T10:42:00',
    findings: [
      { code: 'R_FEWER', what: 'Exámenes', expected: 1, found: 0 },
      { code: 'R_NOT_FOUND', what: 'Signos de alarma' },
    ],
  },
});

const literal = (id: string): string => {
  const fact = record.facts.find((one) => one.id === id);
  if (fact !== undefined) return fact.code === undefined ? fact.text : `${fact.text} (${fact.code})`;
  const { identity, episode } = record;
  const header: Record<string, string | undefined> = {
    'identity.name': identity.name?.text,
    'identity.run': identity.run?.text,
    'identity.age': identity.age?.text,
    'episode.service': episode.service?.text,
    'episode.admission': episode.admission?.text,
    'episode.discharge': episode.discharge?.text,
    'episode.physician': episode.physician?.text,
  };
  return header[id] ?? id;
};

/** "Ingresa por {d1}. " as segments; `{id}` is a fact. */
const segments = (words: string): Segment[] =>
  words
    .split(/(\{[\w.]+\})/u)
    .filter((part) => part !== '')
    .map((part) => {
      if (!part.startsWith('{')) return { kind: 'prose', text: part };
      const id = part.slice(1, -1);
      return { kind: 'fact', text: literal(id), factId: id as NonNullable<Segment['factId']> };
    });

const section = (id: DocumentSection['id'], title: string, words: string): DocumentSection => ({
  id,
  title,
  segments: segments(words),
});

export const bySections: Epicrisis = {
  form: 'secciones',
  sections: [
    section(
      'identidad',
      'Epicrisis',
      'EPICRISIS\nNombre: {identity.name}\nRUN: {identity.run}\nEdad: {identity.age}\nServicio: {episode.service}\nFecha de ingreso: {episode.admission}\nFecha de alta: {episode.discharge}\n',
    ),
    section('motivo', 'Motivo de ingreso', '\nMotivo de ingreso\n{m1}.\n'),
    section('dx_ingreso', 'Diagnósticos de ingreso', '\nDiagnósticos de ingreso\n- {d1}\n- {d2}\n'),
    section('antecedentes', 'Antecedentes', '\nAntecedentes\n- {b1}\n'),
    section(
      'alergias',
      'Alergias y reacciones adversas a medicamentos',
      '\nAlergias y reacciones adversas a medicamentos\n{a1}.\n',
    ),
    section('procedimientos', 'Procedimientos', '\nProcedimientos\n- {p1}\n- {p2}\n'),
    section('evolucion', 'Evolución', '\nEvolución\nEl 14-05-2026: {n1}.\n'),
    section(
      'tratamiento',
      'Tratamiento intrahospitalario',
      '\nTratamiento intrahospitalario\nRecibió {t1} y {t2}.\n',
    ),
    section('dx_alta', 'Diagnósticos de alta', '\nDiagnósticos de alta\n- {d3}\n- {d4}\n'),
    section('condicion', 'Condición y destino al alta', '\nCondición y destino al alta\nNo consignado\n'),
    section('medicamentos_alta', 'Medicamentos al alta', '\nMedicamentos al alta\n- {x1}\n- {x2}\n'),
    section('alarma', 'Signos de alarma', '\nSignos de alarma\nNo consignados\n'),
    section('controles', 'Controles', '\nControles\n{c1}.\n'),
    section('medico', 'Médico tratante', '\nMédico tratante\n{episode.physician}\n'),
  ],
};

export const asParagraph: Epicrisis = {
  form: 'parrafo',
  sections: [
    section(
      'epicrisis',
      'Epicrisis',
      'Paciente de {identity.age} que ingresa por {d1} y {d2}. Se realizan {p1} y {p2}. Recibió {t1} y {t2}. {n1}. Egresa con los diagnósticos de {d3} y {d4}, indicándose {x1} y {x2}. {c1}.',
    ),
  ],
};
