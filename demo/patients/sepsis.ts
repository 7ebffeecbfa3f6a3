// Intensive care. Awkward: twenty-five drugs, three pages of the grid.
import type { Patient } from '../model.ts';
import { allergy, control, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';
import { sepsisTreatment } from './sepsis.treatment.ts';

export const sepsis: Patient = {
  chartNumber: '059876',
  givenNames: 'Griselda Nieves',
  surnames: 'Queule Pitao',
  run: '40.629.072-7',
  birthDate: '16-05-1960',
  age: '64 años',
  sex: 'Femenino',
  insurance: 'FONASA B',
  bed: 'UCI-07',
  ward: 'UCI Adultos',
  attending: 'Dr. Anselmo Keule Taique',
  admittedAt: '28-09-2024 03:15',
  dischargedAt: '24-10-2024 16:00',
  allergies: {
    status: 'known',
    items: [allergy('Vancomicina', 'síndrome de hombre rojo'), allergy('Látex', 'dermatitis')],
  },
  admission: {
    reason: 'Compromiso de conciencia e hipotensión.',
    history:
      'Dos días de fiebre, dolor lumbar derecho y disuria. Hoy somnolienta, hipotensa 70/40 mmHg. Lactato 6,8. Se reanima con 30 mL/kg, ' +
      'persiste hipotensa y se inicia noradrenalina. Intubada en SU por falla respiratoria.',
    medicalHistory: ['Diabetes mellitus tipo 2', 'Hipertensión arterial', 'Obesidad mórbida (IMC 41)'],
    surgicalHistory: ['Bypass gástrico (2011)', 'Nefrolitotomía percutánea derecha (2018)'],
    habits: 'Niega tabaco.',
    physicalExam:
      'Sedada SAS 1. PA 84/46 con NA 0,3 mcg/kg/min. FC 128. Llene capilar 6 s. Puño percusión derecha no evaluable.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Metformina 850 mg VO c/12 h', 'A10BA02'),
        order('Enalapril 20 mg VO c/12 h', 'C09AA02'),
        order('Vitamina B12 1 mg IM mensual', 'B03BA01'),
      ],
    },
    diagnoses: [
      dx('A41.5', 'Sepsis por gramnegativos, foco urinario', 'Principal', '28-09-2024'),
      dx('R57.2', 'Choque séptico', 'Secundario', '28-09-2024'),
      dx('N13.6', 'Pionefrosis derecha', 'Secundario', '28-09-2024'),
      dx('J96.0', 'Insuficiencia respiratoria aguda', 'Secundario', '28-09-2024'),
      dx('N17.0', 'Insuficiencia renal aguda con necrosis tubular', 'Secundario', '29-09-2024'),
      dx('E66.8', 'Obesidad mórbida', 'Comorbilidad', '28-09-2024'),
      dx('E11.9', 'Diabetes mellitus tipo 2', 'Comorbilidad', '28-09-2024'),
    ],
  },
  notes: [
    note(
      '28-09-2024 08:30',
      'Dr. Anselmo Keule Taique',
      'UCI',
      'HDN: shock séptico refractario, NA 0,42 mcg/kg/min, vasopresina 0,03 U/min e hidrocortisona. Lactato 6,8 a 4,9.\n' +
        'RESP: VM protectora, PAFI 118, PEEP 12. Sin prono por ahora.\n' +
        'INF: nefrostomía derecha con salida de pus. Meropenem y amikacina. Hemocultivos y cultivo pielocaliceal en curso.\n' +
        'RENAL: creatinina 3,9, oliguria 15 mL/h, sin urgencia dialítica.\n' +
        'NEURO: SAS 1, pupilas isocóricas. Rocuronio en bolo.\n' +
        'HEMATO: plaquetas 68.000, sin sangrado. Familia informada de la gravedad.',
    ),
    note(
      '30-09-2024 09:00',
      'Dr. Anselmo Keule Taique',
      'UCI',
      'Hemocultivos E. coli BLEE. Anúrica, inicia HDVVC. Lactato 2,9 en descenso. NA 0,18.',
    ),
    note(
      '04-10-2024 09:20',
      'Dra. Primitiva Luche Cochayuyo',
      'UCI',
      'Sin drogas vasoactivas. Candida en urocultivo, se agrega fluconazol. Despertar con agitación, dexmedetomidina.',
    ),
    note(
      '09-10-2024 10:00',
      'Dra. Primitiva Luche Cochayuyo',
      'UCI',
      'Destete dificultoso. Traqueostomía percutánea sin incidentes. FA paroxística, amiodarona, vuelve a ritmo sinusal.',
    ),
    note(
      '16-10-2024 10:10',
      'Dr. Anselmo Keule Taique',
      'UCI',
      'Desconectada de VM 48 h. Recupera diuresis 1.900 cc/día, última HD 12-10. Sin fiebre. Completa 14 días de meropenem.',
    ),
    note(
      '24-10-2024 12:00',
      'Dr. Anselmo Keule Taique',
      'UCI',
      'Decanulada, habla. Deambula con andador. Creatinina 1,3. Traslado a hospital de origen para completar rehabilitación.',
    ),
  ],
  procedures: [
    proc('96.04', 'Intubación endotraqueal', '28-09-2024', 'Dr. R. Tique L.'),
    proc('96.72', 'Ventilación mecánica invasiva por más de 96 horas', '28-09-2024', 'UCI'),
    proc('38.93', 'Catéter venoso central yugular derecho', '28-09-2024', 'Dr. A. Keule T.'),
    proc('38.91', 'Línea arterial radial izquierda', '28-09-2024', 'Dr. A. Keule T.'),
    proc('55.03', 'Nefrostomía percutánea derecha', '28-09-2024', 'Dr. T. Lingue B.'),
    proc('39.95', 'Hemodiálisis venovenosa continua', '30-09-2024', 'Dr. W. Tayú C.'),
    proc('31.1', 'Traqueostomía percutánea', '09-10-2024', 'Dra. P. Luche C.'),
  ],
  treatment: { layout: 'columns', rows: sepsisTreatment },
  generalOrders: [
    'Cabecera 30°',
    'Aislamiento de contacto (BLEE)',
    'Nutrición enteral 1.500 kcal/día',
    'KNT motora y respiratoria',
    'Cambio de posición c/2 h',
  ],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '28-09-2024 03:40',
        lab('Lactato', '6,8', 'mmol/L', '0,5 - 2,2', 'crítico'),
        lab('Procalcitonina', '88', 'ng/mL', '< 0,5', 'crítico'),
        lab('Creatinina', '3,9', 'mg/dL', '0,5 - 0,9', 'alto'),
        lab('Plaquetas', '68.000', '/mm³', '150.000 - 400.000', 'bajo'),
        lab('Bilirrubina total', '2,4', 'mg/dL', '< 1,2', 'alto'),
      ),
      panel(
        'Microbiología',
        '30-09-2024 08:00',
        lab('Hemocultivo N° 1', 'Escherichia coli BLEE', '', 'Negativo', 'crítico'),
        lab('Hemocultivo N° 2', 'Escherichia coli BLEE', '', 'Negativo', 'crítico'),
        lab('Cultivo pielocaliceal', 'Escherichia coli BLEE', '', 'Negativo', 'alto'),
      ),
      panel(
        'Egreso',
        '24-10-2024 06:00',
        lab('Creatinina', '1,3', 'mg/dL', '0,5 - 0,9', 'alto'),
        lab('Plaquetas', '312.000', '/mm³', '150.000 - 400.000'),
        lab('PCR', '14', 'mg/L', '< 5', 'alto'),
      ),
    ],
    reports: [
      report(
        'TC de abdomen y pelvis',
        '28-09-2024',
        'Dr. Efraín Pellín Raulí',
        'Hidronefrosis derecha con nivel y gas. Cálculo coraliforme derecho. Riñón izquierdo sin alteraciones.',
      ),
      report(
        'Ecocardiograma transtorácico',
        '29-09-2024',
        'Dra. Mirta Radal Pitao',
        'FEVI 50 %. VD levemente dilatado. Sin vegetaciones.',
      ),
    ],
    pending: [
      pending('Cultivo de control nefrostomía', '22-10-2024', 'En proceso', 'Laboratorio'),
      pending('Pielografía por nefrostomía', '23-10-2024', 'Agendado 05-11-2024', 'Imagenología'),
    ],
  },
  discharge: {
    diagnoses: [
      dx('A41.5', 'Sepsis por Escherichia coli BLEE, foco urinario', 'Principal', '24-10-2024'),
      dx('R57.2', 'Choque séptico resuelto', 'Secundario', '24-10-2024'),
      dx('N17.0', 'Necrosis tubular aguda en recuperación', 'Secundario', '24-10-2024'),
      dx('I48.0', 'Fibrilación auricular paroxística', 'Complicación', '24-10-2024'),
      dx('G72.8', 'Miopatía del paciente crítico', 'Complicación', '24-10-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Enoxaparina 60 mg SC c/24 h hasta deambular', 'B01AB05'),
        order('Amiodarona 200 mg VO c/24 h por 30 días', 'C01BD01'),
        order('Insulina NPH 12 UI SC AM y 6 UI SC PM', 'A10AC01'),
        order('Omeprazol 20 mg VO c/24 h', 'A02BC01'),
        order('Vitamina B12 1 mg IM mensual', 'B03BA01'),
      ],
    },
    instructions: [
      'Rehabilitación motora y respiratoria diaria',
      'Cuidados de nefrostomía derecha, medir débito',
      'Suspender metformina y enalapril',
      'Curación de ostoma de traqueostomía',
    ],
    warningSigns: ['Fiebre o calofríos', 'Nefrostomía sin débito', 'Estridor o dificultad respiratoria'],
    followUps: [
      control('05-11-2024', 'Urología, pielografía', 'Imagenología'),
      control('21-11-2024', 'Nefrología', 'CDT, box 9'),
    ],
    condition: 'Estable',
    destination: 'Traslado a Hospital de La Quebrada',
  },
};
