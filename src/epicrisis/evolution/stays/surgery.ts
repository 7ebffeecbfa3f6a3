/** Surgery, traumatology, obstetrics. Invented. */
import type { Stay } from './stay.ts';

export const surgery: readonly Stay[] = [
  {
    name: 'apendicitis perforada de 6 días',
    specialty: 'cirugía',
    notes: [
      [
        '01-02-2024 08:00',
        'CIRUGIA: POP 1 APENDICECTOMIA LAPAROSCOPICA CONVERTIDA A ABIERTA POR PERITONITIS DIFUSA. HALLAZGO: APENDICE PERFORADO, PUS LIBRE 300 CC, ASEO Y DRENAJE TUBULAR A FID. D1 CEFTRIAXONA/METRONIDAZOL. EVA 4/10. REG CERO. PLAN: PROBAR LIQUIDOS EN LA TARDE SI RHA (+). RETIRAR SNG',
      ],
      [
        '02-02-2024 08:10',
        'CIRUGIA: POP 2. FEBRIL 38. SNG RETIRADA. DRENAJE 150 CC SEROPURULENTO. ABDOMEN BLANDO DEPRESIBLE SENSIBLE EN FID SIN IRRITACION PERITONEAL. INICIA LIQUIDOS. PLAN: CONTROL PCR Y HEMOGRAMA MAÑANA',
      ],
      [
        '04-02-2024 08:05',
        'CIRUGIA: POP 4. PERSISTE FEBRIL. PCR 240 EN ASCENSO. TAC ABDOMEN Y PELVIS: COLECCION PELVICA DE 6 CM. SE DRENA POR PUNCION GUIADA POR ECO, SALIDA DE 80 CC DE PUS. SE CAMBIA ATB A PIPERACILINA TAZOBACTAM',
      ],
      [
        '05-02-2024 08:00',
        'CIRUGIA: POP 5. AFEBRIL. TOLERA REGIMEN LIVIANO. DRENAJE 10 CC SEROSO. CULTIVO: E. COLI BLEE (-). DRA. MAÑIO CIRUJANA',
      ],
      [
        '07-02-2024 09:00',
        'CIRUGIA: POP 7. AFEBRIL 72 H. PCR 35. SE RETIRA DRENAJE. HERIDA LIMPIA. ALTA CON AMOXICILINA CLAVULANICO 875/125 C/12H. CONTROL POLI CIRUGIA',
      ],
    ],
    must: [
      'apendicectomia laparoscopica convertida a abierta por peritonitis difusa',
      'coleccion pelvica de 6 cm',
      'se drena por puncion guiada por eco',
      'se cambia atb a piperacilina tazobactam',
      'se retira drenaje',
      'afebril 72 h',
      'e. coli blee (-)',
    ],
    never: ['probar liquidos', 'hemograma mañana', 'mañio', 'retirar sng', 'si rha'],
  },
  {
    name: 'fractura de cadera de 9 días',
    specialty: 'traumatología',
    notes: [
      [
        '10-09-2024',
        'TRAUMATOLOGIA\nFx intertrocantérica cadera izq. Caída a nivel. En espera de pabellón. HTA, DM2. Enoxaparina profiláctica.\nPlan: OTS mañana. Pase cardiológico.',
      ],
      [
        '11-09-2024',
        'TRAUMATOLOGIA\nSe suspende pabellón por INR 2,1, no se opera. Se administra vitamina K.\nEva 3/10.\nPlan: reevaluar INR, OTS mañana.',
      ],
      [
        '12-09-2024',
        'TRAUMATOLOGIA\nINR 1,2. OTS con clavo cefalomedular izq sin incidentes. Transfusión 1 U GR intraoperatoria. Hb post 8,9.\nPlan: sentar mañana, control Hb',
      ],
      [
        '13-09-2024',
        'TRAUMATOLOGIA POP 1\nDelirium hipoactivo nocturno, se ajusta analgesia y se suspende tramadol. Hb 8,4 sin sangrado activo. Herida limpia.\nPlan: sentar',
      ],
      [
        '15-09-2024',
        'TRAUMATOLOGIA POP 3\nSin delirium. Se sienta al borde de cama con KNT. Herida limpia. LPP sacra grado I.\nPlan: bipedestar',
      ],
      [
        '18-09-2024',
        'TRAUMATOLOGIA POP 6\nMarcha asistida con andador. Radiografía de control: osteosíntesis en buena posición. Alta a domicilio.\nDr. Coihue',
      ],
    ],
    must: [
      'Se suspende pabellón por INR 2,1, no se opera',
      'OTS con clavo cefalomedular izq sin incidentes',
      'Transfusión 1 U GR',
      'Delirium hipoactivo nocturno, se ajusta analgesia y se suspende tramadol',
      'LPP sacra grado I',
      'Marcha asistida con andador',
      'osteosíntesis en buena posición',
    ],
    never: ['OTS mañana', 'sentar mañana', 'bipedestar', 'Coihue', 'reevaluar'],
  },
  {
    name: 'cesárea por preeclampsia de 4 días',
    specialty: 'obstetricia',
    notes: [
      [
        '05-11-2024 07:30',
        'GINECO-OBSTETRICIA: GESTANTE 36+4 SEM CON PREECLAMPSIA SEVERA, PA 172/112, CEFALEA, SIN FOTOPSIAS NI EPIGASTRALGIA. SE INICIA SULFATO DE MAGNESIO Y LABETALOL EV. PLT 142.000, TRANSAMINASAS NORMALES. SE DECIDE INTERRUPCION',
      ],
      [
        '05-11-2024 13:00',
        'CESAREA DE URGENCIA BAJO RAQUIDEA: RN FEMENINO 2.640 G APGAR 8-9. INERCIA UTERINA QUE RESPONDE A METILERGONOVINA Y MISOPROSTOL. PERDIDA ESTIMADA 900 CC. SE CONTINUA SULFATO DE MAGNESIO 24 H.',
      ],
      [
        '06-11-2024 08:00',
        'PUERPERIO CESAREA DIA 1. PA 148/94. DIURESIS 1.2 CC/KG/H. HB 8,6. SE TRANSFUNDE 1 UGR. UTERO RETRAIDO, LOQUIOS ESCASOS. MAMAS BLANDAS. PLAN: SUSPENDER MAGNESIO A LAS 13 H, INICIAR NIFEDIPINO',
      ],
      [
        '07-11-2024 08:00',
        'PUERPERIO CESAREA DIA 2. SE SUSPENDIO SULFATO DE MAGNESIO SIN INCIDENTES. PA 134/86 CON NIFEDIPINO 20 MG C/12H. ASINTOMATICA. LACTANCIA ESTABLECIDA. PLAN: ALTA MAÑANA SI PA <140/90',
      ],
      [
        '08-11-2024 09:00',
        'PUERPERIO CESAREA DIA 3. PA 128/80. HERIDA SIN SIGNOS DE INFECCION. ALTA MATERNA.',
      ],
    ],
    must: [
      'preeclampsia severa',
      'se inicia sulfato de magnesio y labetalol ev',
      'cesarea de urgencia bajo raquidea',
      'inercia uterina que responde a metilergonovina y misoprostol',
      'se transfunde 1 ugr',
      'se suspendio sulfato de magnesio sin incidentes',
      'alta materna',
    ],
    never: ['alta mañana', 'suspender magnesio', 'iniciar nifedipino'],
  },
  {
    name: 'colecistectomía de 1 día',
    specialty: 'cirugía',
    notes: [
      [
        '21-03-2024',
        'Colecistectomía laparoscópica sin incidentes. Vesícula de paredes delgadas con cálculos. Sin drenajes. Tolera líquidos. EVA 2. Deambula. Alta en la tarde.',
      ],
    ],
    must: ['Colecistectomía laparoscópica sin incidentes', 'Sin drenajes', 'Tolera líquidos'],
    never: [],
  },
  {
    name: 'politraumatizado de 12 días',
    specialty: 'traumatología',
    held: true,
    notes: [
      [
        '02-12-2024',
        'PACIENTE DE 34 AÑOS ACCIDENTE EN MOTO. TEC GCS 15, TAC CEREBRO SIN LESIONES. FX EXPUESTA TIBIA DERECHA GUSTILO IIIA. FX COSTALES 5-7 IZQUIERDAS CON NEUMOTORAX IZQUIERDO, SE INSTALA PLEUROSTOMIA IZQUIERDA. ASEO QUIRURGICO Y FIJADOR EXTERNO TIBIA DERECHA. CEFAZOLINA + GENTAMICINA. PLAN: UTI, CONTROL RX TORAX AM',
      ],
      [
        '03-12-2024',
        'UTI. ESTABLE HDN. PLEUROSTOMIA OSCILANTE SIN BURBUJEO. HB 7,8 SE TRANSFUNDEN 2 UGR. DOLOR EVA 6 SE INICIA PCA MORFINA',
      ],
      [
        '05-12-2024',
        'SEGUNDO ASEO QUIRURGICO, SIN TEJIDO NECROTICO. RX TORAX PULMON EXPANDIDO. TRASLADO A SALA. PLAN: RETIRO PLEUROSTOMIA MAÑANA',
      ],
      [
        '06-12-2024',
        'SE RETIRA PLEUROSTOMIA IZQUIERDA SIN INCIDENTES. RX POST RETIRO SIN NEUMOTORAX. SE SUSPENDE PCA',
      ],
      ['09-12-2024', 'EN TABLA PARA OTS MAÑANA. AFEBRIL. HERIDAS SIN SIGNOS DE INFECCION'],
      ['10-12-2024', 'OTS TIBIA DERECHA CON CLAVO ENDOMEDULAR Y RETIRO DE FIJADOR EXTERNO. SIN INCIDENTES'],
      [
        '13-12-2024',
        'AFEBRIL. RX CONTROL BUENA REDUCCION. DEAMBULA CON BASTONES SIN CARGA EID. COMPLETA CEFAZOLINA. ALTA',
      ],
    ],
    must: [
      'fx expuesta tibia derecha gustilo iiia',
      'se instala pleurostomia izquierda',
      'fijador externo tibia derecha',
      'segundo aseo quirurgico',
      'se retira pleurostomia izquierda sin incidentes',
      'ots tibia derecha con clavo endomedular',
      'se transfunden 2 ugr',
      'deambula con bastones sin carga eid',
    ],
    never: ['retiro pleurostomia mañana', 'en tabla para', 'control rx torax am'],
  },
];
