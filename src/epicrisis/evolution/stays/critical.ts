/** Intensive care, paediatrics, neonatology, psychiatry. Invented. */
import type { Stay } from './stay.ts';

const uci = (day: number, text: string): readonly [string, string] => [
  `${String(day).padStart(2, '0')}-07-2024 08:30`,
  `EVOLUCION UCI: DG: 1. SHOCK SEPTICO FOCO ABDOMINAL 2. POP LAPAROTOMIA EXPLORADORA 3. SDRA 4. LRA KDIGO 3. ${text} | KNT: KTR C/8H, ASPIRACION DE SECRECIONES | PLAN: MANTENER PAM >65. PROTECCION GASTRICA. TROMBOPROFILAXIS. FAMILIA INFORMADA`,
];

export const critical: readonly Stay[] = [
  {
    name: 'shock séptico de 15 días',
    specialty: 'cuidados intensivos',
    notes: [
      uci(
        1,
        'INGRESA A UCI DESDE PABELLON, LAPAROTOMIA EXPLORADORA POR PERITONITIS FECALOIDEA, SIGMOIDECTOMIA Y COLOSTOMIA TIPO HARTMANN. VMI FIO2 0.8, NORADRENALINA 0.4 MCG/KG/MIN. LACTATO 6.2. SE INICIA MEROPENEM Y FLUCONAZOL. PA 88/50 FC 128 T 38.9',
      ),
      uci(
        2,
        'NORADRENALINA 0.3, VASOPRESINA 0.03. ANURICO, CREA 4.1. SE INICIA TRRC. PAFI 110, SE PRONA. PA 95/55 FC 118',
      ),
      uci(3, 'EN PRONO. NORADRENALINA 0.22. TRRC SIN INCIDENTES. LACTATO 3.1. PA 100/60 FC 110'),
      uci(
        4,
        'SE SUPINA, PAFI 190. NORADRENALINA 0.15. HEMOCULTIVOS: E. COLI Y BACTEROIDES. CULTIVO PERITONEAL E. COLI BLEE (+). PA 104/60 FC 102',
      ),
      uci(5, 'NORADRENALINA 0.08. VASOPRESINA SUSPENDIDA. PAFI 210. AFEBRIL. PA 110/62 FC 96'),
      uci(6, 'SIN DVA. PAFI 240. SE INICIA NUTRICION ENTERAL. PA 118/66 FC 92'),
      uci(7, 'SEDACION SUSPENDIDA. AGITACION AL DESPERTAR, SE INICIA DEXMEDETOMIDINA. PA 128/70 FC 98'),
      uci(
        8,
        'FEBRIL 38.6, SECRECION PURULENTA, RX CON INFILTRADO NUEVO BASE IZQUIERDA. SE SOSPECHA NAVM. CULTIVO ENDOTRAQUEAL TOMADO. SE AGREGA VANCOMICINA. PA 122/70 FC 108',
      ),
      uci(9, 'CULTIVO ENDOTRAQUEAL: SAMS. SE SUSPENDE VANCOMICINA E INICIA CLOXACILINA. PA 124/70 FC 96'),
      uci(10, 'TRRC SUSPENDIDA, RECUPERA DIURESIS 1.100 CC. CREA 2.2. AFEBRIL. PA 126/72 FC 90'),
      uci(11, 'PRUEBA DE VENTILACION ESPONTANEA FALLIDA POR TAQUIPNEA. PA 130/74 FC 94'),
      uci(12, 'PRUEBA DE VENTILACION ESPONTANEA EXITOSA, SE EXTUBA A CNAF. PA 128/74 FC 92'),
      uci(13, 'EXTUBADO 24 H, NARICERA 2 L. SIN DELIRIUM. CAM (-). CREA 1.6. PA 126/70 FC 84'),
      uci(14, 'COMPLETA 14 DIAS DE MEROPENEM. COLOSTOMIA FUNCIONANTE. TOLERA PAPILLA. PA 124/70 FC 82'),
      uci(
        15,
        'TRASLADO A CIRUGIA. AFEBRIL, SIN O2, SIN DVA. HERIDA OPERATORIA CON SEROMA DRENADO. PA 122/70 FC 80',
      ),
    ],
    must: [
      'sigmoidectomia y colostomia tipo hartmann',
      'se inicia meropenem y fluconazol',
      'se inicia trrc',
      'cultivo peritoneal e. coli blee (+)',
      'sin dva',
      'se suspende vancomicina e inicia cloxacilina',
      'recupera diuresis 1.100 cc',
      'se extuba a cnaf',
      'completa 14 dias de meropenem',
      'traslado a cirugia',
    ],
    never: ['mantener pam', 'familia informada', 'knt:', 'proteccion gastrica', 'kdigo 3', 'evolucion uci'],
  },
  {
    name: 'bronquiolitis de 5 días',
    specialty: 'pediatría',
    notes: [
      [
        '18-07-2024',
        'Pediatría: lactante 4 meses, SBO severo VRS (+). Score Tal 9, polipneico, retracción subcostal. Se inicia CAF 2 L/kg, FiO2 0,5. Se deja régimen cero. Madre informada.',
      ],
      [
        '19-07-2024',
        'Pediatría: CAF 2 L/kg FiO2 0,4. Score 7. Sin apneas. Afebril. Se inicia alimentación por SNG. Plan: bajar FiO2 según tolerancia',
      ],
      [
        '20-07-2024',
        'Pediatría: CAF 1,5 L/kg FiO2 0,3. Febril 38,4, otitis media aguda derecha, se inicia amoxicilina. Plan: pasar a naricera mañana',
      ],
      ['21-07-2024', 'Pediatría: se pasa a naricera 1 L. Score 4. Lactancia directa. Afebril.'],
      ['23-07-2024', 'Pediatría: sin O2 hace 24 h, satura 97%. Se alimenta bien. Madre educada. Alta'],
    ],
    must: [
      'SBO severo VRS (+)',
      'Se inicia CAF 2 L/kg, FiO2 0,5',
      'otitis media aguda derecha, se inicia amoxicilina',
      'se pasa a naricera 1 L',
      'sin O2 hace 24 h',
    ],
    never: ['naricera mañana', 'bajar FiO2', 'Madre informada', 'Madre educada'],
  },
  {
    name: 'prematuro de 10 días',
    specialty: 'neonatología',
    held: true,
    notes: [
      [
        '01/10/2024',
        'RNPT 32 SEM AEG 1.720 G. SDR, CPAP NASAL FIO2 0.3, SE ADMINISTRA SURFACTANTE POR TECNICA LISA. CUP INSTALADO. AMPICILINA + GENTAMICINA. | PLAN: ECO CEREBRAL 72 H, CONTROL GSA',
      ],
      [
        '02/10/2024',
        'CPAP FIO2 0.21. GSA NORMALES. SE INICIA ESTIMULACION ENTERAL CON LECHE MATERNA. BILI 9.2, SE INICIA FOTOTERAPIA',
      ],
      [
        '04/10/2024',
        'SE RETIRA CPAP, RESPIRA AIRE AMBIENTE. HEMOCULTIVO (-) 72 H SE SUSPENDEN ATB. ECO CEREBRAL: HIV GRADO I IZQUIERDA',
      ],
      ['06/10/2024', '2 APNEAS QUE CEDEN CON ESTIMULO, SE INICIA CAFEINA. BILI 6, SE SUSPENDE FOTOTERAPIA'],
      [
        '10/10/2024',
        'SIN APNEAS HACE 4 DIAS. ALIMENTACION COMPLETA POR SNG. PESO 1.790. TRASLADO A HOSPITAL DE ORIGEN',
      ],
    ],
    must: [
      'se administra surfactante por tecnica lisa',
      'se inicia fototerapia',
      'se suspenden atb',
      'hiv grado i izquierda',
      'se inicia cafeina',
      'se retira cpap',
      'traslado a hospital de origen',
    ],
    never: ['eco cerebral 72 h', 'control gsa'],
  },
  {
    name: 'psicosis de 14 días',
    specialty: 'psiquiatría',
    notes: [
      [
        '01-04-2024',
        'PSIQUIATRIA: INGRESO POR EPISODIO PSICOTICO, AGITACION PSICOMOTORA, IDEACION PERSECUTORIA. NIEGA IDEACION SUICIDA. CONTENCION FARMACOLOGICA CON HALOPERIDOL + LORAZEPAM IM. SIN CONTENCION FISICA. PLAN: RNM CEREBRO, TOXICOLOGICO',
      ],
      [
        '03-04-2024',
        'PSIQUIATRIA: TOXICOLOGICO NEGATIVO. MAS TRANQUILA. SE INICIA OLANZAPINA 10 MG NOCHE. PERSISTE IDEACION PERSECUTORIA',
      ],
      ['06-04-2024', 'PSIQUIATRIA: RNM CEREBRO SIN HALLAZGOS. SE AUMENTA OLANZAPINA A 20 MG. DUERME BIEN'],
      ['09-04-2024', 'PSIQUIATRIA: INTENTO DE FUGA, SE REUBICA. ALUCINACIONES AUDITIVAS EN DISMINUCION'],
      ['12-04-2024', 'PSIQUIATRIA: SIN ALUCINACIONES. CRITICA PARCIAL. PASEO CON FAMILIA SIN INCIDENTES'],
      [
        '14-04-2024',
        'PSIQUIATRIA: SIN IDEACION PERSECUTORIA NI SUICIDA. BUENA ADHERENCIA. ALTA CON FAMILIA. PS. LUMA / DR. MAITEN',
      ],
    ],
    must: [
      'niega ideacion suicida',
      'toxicologico negativo',
      'se inicia olanzapina 10 mg noche',
      'rnm cerebro sin hallazgos',
      'se aumenta olanzapina a 20 mg',
      'intento de fuga',
      'sin ideacion persecutoria ni suicida',
    ],
    never: ['maiten', 'luma', 'plan: rnm'],
  },
  {
    name: 'cetoacidosis de 3 días sin puntuación',
    specialty: 'medicina interna',
    notes: [
      [
        '15-06-2024',
        'PACIENTE DM1 INGRESA POR CETOACIDOSIS SEVERA PH 6.98 GLICEMIA 612 CETONEMIA 6.1 SE TRASLADA A UTI SE INICIA BIC DE INSULINA Y VOLUMEN PACIENTE SIN FIEBRE NI FOCO INFECCIOSO CLARO SE REALIZA TAC DE ABDOMEN QUE DESCARTA PANCREATITIS SE AGREGA POTASIO EV POR K 2.9 A LAS 18 HRS PH 7.21 GLICEMIA 240 SE AGREGA SG5 SE MANTIENE BIC DE INSULINA A 4 UI HORA PACIENTE VIGIL ORIENTADA SIN NAUSEAS NI VOMITOS TOLERA LIQUIDOS SI CETONEMIA MENOR A 0.6 TRASLAPAR A INSULINA GLARGINA',
      ],
      [
        '16-06-2024',
        'CETONEMIA 0.4 PH 7.36 SE TRASLAPA A INSULINA GLARGINA 18 UI. TOLERA REGIMEN. SE TRASLADA A SALA',
      ],
      ['17-06-2024', 'HGT 110-180. EDUCACION DIABETOLOGICA. ALTA'],
    ],
    must: [
      'cetoacidosis severa',
      'bic de insulina',
      'descarta pancreatitis',
      'se traslapa a insulina glargina 18 ui',
      'se traslada a sala',
    ],
    never: ['traslapar a insulina'],
  },
];
