// Orthopaedics: hip fracture in an old patient. Its discharge drugs come in columns, the only ones that do.
import type { Patient } from '../model.ts';
import { allergy, control, drug, dx, lab, note, panel, pending, proc, report } from './rows.ts';

export const cadera: Patient = {
  chartNumber: '098265',
  givenNames: 'Hortensia Clotilde',
  surnames: 'Alerce Ciprés',
  run: '41.579.240-9',
  birthDate: '25-01-1940',
  age: '84 años',
  sex: 'Femenino',
  insurance: 'FONASA A',
  bed: '405-A',
  ward: 'Traumatología',
  attending: 'Dr. Evaristo Guayacán Olivillo',
  admittedAt: '14-08-2024 19:50',
  dischargedAt: '22-08-2024 14:20',
  allergies: { status: 'known', items: [allergy('AINEs', 'broncoespasmo')] },
  admission: {
    reason: 'Dolor e impotencia funcional de cadera izquierda tras caída.',
    history:
      'Caída a nivel en el baño de su domicilio, con contusión directa de cadera izquierda. Sin TEC ni pérdida de conciencia. ' +
      'Extremidad inferior izquierda acortada y en rotación externa.',
    medicalHistory: [
      'Hipertensión arterial',
      'Diabetes mellitus tipo 2',
      'Asma',
      'Osteoporosis',
      'Hipoacusia derecha',
    ],
    surgicalHistory: ['Osteosíntesis muñeca derecha (2016)', 'Histerectomía (1985)'],
    habits: 'Vive con hija. Barthel previo 85. Usa bastón.',
    physicalExam:
      'Cadera izquierda dolorosa, acortamiento 2 cm. Pulso pedio izquierdo presente. Sin déficit neurológico distal.',
    usualDrugs: {
      layout: 'columns',
      rows: [
        drug('Enalapril', '10 mg', 'VO', 'c/12 h', '', '', 'C09AA02'),
        drug('Metformina', '850 mg', 'VO', 'c/12 h', '', '', 'A10BA02'),
        drug('Budesonida/Formoterol', '160/4,5 mcg', 'INH', 'c/12 h', '', '', 'R03AK07'),
      ],
    },
    diagnoses: [
      dx('S72.1', 'Fractura pertrocantérica de fémur izquierdo', 'Principal', '14-08-2024'),
      dx('M81.9', 'Osteoporosis', 'Comorbilidad', '14-08-2024'),
      dx('E11.9', 'Diabetes mellitus tipo 2', 'Comorbilidad', '14-08-2024'),
      dx('I10', 'Hipertensión arterial', 'Comorbilidad', '14-08-2024'),
    ],
  },
  notes: [
    note(
      '16-08-2024 15:30',
      'Dr. Evaristo Guayacán Olivillo',
      'Traumatología',
      'Osteosíntesis con clavo cefalomedular izquierdo bajo anestesia espinal. Reducción satisfactoria en rayos. Sin complicaciones.',
    ),
    note(
      '17-08-2024 09:10',
      'Dr. Evaristo Guayacán Olivillo',
      'Traumatología',
      'Hb 7,6. Se transfunde 1 U de GR. Dolor controlado con paracetamol y tramadol. Herida seca.',
    ),
    note(
      '18-08-2024 08:50',
      'Dra. Celestina Boldo Huingán',
      'Geriatría',
      'Delirium hiperactivo nocturno (CAM positivo). Sin foco infeccioso. Se suspende tramadol. Medidas no farmacológicas y quetiapina SOS.',
    ),
    note(
      '20-08-2024 10:00',
      'Klgo. Rigoberto Patagua',
      'Kinesiología',
      'Sedente sin mareos. Bípedo con andador y carga parcial izquierda. CAM negativo. No presenta dolor de cadera derecha.',
    ),
    note(
      '22-08-2024 11:40',
      'Dr. Evaristo Guayacán Olivillo',
      'Traumatología',
      'Afebril. Herida sin signos inflamatorios. Marcha con andador. Alta con tromboprofilaxis por 28 días.',
    ),
  ],
  procedures: [
    proc(
      '79.35',
      'Osteosíntesis de fémur izquierdo con clavo cefalomedular',
      '16-08-2024',
      'Dr. E. Guayacán O.',
    ),
    proc('99.04', 'Transfusión de glóbulos rojos', '17-08-2024', 'Banco de Sangre'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Cefazolina', '2 g', 'EV', 'Profilaxis', '16-08-2024', '17-08-2024', 'J01DB04'),
      drug('Enoxaparina', '40 mg', 'SC', 'c/24 h', '14-08-2024', '22-08-2024', 'B01AB05'),
      drug('Paracetamol', '1 g', 'EV', 'c/8 h', '14-08-2024', '22-08-2024', 'N02BE01'),
      drug('Tramadol', '50 mg', 'EV', 'c/8 h', '16-08-2024', '18-08-2024', 'N02AX02'),
      drug('Quetiapina', '12,5 mg', 'VO', 'SOS noche', '18-08-2024', '20-08-2024', 'N05AH04'),
      drug('Insulina cristalina', 'según HGT', 'SC', 'c/6 h', '14-08-2024', '22-08-2024', 'A10AB01'),
      drug('Enalapril', '10 mg', 'VO', 'c/12 h', '18-08-2024', '22-08-2024', 'C09AA02'),
    ],
  },
  generalOrders: [
    'Prevención de caídas y LPP',
    'Lentes y audífonos puestos',
    'Levantar a sillón c/12 h',
    'HGT c/6 h',
  ],
  exams: {
    panels: [
      panel(
        'Hemograma',
        '17-08-2024 06:10',
        lab('Hemoglobina', '7,6', 'g/dL', '12,0 - 16,0', 'crítico'),
        lab('Leucocitos', '9.820', '/mm³', '4.500 - 11.000'),
      ),
      panel('Hemograma', '20-08-2024 06:20', lab('Hemoglobina', '9,4', 'g/dL', '12,0 - 16,0', 'bajo')),
      panel(
        'Bioquímica',
        '20-08-2024 06:20',
        lab('Creatinina', '0,88', 'mg/dL', '0,5 - 0,9'),
        lab('25-OH vitamina D', '11', 'ng/mL', '30 - 100', 'bajo'),
        lab('Albúmina', '3,1', 'g/dL', '3,5 - 5,2', 'bajo'),
      ),
    ],
    reports: [
      report(
        'Radiografía de pelvis y cadera izquierda',
        '14-08-2024',
        'Dr. Efraín Pellín Raulí',
        'Fractura pertrocantérica izquierda desplazada. Cadera derecha sin lesión. Osteopenia difusa.',
      ),
    ],
    pending: [pending('Densitometría ósea', '21-08-2024', 'Solicitado ambulatorio', 'Traumatología')],
  },
  discharge: {
    diagnoses: [
      dx('S72.1', 'Fractura pertrocantérica de fémur izquierdo operada', 'Principal', '22-08-2024'),
      dx('F05.9', 'Delirium resuelto', 'Complicación', '22-08-2024'),
      dx('D62', 'Anemia posthemorrágica aguda', 'Complicación', '22-08-2024'),
      dx('E55.9', 'Déficit de vitamina D', 'Secundario', '22-08-2024'),
    ],
    drugs: {
      layout: 'columns',
      rows: [
        drug('Enoxaparina', '40 mg', 'SC', 'c/24 h por 28 días', '22-08-2024', '19-09-2024', 'B01AB05'),
        drug('Paracetamol', '1 g', 'VO', 'c/8 h por 10 días', '22-08-2024', '01-09-2024', 'N02BE01'),
        drug(
          'Colecalciferol',
          '50.000 UI',
          'VO',
          '1 vez por semana por 8 semanas',
          '22-08-2024',
          '',
          'A11CC05',
        ),
        drug('Enalapril', '10 mg', 'VO', 'c/12 h', '', '', 'C09AA02'),
        drug('Metformina', '850 mg', 'VO', 'c/12 h', '', '', 'A10BA02'),
      ],
    },
    instructions: [
      'Carga parcial izquierda con andador por 6 semanas',
      'Kinesiología domiciliaria',
      'Curación cada 3 días, retiro de corchetes a los 14 días',
    ],
    warningSigns: [
      'Fiebre o secreción de la herida',
      'Aumento de volumen de la pierna',
      'Disnea súbita',
      'Confusión',
    ],
    followUps: [
      control('05-09-2024', 'Traumatología con radiografía', 'Policlínico de Traumatología'),
      control('12-09-2024', 'Geriatría', 'CDT, box 15'),
    ],
    condition: 'Estable',
    destination: 'Domicilio con hospitalización domiciliaria',
  },
};
