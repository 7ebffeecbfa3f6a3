// Psychiatry. Awkward: no procedures at all, and no images.
import type { Patient } from '../model.ts';
import { control, dx, lab, note, order, panel } from './rows.ts';

export const depresion: Patient = {
  chartNumber: '356120',
  givenNames: 'Edelmira Soledad',
  surnames: 'Huala Corcolén',
  run: '40.973.060-4',
  birthDate: '21-12-1984',
  age: '39 años',
  sex: 'Femenino',
  insurance: 'ISAPRE Andina Sur',
  bed: 'PSQ-06',
  ward: 'Psiquiatría',
  attending: 'Dra. Violeta Michay Calafate',
  admittedAt: '05-03-2024 18:00',
  dischargedAt: '27-03-2024 11:15',
  allergies: { status: 'denied', text: 'Niega alergias conocidas' },
  admission: {
    reason: 'Ánimo bajo e ideación suicida.',
    history:
      'Cuadro de 3 meses de ánimo bajo, anhedonia, insomnio de conciliación y baja de 6 kg. Desde hace una semana ideación suicida ' +
      'con planificación, sin intento. Sin síntomas psicóticos. Niega consumo de sustancias.',
    medicalHistory: ['Episodio depresivo 2018 tratado por 1 año', 'Trastorno de ansiedad generalizada'],
    surgicalHistory: [],
    habits: 'Tabaco 5 cigarrillos/día. Niega alcohol.',
    physicalExam:
      'Vigil, orientada, discurso enlentecido, afecto disminuido, sin alteraciones sensoperceptivas. Ideación suicida estructurada.',
    usualDrugs: {
      layout: 'text',
      rows: [order('Sertralina 50 mg VO c/24 h (suspendida hace 2 meses)', 'N06AB06')],
    },
    diagnoses: [
      dx('F32.2', 'Episodio depresivo grave sin síntomas psicóticos', 'Principal', '05-03-2024'),
      dx('F41.1', 'Trastorno de ansiedad generalizada', 'Comorbilidad', '05-03-2024'),
    ],
  },
  notes: [
    note(
      '06-03-2024 11:00',
      'Dra. Violeta Michay Calafate',
      'Psiquiatría',
      'Ideación suicida persistente, sin conductas autolesivas. Vigilancia permanente. Se inicia sertralina 50 mg y quetiapina 50 mg nocturna.',
    ),
    note(
      '12-03-2024 11:30',
      'Dra. Violeta Michay Calafate',
      'Psiquiatría',
      'Duerme 6 horas. Ánimo bajo, menor ansiedad. Niega ideación suicida activa, persiste ideación pasiva. Sertralina a 100 mg.',
    ),
    note(
      '20-03-2024 10:45',
      'Ps. Amador Triwe Colliguay',
      'Psicología',
      'Participa en taller grupal. Reconoce factores protectores. Familia acude a psicoeducación.',
    ),
    note(
      '27-03-2024 10:00',
      'Dra. Violeta Michay Calafate',
      'Psiquiatría',
      'Sin ideación suicida. Ánimo levemente disminuido, reactivo. Salida de fin de semana sin incidentes. Alta a COSAM.',
    ),
  ],
  procedures: [],
  treatment: {
    layout: 'text',
    rows: [
      order('Sertralina 50 mg VO c/24 h', 'N06AB06', '06-03-2024', '12-03-2024'),
      order('Sertralina 100 mg VO c/24 h', 'N06AB06', '12-03-2024', '27-03-2024'),
      order('Quetiapina 50 mg VO c/noche', 'N05AH04', '06-03-2024', '27-03-2024'),
      order('Lorazepam 1 mg VO c/12 h SOS', 'N05BA06', '05-03-2024', '18-03-2024'),
    ],
  },
  generalOrders: [
    'Vigilancia permanente por riesgo suicida',
    'Régimen común',
    'Visitas autorizadas: hermana y pareja',
  ],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '06-03-2024 07:10',
        lab('TSH', '2,2', 'µUI/mL', '0,4 - 4,5'),
        lab('Vitamina B12', '384', 'pg/mL', '200 - 900'),
        lab('Sodio', '139', 'mEq/L', '136 - 145'),
        lab('Test de drogas en orina', 'Negativo', '', 'Negativo'),
      ),
    ],
    reports: [],
    pending: [],
  },
  discharge: {
    diagnoses: [
      dx(
        'F33.2',
        'Trastorno depresivo recurrente, episodio grave sin síntomas psicóticos',
        'Principal',
        '27-03-2024',
      ),
      dx('F41.1', 'Trastorno de ansiedad generalizada', 'Secundario', '27-03-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Sertralina 100 mg VO c/24 h en la mañana', 'N06AB06'),
        order('Quetiapina 50 mg VO c/noche', 'N05AH04'),
      ],
    },
    instructions: [
      'Fármacos administrados por la familia',
      'Retirar medios letales del domicilio',
      'Licencia médica por 21 días',
      'Fono *4141 ante crisis',
    ],
    warningSigns: ['Reaparición de ideas suicidas', 'Insomnio total', 'Agitación o inquietud intensa'],
    followUps: [
      control('02-04-2024', 'Psiquiatría', 'COSAM Valle Central'),
      control('29-03-2024', 'Llamado de seguimiento', 'Telefónico'),
    ],
    condition: 'Mejorada',
    destination: 'Domicilio con supervisión familiar',
  },
};
