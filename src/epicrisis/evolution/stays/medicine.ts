/** Internal medicine, cardiology, neurology. Invented. */
import type { Stay } from './stay.ts';

export const medicine: readonly Stay[] = [
  {
    name: 'neumonía de 8 días',
    specialty: 'medicina interna',
    notes: [
      [
        '03-05-2024 10:15',
        'EVOLUCION MEDICINA: PACIENTE EN SU PRIMER DIA DE HOSPITALIZACION POR NAC GRAVE, FEBRIL 38,7, DESATURANDO 88% AMB, SE INICIA O2 POR NARICERA 3 L. SE INICIA CEFTRIAXONA 2 G EV MAS AZITROMICINA | EX FISICO: PA 118/70 FC 104 FR 26 SAT 94% CON 3L. MP DISMINUIDO EN BASE DERECHA CON CREPITOS | PLAN: TAC TORAX MAÑANA. HEMOCULTIVOS PENDIENTES. KNT RESPIRATORIA. CONTROL LAB. DRA PINCHEIRA MEDICO RESIDENTE',
      ],
      [
        '04-05-2024 09:40',
        'EVOLUCION MEDICINA: D2 ATB. PERSISTE FEBRIL HASTA 38,2. TAC TORAX: CONDENSACION LID CON DERRAME PLEURAL DERECHO PEQUEÑO, SE DESCARTA TEP. PCR 287. | PLAN: MANTENER ATB. EVALUAR PUNCION DE DERRAME',
      ],
      [
        '05-05-2024 10:00',
        'EVOLUCION MEDICINA: PACIENTE ESTABLE. AFEBRIL DESDE LA MADRUGADA. SIN DISNEA NI DOLOR PLEURITICO. HEMOCULTIVOS POSITIVOS PARA STREPTOCOCCUS PNEUMONIAE SENSIBLE A PENICILINA. SE SUSPENDE AZITROMICINA. SE AJUSTA A AMPICILINA 2 G C/6H. PLAN: MANTENER INDICACIONES. SE EXPLICA A FAMILIA.',
      ],
      [
        '06-05-2024 09:55',
        'EVOLUCION MEDICINA: PACIENTE ESTABLE. AFEBRIL DESDE LA MADRUGADA. SIN DISNEA NI DOLOR PLEURITICO. HEMOCULTIVOS POSITIVOS PARA STREPTOCOCCUS PNEUMONIAE SENSIBLE A PENICILINA. PCR 121. SE SUSPENDE OXIGENO, SATURA 95% AMBIENTAL. PLAN: ALTA PROBABLE EN 48H',
      ],
      [
        '10-05-2024 11:00',
        'EVOLUCION MEDICINA: COMPLETA 7 DIAS DE TRATAMIENTO ATB. AFEBRIL, SIN O2, PCR 18. RX TORAX DE CONTROL SIN DERRAME. EN CONDICIONES DE ALTA. PLAN: ALTA. CONTROL POLI MEDICINA 2 SEM CON RX',
      ],
    ],
    must: [
      'se inicia ceftriaxona 2 g ev mas azitromicina',
      'condensacion lid con derrame pleural derecho pequeño, se descarta tep',
      'hemocultivos positivos para streptococcus pneumoniae sensible a penicilina',
      'se ajusta a ampicilina 2 g c/6h',
      'se suspende oxigeno',
      'completa 7 dias de tratamiento atb',
      'rx torax de control sin derrame',
    ],
    never: [
      'tac torax mañana',
      'evaluar puncion',
      'pincheira',
      'hemocultivos pendientes',
      'alta probable',
      'se explica a familia',
      'mantener',
      'fr 26',
      'evolucion medicina',
    ],
  },
  {
    name: 'IAM con SDST de 4 días, notas con líneas',
    specialty: 'cardiología',
    notes: [
      [
        '12/03/2024',
        'Dia 1 UCO\nIngresa por IAM con SDST inferior 3 h de evolución, Killip I.\nCoronariografía de urgencia: oclusión trombótica de CD media. ICP con 1 stent medicado a CD, flujo TIMI 3.\nSin arritmias. Troponina peak 2.340.\nPA 110/60 FC 72 SAT 97%\nPlan\n- ecocardiograma mañana\n- doble antiagregación\n- si dolor, ECG',
      ],
      [
        '13/03/2024',
        'Dia 2 UCO\nSin dolor torácico ni disnea.\nEpisodio de FA con RVR 140 lpm, se carga amiodarona, vuelve a ritmo sinusal a las 4 h.\nEcocardiograma: FEVI 45%, hipoquinesia inferior, sin derrame pericárdico.\nPlan\n- traslado a cardiología si estable\n- iniciar bisoprolol',
      ],
      [
        '14/03/2024',
        'Dia 3\nTrasladado a sala de cardiología. Asintomático. Se inicia bisoprolol 2,5 mg. Ritmo sinusal en telemetría.\nHematoma pequeño en sitio de punción radial derecha, sin masa pulsátil.\nPlan\n- alta mañana',
      ],
      [
        '15/03/2024',
        'Dia 4\nAsintomático, camina por el pasillo sin angina. Alta con doble antiagregación.\nDr. Peumo Cardiólogo',
      ],
    ],
    must: [
      'ICP con 1 stent medicado a CD, flujo TIMI 3',
      'oclusión trombótica de CD media',
      'Episodio de FA con RVR 140 lpm, se carga amiodarona, vuelve a ritmo sinusal a las 4 h',
      'FEVI 45%, hipoquinesia inferior, sin derrame pericárdico',
      'Trasladado a sala de cardiología',
      'Se inicia bisoprolol 2,5 mg',
      'Hematoma pequeño en sitio de punción radial derecha, sin masa pulsátil',
    ],
    never: [
      'ecocardiograma mañana',
      'alta mañana',
      'si dolor',
      'Peumo',
      'iniciar bisoprolol',
      'traslado a cardiología si estable',
      'SAT 97%',
    ],
  },
  {
    name: 'ACV de 6 días en una sola nota con fechas dentro',
    specialty: 'neurología',
    notes: [
      [
        '',
        '20/06: INGRESA POR ACV ISQUEMICO ACM IZQUIERDA NIHSS 14, SE REALIZA TROMBOLISIS CON ALTEPLASE SIN COMPLICACIONES. 21/06: NIHSS 8, TAC CONTROL SIN TRANSFORMACION HEMORRAGICA, SE INICIA ASPIRINA. PASADO MAÑANA DOPPLER CAROTIDEO 22/06: FALLA PRUEBA DE DEGLUCION, SE INSTALA SNG. 23/06: DOPPLER CAROTIDEO: ESTENOSIS 70% CAROTIDA INTERNA IZQUIERDA. HOLTER PENDIENTE. 24/06: FIEBRE 38,5 CON CREPITOS BASE DERECHA, RX CON CONDENSACION, SE INICIA AMPICILINA SULBACTAM POR NEUMONIA ASPIRATIVA. 25/06: AFEBRIL, SE TRASLADA A HOSPITAL DE REHABILITACION.',
      ],
    ],
    must: [
      'se realiza trombolisis con alteplase sin complicaciones',
      'tac control sin transformacion hemorragica',
      'se inicia aspirina',
      'se instala sng',
      'estenosis 70% carotida interna izquierda',
      'se inicia ampicilina sulbactam por neumonia aspirativa',
      'se traslada a hospital de rehabilitacion',
      '24/06',
    ],
    never: ['pasado mañana', 'holter pendiente'],
  },
  {
    name: 'ICC descompensada de 5 días, varios escritores',
    specialty: 'medicina interna',
    held: true,
    notes: [
      [
        '02-08-2024 21:00',
        'NOTA INGRESO: ICC DESCOMPENSADA POR TRANSGRESION ALIMENTARIA, CONGESTIVO, EDEMA EEII +++, ORTOPNEA. RX TORAX CON CONGESTION. NT-PROBNP 8900. SE INICIA FUROSEMIDA EV 40 MG C/8H | ENFERMERIA: SE INSTALA VVP EESI, SONDA FOLEY, BALANCE ESTRICTO | PLAN: BALANCE NEGATIVO, ECOCARDIO, RESTRICCION HIDRICA',
      ],
      [
        '03-08-2024',
        'PACIENTE CON BUENA RESPUESTA A DIURETICOS, BH -2100 | SIN DISNEA EN REPOSO | CREA 1.4 (BASAL 1.1) K 3.3 SE REPONE POTASIO | PLAN: MANTENER FUROSEMIDA',
      ],
      [
        '04-08-2024',
        'PACIENTE CON BUENA RESPUESTA A DIURETICOS | ECOCARDIO: FEVI 32% CON INSUFICIENCIA MITRAL MODERADA | SE AGREGA ESPIRONOLACTONA 25 MG | NIEGA ORTOPNEA | PLAN: TRASLAPAR A ORAL',
      ],
      [
        '06-08-2024',
        'PESO DE ALTA 71 KG (-6 KG) | SE TRASLAPA FUROSEMIDA A VO | SIN EDEMA | CREA 1.2 | ALTA HOY | INT. QUILA / DR. BOLDO',
      ],
    ],
    must: [
      'se inicia furosemida ev 40 mg c/8h',
      'fevi 32% con insuficiencia mitral moderada',
      'se agrega espironolactona 25 mg',
      'se traslapa furosemida a vo',
      'peso de alta 71 kg (-6 kg)',
    ],
    never: [
      'mantener furosemida',
      'traslapar a oral',
      'boldo',
      'quila',
      'balance negativo',
      'restriccion hidrica',
    ],
  },
  {
    name: 'pielonefritis de 3 días, minúsculas',
    specialty: 'medicina interna',
    held: true,
    notes: [
      [
        '10-01-2025',
        'ingresa febril 39, puñopercusión derecha positiva. oc inflamatorio. se inicia ceftriaxona 1 g ev c/24h. ecografia renal: sin hidronefrosis ni litiasis. pendiente urocultivo',
      ],
      [
        '11-01-2025',
        'persiste febril 38,1 en la noche. mejor animo. urocultivo e. coli multisensible. se mantiene ceftriaxona. hoy sin vomitos',
      ],
      [
        '12-01-2025',
        'afebril 24 h, tolera oral. se cambia a cefadroxilo vo. alta con cefadroxilo. control con urocultivo 7 dias post tto',
      ],
    ],
    must: [
      'se inicia ceftriaxona 1 g ev c/24h',
      'sin hidronefrosis ni litiasis',
      'urocultivo e. coli multisensible',
      'se cambia a cefadroxilo vo',
      'afebril 24 h',
    ],
    never: ['pendiente urocultivo'],
  },
];
