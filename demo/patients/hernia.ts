// Day surgery: inguinal hernia. Awkward: no progress notes and no exams at all, an empty evolution.
import type { Patient } from '../model.ts';
import { control, dx, order, proc } from './rows.ts';

export const hernia: Patient = {
  chartNumber: '267349',
  givenNames: 'Tránsito Segundo',
  surnames: 'Quilo Chupalla',
  run: '40.991.709-7',
  birthDate: '07-12-1969',
  age: '54 años',
  sex: 'Masculino',
  insurance: 'FONASA C',
  bed: 'CMA-02',
  ward: 'Cirugía Mayor Ambulatoria',
  attending: 'Dr. Nahuel Arrayán Temu',
  admittedAt: '08-10-2024 07:30',
  dischargedAt: '08-10-2024 17:45',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Cirugía electiva por hernia inguinal izquierda.',
    history: '',
    medicalHistory: ['Sin antecedentes mórbidos'],
    surgicalHistory: [],
    habits: '',
    physicalExam: 'Hernia inguinal izquierda reductible. Región inguinal derecha sin hernia.',
    usualDrugs: { layout: 'text', rows: [] },
    diagnoses: [dx('K40.9', 'Hernia inguinal izquierda', 'Principal', '08-10-2024')],
  },
  notes: [],
  procedures: [
    proc('53.04', 'Hernioplastía inguinal izquierda con malla', '08-10-2024', 'Dr. N. Arrayán T.'),
  ],
  treatment: {
    layout: 'text',
    rows: [
      order('Cefazolina 2 g EV profilaxis', 'J01DB04', '08-10-2024', '08-10-2024'),
      order('Ketorolaco 30 mg EV c/8 h', 'M01AB15', '08-10-2024', '08-10-2024'),
    ],
  },
  generalOrders: ['Régimen liviano', 'Levantar a las 4 horas'],
  exams: { panels: [], reports: [], pending: [] },
  discharge: {
    diagnoses: [dx('K40.9', 'Hernia inguinal izquierda operada', 'Principal', '08-10-2024')],
    drugs: {
      layout: 'text',
      rows: [
        order('Paracetamol 1 g VO c/8 h por 5 días', 'N02BE01'),
        order('Celecoxib 200 mg VO c/12 h por 3 días', 'M01AH01'),
      ],
    },
    instructions: ['Reposo relativo por 7 días', 'No levantar peso por 4 semanas'],
    warningSigns: ['Aumento de volumen inguinal', 'Fiebre', 'Retención urinaria'],
    followUps: [control('18-10-2024', 'Cirugía General', 'Policlínico de Cirugía')],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
