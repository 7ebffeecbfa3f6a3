// Neurology: left MCA stroke with thrombolysis. Awkward: a draft of the epicrisis is in the textarea already.
import type { Patient } from '../model.ts';
import { allergy, control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const acv: Patient = {
  chartNumber: '127733',
  givenNames: 'Zunilda del Tránsito',
  surnames: 'Lenga Ñirre',
  run: '40.810.111-5',
  birthDate: '02-11-1948',
  age: '75 años',
  sex: 'Femenino',
  insurance: 'FONASA B',
  bed: 'UTAC-02',
  ward: 'Neurología',
  attending: 'Dr. Baltazar Tepa Mañío',
  admittedAt: '17-04-2024 09:42',
  dischargedAt: '26-04-2024 13:30',
  allergies: { status: 'known', items: [allergy('Dipirona (metamizol)', 'hipotensión')] },
  admission: {
    reason: 'Debilidad de hemicuerpo derecho y alteración del lenguaje.',
    history:
      'Inicio súbito a las 08:10 h de hemiparesia faciobraquiocrural derecha y afasia, presenciado por hija. ' +
      'NIHSS de ingreso 14. TC sin hemorragia, ASPECTS 9. Se realiza trombólisis a las 10:20 h.',
    medicalHistory: ['Hipertensión arterial', 'Fibrilación auricular sin anticoagulación', 'Hipotiroidismo'],
    surgicalHistory: ['Colecistectomía abierta (1988)', 'Cirugía de catarata ojo izquierdo (2019)'],
    habits: 'Sin hábitos de riesgo. Autovalente, Rankin previo 1.',
    physicalExam:
      'PA 172/94. FC 104 irregular. Afasia de predominio expresivo. Hemiparesia derecha M2/5. Babinski derecho.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Losartán 50 mg VO c/24 h', 'C09CA01'),
        order('Levotiroxina 75 mcg VO c/24 h en ayunas', 'H03AA01'),
        order('Aspirina 100 mg VO c/24 h', 'B01AC06'),
      ],
    },
    diagnoses: [
      dx('I63.4', 'Infarto cerebral por embolia de ACM izquierda', 'Principal', '17-04-2024'),
      dx('I48.9', 'Fibrilación auricular', 'Comorbilidad', '17-04-2024'),
      dx('I10', 'Hipertensión arterial', 'Comorbilidad', '17-04-2024'),
      dx('E03.9', 'Hipotiroidismo', 'Comorbilidad', '17-04-2024'),
    ],
  },
  notes: [
    note(
      '17-04-2024 12:30',
      'Dr. Baltazar Tepa Mañío',
      'Neurología',
      'Post trombólisis con alteplasa 54 mg. NIHSS 9. Sin signos de sangrado. PA bajo 180/105 con labetalol.\n' +
        'Examen: vigil, afasia de predominio expresivo, obedece órdenes simples. Pupilas isocóricas. Parálisis facial central derecha. ' +
        'M3/5 en extremidad superior derecha y M3/5 en extremidad inferior derecha; izquierda sin déficit. Sin rigidez de nuca.\n' +
        'Plan: control neurológico c/15 min por 2 h, luego c/30 min. Régimen cero hasta evaluación de deglución. TC de control a las 24 h. ' +
        'Sin antitrombóticos por 24 h.',
    ),
    note(
      '18-04-2024 11:00',
      'Dr. Baltazar Tepa Mañío',
      'Neurología',
      'TC control 24 h: infarto insular izquierdo, sin transformación hemorrágica. NIHSS 6. Niega cefalea.',
    ),
    note(
      '20-04-2024 10:20',
      'Flga. Ayelén Radal Nalca',
      'Fonoaudiología',
      'Disfagia orofaríngea leve. Régimen papilla y líquidos espesos néctar. Sin signos de aspiración.',
    ),
    note(
      '23-04-2024 09:40',
      'Dr. Baltazar Tepa Mañío',
      'Neurología',
      'Mejoría motora, M4/5 en extremidad superior derecha y M4+/5 en inferior derecha. Inicia apixabán al 6° día.',
    ),
    note(
      '26-04-2024 12:00',
      'Dr. Baltazar Tepa Mañío',
      'Neurología',
      'NIHSS 3, Rankin 2. Camina con asistencia. Sin disfagia a sólidos blandos. Alta con rehabilitación ambulatoria.',
    ),
  ],
  procedures: [
    proc('87.03', 'TC de cerebro sin contraste', '17-04-2024', 'Dr. E. Pellín R.'),
    proc('99.10', 'Trombólisis sistémica', '17-04-2024', 'Dr. B. Tepa M.'),
    proc('88.91', 'Resonancia magnética de cerebro', '19-04-2024', 'Dr. E. Pellín R.'),
    proc('88.72', 'Ecocardiograma transtorácico', '22-04-2024', 'Dra. M. Radal P.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Alteplasa', '54 mg', 'EV', 'Dosis única', '17-04-2024', '17-04-2024', 'B01AD02'),
      drug('Labetalol', '10 mg', 'EV', 'Bolo SOS', '17-04-2024', '18-04-2024', 'C07AG01'),
      drug('Atorvastatina', '40 mg', 'VO', 'c/noche', '18-04-2024', '26-04-2024', 'C10AA05'),
      drug('Apixabán', '5 mg', 'VO', 'c/12 h', '23-04-2024', '26-04-2024', 'B01AF02'),
      drug('Losartán', '50 mg', 'VO', 'c/12 h', '20-04-2024', '26-04-2024', 'C09CA01'),
      drug('Levotiroxina', '75 mcg', 'VO', 'c/24 h', '18-04-2024', '26-04-2024', 'H03AA01'),
    ],
  },
  generalOrders: [
    'Cabecera 30°',
    'Régimen papilla, líquidos néctar',
    'KNT motora y fonoaudiología diaria',
    'HGT c/6 h',
  ],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '17-04-2024 09:55',
        lab('Glicemia', '128', 'mg/dL', '70 - 100', 'alto'),
        lab('INR', '1,04', '', '0,9 - 1,2'),
        lab('Plaquetas', '231.000', '/mm³', '150.000 - 400.000'),
        lab('Creatinina', '0,81', 'mg/dL', '0,5 - 0,9'),
      ),
      panel(
        'Perfil lipídico y tiroideo',
        '18-04-2024 06:20',
        lab('Colesterol LDL', '121', 'mg/dL', '< 100', 'alto'),
        lab('TSH', '3,1', 'µUI/mL', '0,4 - 4,5'),
      ),
    ],
    reports: [
      report(
        'TC de cerebro sin contraste',
        '17-04-2024',
        'Dr. Efraín Pellín Raulí',
        'Sin hemorragia intracraneana. Borramiento insular izquierdo. ASPECTS 9.',
      ),
      report(
        'RM de cerebro',
        '19-04-2024',
        'Dr. Efraín Pellín Raulí',
        'Restricción a la difusión en ínsula y opérculo frontal izquierdo. Sin transformación hemorrágica.',
      ),
    ],
    pending: [pending('Holter de ritmo 24 h', '24-04-2024', 'Agendado 14-05-2024', 'Cardiología')],
  },
  discharge: {
    diagnoses: [
      dx('I63.4', 'Infarto cerebral cardioembólico de ACM izquierda trombolizado', 'Principal', '26-04-2024'),
      dx('I48.9', 'Fibrilación auricular no valvular', 'Secundario', '26-04-2024'),
      dx('I10', 'Hipertensión arterial', 'Secundario', '26-04-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Apixabán 5 mg VO c/12 h permanente', 'B01AF02'),
        order('Atorvastatina 40 mg VO c/noche', 'C10AA05'),
        order('Losartán 50 mg VO c/12 h', 'C09CA01'),
        order('Levotiroxina 75 mcg VO c/24 h en ayunas', 'H03AA01'),
      ],
    },
    instructions: [
      'Suspender aspirina',
      'Rehabilitación kinésica y fonoaudiológica ambulatoria',
      'Régimen blando, hiposódico',
      'Asistencia para caminar por riesgo de caídas',
    ],
    warningSigns: [
      'Nueva debilidad o alteración del lenguaje',
      'Cefalea intensa',
      'Sangrado digestivo o urinario',
    ],
    followUps: [
      control('24-05-2024', 'Neurología vascular', 'CDT, box 7'),
      control('06-05-2024', 'Medicina física y rehabilitación', 'Pabellón C'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio con red familiar',
    draft: 'Paciente de 75 años, previamente autovalente.\nPENDIENTE completar evolución.',
  },
};
