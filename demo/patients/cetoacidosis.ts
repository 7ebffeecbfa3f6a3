// Internal medicine: diabetic ketoacidosis. Awkward: a note and a lab value with text that looks like HTML and script.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, proc } from './rows.ts';

export const cetoacidosis: Patient = {
  chartNumber: '388764',
  givenNames: 'Ayelén Rocío',
  surnames: 'Chilca Pangue',
  run: '44.037.655-K',
  birthDate: '05-05-2004',
  age: '20 años',
  sex: 'Femenino',
  insurance: 'FONASA A',
  bed: 'UTI-03',
  ward: 'Medicina Interna',
  attending: 'Dra. Tránsito Mardoño Pilpil',
  admittedAt: '09-09-2024 05:30',
  dischargedAt: '13-09-2024 14:45',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Vómitos y dolor abdominal.',
    history:
      'Dos días de poliuria, vómitos y dolor abdominal difuso. Omisión de insulina por 4 días. Sin fiebre. Niega disuria y diarrea.',
    medicalHistory: ['Diabetes mellitus tipo 1 desde los 11 años'],
    surgicalHistory: [],
    habits: 'Niega tabaco, alcohol y drogas.',
    physicalExam:
      'Respiración de Kussmaul, mucosas secas. PA 98/60. FC 124. Abdomen sensible sin irritación peritoneal.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Insulina glargina 20 UI SC c/noche', 'A10AE04'),
        order('Insulina lispro 6 UI SC con comidas', 'A10AB04'),
      ],
    },
    diagnoses: [
      dx('E10.1', 'Diabetes mellitus tipo 1 con cetoacidosis', 'Principal', '09-09-2024'),
      dx('E86', 'Deshidratación', 'Secundario', '09-09-2024'),
    ],
  },
  notes: [
    note(
      '09-09-2024 12:00',
      'Dra. Tránsito Mardoño Pilpil',
      'Medicina Interna',
      'pH 7,08, cetonemia 6,2. BIC de insulina 0,1 UI/kg/h, volemización. K+ > 3,3 & diuresis < 0,5 mL/kg/h al ingreso.',
    ),
    note(
      '10-09-2024 10:00',
      'Dra. Tránsito Mardoño Pilpil',
      'Medicina Interna',
      '<b>control</b> & <script>alert(1)</script> HGT 180 mg/dL. Anión gap cerrado, se traslapa a glargina. Tolera régimen.',
    ),
    note(
      '13-09-2024 11:00',
      'Dra. Tránsito Mardoño Pilpil',
      'Medicina Interna',
      'HGT 110-170 mg/dL. Sin vómitos. Educación diabetológica realizada. Alta.',
    ),
  ],
  procedures: [proc('38.93', 'Instalación de catéter venoso central', '09-09-2024', 'Dr. R. Tique L.')],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Suero fisiológico', '1000 mL', 'EV', 'c/2 h', '09-09-2024', '10-09-2024', 'B05BB01'),
      drug('Insulina cristalina', '0,1 UI/kg/h', 'EV', 'BIC', '09-09-2024', '10-09-2024', 'A10AB01'),
      drug('Cloruro de potasio', '20 mEq/h', 'EV', 'BIC', '09-09-2024', '10-09-2024', 'B05XA01'),
      drug('Insulina glargina', '22 UI', 'SC', 'c/noche', '10-09-2024', '13-09-2024', 'A10AE04'),
      drug('Insulina lispro', '6 UI', 'SC', 'con comidas', '10-09-2024', '13-09-2024', 'A10AB04'),
    ],
  },
  generalOrders: ['HGT c/1 h mientras BIC', 'Gases y electrolitos c/4 h', 'Régimen diabético 1.800 kcal'],
  exams: {
    panels: [
      panel(
        'Gases venosos y bioquímica',
        '09-09-2024 05:45',
        lab('pH', '7,08', '', '7,32 - 7,42', 'crítico'),
        lab('HCO3', '6', 'mEq/L', '22 - 26', 'crítico'),
        lab('Glicemia', '486', 'mg/dL', '70 - 100', 'crítico'),
        lab('Cetonemia', '6,2', 'mmol/L', '< 0,6', 'crítico'),
        lab('HbA1c', '13,1', '%', '< 5,7', 'alto'),
        lab('Orina completa', '<i>cetonas</i> +++', '', '', 'alto'),
      ),
    ],
    reports: [],
    pending: [],
  },
  discharge: {
    diagnoses: [dx('E10.1', 'Cetoacidosis diabética severa resuelta', 'Principal', '13-09-2024')],
    drugs: {
      layout: 'text',
      rows: [
        order('Insulina glargina 22 UI SC c/noche', 'A10AE04'),
        order('Insulina lispro 6 UI SC con desayuno, almuerzo y cena', 'A10AB04'),
        order('Glucagón 1 mg IM SOS hipoglicemia severa', 'H04AA01'),
      ],
    },
    instructions: [
      'HGT 4 veces al día',
      'No suspender insulina',
      'Régimen diabético con conteo de carbohidratos',
    ],
    warningSigns: ['Vómitos', 'HGT > 300 mg/dL persistente', 'HGT < 70 mg/dL'],
    followUps: [
      control('20-09-2024', 'Diabetología', 'CDT, box 11'),
      control('27-09-2024', 'Nutrición', 'CDT, box 16'),
    ],
    condition: 'Mejorada',
    destination: 'Domicilio',
  },
};
