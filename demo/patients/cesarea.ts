// Obstetrics: severe preeclampsia and urgent caesarean. In-hospital drugs are one text a row here.
import type { Patient } from '../model.ts';
import { control, dx, lab, note, order, panel, proc, report } from './rows.ts';

export const cesarea: Patient = {
  chartNumber: '290416',
  givenNames: 'Rayén Solange',
  surnames: 'Copihue Murta',
  run: '41.215.279-4',
  birthDate: '14-02-1992',
  age: '32 años',
  sex: 'Femenino',
  insurance: 'FONASA D',
  bed: 'MAT-208',
  ward: 'Ginecología y Obstetricia',
  attending: 'Dra. Eufemia Chilco Pillo-Pillo',
  admittedAt: '22-07-2024 16:05',
  dischargedAt: '26-07-2024 10:45',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Cefalea y cifras tensionales elevadas, embarazo de 37+2 semanas.',
    history:
      'Multípara de 1, embarazo de 37+2 semanas. Consulta por cefalea holocránea y fotopsias. PA 168/112 mmHg repetida. ' +
      'Niega epigastralgia. Percibe movimientos fetales disminuidos desde hoy.',
    medicalHistory: ['Hipotiroidismo gestacional'],
    surgicalHistory: ['Cesárea 2019 (desproporción)'],
    habits: 'Niega tabaco y alcohol.',
    physicalExam:
      'PA 168/112. ROT vivos, clonus (-). AU 34 cm, LCF 142 lpm, feto en cefálica. Edema ++ de EEII.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Levotiroxina 50 mcg VO c/24 h', 'H03AA01'),
        order('Sulfato ferroso 200 mg VO c/24 h', 'B03AA07'),
      ],
    },
    diagnoses: [
      dx('O14.1', 'Preeclampsia severa', 'Principal', '22-07-2024'),
      dx('O34.2', 'Cicatriz de cesárea anterior', 'Secundario', '22-07-2024'),
      dx('Z35.9', 'Embarazo de alto riesgo de 37+2 semanas', 'Secundario', '22-07-2024'),
    ],
  },
  notes: [
    note(
      '22-07-2024 19:10',
      'Dra. Eufemia Chilco Pillo-Pillo',
      'Obstetricia',
      'Registro basal no reactivo con desaceleraciones tardías. Se decide interrupción por cesárea de urgencia. ' +
        'RN femenino 2.740 g, Apgar 8-9. Sin inercia. Sangrado estimado 600 cc.',
    ),
    note(
      '23-07-2024 09:00',
      'Mat. Ignacia Pitra Voqui',
      'Matronería',
      'Puérpera primer día. Útero retraído bajo el ombligo. Loquios escasos sin mal olor. Completa 24 h de sulfato de magnesio.',
    ),
    note(
      '24-07-2024 09:30',
      'Dra. Eufemia Chilco Pillo-Pillo',
      'Obstetricia',
      'PA 142/88. Sin cefalea ni fotopsias. Diuresis adecuada. Plaquetas 148.000. Se ajusta enalapril.',
    ),
    note(
      '26-07-2024 10:00',
      'Dra. Eufemia Chilco Pillo-Pillo',
      'Obstetricia',
      'PA 128/78. Herida operatoria limpia. Lactancia bien establecida. Alta en binomio.',
    ),
  ],
  procedures: [
    proc('75.34', 'Registro basal no estresante', '22-07-2024', 'Mat. I. Pitra V.'),
    proc('74.1', 'Cesárea segmentaria de urgencia', '22-07-2024', 'Dra. E. Chilco P.'),
  ],
  treatment: {
    layout: 'text',
    rows: [
      order('Sulfato de magnesio 5 g EV carga y 1 g/h BIC por 24 h', 'B05XA05', '22-07-2024', '23-07-2024'),
      order('Labetalol 20 mg EV bolo', 'C07AG01', '22-07-2024', '22-07-2024'),
      order('Cefazolina 2 g EV profilaxis', 'J01DB04', '22-07-2024', '22-07-2024'),
      order('Oxitocina 20 UI EV en 500 cc SG 5 %', 'H01BB02', '22-07-2024', '22-07-2024'),
      order('Ketorolaco 30 mg EV c/8 h', 'M01AB15', '22-07-2024', '24-07-2024'),
      order('Enalapril 10 mg VO c/12 h', 'C09AA02', '23-07-2024', '26-07-2024'),
      order('Paracetamol 1 g VO c/8 h', 'N02BE01', '23-07-2024', '26-07-2024'),
    ],
  },
  generalOrders: [
    'Reposo relativo',
    'Régimen hiposódico',
    'Control de signos vitales c/4 h',
    'Apoyo de lactancia',
  ],
  exams: {
    panels: [
      panel(
        'Perfil preeclampsia',
        '22-07-2024 16:30',
        lab('Plaquetas', '131.000', '/mm³', '150.000 - 400.000', 'bajo'),
        lab('GOT', '38', 'U/L', '< 32', 'alto'),
        lab('Creatinina', '0,79', 'mg/dL', '0,5 - 0,9'),
        lab('Índice proteinuria/creatininuria', '0,82', '', '< 0,3', 'alto'),
      ),
      panel('Hemograma', '24-07-2024 06:15', lab('Hemoglobina', '10,4', 'g/dL', '12,0 - 16,0', 'bajo')),
    ],
    reports: [
      report(
        'Ecografía obstétrica y Doppler',
        '22-07-2024',
        'Dra. Eufemia Chilco Pillo-Pillo',
        'Feto único en cefálica. EPF 2.800 g. Doppler umbilical normal. Líquido amniótico normal. Placenta anterior alta.',
      ),
    ],
    pending: [],
  },
  discharge: {
    diagnoses: [
      dx('O82.1', 'Parto por cesárea de emergencia', 'Principal', '26-07-2024'),
      dx('O14.1', 'Preeclampsia severa', 'Secundario', '26-07-2024'),
      dx('Z37.0', 'Recién nacido único vivo', 'Secundario', '26-07-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Enalapril 10 mg VO c/12 h', 'C09AA02'),
        order('Paracetamol 1 g VO c/8 h por 5 días', 'N02BE01'),
        order('Sulfato ferroso 200 mg VO c/24 h por 60 días', 'B03AA07'),
      ],
    },
    instructions: [
      'Reposo relativo por 7 días, abstinencia sexual por 40 días',
      'Control de presión arterial diario en CESFAM por 7 días',
      'Lactancia materna exclusiva',
      'Suspender levotiroxina hasta control de TSH',
    ],
    warningSigns: [
      'Cefalea, fotopsias o tinnitus',
      'PA mayor o igual a 150/100',
      'Fiebre o loquios de mal olor',
    ],
    followUps: [
      control('02-08-2024', 'Matrona, control de puerperio', 'CESFAM'),
      control('23-08-2024', 'Alto riesgo obstétrico', 'Policlínico ARO'),
    ],
    condition: 'Mejorada',
    destination: 'Domicilio',
  },
};
