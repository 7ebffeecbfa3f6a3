// Infectious diseases. Awkward: mojibake from an old system ("infecciÃ³n"), beside text whose accents are right.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, proc, report } from './rows.ts';

export const pielonefritis: Patient = {
  chartNumber: '341208',
  givenNames: 'Begoña Inés',
  surnames: 'Ñipa Güiña',
  run: '47.015.764-K',
  birthDate: '18-01-1989',
  age: '35 años',
  sex: 'Femenino',
  insurance: 'FONASA B',
  bed: '205-A',
  ward: 'Medicina Interna',
  attending: 'Dra. Mañungo Peñi Güil',
  admittedAt: '19-08-2024 17:45',
  dischargedAt: '23-08-2024 12:00',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Fiebre, disuria y dolor lumbar derecho.',
    history:
      'PresentÃ³ 3 dÃ­as de disuria y poliaquiuria, luego fiebre de 39 Â°C y dolor lumbar derecho. Niega vÃ³mitos. Sin embarazo.',
    medicalHistory: ['InfecciÃ³n urinaria a repeticiÃ³n', 'NeumonÃ­a en 2019', 'Migraña'],
    surgicalHistory: ['AmigdalectomÃ­a'],
    habits: 'Niega hÃ¡bitos.',
    physicalExam: 'T° 39,1 °C. FC 112. PA 104/62. Puño percusión derecha positiva.',
    usualDrugs: { layout: 'text', rows: [] },
    diagnoses: [
      dx('N10', 'Pielonefritis aguda derecha, infecciÃ³n por E. coli', 'Principal', '19-08-2024'),
      dx('A41.9', 'Sepsis de foco urinario', 'Secundario', '19-08-2024'),
    ],
  },
  notes: [
    note(
      '20-08-2024 10:00',
      'Dra. Mañungo Peñi Güil',
      'Medicina Interna',
      'Febril 38,5 Â°C. Dolor lumbar derecho en disminuciÃ³n. EcotomografÃ­a sin hidronefrosis ni colecciÃ³n.',
    ),
    note(
      '21-08-2024 10:10',
      'Dra. Mañungo Peñi Güil',
      'Medicina Interna',
      'Urocultivo E. coli BLEE. Se cambia a ertapenem. Afebril desde la mañana. Sin náuseas.',
    ),
    note(
      '23-08-2024 11:00',
      'Dra. Mañungo Peñi Güil',
      'Medicina Interna',
      'Sin fiebre 48 h. PCR 40. Continúa ertapenem en hospitalización domiciliaria.',
    ),
  ],
  procedures: [
    proc('88.75', 'EcotomografÃ­a renal y vesical', '20-08-2024', 'Dr. E. Pellín R.'),
    proc('90.52', 'Hemocultivos', '19-08-2024', 'Enf. P. Avellano'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Ceftriaxona', '2 g', 'EV', 'c/24 h', '19-08-2024', '21-08-2024', 'J01DD04'),
      drug('Ertapenem', '1 g', 'EV', 'c/24 h', '21-08-2024', '23-08-2024', 'J01DH03'),
      drug('Paracetamol', '1 g', 'VO', 'c/8 h', '19-08-2024', '23-08-2024', 'N02BE01'),
    ],
  },
  generalOrders: ['RÃ©gimen comÃºn', 'Control de temperatura c/6 h'],
  exams: {
    panels: [
      panel(
        'Bioquímica',
        '19-08-2024 18:10',
        lab('PCR', '214', 'mg/L', '< 5', 'alto'),
        lab('Creatinina', '0,8', 'mg/dL', '0,5 - 0,9'),
      ),
      panel(
        'MicrobiologÃ­a',
        '21-08-2024 09:00',
        lab('Urocultivo', 'Escherichia coli BLEE', '', 'Negativo', 'alto'),
      ),
    ],
    reports: [
      report(
        'EcotomografÃ­a renal',
        '20-08-2024',
        'Dr. Efraín Pellín Raulí',
        'RiÃ±Ã³n derecho aumentado de tamaÃ±o. Sin hidronefrosis. Vejiga normal.',
      ),
    ],
    pending: [],
  },
  discharge: {
    diagnoses: [
      dx('N10', 'Pielonefritis aguda derecha por E. coli BLEE', 'Principal', '23-08-2024'),
      dx('A41.9', 'Sepsis de foco urinario resuelta', 'Secundario', '23-08-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Ertapenem 1 g EV c/24 h por 6 días', 'J01DH03'),
        order('Paracetamol 1 g VO c/8 h SOS', 'N02BE01'),
      ],
    },
    instructions: ['HospitalizaciÃ³n domiciliaria para completar antibiÃ³tico', 'Hidratación abundante'],
    warningSigns: ['Fiebre', 'Vómitos', 'Dolor lumbar intenso'],
    followUps: [control('09-09-2024', 'Medicina con urocultivo', 'CDT, box 5')],
    condition: 'Mejorada',
    destination: 'Hospitalización domiciliaria',
  },
};
