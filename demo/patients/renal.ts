// Nephrology. Awkward: the very same entry twice, in procedures (haemodialysis), treatment and discharge drugs.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const renal: Patient = {
  chartNumber: '182644',
  givenNames: 'Prudencio Hernán',
  surnames: 'Algarrobo Chañar',
  run: '43.602.037-6',
  birthDate: '09-04-1957',
  age: '67 años',
  sex: 'Masculino',
  insurance: 'FONASA B',
  bed: '210-A',
  ward: 'Nefrología',
  attending: 'Dr. Wenceslao Tayú Corontillo',
  admittedAt: '10-06-2024 10:30',
  dischargedAt: '19-06-2024 12:40',
  allergies: { status: 'denied', text: 'Niega RAM' },
  admission: {
    reason: 'Decaimiento, edema y oliguria.',
    history:
      'Paciente con ERC conocida, 10 días de edema progresivo, náuseas y disminución de la diuresis tras gastroenteritis. Uso de ketorolaco por 5 días. ' +
      'Ingresa con K+ 7,1 y cambios electrocardiográficos.',
    medicalHistory: [
      'ERC etapa 4 por nefropatía diabética',
      'Diabetes mellitus tipo 2',
      'Hipertensión arterial',
    ],
    surgicalHistory: ['Amputación 2° ortejo izquierdo (2021)'],
    habits: 'Niega tabaco y alcohol.',
    physicalExam:
      'PA 178/98. Edema +++ hasta muslos. Crépitos bibasales. Sin flapping. Sin frote pericárdico.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Insulina glargina 22 UI SC c/24 h', 'A10AE04'),
        order('Losartán 50 mg VO c/12 h', 'C09CA01'),
        order('Furosemida 40 mg VO c/12 h', 'C03CA01'),
      ],
    },
    diagnoses: [
      dx('N17.9', 'Insuficiencia renal aguda sobre ERC', 'Principal', '10-06-2024'),
      dx('N18.4', 'Enfermedad renal crónica etapa 4', 'Comorbilidad', '10-06-2024'),
      dx('E87.5', 'Hiperkalemia severa', 'Secundario', '10-06-2024'),
      dx('E11.2', 'Diabetes mellitus tipo 2 con nefropatía', 'Comorbilidad', '10-06-2024'),
    ],
  },
  notes: [
    note(
      '10-06-2024 15:00',
      'Dr. Wenceslao Tayú Corontillo',
      'Nefrología',
      'K+ 7,1 con T picudas. Gluconato de calcio, insulina y hemodiálisis de urgencia por CVC yugular derecho. Sin complicaciones.',
    ),
    note(
      '12-06-2024 10:20',
      'Dr. Wenceslao Tayú Corontillo',
      'Nefrología',
      'Segunda y tercera sesión de HD sin hipotensión. UF 2.500 cc. K+ 4,9. Diuresis 600 cc/día.',
    ),
    note(
      '15-06-2024 10:40',
      'Dr. Wenceslao Tayú Corontillo',
      'Nefrología',
      'Recuperación parcial de diuresis, 1.600 cc/día. Sin requerimiento de HD hace 72 h. Edema en regresión.',
    ),
    note(
      '19-06-2024 11:00',
      'Dr. Wenceslao Tayú Corontillo',
      'Nefrología',
      'Creatinina 3,4 estable. Se retira CVC. Sin disnea. Alta con control precoz y preparación de FAV en extremidad superior izquierda.',
    ),
  ],
  procedures: [
    proc('38.95', 'Instalación de CVC para hemodiálisis', '10-06-2024', 'Dr. W. Tayú C.'),
    proc('39.95', 'Hemodiálisis', '10-06-2024', 'Unidad de Diálisis'),
    proc('39.95', 'Hemodiálisis', '12-06-2024', 'Unidad de Diálisis'),
    proc('39.95', 'Hemodiálisis', '12-06-2024', 'Unidad de Diálisis'),
    proc('88.75', 'Ecotomografía renal', '11-06-2024', 'Dr. E. Pellín R.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Gluconato de calcio 10 %', '10 mL', 'EV', 'Dosis única', '10-06-2024', '10-06-2024', 'A12AA03'),
      drug('Insulina cristalina', '10 UI', 'EV', 'Con glucosa 30 %', '10-06-2024', '10-06-2024', 'A10AB01'),
      drug('Furosemida', '80 mg', 'EV', 'c/8 h', '10-06-2024', '17-06-2024', 'C03CA01'),
      drug('Amlodipino', '10 mg', 'VO', 'c/24 h', '11-06-2024', '19-06-2024', 'C08CA01'),
      drug('Amlodipino', '10 mg', 'VO', 'c/24 h', '11-06-2024', '19-06-2024', 'C08CA01'),
      drug('Eritropoyetina', '4000 UI', 'SC', '3 veces por semana', '12-06-2024', '19-06-2024', 'B03XA01'),
      drug('Insulina glargina', '14 UI', 'SC', 'c/24 h', '11-06-2024', '19-06-2024', 'A10AE04'),
    ],
  },
  generalOrders: [
    'Régimen hipopotásico, hiposódico',
    'Restricción hídrica 1.000 cc/día',
    'Peso diario',
    'Cuidar extremidad superior izquierda (FAV)',
  ],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '10-06-2024 10:50',
        lab('Creatinina', '8,6', 'mg/dL', '0,7 - 1,2', 'crítico'),
        lab('Potasio', '7,1', 'mEq/L', '3,5 - 5,1', 'crítico'),
        lab('Nitrógeno ureico', '112', 'mg/dL', '8 - 23', 'alto'),
        lab('HCO3', '13', 'mEq/L', '22 - 26', 'bajo'),
      ),
      panel(
        'Alta',
        '19-06-2024 06:30',
        lab('Creatinina', '3,4', 'mg/dL', '0,7 - 1,2', 'alto'),
        lab('Potasio', '4,8', 'mEq/L', '3,5 - 5,1'),
        lab('Hemoglobina', '9,2', 'g/dL', '13,5 - 17,5', 'bajo'),
      ),
    ],
    reports: [
      report(
        'Ecotomografía renal',
        '11-06-2024',
        'Dr. Efraín Pellín Raulí',
        'Riñones pequeños e hiperecogénicos, derecho 8,6 cm e izquierdo 8,9 cm. Sin hidronefrosis.',
      ),
    ],
    pending: [pending('Serología VHB, VHC y VIH', '17-06-2024', 'En proceso', 'Laboratorio')],
  },
  discharge: {
    diagnoses: [
      dx('N17.9', 'Insuficiencia renal aguda en recuperación', 'Principal', '19-06-2024'),
      dx('N18.4', 'Enfermedad renal crónica etapa 4', 'Secundario', '19-06-2024'),
      dx('E11.2', 'Diabetes mellitus tipo 2 con nefropatía', 'Secundario', '19-06-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Furosemida 80 mg VO c/12 h', 'C03CA01'),
        order('Amlodipino 10 mg VO c/24 h', 'C08CA01'),
        order('Amlodipino 10 mg VO c/24 h', 'C08CA01'),
        order('Insulina glargina 14 UI SC c/24 h', 'A10AE04'),
        order('Carbonato de calcio 500 mg VO con almuerzo y cena', 'A12AA04'),
      ],
    },
    instructions: [
      'Suspender losartán hasta control',
      'No usar antiinflamatorios',
      'Régimen hipopotásico',
      'No puncionar extremidad superior izquierda',
    ],
    warningSigns: [
      'Disminución de la orina',
      'Disnea o aumento del edema',
      'Debilidad muscular o palpitaciones',
    ],
    followUps: [
      control('26-06-2024', 'Nefrología con exámenes', 'CDT, box 9'),
      control('10-07-2024', 'Cirugía vascular, FAV', 'CDT, box 2'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
