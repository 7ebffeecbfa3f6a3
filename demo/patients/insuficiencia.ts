// Internal medicine: heart failure, still in bed. Awkward: no discharge diagnoses, no date, condition or destination of
// discharge, and controls not booked yet.
import type { Patient } from '../model.ts';
import { allergy, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const insuficiencia: Patient = {
  chartNumber: '141990',
  givenNames: 'Nicanor Abdón',
  surnames: 'Belloto Naranjillo',
  run: '41.171.979-0',
  birthDate: '30-07-1946',
  age: '78 años',
  sex: 'Masculino',
  insurance: 'FONASA B',
  bed: '203-B',
  ward: 'Medicina Interna',
  attending: 'Dr. Leoncio Pelú Toromiro',
  admittedAt: '18-11-2024 14:05',
  dischargedAt: '',
  allergies: { status: 'known', items: [allergy('Espironolactona', 'ginecomastia')] },
  admission: {
    reason: 'Disnea progresiva y edema.',
    history:
      'Dos semanas de disnea hasta CF III, ortopnea de 3 almohadas y edema de extremidades inferiores. Transgresión alimentaria. Niega dolor torácico, sin fiebre.',
    medicalHistory: ['Cardiopatía coronaria', 'FA permanente', 'Hipertensión arterial'],
    surgicalHistory: ['Cirugía de revascularización miocárdica (2013)'],
    habits: 'Ex tabaco.',
    physicalExam:
      'PA 138/82. FC 104 irregular. Ingurgitación yugular. Crépitos bibasales. Edema ++. Peso 84,6 kg.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Furosemida 40 mg VO c/24 h', 'C03CA01'),
        order('Carvedilol 6,25 mg VO c/12 h', 'C07AG02'),
        order('Warfarina según TACO', 'B01AA03'),
      ],
    },
    diagnoses: [
      dx('I50.0', 'Insuficiencia cardíaca descompensada', 'Principal', '18-11-2024'),
      dx('I48.2', 'Fibrilación auricular permanente', 'Comorbilidad', '18-11-2024'),
      dx('I25.5', 'Cardiomiopatía isquémica', 'Comorbilidad', '18-11-2024'),
    ],
  },
  notes: [
    note(
      '19-11-2024 10:00',
      'Dr. Leoncio Pelú Toromiro',
      'Medicina Interna',
      'Balance negativo 1.900 cc. Peso 82,8 kg. Menor disnea. K+ 3,6. Continúa furosemida EV.',
    ),
    note(
      '21-11-2024 10:30',
      'Dr. Leoncio Pelú Toromiro',
      'Medicina Interna',
      'Peso 79,9 kg. Sin ortopnea. Crépitos escasos. Se agrega dapagliflozina. Alta probable en 48 h.',
    ),
  ],
  procedures: [proc('88.72', 'Ecocardiograma transtorácico', '19-11-2024', 'Dra. M. Radal P.')],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Furosemida', '40 mg', 'EV', 'c/8 h', '18-11-2024', '', 'C03CA01'),
      drug('Carvedilol', '6,25 mg', 'VO', 'c/12 h', '18-11-2024', '', 'C07AG02'),
      drug('Dapagliflozina', '10 mg', 'VO', 'c/24 h', '21-11-2024', '', 'A10BK01'),
      drug('Warfarina', 'según INR', 'VO', 'c/24 h', '18-11-2024', '', 'B01AA03'),
    ],
  },
  generalOrders: ['Régimen hiposódico', 'Restricción hídrica 1.200 cc', 'Peso diario', 'Balance hídrico'],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '18-11-2024 14:30',
        lab('NT-proBNP', '6.840', 'pg/mL', '< 450', 'alto'),
        lab('Creatinina', '1,34', 'mg/dL', '0,7 - 1,2', 'alto'),
        lab('INR', '2,4', '', '2,0 - 3,0'),
      ),
    ],
    reports: [
      report(
        'Ecocardiograma transtorácico',
        '19-11-2024',
        'Dra. Mirta Radal Pitao',
        'FEVI 32 %. Dilatación biauricular. Insuficiencia mitral moderada. PSAP 52 mmHg.',
      ),
    ],
    pending: [pending('Electrolitos plasmáticos', '22-11-2024', 'Tomado', 'Laboratorio')],
  },
  discharge: {
    diagnoses: [],
    drugs: {
      layout: 'text',
      rows: [
        order('Furosemida 40 mg VO c/12 h', 'C03CA01'),
        order('Dapagliflozina 10 mg VO c/24 h', 'A10BK01'),
      ],
    },
    instructions: ['Control de peso diario'],
    warningSigns: [],
    followUps: [],
    condition: '',
    destination: '',
  },
};
