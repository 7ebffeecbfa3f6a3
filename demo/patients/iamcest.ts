// Cardiology: anterior STEMI with primary angioplasty. The complete chart, with local K codes and known allergies.
import type { Patient } from '../model.ts';
import { allergy, control, drug, dx, lab, note, order, panel, pending, proc, report } from './rows.ts';

export const iamcest: Patient = {
  chartNumber: '204518',
  givenNames: 'Aurelio Segundo',
  surnames: 'Canelo Boldo',
  run: '45.433.012-9',
  birthDate: '12-03-1966',
  age: '58 años',
  sex: 'Masculino',
  insurance: 'FONASA C',
  bed: 'UCO-04',
  ward: 'Cardiología',
  attending: 'Dr. Casiano Ulmo Luma',
  admittedAt: '03-05-2024 04:35',
  dischargedAt: '08-05-2024 12:10',
  allergies: {
    status: 'known',
    items: [
      allergy('Penicilina', 'urticaria generalizada (2009)'),
      allergy('Medio de contraste yodado', 'rash leve, premedicado'),
    ],
  },
  admission: {
    reason: 'Dolor torácico opresivo de 2 horas de evolución.',
    history:
      'Consulta en SAPU por dolor retroesternal opresivo, EVA 9/10, irradiado a extremidad superior izquierda, ' +
      'asociado a diaforesis y náuseas. ECG: supradesnivel ST V1-V5. Se administra carga de aspirina y se deriva ' +
      'a hemodinamia con 130 minutos desde el inicio de los síntomas.',
    medicalHistory: ['Hipertensión arterial desde 2012', 'Dislipidemia', 'Tabaquismo activo 25 paquetes/año'],
    surgicalHistory: ['Hernioplastía inguinal derecha (2015)'],
    habits: 'Tabaco 1 cajetilla/día. Alcohol ocasional. Niega drogas.',
    physicalExam:
      'PA 148/92 mmHg, FC 96 lpm, FR 20 rpm, SatO2 95 % ambiental. RR2T sin soplos. MP conservado, ' +
      'sin crépitos. Killip I.',
    usualDrugs: {
      layout: 'text',
      rows: [
        order('Losartán 50 mg VO c/12 h', 'C09CA01'),
        order('Atorvastatina 20 mg VO c/noche', 'C10AA05'),
      ],
    },
    diagnoses: [
      dx('I21.0', 'IAM con SDST de pared anterior', 'Principal', '03-05-2024'),
      dx('I10', 'Hipertensión arterial esencial', 'Comorbilidad', '03-05-2024'),
      dx('E78.5', 'Dislipidemia', 'Comorbilidad', '03-05-2024'),
      dx('F17.2', 'Tabaquismo activo', 'Comorbilidad', '03-05-2024'),
    ],
  },
  notes: [
    note(
      '03-05-2024 06:20',
      'Dr. Casiano Ulmo Luma',
      'Cardiología',
      'Coronariografía: oclusión trombótica de DA proximal. Angioplastía primaria con 1 stent medicado 3,5 x 22 mm, ' +
        'flujo TIMI 3 final. Acceso radial derecho sin hematoma. Sin arritmias de reperfusión.',
    ),
    note(
      '03-05-2024 18:40',
      'Dra. Amancay Litre Tineo',
      'Residente UCO',
      'Sin dolor torácico. Hemodinamia estable sin DVA. Peak de troponina en espera. Ritmo sinusal.',
    ),
    note(
      '04-05-2024 09:15',
      'Dr. Casiano Ulmo Luma',
      'Cardiología',
      'Niega dolor torácico. Sin disnea. Ecocardiograma: FEVI 42 %, hipoquinesia anterior y apical, sin trombo. ' +
        'Se inicia bisoprolol 2,5 mg y enalapril 5 mg.',
    ),
    note(
      '06-05-2024 10:05',
      'Dra. Amancay Litre Tineo',
      'Residente UCO',
      'Asintomático. PA 118/70. Se traslada a sala de cardiología. Inicia rehabilitación fase I con KNT, buena tolerancia.',
    ),
    note(
      '08-05-2024 11:30',
      'Dr. Casiano Ulmo Luma',
      'Cardiología',
      'Estable, deambula sin angina. Sitio de punción sin complicaciones. Educación sobre doble antiagregación por 12 meses. Alta.',
    ),
  ],
  procedures: [
    proc('K492', 'Coronariografía', '03-05-2024', 'Dr. C. Ulmo L.'),
    proc('K493', 'Angioplastía coronaria con stent (DA)', '03-05-2024', 'Dr. C. Ulmo L.'),
    proc('K481', 'Ecocardiograma transtorácico', '04-05-2024', 'Dra. M. Radal P.'),
  ],
  treatment: {
    layout: 'columns',
    rows: [
      drug('Aspirina', '300 mg', 'VO', 'Carga', '03-05-2024', '03-05-2024', 'B01AC06'),
      drug('Ticagrelor', '180 mg', 'VO', 'Carga', '03-05-2024', '03-05-2024', 'B01AC24'),
      drug('Heparina sódica', '5000 UI', 'EV', 'Bolo', '03-05-2024', '03-05-2024', 'B01AB01'),
      drug('Aspirina', '100 mg', 'VO', 'c/24 h', '04-05-2024', '08-05-2024', 'B01AC06'),
      drug('Ticagrelor', '90 mg', 'VO', 'c/12 h', '03-05-2024', '08-05-2024', 'B01AC24'),
      drug('Atorvastatina', '80 mg', 'VO', 'c/noche', '03-05-2024', '08-05-2024', 'C10AA05'),
      drug('Bisoprolol', '2,5 mg', 'VO', 'c/24 h', '04-05-2024', '08-05-2024', 'C07AB07'),
      drug('Enalapril', '5 mg', 'VO', 'c/12 h', '04-05-2024', '08-05-2024', 'C09AA02'),
    ],
  },
  generalOrders: [
    'Reposo relativo 24 h',
    'Régimen hiposódico, liviano',
    'Monitorización continua 48 h',
    'KNT motora',
  ],
  exams: {
    panels: [
      panel(
        'Perfil cardíaco',
        '03-05-2024 04:50',
        lab('Troponina T ultrasensible', '1.284', 'ng/L', '0 - 14', 'crítico'),
        lab('CK total', '2.310', 'U/L', '39 - 308', 'alto'),
        lab('CK-MB', '214', 'U/L', '0 - 25', 'alto'),
      ),
      panel(
        'Bioquímica',
        '04-05-2024 06:30',
        lab('Creatinina', '0,94', 'mg/dL', '0,7 - 1,2'),
        lab('Potasio', '4,2', 'mEq/L', '3,5 - 5,1'),
        lab('Colesterol LDL', '162', 'mg/dL', '< 100', 'alto'),
        lab('HbA1c', '5,6', '%', '< 5,7'),
      ),
    ],
    reports: [
      report(
        'Ecocardiograma transtorácico',
        '04-05-2024',
        'Dra. Mirta Radal Pitao',
        'FEVI 42 %. Hipoquinesia severa de pared anterior y ápex. Sin trombo intracavitario. Sin derrame pericárdico.',
      ),
      report(
        'Coronariografía',
        '03-05-2024',
        'Dr. Casiano Ulmo Luma',
        'Oclusión total de DA proximal. CX y CD sin lesiones significativas. Angioplastía con stent medicado, TIMI 3.',
      ),
    ],
    pending: [
      pending(
        'Perfil lipídico de control',
        '08-05-2024',
        'Solicitado ambulatorio',
        'Policlínico Cardiología',
      ),
    ],
  },
  discharge: {
    diagnoses: [
      dx('I21.0', 'IAM con SDST de pared anterior, angioplastía primaria a DA', 'Principal', '08-05-2024'),
      dx('I10', 'Hipertensión arterial esencial', 'Secundario', '08-05-2024'),
      dx('E78.5', 'Dislipidemia', 'Secundario', '08-05-2024'),
    ],
    drugs: {
      layout: 'text',
      rows: [
        order('Aspirina 100 mg VO c/24 h permanente', 'B01AC06'),
        order('Ticagrelor 90 mg VO c/12 h por 12 meses', 'B01AC24'),
        order('Atorvastatina 80 mg VO c/noche', 'C10AA05'),
        order('Bisoprolol 2,5 mg VO c/24 h', 'C07AB07'),
        order('Enalapril 5 mg VO c/12 h', 'C09AA02'),
      ],
    },
    instructions: [
      'Reposo relativo por 14 días',
      'Régimen hiposódico e hipograso',
      'Suspender tabaco',
      'No suspender antiagregantes sin indicación de cardiología',
    ],
    warningSigns: ['Dolor torácico', 'Disnea o síncope', 'Sangrado que no cede'],
    followUps: [
      control('22-05-2024', 'Cardiología', 'CDT, box 12'),
      control('15-05-2024', 'Rehabilitación cardíaca', 'Gimnasio KNT'),
    ],
    condition: 'Mejorado',
    destination: 'Domicilio',
  },
};
