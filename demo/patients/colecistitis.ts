// Surgery: cholecystitis. Awkward: the epicrisis is signed already, so that every field of its form is read-only.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const colecistitis: Patient = {
  chartNumber: '301556',
  givenNames: 'Ramona Hilda',
  surnames: 'Piche Radal',
  run: '41.521.911-3',
  birthDate: '24-04-1975',
  age: '48 años',
  sex: 'Femenino',
  insurance: 'FONASA D',
  bed: '309-C',
  ward: 'Cirugía General',
  attending: 'Dra. Ludmila Maitén Coigüe',
  admittedAt: '15-01-2024 11:10',
  dischargedAt: '18-01-2024 10:00',
  allergies: { status: 'denied', text: 'Niega alergias' },
  admission: {
    reason: 'Dolor en hipocondrio derecho.',
    history:
      'Dolor en hipocondrio derecho de 48 horas posterior a ingesta grasa, con náuseas y fiebre de 38 °C. Sin ictericia, sin coluria.',
    medicalHistory: ['Colelitiasis conocida'],
    surgicalHistory: ['Ligadura tubaria (2009)'],
    habits: 'Niega hábitos.',
    physicalExam: 'Murphy positivo. T° 37,9 °C. Escleras anictéricas.',
    usualDrugs: { layout: 'text', rows: [] },
    diagnoses: [dx('K80.0', 'Colecistitis aguda litiásica', 'Principal', '15-01-2024')],
  },
  notes: [
    note(
      '16-01-2024 13:00',
      'Dra. Ludmila Maitén Coigüe',
      'Cirugía',
      'Colecistectomía laparoscópica. Vesícula edematosa con cálculo en bacinete. Vía biliar sin dilatación. Sin incidentes.',
    ),
    note(
      '18-01-2024 09:00',
      'Dra. Ludmila Maitén Coigüe',
      'Cirugía',
      'Tolera régimen, heridas limpias, sin fiebre. Alta.',
    ),
  ],
  procedures: [
    proc('88.76', 'Ecotomografía abdominal', '15-01-2024', 'Dr. E. Pellín R.'),
    proc('51.23', 'Colecistectomía laparoscópica', '16-01-2024', 'Dra. L. Maitén C.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Ceftriaxona', '2 g', 'EV', 'c/24 h', '15-01-2024', '17-01-2024', 'J01DD04'),
      drug('Metronidazol', '500 mg', 'EV', 'c/8 h', '15-01-2024', '17-01-2024', 'J01XD01'),
      drug('Ketoprofeno', '100 mg', 'EV', 'c/12 h', '15-01-2024', '17-01-2024', 'M01AE03'),
    ],
  },
  generalOrders: ['Régimen liviano sin grasas', 'Deambulación precoz'],
  exams: {
    panels: [
      panel(
        'Ingreso',
        '15-01-2024 11:40',
        lab('Leucocitos', '14.200', '/mm³', '4.500 - 11.000', 'alto'),
        lab('PCR', '96', 'mg/L', '< 5', 'alto'),
        lab('Bilirrubina total', '0,9', 'mg/dL', '< 1,2'),
      ),
    ],
    reports: [
      report(
        'Ecotomografía abdominal',
        '15-01-2024',
        'Dr. Efraín Pellín Raulí',
        'Vesícula distendida de pared 6 mm, cálculo de 18 mm impactado en bacinete. Vía biliar 4 mm.',
      ),
    ],
    pending: [pending('Biopsia vesícula biliar', '16-01-2024', 'En proceso', 'Anatomía Patológica')],
  },
  discharge: {
    diagnoses: [dx('K80.0', 'Colecistitis aguda litiásica operada', 'Principal', '18-01-2024')],
    drugs: {
      layout: 'text',
      rows: [
        order('Paracetamol 1 g VO c/8 h por 5 días', 'N02BE01'),
        order('Ketoprofeno 50 mg VO c/8 h por 3 días', 'M01AE03'),
      ],
    },
    instructions: ['Reposo relativo por 7 días', 'Régimen hipograso por 2 semanas'],
    warningSigns: ['Ictericia', 'Fiebre', 'Dolor abdominal intenso'],
    followUps: [control('31-01-2024', 'Cirugía General, con biopsia', 'Policlínico de Cirugía')],
    condition: 'Mejorado',
    destination: 'Domicilio',
    signed: {
      by: 'Dra. Ludmila Maitén Coigüe',
      at: '18-01-2024 10:05',
      summary:
        'Paciente de 48 años que ingresa por colecistitis aguda litiásica (K80.0). Se realiza colecistectomía laparoscópica (51.23) sin incidentes. ' +
        'Tolera régimen, heridas limpias, sin fiebre. Alta con paracetamol 1 g VO c/8 h por 5 días y ketoprofeno 50 mg VO c/8 h por 3 días.',
    },
  },
};
