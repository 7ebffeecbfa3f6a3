/** Written after the rules were settled, measured once. Invented. */
import type { Stay } from './stay.ts';

export const later: readonly Stay[] = [
  {
    name: 'hemorragia digestiva de 6 días, abreviaturas y horas',
    specialty: 'gastroenterología',
    held: true,
    notes: [
      [
        '14/08/2024 03:20',
        'INGRESO UTI // PCTE CON DHC CHILD C, HEMATEMESIS MASIVA, PA 80/50 FC 130 // SE INTUBA PARA EDA // EDA: VARICES ESOFAGICAS GRANDES CON SANGRADO ACTIVO, LIGADURA X 6 BANDAS // TERLIPRESINA + CEFTRIAXONA // 4 U GR, 3 PFC // DR HUALO',
      ],
      [
        '14/08/2024 20:00',
        'NOCHE: SIN RESANGRADO. HB 8.1. NORA 0.1. DIURESIS 40 CC/H. PLAN: EXTUBAR MAÑANA SI ESTABLE',
      ],
      [
        '15/08/2024',
        'EXTUBADO SIN INCIDENTES. SIN DVA. HB 8.4. ENCEFALOPATIA GII, LACTULOSA. PENDIENTE ECO ABDOMINAL',
      ],
      [
        '16/08/2024',
        'VIGIL, ORIENTADO, SIN ASTERIXIS. ECO ABD: HIGADO CIRROTICO, ASCITIS MODERADA, VENA PORTA PERMEABLE. PARACENTESIS DIAGNOSTICA: PMN 90, SE DESCARTA PBE. A SALA',
      ],
      [
        '18/08/2024',
        'INICIA PROPRANOLOL 20 MG C/12 H. COMPLETA 5 DIAS TERLIPRESINA. HB ESTABLE 8.6. TOLERA REGIMEN HIPOSODICO',
      ],
      [
        '20/08/2024',
        'COMPLETA 7 DIAS CEFTRIAXONA. SIN SANGRADO. ALTA. EDA CONTROL EN 2 SEMANAS PARA NUEVA LIGADURA',
      ],
    ],
    must: [
      'varices esofagicas grandes con sangrado activo, ligadura x 6 bandas',
      'se intuba para eda',
      'extubado sin incidentes',
      'encefalopatia gii',
      'vena porta permeable',
      'se descarta pbe',
      'inicia propranolol 20 mg c/12 h',
      'completa 7 dias ceftriaxona',
    ],
    never: ['extubar mañana', 'pendiente eco', 'hualo', 'eda control en 2 semanas'],
  },
  {
    name: 'prótesis de rodilla infectada de 7 días, texto corrido',
    specialty: 'traumatología',
    held: true,
    notes: [
      [
        '05-03-2025',
        'Paciente con PTR derecha de 2023, consulta por dolor y aumento de volumen de 2 semanas. Artrocentesis: 48.000 leucocitos. Ingresa para aseo.',
      ],
      [
        '06-03-2025',
        'Se realiza aseo quirúrgico y recambio de polietileno rodilla derecha, se toman 5 cultivos. Se inicia vancomicina y cefepime. Sin complicaciones intraoperatorias. Control con hemograma y PCR mañana.',
      ],
      [
        '08-03-2025',
        'Cultivos 4/5 S. epidermidis meticilino resistente. Infectología sugiere suspender cefepime y agregar rifampicina. Se suspende cefepime. Dolor controlado.',
      ],
      [
        '09-03-2025',
        'Se agrega rifampicina 300 mg c/12h. Creatinina 1,9 (previa 0,9), probable nefrotoxicidad. Se ajusta vancomicina por niveles.',
      ],
      ['11-03-2025', 'Creatinina 1,2. Herida sin secreción. Flexión 70 grados. Se instala PICC izquierdo.'],
      [
        '12-03-2025',
        'Alta a hospitalización domiciliaria para completar 6 semanas de vancomicina. Retiro de puntos en 10 días.',
      ],
    ],
    must: [
      'aseo quirúrgico y recambio de polietileno rodilla derecha',
      'Se inicia vancomicina y cefepime',
      'Cultivos 4/5 S. epidermidis meticilino resistente',
      'Se suspende cefepime',
      'Se agrega rifampicina 300 mg c/12h',
      'Creatinina 1,9',
      'Se instala PICC izquierdo',
      'Alta a hospitalización domiciliaria',
    ],
    never: ['PCR mañana', 'sugiere suspender', 'Retiro de puntos en 10 días'],
  },
  {
    name: 'adulto mayor con delirium de 9 días, notas repetidas',
    specialty: 'geriatría',
    held: true,
    notes: [
      [
        '01-06-2025',
        'Ex: vigil, desorientada. ITU por urocultivo Klebsiella BLEE. Ertapenem D1. Delirium hiperactivo, quetiapina 12,5 mg noche. Hija acompaña. Plan: mantener ertapenem, movilizar',
      ],
      [
        '02-06-2025',
        'Ex: vigil, desorientada. ITU por urocultivo Klebsiella BLEE. Ertapenem D2. Delirium hiperactivo, quetiapina 12,5 mg noche. Hija acompaña. Plan: mantener ertapenem, movilizar',
      ],
      [
        '04-06-2025',
        'Ex: vigil, orientada en persona. Ertapenem D4. Caída en baño sin TEC, RX pelvis sin fractura. Plan: mantener ertapenem',
      ],
      [
        '06-06-2025',
        'Orientada. CAM negativo. Se suspende quetiapina. Ertapenem D6. Retención urinaria 600 cc, se instala sonda vesical',
      ],
      [
        '08-06-2025',
        'Completa ertapenem 7 días. Retiro de sonda vesical exitoso, orina espontánea. Marcha con ayuda de 1 persona',
      ],
      [
        '09-06-2025',
        'Orientada, afebril. Sin fracturas. Alta con hija. Se educa a familia en prevención de caídas',
      ],
    ],
    must: [
      'urocultivo Klebsiella BLEE',
      'Delirium hiperactivo',
      'Caída en baño sin TEC, RX pelvis sin fractura',
      'Se suspende quetiapina',
      'se instala sonda vesical',
      'Completa ertapenem 7 días',
      'Retiro de sonda vesical exitoso',
    ],
    never: ['mantener ertapenem', 'movilizar', 'Hija acompaña', 'se educa'],
  },
];
