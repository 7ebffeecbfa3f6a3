// Orthopaedics: septic arthritis. Awkward: negations and both sides of the body in every note (rodilla derecha/izquierda).
import type { Patient } from '../model.ts';
import { control, drug, dx, lab, note, order, panel, proc, report } from './rows.ts';

export const artritis: Patient = {
  chartNumber: '259471',
  givenNames: 'Onofre Celedonio',
  surnames: 'Litre Pataguas',
  run: '47.275.367-3',
  birthDate: '11-11-1963',
  age: '60 años',
  sex: 'Masculino',
  insurance: 'FONASA B',
  bed: '407-B',
  ward: 'Traumatología',
  attending: 'Dra. Fresia Luma Meli',
  admittedAt: '07-10-2024 12:50',
  dischargedAt: '18-10-2024 12:15',
  allergies: { status: 'denied', text: 'Niega alergias a fármacos y alimentos' },
  admission: {
    reason: 'Dolor y aumento de volumen de rodilla derecha.',
    history:
      'Cuatro días de dolor y aumento de volumen de rodilla derecha, con fiebre hasta 38,8 °C. Sin trauma. Niega dolor de rodilla izquierda. ' +
      'Infiltración con corticoides de rodilla derecha hace 10 días. Sin baja de peso, sin síntomas urinarios.',
    medicalHistory: ['Gonartrosis bilateral', 'Diabetes mellitus tipo 2'],
    surgicalHistory: ['Prótesis total de rodilla izquierda (2021)'],
    habits: 'Niega tabaco.',
    physicalExam:
      'Rodilla derecha con derrame, calor y rango 10-40° doloroso. Rodilla izquierda sin derrame, cicatriz sana, rango 0-110°. Sin lesiones cutáneas.',
    usualDrugs: { layout: 'text', rows: [order('Metformina 850 mg VO c/12 h', 'A10BA02')] },
    diagnoses: [
      dx('M00.9', 'Artritis séptica de rodilla derecha', 'Principal', '07-10-2024'),
      dx('M17.0', 'Gonartrosis primaria bilateral', 'Comorbilidad', '07-10-2024'),
      dx('E11.9', 'Diabetes mellitus tipo 2', 'Comorbilidad', '07-10-2024'),
    ],
  },
  notes: [
    note(
      '07-10-2024 19:00',
      'Dra. Fresia Luma Meli',
      'Traumatología',
      'Aseo artroscópico de rodilla derecha, pus 60 cc. Sin lesión meniscal. Sin compromiso óseo. Rodilla izquierda (prótesis) sin signos de infección.',
    ),
    note(
      '09-10-2024 10:00',
      'Dra. Fresia Luma Meli',
      'Traumatología',
      'Cultivo S. aureus sensible a cloxacilina. Se ajusta. Febril 38,0 °C anoche. Niega dolor de rodilla izquierda. Sin soplos.',
    ),
    note(
      '10-10-2024 17:20',
      'Dra. Mirta Radal Pitao',
      'Cardiología',
      'Ecocardiograma sin vegetaciones. No impresiona endocarditis.',
    ),
    note(
      '14-10-2024 09:30',
      'Dra. Fresia Luma Meli',
      'Traumatología',
      'Sin fiebre por 72 h. PCR 44. Rodilla derecha con derrame escaso, rango 0-80°. No requiere nuevo aseo.',
    ),
    note(
      '18-10-2024 11:00',
      'Dra. Fresia Luma Meli',
      'Traumatología',
      'Sin fiebre, sin dolor en reposo. No presenta derrame derecho. Niega dolor torácico y disnea. Alta con cefadroxilo.',
    ),
  ],
  procedures: [
    proc('81.91', 'Artrocentesis de rodilla derecha', '07-10-2024', 'Dra. F. Luma M.'),
    proc('80.26', 'Artroscopía y aseo de rodilla derecha', '07-10-2024', 'Dra. F. Luma M.'),
    proc('88.72', 'Ecocardiograma transtorácico', '10-10-2024', 'Dra. M. Radal P.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Cefazolina', '2 g', 'EV', 'c/8 h', '07-10-2024', '09-10-2024', 'J01DB04'),
      drug('Cloxacilina', '2 g', 'EV', 'c/4 h', '09-10-2024', '18-10-2024', 'J01CF02'),
      drug('Paracetamol', '1 g', 'VO', 'c/8 h', '07-10-2024', '18-10-2024', 'N02BE01'),
      drug('Enoxaparina', '40 mg', 'SC', 'c/24 h', '07-10-2024', '18-10-2024', 'B01AB05'),
    ],
  },
  generalOrders: [
    'Hielo local derecho',
    'KNT: movilidad de rodilla derecha',
    'No puncionar rodilla izquierda',
  ],
  exams: {
    panels: [
      panel(
        'Líquido articular rodilla derecha',
        '07-10-2024 14:10',
        lab('Leucocitos', '86.000', '/mm³', '< 200', 'crítico'),
        lab('Polimorfonucleares', '94', '%', '< 25', 'alto'),
        lab('Cristales', 'No se observan', '', ''),
        lab('Cultivo', 'Staphylococcus aureus', '', 'Negativo', 'crítico'),
      ),
      panel(
        'Inflamatorios',
        '16-10-2024 06:30',
        lab('PCR', '18', 'mg/L', '< 5', 'alto'),
        lab('VHS', '52', 'mm/h', '< 20', 'alto'),
      ),
    ],
    reports: [
      report(
        'Radiografía de rodillas',
        '07-10-2024',
        'Dr. Efraín Pellín Raulí',
        'Derrame articular derecho, sin erosiones. Prótesis de rodilla izquierda sin signos de aflojamiento.',
      ),
    ],
    pending: [],
  },
  discharge: {
    diagnoses: [
      dx('M00.0', 'Artritis estafilocócica de rodilla derecha', 'Principal', '18-10-2024'),
      dx('E11.9', 'Diabetes mellitus tipo 2', 'Secundario', '18-10-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Cefadroxilo 1 g VO c/12 h por 21 días', 'J01DB05'),
        order('Paracetamol 1 g VO c/8 h por 7 días', 'N02BE01'),
        order('Metformina 850 mg VO c/12 h', 'A10BA02'),
      ],
    },
    instructions: [
      'Marcha con dos bastones, carga a tolerancia derecha',
      'Ejercicios de rodilla derecha 3 veces al día',
      'Completar antibióticos',
    ],
    warningSigns: [
      'Fiebre',
      'Aumento de volumen de la rodilla derecha',
      'Dolor o derrame en la rodilla izquierda',
    ],
    followUps: [
      control('28-10-2024', 'Traumatología con PCR', 'Policlínico de Traumatología'),
      control('08-11-2024', 'Infectología', 'CDT, box 14'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
