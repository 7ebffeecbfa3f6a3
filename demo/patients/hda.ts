// Gastroenterology. Awkward: the same code twice with different names, in diagnoses (D62) and in procedures (45.13).
import type { Patient } from '../model.ts';
import { allergy, control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const hda: Patient = {
  chartNumber: '164058',
  givenNames: 'Crisóstomo René',
  surnames: 'Matico Pelosa',
  run: '48.513.358-5',
  birthDate: '03-10-1961',
  age: '62 años',
  sex: 'Masculino',
  insurance: 'FONASA A',
  bed: '222-B',
  ward: 'Gastroenterología',
  attending: 'Dra. Ofelia Chacay Yaqui',
  admittedAt: '11-02-2024 23:40',
  dischargedAt: '17-02-2024 13:00',
  allergies: { status: 'known', items: [allergy('Sulfas', 'exantema')] },
  admission: {
    reason: 'Hematemesis y melena.',
    history:
      'Dos episodios de hematemesis franca y deposiciones melénicas desde la mañana. Uso de ibuprofeno 400 mg c/8 h por lumbago durante 2 semanas. ' +
      'Síncope en domicilio sin TEC. Niega dolor abdominal.',
    medicalHistory: ['Lumbago crónico', 'Hipertensión arterial'],
    surgicalHistory: ['Apendicectomía (1979)'],
    habits: 'Alcohol 1 litro de vino/semana. Tabaco suspendido 2010.',
    physicalExam: 'PA 92/58. FC 118. Palidez de mucosas. Abdomen indoloro. TR: melena. Sin estigmas de DHC.',
    usualDrugs: {
      layout: 'text',
      rows: [order('Losartán 50 mg VO c/24 h', 'C09CA01'), order('Ibuprofeno 400 mg VO c/8 h', 'M01AE01')],
    },
    diagnoses: [
      dx('K92.2', 'Hemorragia digestiva alta', 'Principal', '11-02-2024'),
      dx('D62', 'Anemia aguda por sangrado', 'Secundario', '11-02-2024'),
      dx('D62', 'Anemia posthemorrágica aguda', 'Secundario', '12-02-2024'),
      dx('R57.1', 'Choque hipovolémico', 'Secundario', '11-02-2024'),
    ],
  },
  notes: [
    note(
      '12-02-2024 02:10',
      'Dra. Ofelia Chacay Yaqui',
      'Gastroenterología',
      'EDA: úlcera gástrica antral de 15 mm, Forrest IIa. Adrenalina y 2 hemoclips con hemostasia. Test de ureasa positivo.',
    ),
    note(
      '12-02-2024 16:00',
      'Dr. Nahuel Arrayán Temu',
      'Turno',
      'Transfundidas 2 U de GR. PA 112/68, FC 92. Sin nueva hematemesis. Omeprazol en BIC.',
    ),
    note(
      '13-02-2024 10:00',
      'Dra. Ofelia Chacay Yaqui',
      'Gastroenterología',
      'EDA de revisión: hemoclips en posición, sin sangrado activo. Inicia régimen líquido.',
    ),
    note(
      '17-02-2024 11:00',
      'Dra. Ofelia Chacay Yaqui',
      'Gastroenterología',
      'Hb estable 9,1. Sin melena hace 72 h. Inicia erradicación de H. pylori. Alta.',
    ),
  ],
  procedures: [
    proc('45.13', 'Endoscopia digestiva alta', '12-02-2024', 'Dra. O. Chacay Y.'),
    proc('44.43', 'Hemostasia endoscópica con hemoclips', '12-02-2024', 'Dra. O. Chacay Y.'),
    proc('99.04', 'Transfusión de glóbulos rojos', '12-02-2024', 'Banco de Sangre'),
    proc('45.13', 'EDA de control (second look)', '13-02-2024', 'Dra. O. Chacay Y.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Omeprazol', '80 mg', 'EV', 'Bolo', '11-02-2024', '11-02-2024', 'A02BC01'),
      drug('Omeprazol', '8 mg/h', 'EV', 'BIC por 72 h', '12-02-2024', '15-02-2024', 'A02BC01'),
      drug('Suero fisiológico', '1000 mL', 'EV', 'Carga', '11-02-2024', '11-02-2024', 'B05BB01'),
      drug('Ácido tranexámico', '1 g', 'EV', 'Dosis única', '11-02-2024', '11-02-2024', 'B02AA02'),
      drug('Paracetamol', '1 g', 'VO', 'c/8 h SOS', '13-02-2024', '17-02-2024', 'N02BE01'),
    ],
  },
  generalOrders: ['Régimen cero, luego líquido', 'Monitorización', '2 VVP gruesas', 'Hb c/8 h por 24 h'],
  exams: {
    panels: [
      panel(
        'Hemograma',
        '11-02-2024 23:55',
        lab('Hemoglobina', '6,8', 'g/dL', '13,5 - 17,5', 'crítico'),
        lab('Plaquetas', '244.000', '/mm³', '150.000 - 400.000'),
        lab('Nitrógeno ureico', '48', 'mg/dL', '8 - 23', 'alto'),
        lab('INR', '1,1', '', '0,9 - 1,2'),
      ),
      panel('Hemograma', '17-02-2024 06:30', lab('Hemoglobina', '9,1', 'g/dL', '13,5 - 17,5', 'bajo')),
    ],
    reports: [
      report(
        'Endoscopia digestiva alta',
        '12-02-2024',
        'Dra. Ofelia Chacay Yaqui',
        'Úlcera gástrica antral 15 mm, Forrest IIa. Hemostasia con adrenalina y 2 hemoclips. Biopsias. Ureasa positiva.',
      ),
    ],
    pending: [pending('Biopsia gástrica', '12-02-2024', 'En proceso', 'Anatomía Patológica')],
  },
  discharge: {
    diagnoses: [
      dx('K25.4', 'Úlcera gástrica con hemorragia, Forrest IIa', 'Principal', '17-02-2024'),
      dx('B98.0', 'Infección por Helicobacter pylori', 'Secundario', '17-02-2024'),
      dx('D62', 'Anemia posthemorrágica aguda', 'Secundario', '17-02-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Omeprazol 20 mg VO c/12 h por 8 semanas', 'A02BC01'),
        order('Amoxicilina 1 g VO c/12 h por 14 días', 'J01CA04'),
        order('Claritromicina 500 mg VO c/12 h por 14 días', 'J01FA09'),
        order('Sulfato ferroso 200 mg VO c/24 h por 3 meses', 'B03AA07'),
      ],
    },
    instructions: [
      'No usar antiinflamatorios (ibuprofeno, ketoprofeno, diclofenaco)',
      'Suspender alcohol',
      'Losartán suspendido hasta control',
    ],
    warningSigns: ['Vómitos con sangre', 'Deposiciones negras', 'Mareo o desmayo'],
    followUps: [
      control('18-03-2024', 'Gastroenterología, con biopsia', 'CDT, box 18'),
      control('24-02-2024', 'Medicina general, hemograma', 'CESFAM'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
