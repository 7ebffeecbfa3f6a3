// Surgery: appendicitis with localised peritonitis. Allergies are charted as denied.
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const apendicitis: Patient = {
  chartNumber: '318842',
  givenNames: 'Millaray Antonia',
  surnames: 'Quillay Peumo',
  run: '42.530.829-7',
  birthDate: '30-09-1999',
  age: '24 años',
  sex: 'Femenino',
  insurance: 'FONASA B',
  bed: '312-B',
  ward: 'Cirugía General',
  attending: 'Dra. Ludmila Maitén Coigüe',
  admittedAt: '10-06-2024 22:15',
  dischargedAt: '13-06-2024 11:00',
  allergies: { status: 'denied', text: 'Niega alergias medicamentosas' },
  admission: {
    reason: 'Dolor abdominal en fosa ilíaca derecha.',
    history:
      'Cuadro de 36 horas de dolor periumbilical que migra a fosa ilíaca derecha, asociado a anorexia, vómitos ' +
      'alimentarios en 2 oportunidades y fiebre cuantificada en 38,3 °C. Niega diarrea. FUR 28-05-2024.',
    medicalHistory: ['Sin antecedentes mórbidos'],
    surgicalHistory: ['Niega cirugías previas'],
    habits: 'Niega tabaco, alcohol y drogas.',
    physicalExam:
      'Abdomen blando, sensible en fosa ilíaca derecha, Blumberg (+), sin masa palpable. Psoas (-). T° 38,1 °C.',
    usualDrugs: {
      layout: 'text',
      rows: [order('Etinilestradiol/Drospirenona 0,03/3 mg VO c/24 h', 'G03AA12')],
    },
    diagnoses: [dx('K35.3', 'Apendicitis aguda con peritonitis localizada', 'Principal', '10-06-2024')],
  },
  notes: [
    note(
      '11-06-2024 03:40',
      'Dra. Ludmila Maitén Coigüe',
      'Cirugía',
      'Protocolo operatorio: apendicectomía laparoscópica. Apéndice gangrenoso perforado en tercio medio, peritonitis ' +
        'localizada, aseo con 1.000 cc. Sin drenaje. Sin incidentes. Sangrado escaso.',
    ),
    note(
      '11-06-2024 10:30',
      'Dr. Nahuel Arrayán Temu',
      'Residente cirugía',
      'Primer día postoperatorio. Dolor EVA 3. Afebril. Abdomen blando, heridas limpias. Inicia régimen líquido.',
    ),
    note(
      '12-06-2024 09:50',
      'Dr. Nahuel Arrayán Temu',
      'Residente cirugía',
      'Tolera régimen liviano, sin náuseas ni vómitos. Tránsito a gases (+). PCR en descenso. Sin fiebre por 36 horas.',
    ),
    note(
      '13-06-2024 10:10',
      'Dra. Ludmila Maitén Coigüe',
      'Cirugía',
      'Buen estado general. Heridas operatorias sin signos de infección. Completa antibióticos por vía oral. Alta.',
    ),
  ],
  procedures: [
    proc('88.01', 'TC de abdomen y pelvis', '10-06-2024', 'Dr. E. Pellín R.'),
    proc('47.01', 'Apendicectomía laparoscópica', '11-06-2024', 'Dra. L. Maitén C.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Ceftriaxona', '2 g', 'EV', 'c/24 h', '10-06-2024', '13-06-2024', 'J01DD04'),
      drug('Metronidazol', '500 mg', 'EV', 'c/8 h', '10-06-2024', '13-06-2024', 'J01XD01'),
      drug('Ketoprofeno', '100 mg', 'EV', 'c/12 h', '11-06-2024', '12-06-2024', 'M01AE03'),
      drug('Paracetamol', '1 g', 'EV', 'c/8 h', '11-06-2024', '13-06-2024', 'N02BE01'),
      drug('Ondansetrón', '4 mg', 'EV', 'c/8 h SOS', '11-06-2024', '12-06-2024', 'A04AA01'),
    ],
  },
  generalOrders: [
    'Deambulación precoz',
    'Régimen líquido, luego liviano según tolerancia',
    'Curación según necesidad',
  ],
  exams: {
    panels: [
      panel(
        'Hemograma',
        '10-06-2024 20:45',
        lab('Leucocitos', '17.850', '/mm³', '4.500 - 11.000', 'alto'),
        lab('Hemoglobina', '13,1', 'g/dL', '12,0 - 16,0'),
        lab('Plaquetas', '286.000', '/mm³', '150.000 - 400.000'),
      ),
      panel(
        'Bioquímica',
        '10-06-2024 20:45',
        lab('PCR', '142', 'mg/L', '< 5', 'alto'),
        lab('Creatinina', '0,68', 'mg/dL', '0,5 - 0,9'),
        lab('β-HCG cualitativa', 'Negativo', '', ''),
      ),
      panel('Bioquímica', '12-06-2024 06:40', lab('PCR', '61', 'mg/L', '< 5', 'alto')),
    ],
    reports: [
      report(
        'TC de abdomen y pelvis con contraste',
        '10-06-2024',
        'Dr. Efraín Pellín Raulí',
        'Apéndice cecal de 13 mm con apendicolito y aire extraluminal adyacente. Escaso líquido libre en FID. Sin colección.',
      ),
    ],
    pending: [pending('Biopsia apéndice cecal', '11-06-2024', 'En proceso', 'Anatomía Patológica')],
  },
  discharge: {
    diagnoses: [
      dx('K35.3', 'Apendicitis aguda con peritonitis localizada operada', 'Principal', '13-06-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Amoxicilina/Ác. clavulánico 875/125 mg VO c/12 h por 7 días', 'J01CR02'),
        order('Paracetamol 1 g VO c/8 h por 5 días', 'N02BE01'),
        order('Ketoprofeno 50 mg VO c/8 h por 3 días SOS dolor', 'M01AE03'),
      ],
    },
    instructions: [
      'Reposo relativo por 10 días, sin levantar más de 5 kg por 4 semanas',
      'Régimen liviano por 1 semana',
      'Heridas limpias y secas, retiro de puntos en CESFAM a los 10 días',
    ],
    warningSigns: ['Fiebre mayor a 38 °C', 'Dolor abdominal progresivo', 'Secreción por heridas'],
    followUps: [control('27-06-2024', 'Cirugía General, con biopsia', 'Policlínico de Cirugía')],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
