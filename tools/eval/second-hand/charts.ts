/**
 * Invented stays of a second author, who wrote them and the errors of this folder before reading the check and the first family of mutants.
 * Written as wards chart: mixed abbreviations, decimals with a point and with a comma, days with and without a year.
 */
import { splitCode, systemFor } from '../../../src/record/codes.ts';
import type { ClinicalRecord, Fact, FactId, FactKind, Moment, Sex } from '../../../src/record/schema.ts';

interface Stay {
  readonly name: string;
  readonly run: string;
  readonly age: readonly [number, 'horas' | 'días' | 'meses' | 'años'];
  readonly sex: Sex;
  readonly from: string;
  readonly to: string;
  readonly service: string;
  readonly physician: string;
  readonly reason?: string;
  readonly admitted: readonly string[];
  readonly discharged: readonly string[];
  readonly before?: readonly string[];
  readonly home?: readonly string[];
  readonly allergy?: readonly string[];
  readonly done?: readonly (readonly [date: string, text: string])[];
  readonly given: readonly string[];
  readonly notes: readonly (readonly [date: string, text: string])[];
  readonly exams?: readonly string[];
  readonly pending?: readonly string[];
  readonly condition?: string;
  readonly destination?: string;
  readonly leaving: readonly string[];
  readonly advice?: readonly string[];
  readonly alarm?: readonly string[];
  readonly controls?: readonly string[];
}

const stays: readonly Stay[] = [
  {
    name: 'Hortensia Quilapán Ferrada',
    run: '9.214.377-6',
    age: [81, 'años'],
    sex: 'f',
    from: '03-06-2025',
    to: '11-06-2025',
    service: 'Medicina Interna',
    physician: 'Dr. Baltazar Oyanedel',
    reason: 'Disnea y compromiso de estado general de 3 días de evolución',
    admitted: [
      'Neumonía adquirida en la comunidad grave (J18.9)',
      'Insuficiencia respiratoria aguda (J96.0)',
    ],
    discharged: ['Neumonía neumocócica tratada (J13)', 'Hipokalemia leve corregida (E87.6)'],
    before: [
      'Hipertensión arterial',
      'Diabetes mellitus tipo 2 no insulinorrequirente',
      'Ex tabaquismo, suspendido hace 20 años',
    ],
    home: ['Losartán 50 mg VO c/12 h (C09CA01)', 'Metformina 850 mg VO c/12 h (A10BA02)'],
    allergy: ['Alergia a penicilina (rash cutáneo)'],
    done: [
      ['03-06-2025', 'TAC de tórax sin contraste'],
      ['05-06-2025', 'Toracocentesis diagnóstica izquierda'],
    ],
    given: [
      'Levofloxacino 750 mg EV c/24 h (J01MA12)',
      'Oxígeno por naricera 2 L/min',
      'Cloruro de potasio 10% 2 g EV (A12BA01)',
      'Enoxaparina 40 mg SC c/24 h (B01AB05)',
    ],
    notes: [
      [
        '04-06-2025',
        'Febril hasta 38,7°C. Requiere naricera 2 L/min. Sin dolor torácico. Hemocultivos tomados.',
      ],
      [
        '06-06-2025',
        'Hemocultivos positivos a Streptococcus pneumoniae. Afebril desde ayer. Líquido pleural descarta empiema.',
      ],
      [
        '09-06-2025',
        'Sin requerimientos de oxígeno. Potasio 3,1 mEq/L, se repone. Niega disnea. Tolera régimen.',
      ],
    ],
    exams: [
      'PCR 214 mg/L (03-06) y 36 mg/L (09-06)',
      'Creatinina 0,9 mg/dL',
      'Antígeno urinario de neumococo positivo',
    ],
    pending: ['Cultivo de Koch de líquido pleural pendiente'],
    condition: 'Estable, afebril',
    destination: 'Domicilio',
    leaving: [
      'Levofloxacino 750 mg VO c/24 h por 4 días (J01MA12)',
      'Losartán 50 mg VO c/12 h (C09CA01)',
      'Metformina 850 mg VO c/12 h (A10BA02)',
      'Paracetamol 1 g VO c/8 h SOS (N02BE01)',
    ],
    advice: ['Reposo relativo por 7 días', 'Régimen diabético hiposódico', 'No suspender losartán'],
    alarm: ['Fiebre mayor a 38°C', 'Dificultad respiratoria', 'Compromiso de conciencia'],
    controls: ['Control en CESFAM en 7 días con radiografía de tórax', 'Broncopulmonar en 1 mes'],
  },
  {
    name: 'Evaristo Huenchumil Tapia',
    run: '6.870.145-K',
    age: [76, 'años'],
    sex: 'm',
    from: '21-01-2025',
    to: '29-01-2025',
    service: 'Traumatología',
    physician: 'Dra. Ágata Belmar',
    reason: 'Caída a nivel con dolor e impotencia funcional de cadera derecha',
    admitted: ['Fractura de cuello de fémur derecho, Garden III (S72.0)'],
    discharged: ['Fractura de cuello de fémur derecho operada (S72.0)', 'Anemia aguda postoperatoria (D62)'],
    before: ['Fibrilación auricular permanente', 'Enfermedad renal crónica etapa 3', 'Hipoacusia bilateral'],
    home: [
      'Bisoprolol 2,5 mg VO c/24 h (C07AB07)',
      'Acenocumarol 4 mg según TACO (B01AA07)',
      'Digoxina 0,125 mg VO c/24 h (C01AA05)',
    ],
    allergy: ['Intolerancia a AINES (gastritis)'],
    done: [
      ['23-01-2025', 'Hemiartroplastia de cadera derecha cementada'],
      ['25-01-2025', 'Transfusión de 2 unidades de glóbulos rojos'],
    ],
    given: [
      'Cefazolina 1 g EV c/8 h por 24 h (J01DB04)',
      'Enoxaparina 60 mg SC c/24 h (B01AB05)',
      'Metamizol 1 g EV c/8 h (N02BB02)',
      'Tramadol 50 mg SC SOS (N02AX02)',
      'Vitamina K 10 mg EV por una vez (B02BA01)',
    ],
    notes: [
      [
        '22-01-2025',
        'INR 3,2 al ingreso, se administra vitamina K. En espera de pabellón. Sin déficit neurovascular distal.',
      ],
      ['24-01-2025', 'Primer día postoperatorio. Hb 7,4 g/dL. Herida sin signos de infección. Niega dolor.'],
      [
        '27-01-2025',
        'Hb 9,8 g/dL post transfusión. Se levanta con andador. No presenta delirium. Extremidad inferior derecha sin edema.',
      ],
    ],
    exams: ['Hemoglobina 7,4 g/dL', 'INR 1,3 (28-01)', 'Creatinina 1,42 mg/dL'],
    condition: 'Regular, deambula con andador',
    destination: 'Domicilio con apoyo de hija',
    leaving: [
      'Acenocumarol 4 mg según TACO (B01AA07)',
      'Enoxaparina 60 mg SC c/24 h hasta INR en rango (B01AB05)',
      'Bisoprolol 2,5 mg VO c/24 h (C07AB07)',
      'Digoxina 0,125 mg VO c/24 h (C01AA05)',
      'Paracetamol 1 g VO c/8 h por 10 días (N02BE01)',
      'Sulfato ferroso 200 mg VO c/12 h por 3 meses (B03AA07)',
    ],
    advice: [
      'Carga parcial con andador',
      'No cruzar las piernas ni flectar cadera más de 90°',
      'Curación c/48 h',
    ],
    alarm: ['Sangrado o secreción de la herida', 'Aumento de volumen de pierna derecha'],
    controls: ['Traumatología el 12-02-2025 para retiro de puntos', 'TACO el 31-01-2025'],
  },
  {
    name: 'Maite Antilef Sandoval',
    run: '27.945.310-8',
    age: [4, 'meses'],
    sex: 'f',
    from: '08-07-2025',
    to: '12-07-2025',
    service: 'Pediatría',
    physician: 'Dr. Nicanor Vidaurre',
    reason: 'Tos, coriza y dificultad respiratoria de 2 días',
    admitted: ['Bronquiolitis aguda moderada (J21.9)'],
    discharged: ['Bronquiolitis aguda por VRS (J21.0)'],
    before: ['Prematurez de 35 semanas', 'Vacunas al día'],
    allergy: ['Sin alergias conocidas'],
    done: [['08-07-2025', 'Kinesioterapia respiratoria']],
    given: [
      'Salbutamol 2 puff c/4 h con aerocámara (R03AC02)',
      'Oxígeno por naricera 0,5 L/min',
      'Paracetamol 80 mg VO c/6 h SOS (N02BE01)',
    ],
    notes: [
      [
        '09-07-2025',
        'Score de Tal 7. FR 58 por minuto. Test pack VRS positivo. Sin apneas. Lactancia materna fraccionada.',
      ],
      [
        '10-07-2025',
        'Score de Tal 4. Disminuye requerimiento de oxígeno. No impresiona sobreinfección bacteriana.',
      ],
      ['11-07-2025', 'Satura 96% ambiental. Se alimenta bien. Afebril.'],
    ],
    exams: [
      'Panel viral: VRS positivo, influenza negativo',
      'Rx de tórax: atrapamiento aéreo bilateral, sin condensación',
    ],
    condition: 'Buena, satura 96% ambiental',
    destination: 'Domicilio',
    leaving: [
      'Salbutamol 2 puff c/6 h por 5 días con aerocámara (R03AC02)',
      'Paracetamol 80 mg VO c/6 h SOS si T° mayor a 38°C (N02BE01)',
    ],
    advice: [
      'Lactancia materna a libre demanda',
      'Evitar humo de tabaco',
      'Aseo nasal con suero fisiológico',
    ],
    alarm: ['Quejido o retracción', 'Rechazo alimentario', 'Apneas o cianosis'],
    controls: ['CESFAM en 48 horas', 'Kinesiología respiratoria en 24 horas'],
  },
  {
    name: 'Renato Cayuqueo Poblete',
    run: '18.302.664-1',
    age: [31, 'años'],
    sex: 'm',
    from: '14-09-2025',
    to: '18-09-2025',
    service: 'Medicina',
    physician: 'Dra. Clementina Rozas',
    reason: 'Vómitos, poliuria y dolor abdominal',
    admitted: ['Cetoacidosis diabética severa (E10.1)', 'Deshidratación (E86)'],
    discharged: ['Diabetes mellitus tipo 1 descompensada (E10.1)', 'Infección urinaria baja (N39.0)'],
    before: ['Diabetes mellitus tipo 1 desde los 12 años', 'Mala adherencia a insulina'],
    home: [
      'Insulina NPH 20 UI SC mañana y 10 UI noche (A10AC01)',
      'Insulina cristalina 4 UI SC precomidas (A10AB01)',
    ],
    allergy: ['Niega alergias'],
    given: [
      'Insulina cristalina en bomba 5 UI/h EV (A10AB01)',
      'Suero fisiológico 1000 ml EV en 1 h (B05BB01)',
      'Cloruro de potasio 3 g/L EV (A12BA01)',
      'Ceftriaxona 1 g EV c/24 h (J01DD04)',
    ],
    notes: [
      ['14-09-2025', 'pH 7,08, HCO3 6, glicemia 486 mg/dL. Ingresa a UTI. Sin compromiso de conciencia.'],
      ['15-09-2025', 'Cierra brecha aniónica a las 14 horas. Se traslapa a insulina NPH. Potasio 3,4.'],
      [
        '17-09-2025',
        'Urocultivo positivo a Escherichia coli sensible a cefalosporinas. Niega disuria. Tolera régimen diabético.',
      ],
    ],
    exams: ['Hemoglobina glicosilada 11,6%', 'Glicemia 486 mg/dL', 'Cetonemia 5,8 mmol/L'],
    pending: ['Función tiroidea pendiente'],
    condition: 'Buenas condiciones generales',
    destination: 'Domicilio',
    leaving: [
      'Insulina NPH 24 UI SC mañana y 12 UI noche (A10AC01)',
      'Insulina cristalina 6 UI SC precomidas (A10AB01)',
      'Cefadroxilo 500 mg VO c/12 h por 5 días (J01DB05)',
    ],
    advice: ['Automonitoreo de glicemia 4 veces al día', 'Régimen diabético de 180 g de hidratos de carbono'],
    alarm: ['Glicemia menor a 70 o mayor a 300 mg/dL', 'Vómitos persistentes'],
    controls: ['Diabetología en 10 días', 'Enfermera de diabetes en 3 días'],
  },
  {
    name: 'Jovita Marileo Espinace',
    run: '16.558.903-5',
    age: [34, 'años'],
    sex: 'f',
    from: '02-04-2025',
    to: '07-04-2025',
    service: 'Obstetricia',
    physician: 'Dra. Petronila Gajardo',
    reason: 'Cefalea y presión arterial 168/112 en embarazo de 34 semanas',
    admitted: ['Preeclampsia severa (O14.1)', 'Embarazo de 34 semanas'],
    discharged: ['Puérpera de cesárea (O82)', 'Preeclampsia severa (O14.1)'],
    before: ['Multípara de 2', 'Cesárea anterior (2021)'],
    home: ['Metildopa 250 mg VO c/8 h (C02AB01)', 'Ácido acetilsalicílico 100 mg VO noche (B01AC06)'],
    allergy: ['Alergia a sulfas (urticaria)'],
    done: [
      ['03-04-2025', 'Cesárea de urgencia con anestesia espinal'],
      ['03-04-2025', 'Esterilización tubaria bilateral'],
    ],
    given: [
      'Sulfato de magnesio 5 g EV en carga y 1 g/h (A12CC02)',
      'Betametasona 12 mg IM c/24 h por 2 dosis (H02AB01)',
      'Labetalol 20 mg EV por una vez (C07AG01)',
      'Oxitocina 20 UI EV en 500 ml (H01BB02)',
    ],
    notes: [
      [
        '02-04-2025',
        'PA 168/112. Proteinuria 4,2 g en 24 horas. Reflejos vivos. Sin epigastralgia. Plaquetas 142.000.',
      ],
      [
        '03-04-2025',
        'Se interrumpe el embarazo por vía alta. Recién nacida de 2.140 g, Apgar 8-9. Sin inercia uterina.',
      ],
      ['05-04-2025', 'PA 138/86. Herida operatoria limpia. No presenta convulsiones. Lactancia establecida.'],
    ],
    exams: ['LDH 310 U/L', 'Plaquetas 142.000 por mm3', 'Transaminasas normales'],
    condition: 'Estable, normotensa',
    destination: 'Domicilio',
    leaving: [
      'Nifedipino retard 20 mg VO c/12 h (C08CA05)',
      'Ketoprofeno 50 mg VO c/8 h por 3 días (M01AE03)',
      'Paracetamol 1 g VO c/8 h por 5 días (N02BE01)',
      'Sulfato ferroso 200 mg VO c/24 h (B03AA07)',
    ],
    advice: ['Reposo posquirúrgico', 'Control de presión arterial diario', 'Abstinencia sexual por 40 días'],
    alarm: [
      'Cefalea, tinnitus o fotopsias',
      'Sangrado genital abundante',
      'Presión arterial mayor a 150/100',
    ],
    controls: ['Matrona en 7 días', 'Alto riesgo obstétrico en 2 semanas'],
  },
  {
    name: 'Leopoldo Railef Mardones',
    run: '7.661.208-3',
    age: [69, 'años'],
    sex: 'm',
    from: '17-11-2024',
    to: '28-11-2024',
    service: 'Neurología',
    physician: 'Dr. Anselmo Troncoso',
    reason: 'Hemiparesia derecha y afasia de inicio súbito',
    admitted: ['Infarto cerebral de arteria cerebral media izquierda (I63.5)'],
    discharged: [
      'Infarto cerebral de arteria cerebral media izquierda (I63.5)',
      'Neumonía aspirativa tratada (J69.0)',
      'Disfagia neurogénica leve (R13)',
    ],
    before: ['HTA', 'Dislipidemia', 'Tabaquismo activo 30 paquetes-año'],
    home: ['Enalapril 10 mg VO c/12 h (C09AA02)', 'Atorvastatina 20 mg VO noche (C10AA05)'],
    allergy: ['Alergia a yodo (broncoespasmo)'],
    done: [
      ['17-11-2024', 'Trombólisis EV con alteplase'],
      ['18-11-2024', 'RM de encéfalo'],
      ['20-11-2024', 'Instalación de sonda nasogástrica'],
    ],
    given: [
      'Alteplase 63 mg EV en 1 hora (B01AD02)',
      'Ácido acetilsalicílico 100 mg VO c/24 h (B01AC06)',
      'Atorvastatina 80 mg VO noche (C10AA05)',
      'Ampicilina/sulbactam 3 g EV c/6 h por 7 días (J01CR01)',
      'Heparina 5000 UI SC c/12 h (B01AB01)',
    ],
    notes: [
      [
        '17-11-2024',
        'NIHSS 14 al ingreso. Trombólisis a los 110 minutos del inicio. Sin hemorragia en TAC de control.',
      ],
      [
        '20-11-2024',
        'Fiebre 38,4°C. Radiografía con condensación basal derecha. Se inicia ampicilina/sulbactam. Se instala SNG.',
      ],
      [
        '26-11-2024',
        'NIHSS 6. Hemiparesia derecha en regresión, persiste afasia motora. Afebril. Se retira SNG, tolera papilla.',
      ],
    ],
    exams: ['LDL 156 mg/dL', 'Ecocardiograma: FEVI 58%, sin trombos', 'Holter sin fibrilación auricular'],
    pending: ['Eco-Doppler de vasos de cuello el 05-12-2024'],
    condition: 'Estable, Rankin 3, dependiente parcial',
    destination: 'Traslado a centro de rehabilitación',
    leaving: [
      'Ácido acetilsalicílico 100 mg VO c/24 h (B01AC06)',
      'Atorvastatina 80 mg VO noche (C10AA05)',
      'Enalapril 10 mg VO c/12 h (C09AA02)',
      'Omeprazol 20 mg VO en ayunas por 30 días (A02BC01)',
    ],
    advice: [
      'Régimen papilla con espesante',
      'Rehabilitación con fonoaudiología y kinesiología',
      'Suspender tabaco',
    ],
    alarm: ['Nuevo déficit neurológico', 'Atoro o fiebre'],
    controls: ['Neurología en 30 días con Eco-Doppler', 'Fonoaudiología semanal'],
  },
  {
    name: 'Rosamel Catrileo Inostroza',
    run: '12.047.886-2',
    age: [52, 'años'],
    sex: 'm',
    from: '26-02-2025',
    to: '01-03-2025',
    service: 'Cirugía',
    physician: 'Dr. Faustino Urrejola',
    reason: 'Dolor en hipocondrio derecho de 36 horas',
    admitted: ['Colecistitis aguda litiásica (K80.0)'],
    discharged: ['Colecistitis aguda gangrenosa operada (K81.0)'],
    before: ['Obesidad grado II', 'Apnea del sueño con CPAP nocturno'],
    done: [
      ['26-02-2025', 'Ecografía abdominal'],
      ['27-02-2025', 'Colecistectomía laparoscópica'],
    ],
    given: [
      'Ceftriaxona 2 g EV c/24 h (J01DD04)',
      'Metronidazol 500 mg EV c/8 h (J01XD01)',
      'Ketorolaco 30 mg EV c/8 h (M01AB15)',
    ],
    notes: [
      [
        '26-02-2025',
        'Murphy positivo. Ecografía: vesícula de paredes engrosadas, colédoco de 4 mm. Sin ictericia.',
      ],
      ['27-02-2025', 'Colecistectomía sin incidentes, drenaje en lecho. Sangrado 50 ml.'],
      ['28-02-2025', 'Drenaje 30 ml seroso, se retira. Tolera líquidos. Niega náuseas. Deambula.'],
    ],
    exams: ['Bilirrubina total 0,8 mg/dL', 'Leucocitos 16.800', 'Lipasa 42 U/L'],
    pending: ['Biopsia de vesícula pendiente'],
    condition: 'Buena',
    destination: 'Domicilio',
    leaving: [
      'Amoxicilina/ácido clavulánico 875/125 mg VO c/12 h por 5 días (J01CR02)',
      'Ketorolaco 10 mg VO c/8 h por 3 días (M01AB15)',
      'Paracetamol 1 g VO c/8 h por 5 días (N02BE01)',
    ],
    advice: [
      'Régimen liviano sin grasas por 2 semanas',
      'No levantar más de 5 kg por 1 mes',
      'Licencia médica por 14 días',
    ],
    alarm: ['Ictericia', 'Fiebre sobre 38°C', 'Dolor abdominal intenso'],
    controls: ['Policlínico de cirugía el 12-03-2025 con biopsia'],
  },
  {
    name: 'Eduvigis Namuncura Soto',
    run: '10.983.551-4',
    age: [63, 'años'],
    sex: 'f',
    from: '05-05-2025',
    to: '14-05-2025',
    service: 'Cardiología',
    physician: 'Dra. Ludmila Arancibia',
    reason: 'Disnea de reposo y edema de extremidades inferiores',
    admitted: [
      'Insuficiencia cardíaca descompensada, Stevenson B (I50.0)',
      'Fibrilación auricular con respuesta ventricular rápida (I48)',
    ],
    discharged: [
      'Insuficiencia cardíaca con FE reducida (I50.0)',
      'Fibrilación auricular controlada (I48)',
      'Hipotiroidismo subclínico (E02)',
    ],
    before: ['Valvulopatía mitral reumática', 'Hermana con cáncer de mama', 'Asma leve en la infancia'],
    home: [
      'Furosemida 40 mg VO c/24 h (C03CA01)',
      'Carvedilol 6,25 mg VO c/12 h (C07AG02)',
      'Espironolactona 25 mg VO c/24 h (C03DA01)',
    ],
    allergy: ['Alergia a dipirona (angioedema)'],
    done: [
      ['08-05-2025', 'Ecocardiograma transtorácico'],
      ['10-05-2025', 'Cardioversión eléctrica'],
    ],
    given: [
      'Furosemida 20 mg EV c/8 h (C03CA01)',
      'Amiodarona 300 mg EV en 1 h (C01BD01)',
      'Enoxaparina 1 mg/kg SC c/12 h (B01AB05)',
      'Levotiroxina 25 mcg VO en ayunas (H03AA01)',
    ],
    notes: [
      [
        '05-05-2025',
        'FC 148 lpm, PA 104/62. Ortopnea. Crépitos hasta campo medio. Sin angina. Troponina negativa.',
      ],
      [
        '08-05-2025',
        'Balance negativo de 2.300 ml. FEVI 32%, insuficiencia mitral moderada, sin trombo en orejuela.',
      ],
      ['10-05-2025', 'Cardioversión eléctrica exitosa a ritmo sinusal con 150 J. Sin complicaciones.'],
      ['13-05-2025', 'Peso 61,5 kg. Sin edema. NYHA II. FC 68 lpm.'],
    ],
    exams: ['NT-proBNP 6.420 pg/mL', 'TSH 8,7 mUI/L', 'Potasio 4,6 mEq/L'],
    condition: 'Estable, NYHA II',
    destination: 'Domicilio',
    leaving: [
      'Furosemida 40 mg VO c/12 h (C03CA01)',
      'Carvedilol 12,5 mg VO c/12 h (C07AG02)',
      'Espironolactona 25 mg VO c/24 h (C03DA01)',
      'Amiodarona 200 mg VO c/24 h (C01BD01)',
      'Rivaroxabán 20 mg VO con la cena (B01AF01)',
      'Levotiroxina 25 mcg VO en ayunas (H03AA01)',
    ],
    advice: ['Restricción de líquidos a 1,5 L al día', 'Peso diario', 'No usar AINES'],
    alarm: ['Aumento de peso mayor a 2 kg en 3 días', 'Síncope o palpitaciones'],
    controls: ['Policlínico de insuficiencia cardíaca en 14 días', 'TSH en 6 semanas'],
  },
  {
    name: 'Ceferino Loncón Aravena',
    run: '8.455.019-0',
    age: [72, 'años'],
    sex: 'm',
    from: '30-07-2025',
    to: '06-08-2025',
    service: 'Medicina',
    physician: 'Dr. Baltazar Oyanedel',
    reason: 'Aumento de disnea y expectoración purulenta',
    admitted: ['EPOC exacerbado Anthonisen I (J44.1)', 'Insuficiencia respiratoria global (J96.9)'],
    discharged: ['EPOC exacerbado (J44.1)', 'Candidiasis oral (B37.0)'],
    before: ['EPOC GOLD 3', 'Tabaquismo detenido en 2019', 'Glaucoma de ojo izquierdo'],
    home: [
      'Tiotropio 18 mcg inhalado c/24 h (R03BB04)',
      'Salbutamol 2 puff SOS (R03AC02)',
      'Timolol 0,5% 1 gota ojo izquierdo c/12 h (S01ED01)',
    ],
    allergy: ['No refiere alergias'],
    done: [['30-07-2025', 'Ventilación mecánica no invasiva']],
    given: [
      'Prednisona 40 mg VO c/24 h por 5 días (H02AB07)',
      'Nebulización con salbutamol 2,5 mg c/4 h (R03AC02)',
      'Bromuro de ipratropio 0,5 mg nebulizado c/6 h (R03BB01)',
      'Azitromicina 500 mg VO c/24 h (J01FA10)',
      'Nistatina 5 ml VO c/6 h (A07AA02)',
    ],
    notes: [
      ['30-07-2025', 'pH 7,28, pCO2 68 mmHg. VMNI BiPAP 14/6. Glasgow 14.'],
      ['01-08-2025', 'Gases: pH 7,36, pCO2 52. Se retira VMNI. Sin fiebre. Expectoración disminuye.'],
      [
        '04-08-2025',
        'Placas blanquecinas orales, se indica nistatina. Satura 91% con 1 L/min. Descarta tromboembolismo pulmonar por angio TAC.',
      ],
    ],
    exams: ['Leucocitos 13.400', 'Cultivo de expectoración: Haemophilus influenzae', 'Dímero D 420 ng/mL'],
    condition: 'Estable, disnea mMRC 2',
    destination: 'Domicilio con oxígeno domiciliario 1 L/min',
    leaving: [
      'Prednisona 20 mg VO c/24 h por 3 días (H02AB07)',
      'Tiotropio 18 mcg inhalado c/24 h (R03BB04)',
      'Salbutamol 2 puff c/6 h SOS (R03AC02)',
      'Nistatina 5 ml VO c/6 h por 7 días (A07AA02)',
      'Timolol 0,5% 1 gota ojo izquierdo c/12 h (S01ED01)',
    ],
    advice: ['Oxígeno 16 horas al día', 'Enjuague bucal tras inhaladores', 'Vacuna influenza anual'],
    alarm: ['Somnolencia o confusión', 'Aumento de disnea'],
    controls: ['Broncopulmonar en 15 días', 'Sala ERA en 1 semana'],
  },
  {
    name: 'Amparo Huircán Leal',
    run: '14.720.456-8',
    age: [45, 'años'],
    sex: 'f',
    from: '12-08-2025',
    to: '15-08-2025',
    service: 'Cirugía de Mama',
    physician: 'Dra. Ofelia Santibáñez',
    reason: 'Ingreso electivo para cirugía mamaria',
    admitted: ['Cáncer de mama izquierda, etapa IIA (C50.9)'],
    discharged: ['Cáncer de mama izquierda operado (C50.9)'],
    before: ['Migraña', 'Depresión en tratamiento', 'Madre con cáncer de ovario'],
    home: ['Sertralina 50 mg VO c/24 h (N06AB06)', 'Propranolol 40 mg VO c/12 h (C07AA05)'],
    allergy: ['Alergia a látex'],
    done: [
      ['12-08-2025', 'Mastectomía parcial izquierda'],
      ['12-08-2025', 'Biopsia de ganglio centinela axilar izquierdo'],
    ],
    given: [
      'Cefazolina 2 g EV por una vez (J01DB04)',
      'Ondansetrón 4 mg EV c/8 h SOS (A04AA01)',
      'Tramadol 100 mg EV c/8 h (N02AX02)',
    ],
    notes: [
      [
        '12-08-2025',
        'Ganglio centinela negativo en biopsia rápida. Bordes libres. Sin complicaciones intraoperatorias.',
      ],
      ['13-08-2025', 'Dolor EVA 3. Drenaje 80 ml serohemático. Sin hematoma. Moviliza brazo izquierdo.'],
      ['14-08-2025', 'Drenaje 35 ml. Herida limpia. Náuseas ceden con ondansetrón.'],
    ],
    pending: ['Biopsia diferida con inmunohistoquímica pendiente'],
    condition: 'Buenas condiciones',
    destination: 'Domicilio',
    leaving: [
      'Tramadol 50 mg VO c/8 h por 3 días (N02AX02)',
      'Paracetamol 1 g VO c/8 h por 7 días (N02BE01)',
      'Sertralina 50 mg VO c/24 h (N06AB06)',
      'Propranolol 40 mg VO c/12 h (C07AA05)',
    ],
    advice: [
      'Mantener drenaje y medir débito diario',
      'No tomar presión ni puncionar brazo izquierdo',
      'Sostén quirúrgico permanente',
    ],
    alarm: ['Débito mayor a 150 ml en 24 horas', 'Enrojecimiento de la herida'],
    controls: [
      'Cirugía de mama el 22-08-2025 para retiro de drenaje',
      'Comité oncológico con biopsia diferida',
    ],
  },
  {
    name: 'Ismael Paillalef Contreras',
    run: '20.118.927-6',
    age: [22, 'años'],
    sex: 'm',
    from: '19-03-2025',
    to: '26-03-2025',
    service: 'Psiquiatría',
    physician: 'Dr. Gregorio Lagunas',
    reason: 'Ingesta de paracetamol 15 g con intención suicida',
    admitted: [
      'Intoxicación aguda por paracetamol (T39.1)',
      'Episodio depresivo grave sin síntomas psicóticos (F32.2)',
    ],
    discharged: [
      'Intoxicación por paracetamol resuelta (T39.1)',
      'Episodio depresivo grave sin síntomas psicóticos (F32.2)',
    ],
    before: ['Intento suicida previo en 2022', 'Consumo ocasional de cannabis'],
    home: ['Fluoxetina 20 mg VO mañana (N06AB03)'],
    allergy: ['Sin RAM conocidas'],
    given: [
      'N-acetilcisteína 150 mg/kg EV en 1 h (V03AB23)',
      'Clonazepam 0,5 mg VO noche (N03AE01)',
      'Sertralina 50 mg VO mañana (N06AB06)',
    ],
    notes: [
      [
        '19-03-2025',
        'Nivel de paracetamol 168 mcg/mL a las 6 horas. Se inicia N-acetilcisteína. Vigil, sin ictericia.',
      ],
      [
        '21-03-2025',
        'GPT 412 U/L en descenso, INR 1,2. No desarrolla encefalopatía. Se suspende fluoxetina y se inicia sertralina.',
      ],
      [
        '25-03-2025',
        'Niega ideación suicida activa. Duerme bien. Red de apoyo presente. Firma contrato terapéutico.',
      ],
    ],
    exams: ['GPT 1.240 U/L (20-03), 96 U/L (25-03)', 'Creatinina 0,8 mg/dL'],
    condition: 'Estable, sin ideación suicida',
    destination: 'Domicilio a cargo de padres',
    leaving: ['Sertralina 50 mg VO mañana (N06AB06)', 'Clonazepam 0,5 mg VO noche por 14 días (N03AE01)'],
    advice: ['Medicamentos a cargo de un familiar', 'No consumir alcohol', 'No usar paracetamol por 1 mes'],
    alarm: ['Ideación suicida', 'Ictericia o sangrado'],
    controls: ['Psiquiatría en 5 días', 'Psicología semanal'],
  },
  {
    name: 'Benedicta Llanquileo Ortiz',
    run: '11.366.742-5',
    age: [58, 'años'],
    sex: 'f',
    from: '09-10-2025',
    to: '16-10-2025',
    service: 'Medicina',
    physician: 'Dra. Clementina Rozas',
    reason: 'Hematemesis y melena',
    admitted: ['Hemorragia digestiva alta (K92.2)', 'Daño hepático crónico Child B (K74.6)'],
    discharged: [
      'Hemorragia digestiva alta variceal (I85.0)',
      'Daño hepático crónico Child B (K74.6)',
      'Anemia ferropénica (D50.0)',
    ],
    before: ['Daño hepático crónico por alcohol', 'Várices esofágicas grandes', 'Colecistectomizada'],
    home: ['Propranolol 20 mg VO c/12 h (C07AA05)', 'Lactulosa 15 ml VO c/8 h (A06AD11)'],
    allergy: ['Alergia a amoxicilina (anafilaxia)'],
    done: [
      ['09-10-2025', 'Endoscopía digestiva alta con ligadura de várices'],
      ['10-10-2025', 'Transfusión de 3 unidades de glóbulos rojos'],
    ],
    given: [
      'Terlipresina 1 mg EV c/6 h por 3 días (H01BA04)',
      'Ciprofloxacino 400 mg EV c/12 h (J01MA02)',
      'Omeprazol 40 mg EV c/12 h (A02BC01)',
      'Tiamina 100 mg EV c/24 h (A11DA01)',
      'Lactulosa 15 ml VO c/8 h (A06AD11)',
    ],
    notes: [
      [
        '09-10-2025',
        'PA 88/54, FC 124. Hb 6,3 g/dL. Várices grandes con signos rojos, se ligan 4. Sin encefalopatía.',
      ],
      ['11-10-2025', 'Sin nuevo sangrado. Hb 8,9 g/dL. Ascitis leve. Niega dolor abdominal.'],
      [
        '14-10-2025',
        'Asterixis negativo. Deposiciones 2 al día. Paracentesis descarta peritonitis bacteriana espontánea.',
      ],
    ],
    exams: ['Albúmina 2,8 g/dL', 'Bilirrubina total 2,4 mg/dL', 'Plaquetas 78.000'],
    condition: 'Estable, sin encefalopatía',
    destination: 'Domicilio',
    leaving: [
      'Propranolol 40 mg VO c/12 h (C07AA05)',
      'Lactulosa 15 ml VO c/8 h (A06AD11)',
      'Omeprazol 20 mg VO c/24 h por 8 semanas (A02BC01)',
      'Espironolactona 100 mg VO c/24 h (C03DA01)',
      'Sulfato ferroso 200 mg VO c/24 h (B03AA07)',
    ],
    advice: ['Abstinencia absoluta de alcohol', 'Régimen hiposódico', 'Evitar AINES'],
    alarm: ['Vómitos con sangre o deposiciones negras', 'Confusión o somnolencia'],
    controls: ['Nueva endoscopía en 3 semanas', 'Hepatología en 1 mes'],
  },
  {
    name: 'Recién nacido de Calfumán Rivera',
    run: '28.110.254-1',
    age: [3, 'días'],
    sex: 'm',
    from: '22-06-2025',
    to: '25-06-2025',
    service: 'Neonatología',
    physician: 'Dra. Petronila Gajardo',
    reason: 'Ictericia a las 60 horas de vida',
    admitted: ['Hiperbilirrubinemia neonatal (P59.9)', 'Baja de peso excesiva'],
    discharged: ['Ictericia neonatal por incompatibilidad ABO (P55.1)'],
    before: ['RNT 39 semanas, 3.280 g, parto vaginal', 'Madre grupo O Rh positivo'],
    allergy: ['No aplica'],
    done: [['22-06-2025', 'Fototerapia doble']],
    given: [
      'Fototerapia continua por 36 horas',
      'Fórmula láctea complementaria 30 ml c/3 h',
      'Vitamina D 400 UI VO c/24 h (A11CC05)',
    ],
    notes: [
      [
        '22-06-2025',
        'Bilirrubina total 18,6 mg/dL. Coombs directo positivo. Sin signos de encefalopatía. Peso 2.930 g.',
      ],
      ['24-06-2025', 'Bilirrubina 11,2 mg/dL, se suspende fototerapia. Buena succión. Peso 3.010 g.'],
    ],
    exams: ['Grupo A Rh positivo', 'Hematocrito 48%', 'Bilirrubina de rebote 12,0 mg/dL'],
    pending: ['Segundo TSH-PKU pendiente'],
    condition: 'Buena, peso de alta 3.060 g',
    destination: 'Domicilio con su madre',
    leaving: ['Vitamina D 400 UI VO c/24 h (A11CC05)'],
    advice: ['Lactancia materna exclusiva a libre demanda', 'Aseo de cordón con alcohol 70%'],
    alarm: ['Ictericia hasta los pies', 'Decaimiento o mala succión', 'Fiebre mayor a 37,8°C'],
    controls: ['Control de bilirrubina en 48 horas', 'CESFAM a los 10 días de vida'],
  },
  {
    name: 'Delfina Currihual Bastías',
    run: '17.204.639-K',
    age: [36, 'años'],
    sex: 'f',
    from: '28-12-2024',
    to: '04-01-2025',
    service: 'Medicina',
    physician: 'Dr. Anselmo Troncoso',
    admitted: ['Pielonefritis aguda derecha (N10)'],
    discharged: ['Pielonefritis aguda derecha por E. coli BLEE (N10)'],
    before: ['Epilepsia focal', 'Litiasis renal derecha'],
    home: ['Lamotrigina 100 mg VO c/12 h (N03AX09)', 'Ácido valproico 500 mg VO c/12 h (N03AG01)'],
    given: [
      'Ceftriaxona 1 g EV c/24 h por 2 días (J01DD04)',
      'Ertapenem 1 g EV c/24 h por 6 días (J01DH03)',
      'Lamotrigina 100 mg VO c/12 h (N03AX09)',
    ],
    notes: [
      ['28-12-2024', 'Puñopercusión derecha positiva. Test de embarazo negativo. Fiebre 39,1°C.'],
      [
        '30-12-2024',
        'Urocultivo: E. coli BLEE, 100.000 UFC/ml. Se cambia ceftriaxona por ertapenem. Uro TAC sin absceso, cálculo renal derecho de 6 mm no obstructivo.',
      ],
      ['02-01-2025', 'Afebril 72 horas. Sin crisis epilépticas. PCR desciende de 188 a 41.'],
    ],
    exams: ['Creatinina 0,74 mg/dL'],
    leaving: [
      'Lamotrigina 100 mg VO c/12 h (N03AX09)',
      'Ácido valproico 500 mg VO c/12 h (N03AG01)',
      'Fosfomicina 3 g VO por una vez (J01XX01)',
    ],
    controls: ['Urología en 3 semanas con pieloTAC'],
  },
];

const data = (path: string) => ({ type: 'data' as const, path });
const charted = (text: string) => ({ text, source: data('header') });

const fact = (kind: FactKind, moment: Moment, entry: string, index: number, date?: string): Fact => {
  const { text, code } = splitCode(entry);
  const system = code ? systemFor(kind, code) : undefined;
  const apart = code !== undefined && `${text} (${code})` === entry && kind !== 'note';
  return {
    id: `${kind}-${moment}-${index + 1}` as FactId,
    kind,
    moment,
    text: apart ? text : entry,
    source: data(`${kind}.${moment}[${index}]`),
    ...(apart ? { code } : {}),
    ...(apart && system ? { system } : {}),
    ...(date ? { date } : {}),
  };
};

const toRecord = (stay: Stay): ClinicalRecord => {
  const all = (kind: FactKind, moment: Moment, entries: readonly string[] = []) =>
    entries.map((entry, index) => fact(kind, moment, entry, index));
  const dated = (kind: FactKind, entries: Stay['notes'] = []) =>
    entries.map(([date, text], index) => fact(kind, 'intrahospitalario', text, index, date));
  const one = (text: string | undefined) => (text === undefined ? [] : [text]);
  return {
    schema: 1,
    identity: {
      name: charted(stay.name),
      run: charted(stay.run),
      age: charted(`${stay.age[0]} ${stay.age[1]}`),
      parsedAge: { value: stay.age[0], unit: stay.age[1] },
      sex: stay.sex,
    },
    episode: {
      hospital: charted('Hospital de Pichilahue'),
      service: charted(stay.service),
      admission: charted(stay.from),
      discharge: charted(stay.to),
      physician: charted(stay.physician),
    },
    facts: [
      ...all('reason', 'ingreso', one(stay.reason)),
      ...all('diagnosis', 'ingreso', stay.admitted),
      ...all('antecedent', 'ingreso', stay.before),
      ...all('drug', 'habitual', stay.home),
      ...all('allergy', 'ingreso', stay.allergy),
      ...dated('procedure', stay.done),
      ...dated('note', stay.notes),
      ...all('drug', 'intrahospitalario', stay.given),
      ...all('exam', 'intrahospitalario', stay.exams),
      ...all('pending', 'intrahospitalario', stay.pending),
      ...all('diagnosis', 'alta', stay.discharged),
      ...all('condition', 'alta', one(stay.condition)),
      ...all('destination', 'alta', one(stay.destination)),
      ...all('drug', 'alta', stay.leaving),
      ...all('instruction', 'alta', stay.advice),
      ...all('alarm', 'alta', stay.alarm),
      ...all('control', 'alta', stay.controls),
    ],
    reading: { adapter: 'invented', url: '', title: '', readAt: '2025-01-01T00:00:00Z', findings: [] },
  };
};

export const charts = (): ClinicalRecord[] => stays.map(toRecord);
