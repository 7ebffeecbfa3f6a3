// Neurosurgery: mild head injury. Awkward: no discharge drugs, and a note whose text is empty.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, panel, proc, report } from './rows.ts';

export const tec: Patient = {
  chartNumber: '395582',
  givenNames: 'Vicente Amaro',
  surnames: 'Traro Loica',
  run: '47.122.250-K',
  birthDate: '16-10-2001',
  age: '22 años',
  sex: 'Masculino',
  insurance: 'Sin previsión',
  bed: '410-C',
  ward: 'Neurocirugía',
  attending: 'Dr. Zenón Tayo Guindo',
  admittedAt: '15-09-2024 01:10',
  dischargedAt: '16-09-2024 10:30',
  allergies: { status: 'silent' },
  admission: {
    reason: 'Traumatismo craneal.',
    history:
      'Caída de bicicleta sin casco, golpe frontal derecho. Pérdida de conciencia menor a 1 minuto y amnesia del evento. Un vómito. Niega cefalea intensa. Sin convulsiones.',
    medicalHistory: [],
    surgicalHistory: [],
    habits: 'Alcohol ocasional, niega consumo hoy.',
    physicalExam:
      'GCS 15. Pupilas isocóricas reactivas. Herida frontal derecha de 4 cm. Sin déficit focal. Cuello indoloro.',
    usualDrugs: { layout: 'text', rows: [] },
    diagnoses: [
      dx('S06.0', 'Conmoción cerebral', 'Principal', '15-09-2024'),
      dx('S01.8', 'Herida frontal derecha', 'Secundario', '15-09-2024'),
    ],
  },
  notes: [
    note(
      '15-09-2024 10:00',
      'Dr. Zenón Tayo Guindo',
      'Neurocirugía',
      'GCS 15. Sin vómitos. Sin cefalea. TC sin lesiones. Continúa en observación.',
    ),
    note('15-09-2024 20:00', 'Enf. P. Avellano', 'Enfermería', ''),
    note(
      '16-09-2024 09:30',
      'Dr. Zenón Tayo Guindo',
      'Neurocirugía',
      'Asintomático, 32 h de observación sin cambios neurológicos. No requiere fármacos. Alta.',
    ),
  ],
  procedures: [
    proc('87.03', 'TC de cerebro sin contraste', '15-09-2024', 'Dr. E. Pellín R.'),
    proc('86.59', 'Sutura de herida frontal', '15-09-2024', 'Dr. R. Tique L.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Paracetamol', '1 g', 'EV', 'c/8 h', '15-09-2024', '16-09-2024', 'N02BE01'),
      drug('Toxoide tetánico', '0,5 mL', 'IM', 'Dosis única', '15-09-2024', '15-09-2024', 'J07AM01'),
    ],
  },
  generalOrders: ['Control neurológico c/2 h', 'Cabecera 30°', 'Régimen liviano'],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '15-09-2024 01:30',
        lab('Alcoholemia', '0,0', 'g/L', '0'),
        lab('INR', '1,0', '', '0,9 - 1,2'),
      ),
    ],
    reports: [
      report(
        'TC de cerebro sin contraste',
        '15-09-2024',
        'Dr. Efraín Pellín Raulí',
        'Sin hemorragia intracraneana ni fracturas. Aumento de partes blandas frontal derecho.',
      ),
    ],
    pending: [],
  },
  discharge: {
    diagnoses: [
      dx('S06.0', 'Conmoción cerebral', 'Principal', '16-09-2024'),
      dx('S01.8', 'Herida frontal derecha suturada', 'Secundario', '16-09-2024'),
    ],
    drugs: { layout: 'text', rows: [] },
    instructions: [
      'Reposo por 3 días, acompañado las primeras 24 horas',
      'Evitar deportes por 2 semanas',
      'Retiro de puntos a los 7 días en CESFAM',
    ],
    warningSigns: ['Vómitos repetidos', 'Somnolencia o confusión', 'Cefalea progresiva', 'Convulsiones'],
    followUps: [control('23-09-2024', 'Neurocirugía', 'CDT, box 6')],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
