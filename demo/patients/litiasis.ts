// Urology. Awkward: entries without codes, in diagnoses, procedures and drugs, one of them with the literal "nan".
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const litiasis: Patient = {
  chartNumber: '233907',
  givenNames: 'Fidel Anacleto',
  surnames: 'Romerillo Pimiento',
  run: '46.135.241-3',
  birthDate: '17-06-1978',
  age: '46 años',
  sex: 'Masculino',
  insurance: 'FONASA C',
  bed: '318-A',
  ward: 'Urología',
  attending: 'Dr. Teodomiro Lingue Belloto',
  admittedAt: '02-09-2024 13:25',
  dischargedAt: '06-09-2024 10:30',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Dolor lumbar izquierdo y fiebre.',
    history:
      'Cólico lumbar izquierdo de 3 días, EVA 8/10, con náuseas. Desde ayer calofríos y fiebre de 38,9 °C. Niega hematuria. ' +
      'Diuresis conservada. Sin dolor lumbar derecho.',
    medicalHistory: ['Litiasis renal recurrente', 'Gota'],
    surgicalHistory: ['LEC derecha (2020)'],
    habits: 'Alcohol fines de semana. Niega tabaco.',
    physicalExam: 'T° 38,6 °C. PA 116/70. FC 108. Puño percusión izquierda positiva, derecha negativa.',
    usualDrugs: { layout: 'text', rows: [order('Alopurinol 300 mg VO c/24 h', '')] },
    diagnoses: [
      dx('', 'Cólico renal izquierdo febril', 'Principal', '02-09-2024'),
      dx('N20.1', 'Litiasis ureteral izquierda', 'Secundario', '02-09-2024'),
      dx('', 'Gota', 'Comorbilidad', '02-09-2024'),
    ],
  },
  notes: [
    note(
      '02-09-2024 20:10',
      'Dr. Teodomiro Lingue Belloto',
      'Urología',
      'Derivación urinaria de urgencia: instalación de catéter doble J izquierdo con salida de orina turbia. Sin incidentes.',
    ),
    note(
      '04-09-2024 09:20',
      'Dr. Teodomiro Lingue Belloto',
      'Urología',
      'Afebril 24 h. Urocultivo E. coli sensible a cefuroximo. Sin dolor.',
    ),
    note(
      '06-09-2024 09:45',
      'Dr. Teodomiro Lingue Belloto',
      'Urología',
      'Asintomático. Orina clara. PCR 38. Alta con cefuroximo y programación de ureteroscopía.',
    ),
  ],
  procedures: [
    proc('87.71', 'PieloTC', '02-09-2024', 'Dr. E. Pellín R.'),
    proc('59.8', 'Instalación de catéter doble J izquierdo', '02-09-2024', 'Dr. T. Lingue B.'),
    proc('', 'Curación avanzada', '04-09-2024', 'nan'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Ceftriaxona', '2 g', 'EV', 'c/24 h', '02-09-2024', '05-09-2024', 'J01DD04'),
      drug('Ketorolaco', '30 mg', 'EV', 'c/8 h', '02-09-2024', '04-09-2024', ''),
      drug('Suero fisiológico', '1000 mL', 'EV', 'c/12 h', '02-09-2024', '03-09-2024', 'nan'),
      drug('Tamsulosina', '0,4 mg', 'VO', 'c/noche', '02-09-2024', '06-09-2024', 'G04CA02'),
    ],
  },
  generalOrders: ['Régimen liviano', 'Hidratación abundante', 'Medir diuresis'],
  exams: {
    panels: [
      panel(
        'Bioquímica',
        '02-09-2024 13:50',
        lab('Creatinina', '1,48', 'mg/dL', '0,7 - 1,2', 'alto'),
        lab('PCR', '187', 'mg/L', '< 5', 'alto'),
        lab('Ácido úrico', '8,1', 'mg/dL', '3,4 - 7,0', 'alto'),
      ),
      panel(
        'Microbiología',
        '04-09-2024 08:30',
        lab('Urocultivo', 'Escherichia coli > 100.000 UFC/mL', '', 'Negativo', 'alto'),
      ),
    ],
    reports: [
      report(
        'PieloTC',
        '02-09-2024',
        'Dr. Efraín Pellín Raulí',
        'Cálculo de 9 mm en uréter proximal izquierdo, 1.050 UH, con hidroureteronefrosis izquierda moderada. Riñón derecho sin litiasis.',
      ),
    ],
    pending: [pending('Creatinina de control', '06-09-2024', 'Solicitado ambulatorio', 'Urología')],
  },
  discharge: {
    diagnoses: [
      dx('N13.6', 'Pionefrosis izquierda obstructiva', 'Principal', '06-09-2024'),
      dx('', 'Litiasis ureteral izquierda con doble J', 'Secundario', '06-09-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Cefuroximo 500 mg VO c/12 h por 7 días', 'J01DC02'),
        order('Tamsulosina 0,4 mg VO c/noche hasta cirugía', ''),
        order('Celecoxib 200 mg VO c/12 h por 3 días SOS', 'nan'),
      ],
    },
    instructions: [
      'Tomar 2,5 litros de agua al día',
      'Puede presentar orina rosada con el catéter doble J',
      'Reiniciar alopurinol en control',
    ],
    warningSigns: ['Fiebre o calofríos', 'Dolor que no cede', 'Orina con coágulos'],
    followUps: [control('25-09-2024', 'Urología, ureteroscopía programada', 'Pabellón CMA')],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
