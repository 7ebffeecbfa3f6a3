/**
 * Invented stays to make correct documents of: disease, course and drugs that go together, so that a document without an error
 * is also without an oddity. No patient is behind them. `{n:a-b}` is a figure drawn anew each time, `{d}` a side.
 */

export interface Prescription {
  readonly name: string;
  readonly atc: string;
  readonly dose: string;
  readonly route: 'VO' | 'EV' | 'SC' | 'IM' | 'INH' | 'SL';
  /** Hours between doses; 0: if needed. */
  readonly hours: number;
  readonly days?: number;
}

export interface Scenario {
  readonly sex?: 'f' | 'm';
  readonly age: readonly [number, number];
  readonly reason: string;
  readonly admission: readonly (readonly [string, string])[];
  readonly discharge: readonly (readonly [string, string])[];
  readonly antecedents: readonly string[];
  readonly procedures: readonly (readonly [string, string])[];
  readonly habitual: readonly Prescription[];
  readonly inpatient: readonly Prescription[];
  readonly home: readonly Prescription[];
  readonly exams: readonly string[];
  readonly notes: readonly string[];
  readonly instructions: readonly string[];
}

const rx = (
  name: string,
  atc: string,
  dose: string,
  route: Prescription['route'],
  hours: number,
  days?: number,
): Prescription => ({ name, atc, dose, route, hours, ...(days === undefined ? {} : { days }) });

const losartan = rx('Losartán', 'C09CA01', '50 mg', 'VO', 12);
const enalapril = rx('Enalapril', 'C09AA02', '10 mg', 'VO', 12);
const metformina = rx('Metformina', 'A10BA02', '850 mg', 'VO', 12);
const atorvastatina = rx('Atorvastatina', 'C10AA05', '40 mg', 'VO', 24);
const aspirina = rx('Aspirina', 'B01AC06', '100 mg', 'VO', 24);
const levotiroxina = rx('Levotiroxina', 'H03AA01', '75 mcg', 'VO', 24);
const paracetamol = rx('Paracetamol', 'N02BE01', '1 g', 'VO', 8, 5);
const paracetamolSos = rx('Paracetamol', 'N02BE01', '500 mg', 'VO', 0);
const ketoprofeno = rx('Ketoprofeno', 'M01AE03', '100 mg', 'EV', 8, 2);
const enoxaparina = rx('Enoxaparina', 'B01AB05', '40 mg', 'SC', 24);
const bisoprolol = rx('Bisoprolol', 'C07AB07', '2,5 mg', 'VO', 24);

export const scenarios: readonly Scenario[] = [
  {
    age: [45, 88],
    reason: 'Tos productiva y fiebre de {n:2-6} días de evolución',
    admission: [
      ['Neumonía adquirida en la comunidad', 'J18.9'],
      ['Insuficiencia respiratoria aguda', 'J96.0'],
    ],
    discharge: [['Neumonía basal {d} resuelta', 'J18.9']],
    antecedents: ['Hipertensión arterial', 'Diabetes mellitus tipo 2', 'Tabaquismo suspendido'],
    procedures: [
      ['Radiografía de tórax', '87.44'],
      ['TC de tórax sin contraste', '87.41'],
    ],
    habitual: [losartan, metformina],
    inpatient: [
      rx('Ceftriaxona', 'J01DD04', '2 g', 'EV', 24, 7),
      rx('Azitromicina', 'J01FA10', '500 mg', 'VO', 24, 5),
      enoxaparina,
    ],
    home: [
      losartan,
      metformina,
      rx('Amoxicilina/ácido clavulánico', 'J01CR02', '875/125 mg', 'VO', 12, 4),
      paracetamolSos,
    ],
    exams: [
      'PCR {n:120-280} mg/L, leucocitos {n:12000-21000}/mm3',
      'Creatinina {n:8-14} mg/L',
      'Hemocultivos negativos en 2 frascos',
    ],
    notes: [
      'Ingresa con disnea y fiebre de 38,{n:1-9} °C',
      'Sin dolor torácico ni hemoptisis',
      'Afebril desde el tercer día',
      'Derrame pleural {d} escaso en la radiografía de control',
      'Se retira oxígeno, saturación {n:93-98} % ambiental',
      'Niega palpitaciones',
    ],
    instructions: ['Reposo relativo por 7 días', 'Kinesiterapia respiratoria en CESFAM'],
  },
  {
    sex: 'f',
    age: [22, 70],
    reason: 'Dolor en hipocondrio derecho posterior a transgresión alimentaria',
    admission: [['Colecistitis aguda litiásica', 'K80.0']],
    discharge: [['Colecistitis aguda litiásica operada', 'K80.0']],
    antecedents: ['Hipotiroidismo'],
    procedures: [
      ['Colecistectomía laparoscópica', '51.23'],
      ['Ecografía abdominal', '88.76'],
    ],
    habitual: [levotiroxina],
    inpatient: [
      rx('Ceftriaxona', 'J01DD04', '1 g', 'EV', 12, 3),
      rx('Metronidazol', 'J01XD01', '500 mg', 'EV', 8, 3),
      ketoprofeno,
    ],
    home: [levotiroxina, paracetamol, rx('Celecoxib', 'M01AH01', '200 mg', 'VO', 12, 3)],
    exams: [
      'Bilirrubina total 1,{n:1-9} mg/dL, GOT {n:40-95} U/L',
      'Ecografía: vesícula de paredes engrosadas de {n:4-7} mm',
    ],
    notes: [
      'Signo de Murphy positivo',
      'Sin ictericia ni coluria',
      'Se realiza colecistectomía por vía laparoscópica, vesícula con plastrón',
      'Herida operatoria limpia, sin secreción',
      'Tolera régimen liviano al primer día',
      'Niega fiebre',
    ],
    instructions: ['Régimen hipograso por 30 días', 'Retiro de puntos en 10 días'],
  },
  {
    age: [66, 94],
    reason: 'Caída a nivel con impotencia funcional',
    admission: [['Fractura de cadera {d}', 'S72.0']],
    discharge: [
      ['Fractura de cadera {d} operada', 'S72.0'],
      ['Anemia posthemorrágica aguda', 'D62'],
    ],
    antecedents: ['Hipertensión arterial', 'Hipoacusia bilateral'],
    procedures: [['Osteosíntesis de cadera {d} con clavo cefalomedular', '79.35']],
    habitual: [enalapril],
    inpatient: [
      rx('Cefazolina', 'J01DB04', '2 g', 'EV', 8, 1),
      rx('Tramadol', 'N02AX02', '50 mg', 'EV', 8, 3),
      enoxaparina,
    ],
    home: [
      enalapril,
      rx('Enoxaparina', 'B01AB05', '40 mg', 'SC', 24, 28),
      paracetamol,
      rx('Fierro sulfato', 'B03AA07', '200 mg', 'VO', 24, 60),
    ],
    exams: [
      'Hemoglobina {n:8-11},{n:1-9} g/dL de control',
      'Radiografía de pelvis: fractura pertrocantérea {d}',
    ],
    notes: [
      'Dolor en cadera {d} a la movilización',
      'Sin compromiso neurovascular distal',
      'Se transfunden 2 unidades de glóbulos rojos',
      'Se sienta al borde de la cama con kinesiólogo',
      'Sin delirium durante la hospitalización',
    ],
    instructions: ['Carga parcial con andador', 'Prevención de caídas en domicilio'],
  },
  {
    age: [48, 82],
    reason: 'Dolor torácico opresivo de {n:2-5} horas',
    admission: [['IAM con SDST de pared inferior', 'I21.1']],
    discharge: [
      ['IAM con SDST de pared inferior', 'I21.1'],
      ['Hipertensión arterial', 'I10'],
    ],
    antecedents: ['Dislipidemia', 'Tabaquismo activo'],
    procedures: [
      ['Coronariografía', '88.56'],
      ['Angioplastia de coronaria derecha con stent', '36.06'],
    ],
    habitual: [losartan, atorvastatina],
    inpatient: [
      rx('Heparina', 'B01AB01', '5000 UI', 'EV', 8, 1),
      rx('Ticagrelor', 'B01AC24', '90 mg', 'VO', 12),
      aspirina,
    ],
    home: [
      losartan,
      rx('Atorvastatina', 'C10AA05', '80 mg', 'VO', 24),
      aspirina,
      rx('Ticagrelor', 'B01AC24', '90 mg', 'VO', 12),
      bisoprolol,
    ],
    exams: [
      'Troponina {n:900-4200} ng/L',
      'FEVI {n:42-58} % en ecocardiograma',
      'Colesterol LDL {n:121-190} mg/dL',
    ],
    notes: [
      'Coronariografía: oclusión de coronaria derecha proximal',
      'Angioplastia con un stent medicado de 3,5 x {n:18-38} mm',
      'Sin recurrencia de angina',
      'Niega disnea de esfuerzo',
      'Extrasistolía ventricular aislada en el monitoreo',
    ],
    instructions: ['Suspender tabaco', 'Rehabilitación cardiovascular fase 2'],
  },
  {
    sex: 'f',
    age: [19, 62],
    reason: 'Fiebre, calofríos y dolor lumbar {d}',
    admission: [['Pielonefritis aguda {d}', 'N10']],
    discharge: [['Pielonefritis aguda {d} por Escherichia coli', 'N10']],
    antecedents: ['Infección urinaria a repetición'],
    procedures: [['Ecografía renal y vesical', '88.75']],
    habitual: [],
    inpatient: [
      rx('Ceftriaxona', 'J01DD04', '1 g', 'EV', 24, 4),
      rx('Paracetamol', 'N02BE01', '1 g', 'EV', 8, 2),
    ],
    home: [rx('Cefuroximo', 'J01DC02', '500 mg', 'VO', 12, 7), paracetamolSos],
    exams: ['Urocultivo: E. coli > 100.000 UFC/mL', 'PCR {n:98-240} mg/L', 'Leucocitos {n:13000-19000}/mm3'],
    notes: [
      'Puño percusión {d} positiva',
      'Sin hidronefrosis en la ecografía',
      'Niega vómitos',
      'Defervescencia a las {n:36-72} horas',
      'Hemodinamia estable, sin vasoactivos',
    ],
    instructions: ['Hidratación abundante'],
  },
  {
    age: [55, 86],
    reason: 'Disnea progresiva y edema de extremidades inferiores',
    admission: [
      ['Insuficiencia cardíaca descompensada', 'I50.0'],
      ['Fibrilación auricular', 'I48.9'],
    ],
    discharge: [
      ['Insuficiencia cardíaca compensada', 'I50.0'],
      ['Fibrilación auricular', 'I48.9'],
    ],
    antecedents: ['Hipertensión arterial', 'Enfermedad renal crónica etapa 3'],
    procedures: [['Ecocardiograma transtorácico', '88.72']],
    habitual: [enalapril, bisoprolol],
    inpatient: [
      rx('Furosemida', 'C03CA01', '40 mg', 'EV', 8, 4),
      rx('Espironolactona', 'C03DA01', '25 mg', 'VO', 24),
    ],
    home: [
      enalapril,
      bisoprolol,
      rx('Furosemida', 'C03CA01', '40 mg', 'VO', 12),
      rx('Espironolactona', 'C03DA01', '25 mg', 'VO', 24),
      rx('Apixabán', 'B01AF02', '5 mg', 'VO', 12),
    ],
    exams: [
      'NT-proBNP {n:2400-9800} pg/mL',
      'Creatinina 1,{n:1-9} mg/dL, potasio 4,{n:1-9} mEq/L',
      'FEVI {n:25-40} %',
    ],
    notes: [
      'Yugulares ingurgitadas y crepitaciones bibasales',
      'Balance negativo de {n:1100-2900} mL en 24 horas',
      'Sin angina',
      'Baja {n:3-7} kg de peso',
      'Niega síncope',
    ],
    instructions: ['Régimen hiposódico', 'Control de peso diario'],
  },
  {
    age: [58, 90],
    reason: 'Hemiparesia {d} de inicio súbito',
    admission: [['ACV isquémico', 'I63.9']],
    discharge: [
      ['ACV isquémico con hemiparesia {d}', 'I63.9'],
      ['Hipertensión arterial', 'I10'],
    ],
    antecedents: ['Dislipidemia'],
    procedures: [
      ['TC de encéfalo sin contraste', '87.03'],
      ['Doppler carotídeo', '88.71'],
    ],
    habitual: [losartan],
    inpatient: [aspirina, rx('Atorvastatina', 'C10AA05', '80 mg', 'VO', 24), enoxaparina],
    home: [losartan, aspirina, rx('Atorvastatina', 'C10AA05', '80 mg', 'VO', 24)],
    exams: ['NIHSS {n:4-15} puntos al ingreso', 'Hemoglobina glicosilada 5,{n:1-9} %'],
    notes: [
      'Hemiparesia {d} de predominio braquial',
      'Sin afasia',
      'Disartria leve',
      'Deglución segura, sin disfagia',
      'Camina con bastón al quinto día',
    ],
    instructions: ['Rehabilitación motora ambulatoria'],
  },
  {
    age: [18, 45],
    reason: 'Dolor abdominal migratorio de {n:12-36} horas',
    admission: [['Apendicitis aguda', 'K35.8']],
    discharge: [['Apendicitis aguda perforada operada', 'K35.2']],
    antecedents: [],
    procedures: [['Apendicectomía laparoscópica', '47.01']],
    habitual: [],
    inpatient: [
      rx('Ceftriaxona', 'J01DD04', '2 g', 'EV', 24, 5),
      rx('Metronidazol', 'J01XD01', '500 mg', 'EV', 8, 5),
      ketoprofeno,
    ],
    home: [
      rx('Ciprofloxacino', 'J01MA02', '500 mg', 'VO', 12, 5),
      rx('Metronidazol', 'P01AB01', '500 mg', 'VO', 8, 5),
      paracetamol,
    ],
    exams: ['Leucocitos {n:14000-22000}/mm3', 'Ecografía: apéndice de {n:9-14} mm con líquido libre'],
    notes: [
      'Blumberg positivo en fosa ilíaca derecha',
      'Niega síntomas urinarios',
      'Se aspira líquido purulento en pelvis',
      'Drenaje con débito seroso de {n:20-90} mL',
      'Sin náuseas, tolera líquidos',
    ],
    instructions: ['No levantar peso por 30 días'],
  },
  {
    age: [30, 70],
    reason: 'Hematemesis y melena',
    admission: [['Hemorragia digestiva alta', 'K92.2']],
    discharge: [
      ['Úlcera duodenal con hemorragia', 'K26.4'],
      ['Anemia ferropénica', 'D50.0'],
    ],
    antecedents: ['Lumbago crónico'],
    procedures: [['Endoscopia digestiva alta', '45.13']],
    habitual: [rx('Naproxeno', 'M01AE02', '550 mg', 'VO', 12)],
    inpatient: [rx('Omeprazol', 'A02BC01', '40 mg', 'EV', 12, 3)],
    home: [
      rx('Omeprazol', 'A02BC01', '20 mg', 'VO', 12, 56),
      rx('Fierro sulfato', 'B03AA07', '200 mg', 'VO', 24, 90),
      paracetamolSos,
    ],
    exams: ['Hemoglobina {n:6-9},{n:1-9} g/dL al ingreso', 'Test de ureasa negativo'],
    notes: [
      'Úlcera en cara anterior de bulbo, Forrest IIa',
      'Se inyecta adrenalina y se instalan {n:2-4} clips',
      'Sin resangrado',
      'Se suspende naproxeno',
      'Niega consumo de alcohol',
    ],
    instructions: ['Evitar antiinflamatorios'],
  },
  {
    age: [20, 55],
    reason: 'Poliuria, polidipsia y compromiso del estado general',
    admission: [['Cetoacidosis diabética', 'E10.1']],
    discharge: [
      ['Cetoacidosis diabética resuelta', 'E10.1'],
      ['Diabetes mellitus tipo 1', 'E10.9'],
    ],
    antecedents: ['Diabetes mellitus tipo 1'],
    procedures: [['Instalación de catéter venoso central', '38.93']],
    habitual: [rx('Insulina glargina', 'A10AE04', '{n:16-28} UI', 'SC', 24)],
    inpatient: [
      rx('Insulina cristalina', 'A10AB01', '6 UI', 'EV', 1, 1),
      rx('Cloruro de potasio', 'B05XA01', '20 mEq', 'EV', 12, 2),
    ],
    home: [
      rx('Insulina glargina', 'A10AE04', '30 UI', 'SC', 24),
      rx('Insulina lispro', 'A10AB04', '6 UI', 'SC', 8),
    ],
    exams: ['Glicemia {n:420-690} mg/dL', 'pH 7,{n:11-24}, bicarbonato {n:6-13} mEq/L', 'Cetonemia positiva'],
    notes: [
      'Respiración de Kussmaul',
      'Sin foco infeccioso',
      'Cierra brecha aniónica a las {n:14-26} horas',
      'Niega dolor abdominal',
      'Recibe educación en técnica de inyección',
    ],
    instructions: ['Automonitoreo de glicemia 4 veces al día'],
  },
  {
    age: [50, 84],
    reason: 'Aumento de la disnea y de la expectoración',
    admission: [['EPOC exacerbado', 'J44.1']],
    discharge: [
      ['EPOC exacerbado', 'J44.1'],
      ['Cor pulmonale crónico', 'I27.9'],
    ],
    antecedents: ['Tabaquismo de {n:30-60} paquetes-año'],
    procedures: [['Ventilación mecánica no invasiva', '93.90']],
    habitual: [rx('Tiotropio', 'R03BB04', '18 mcg', 'INH', 24)],
    inpatient: [
      rx('Prednisona', 'H02AB07', '40 mg', 'VO', 24, 5),
      rx('Salbutamol', 'R03AC02', '2 puff', 'INH', 6, 5),
      rx('Levofloxacino', 'J01MA12', '750 mg', 'VO', 24, 5),
    ],
    home: [
      rx('Tiotropio', 'R03BB04', '18 mcg', 'INH', 24),
      rx('Salbutamol', 'R03AC02', '2 puff', 'INH', 0),
      rx('Prednisona', 'H02AB07', '20 mg', 'VO', 24, 5),
    ],
    exams: ['pCO2 {n:52-78} mmHg, pH 7,{n:25-34}', 'Leucocitos {n:9000-14000}/mm3'],
    notes: [
      'Sibilancias difusas en ambos hemitórax',
      'Requiere ventilación no invasiva por {n:12-40} horas',
      'Sin neumotórax',
      'Niega dolor torácico',
      'Edema de extremidades inferiores leve',
    ],
    instructions: ['Oxígeno domiciliario 1 L/min por 16 horas al día'],
  },
  {
    sex: 'm',
    age: [60, 85],
    reason: 'Retención urinaria aguda',
    admission: [
      ['Hiperplasia prostática', 'N40'],
      ['Injuria renal aguda', 'N17.9'],
    ],
    discharge: [
      ['Hiperplasia prostática', 'N40'],
      ['Injuria renal aguda en resolución', 'N17.9'],
    ],
    antecedents: ['Glaucoma ojo {d}'],
    procedures: [['Cateterismo vesical', '57.94']],
    habitual: [enalapril],
    inpatient: [rx('Tamsulosina', 'G04CA02', '0,4 mg', 'VO', 24)],
    home: [
      enalapril,
      rx('Tamsulosina', 'G04CA02', '0,4 mg', 'VO', 24),
      rx('Finasterida', 'G04CB01', '5 mg', 'VO', 24),
    ],
    exams: [
      'Creatinina {n:3-6},{n:1-9} mg/dL al ingreso',
      'Ecografía: hidronefrosis {d} leve, próstata de {n:60-110} g',
    ],
    notes: [
      'Globo vesical, se evacúan {n:800-1600} mL',
      'Sin hematuria',
      'Creatinina en descenso',
      'Niega fiebre',
    ],
    instructions: ['Mantener sonda hasta control de urología'],
  },
];

export const allergies: readonly string[] = [
  'Penicilina: exantema',
  'Sulfas',
  'Dipirona',
  'AINEs: broncoespasmo',
  'Contraste yodado',
];
/** Which scenario's drugs an allergy would clash with: left out of it. */
export const clashingAtc: Readonly<Record<string, RegExp>> = {
  'Penicilina: exantema': /^J01[CD]/,
  Sulfas: /^J01E/,
  Dipirona: /^N02BB/,
  'AINEs: broncoespasmo': /^M01A|^B01AC06|^N02BB/,
  'Contraste yodado': /^V08/,
};

export const givenNames = {
  f: ['Elena', 'Rosario', 'Marta', 'Javiera', 'Carmen'],
  m: ['Hernán', 'Tomás', 'Víctor', 'Ignacio', 'Raúl'],
} as const;
export const familyNames: readonly string[] = [
  'Huerta',
  'Oyarzún',
  'Sandoval',
  'Pizarro',
  'Quiroz',
  'Inostroza',
  'Vidal',
  'Tapia',
];
export const physicians: readonly string[] = [
  'Dra. Paula Arriagada Mena',
  'Dr. Simón Echeverría Toro',
  'Dra. Nora Lillo Parra',
];
export const services: readonly string[] = [
  'Medicina',
  'Cirugía',
  'Traumatología',
  'UTI',
  'Medicina Interna',
];
export const conditions: readonly string[] = [
  'Estable, lúcido, deambula con ayuda',
  'Buenas condiciones generales',
  'Compensado, afebril',
];
export const destinations: readonly string[] = [
  'Domicilio',
  'Domicilio con hospitalización domiciliaria',
  'Hospital de origen',
];
export const alarms: readonly string[] = [
  'Fiebre mayor a 38 °C',
  'Dolor que no cede con analgésicos',
  'Dificultad para respirar',
  'Sangrado de la herida',
];
export const controls: readonly string[] = [
  'Control en policlínico en {n:7-15} días',
  'CESFAM en {n:3-7} días con exámenes',
  'Control de especialidad en un mes',
];
