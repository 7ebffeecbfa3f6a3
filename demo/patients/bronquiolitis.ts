// Paediatrics: RSV bronchiolitis. Awkward: the age is in months and the chart is silent about allergies.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, proc, report } from './rows.ts';

export const bronquiolitis: Patient = {
  chartNumber: '401127',
  givenNames: 'Lautaro Benjamín',
  surnames: 'Maqui Chagual',
  run: '48.990.608-2',
  birthDate: '19-11-2023',
  age: '7 meses',
  sex: 'Masculino',
  insurance: 'FONASA B',
  bed: 'PED-15',
  ward: 'Pediatría',
  attending: 'Dra. Primavera Notro Fuinque',
  admittedAt: '01-07-2024 02:20',
  dischargedAt: '06-07-2024 12:00',
  allergies: { status: 'silent' },
  admission: {
    reason: 'Dificultad respiratoria.',
    history:
      'Lactante de 7 meses con 3 días de coriza y tos, se agrega hoy fiebre hasta 38,6 °C, polipnea y rechazo alimentario. ' +
      'Hermana de 4 años con cuadro respiratorio. Madre niega apneas y cianosis.',
    medicalHistory: ['RNT 39 semanas, AEG, 3.420 g', 'Inmunizaciones PNI al día'],
    surgicalHistory: [],
    habits: '',
    physicalExam:
      'Peso 7,9 kg. FR 62 rpm, FC 158 lpm, SatO2 89 % ambiental. Retracción subcostal e intercostal, sibilancias y crépitos bilaterales. Tal 8.',
    usualDrugs: { layout: 'text', rows: [order('Vitamina D 400 UI VO c/24 h', 'A11CC05')] },
    diagnoses: [
      dx('J21.0', 'Bronquiolitis aguda por virus respiratorio sincicial', 'Principal', '01-07-2024'),
      dx('J96.0', 'Insuficiencia respiratoria aguda', 'Secundario', '01-07-2024'),
    ],
  },
  notes: [
    note(
      '01-07-2024 09:30',
      'Dra. Primavera Notro Fuinque',
      'Pediatría',
      'Día 1 de CNAF 14 L/min, FiO2 40 %. FR 54. SatO2 95 %. Tolera alimentación por SNG. Sin apneas.',
    ),
    note(
      '02-07-2024 10:00',
      'Dra. Primavera Notro Fuinque',
      'Pediatría',
      'Afebril. Menor trabajo respiratorio. Se baja FiO2 a 30 %. Prueba de salbutamol sin respuesta, se suspende.',
    ),
    note(
      '04-07-2024 10:15',
      'Dr. Huenchur Tique Lleuque',
      'Becado pediatría',
      'Se retira CNAF. Naricera 1 L/min, SatO2 96 %. Se alimenta al pecho, sin vómitos.',
    ),
    note(
      '06-07-2024 11:10',
      'Dra. Primavera Notro Fuinque',
      'Pediatría',
      'Sin oxígeno hace 24 h, SatO2 97 %. FR 36. Sibilancias aisladas. Madre educada en signos de alarma. Alta.',
    ),
  ],
  procedures: [
    proc('93.96', 'Oxigenoterapia por cánula nasal de alto flujo', '01-07-2024', 'Enf. P. Avellano'),
    proc('87.44', 'Radiografía de tórax AP y lateral', '01-07-2024', 'TM S. Guindo'),
    proc('93.99', 'Kinesiterapia respiratoria', '02-07-2024', 'Klgo. R. Patagua'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Oxígeno', 'FiO2 40 %', 'CNAF', 'Continuo', '01-07-2024', '04-07-2024', 'V03AN01'),
      drug('Salbutamol', '2 puff', 'INH', 'c/20 min por 3', '01-07-2024', '02-07-2024', 'R03AC02'),
      drug('Paracetamol', '120 mg', 'VO', 'c/6 h SOS', '01-07-2024', '06-07-2024', 'N02BE01'),
      drug('Solución glucosalina', '20 mL/h', 'EV', 'BIC', '01-07-2024', '02-07-2024', ''),
    ],
  },
  generalOrders: [
    'Aislamiento de contacto y gotitas',
    'Posición semisentado',
    'Aseo nasal c/3 h',
    'LM o fórmula por SNG',
  ],
  exams: {
    panels: [
      panel(
        'Panel respiratorio',
        '01-07-2024 03:10',
        lab('VRS (IFD)', 'Positivo', '', 'Negativo', 'alto'),
        lab('Influenza A y B', 'Negativo', '', 'Negativo'),
        lab('SARS-CoV-2 (PCR)', 'Negativo', '', 'Negativo'),
      ),
      panel(
        'Gases venosos',
        '01-07-2024 03:20',
        lab('pH', '7,33', '', '7,32 - 7,42'),
        lab('pCO2', '49', 'mmHg', '40 - 50'),
        lab('Lactato', '', 'mmol/L', '0,5 - 2,2'),
      ),
    ],
    reports: [
      report(
        'Radiografía de tórax',
        '01-07-2024',
        'Dr. Efraín Pellín Raulí',
        'Hiperinsuflación bilateral, infiltrado intersticial perihiliar. Sin condensación ni derrame.',
      ),
    ],
    pending: [],
  },
  discharge: {
    diagnoses: [dx('J21.0', 'Bronquiolitis aguda por VRS', 'Principal', '06-07-2024')],
    drugs: {
      layout: 'text',
      rows: [
        order('Paracetamol gotas 100 mg/mL: 24 gotas VO c/6 h SOS fiebre', 'N02BE01'),
        order('Vitamina D 400 UI VO c/24 h', 'A11CC05'),
      ],
    },
    instructions: [
      'Aseo nasal con suero fisiológico antes de cada toma',
      'Lactancia materna a libre demanda',
      'Evitar humo de tabaco y leña',
    ],
    warningSigns: [
      'Respiración rápida o hundimiento de costillas',
      'Rechazo alimentario',
      'Pausas respiratorias o color azulado',
    ],
    followUps: [
      control('08-07-2024', 'Sala IRA', 'CESFAM'),
      control('22-07-2024', 'Broncopulmonar infantil', 'CDT, box 3'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio con su madre',
  },
};
