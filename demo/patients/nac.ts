// Internal medicine: severe pneumonia in COPD. Awkward: its fifteen days of notes in capitals are in `nac.notes.ts`,
// and its treatment has twelve rows, two pages of the grid.
import type { Patient } from '../model.ts';
import { nacNotes } from './nac.notes.ts';
import { control, drug, dx, lab, order, panel, pending, proc, report } from './rows.ts';

export const nac: Patient = {
  chartNumber: '075391',
  givenNames: 'Dagoberto Eleuterio',
  surnames: 'Espino Tamarugo',
  run: '46.624.039-7',
  birthDate: '08-07-1951',
  age: '72 años',
  sex: 'Masculino',
  insurance: 'FONASA B',
  bed: '201-C',
  ward: 'Medicina Interna',
  attending: 'Dr. Leoncio Pelú Toromiro',
  admittedAt: '02-05-2024 08:10',
  dischargedAt: '16-05-2024 15:30',
  allergies: { status: 'denied', text: 'NIEGA ALERGIAS' },
  admission: {
    reason: 'Disnea, tos con expectoración y fiebre.',
    history:
      'Cuadro de 5 días de tos con expectoración mucopurulenta, fiebre hasta 39 °C y disnea progresiva hasta el reposo. ' +
      'Niega dolor torácico y hemoptisis. Sin viajes recientes. Ingresa por SU con SatO2 84 % ambiental.',
    medicalHistory: [
      'EPOC GOLD 3 en control irregular',
      'Hipertensión arterial',
      'Ex tabaquismo 40 paquetes/año',
    ],
    surgicalHistory: ['Prostatectomía transvesical (2014)'],
    habits: 'Ex fumador. Cocina a leña.',
    physicalExam:
      'T° 38,7 °C. FR 32. FC 112. PA 132/78. SatO2 84 %. Crépitos en base derecha, sibilancias difusas. Sin edema.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Tiotropio 18 mcg INH c/24 h', 'R03BB04'),
        order('Salbutamol 100 mcg 2 puff INH SOS', 'R03AC02'),
        order('Amlodipino 5 mg VO c/24 h', 'C08CA01'),
      ],
    },
    diagnoses: [
      dx('J18.9', 'Neumonía adquirida en la comunidad grave', 'Principal', '02-05-2024'),
      dx('J44.1', 'EPOC con exacerbación aguda', 'Secundario', '02-05-2024'),
      dx('J96.0', 'Insuficiencia respiratoria aguda hipercápnica', 'Secundario', '02-05-2024'),
      dx('I10', 'Hipertensión arterial', 'Comorbilidad', '02-05-2024'),
    ],
  },
  notes: nacNotes,
  procedures: [
    proc('93.90', 'Ventilación mecánica no invasiva', '02-05-2024', 'Klgo. R. Patagua'),
    proc('87.41', 'TC de tórax con contraste', '06-05-2024', 'Dr. E. Pellín R.'),
    proc('87.44', 'Radiografía de tórax', '13-05-2024', 'TM S. Guindo'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Ceftriaxona', '2 g', 'EV', 'c/24 h', '02-05-2024', '04-05-2024', 'J01DD04'),
      drug('Azitromicina', '500 mg', 'VO', 'c/24 h', '02-05-2024', '06-05-2024', 'J01FA10'),
      drug('Piperacilina/Tazobactam', '4,5 g', 'EV', 'c/6 h', '04-05-2024', '12-05-2024', 'J01CR05'),
      drug('Hidrocortisona', '100 mg', 'EV', 'c/8 h', '02-05-2024', '09-05-2024', 'H02AB09'),
      drug('Prednisona', '40 mg', 'VO', 'c/24 h', '09-05-2024', '14-05-2024', 'H02AB07'),
      drug('Salbutamol', '4 puff', 'INH', 'c/4 h', '02-05-2024', '16-05-2024', 'R03AC02'),
      drug('Bromuro de ipratropio', '4 puff', 'INH', 'c/6 h', '02-05-2024', '12-05-2024', 'R03BB01'),
      drug('Enoxaparina', '40 mg', 'SC', 'c/24 h', '02-05-2024', '16-05-2024', 'B01AB05'),
      drug('Omeprazol', '20 mg', 'VO', 'c/24 h', '02-05-2024', '16-05-2024', 'A02BC01'),
      drug('Insulina cristalina', 'según HGT', 'SC', 'c/6 h', '07-05-2024', '15-05-2024', 'A10AB01'),
      drug('Haloperidol', '1 mg', 'VO', 'PRN', '10-05-2024', '12-05-2024', 'N05AD01'),
      drug('Amlodipino', '5 mg', 'VO', 'c/24 h', '03-05-2024', '16-05-2024', 'C08CA01'),
    ],
  },
  generalOrders: [
    'Semisentado',
    'O2 para SatO2 88 - 92 %',
    'KNT respiratoria c/8 h',
    'Régimen liviano hiperproteico',
  ],
  exams: {
    panels: [
      panel(
        'Gases arteriales',
        '02-05-2024 08:30',
        lab('pH', '7,28', '', '7,35 - 7,45', 'bajo'),
        lab('pCO2', '63', 'mmHg', '35 - 45', 'alto'),
        lab('pO2', '51', 'mmHg', '80 - 100', 'crítico'),
        lab('HCO3', '29', 'mEq/L', '22 - 26', 'alto'),
      ),
      panel(
        'Inflamatorios y bioquímica',
        '04-05-2024 06:15',
        lab('PCR', '268', 'mg/L', '< 5', 'alto'),
        lab('Leucocitos', '19.300', '/mm³', '4.500 - 11.000', 'alto'),
        lab('Nitrógeno ureico', '31', 'mg/dL', '8 - 23', 'alto'),
        lab('Creatinina', '1,12', 'mg/dL', '0,7 - 1,2'),
      ),
      panel(
        'Microbiología',
        '05-05-2024 12:00',
        lab('Hemocultivo N° 1', 'Negativo', '', ''),
        lab('Hemocultivo N° 2', 'Negativo', '', ''),
        lab('Antígeno urinario neumococo', 'Positivo', '', 'Negativo', 'alto'),
      ),
      panel('Inflamatorios', '13-05-2024 06:20', lab('PCR', '22', 'mg/L', '< 5', 'alto')),
    ],
    reports: [
      report(
        'TC de tórax con contraste',
        '06-05-2024',
        'Dr. Efraín Pellín Raulí',
        'Condensación del lóbulo inferior derecho. Derrame pleural derecho laminar. Enfisema centrolobulillar. Sin signos de TEP.',
      ),
      report(
        'Radiografía de tórax',
        '13-05-2024',
        'Dr. Efraín Pellín Raulí',
        'Condensación basal derecha en regresión. Sin derrame.',
      ),
    ],
    pending: [
      pending('Cultivo de Koch en expectoración', '03-05-2024', 'En proceso (60 días)', 'Laboratorio ISP'),
    ],
  },
  discharge: {
    diagnoses: [
      dx('J13', 'Neumonía por Streptococcus pneumoniae', 'Principal', '16-05-2024'),
      dx('J44.1', 'EPOC con exacerbación aguda', 'Secundario', '16-05-2024'),
      dx('J96.1', 'Insuficiencia respiratoria crónica', 'Secundario', '16-05-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Tiotropio 18 mcg INH c/24 h', 'R03BB04'),
        order('Salbutamol 100 mcg 2 puff INH c/6 h y SOS con aerocámara', 'R03AC02'),
        order('Amlodipino 5 mg VO c/24 h', 'C08CA01'),
        order('Oxígeno 1 L/min por naricera nocturno y en esfuerzo', 'V03AN01'),
      ],
    },
    instructions: [
      'Oxígeno domiciliario según prescripción',
      'Rehabilitación respiratoria',
      'Vacuna antineumocócica en CESFAM',
      'No cocinar a leña',
    ],
    warningSigns: ['Aumento de la disnea', 'Fiebre', 'Somnolencia o confusión', 'Expectoración con sangre'],
    followUps: [
      control('30-05-2024', 'Broncopulmonar', 'CDT, box 21'),
      control('23-05-2024', 'Medicina, programa ERA', 'CESFAM'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio con oxígeno',
  },
};
