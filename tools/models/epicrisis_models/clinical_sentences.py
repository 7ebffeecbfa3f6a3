"""Spanish clinical sentences on which exports are compared with their originals. Written for this; no patient's.

Long enough for the cache to matter, with what charts are full of: codes, doses, abbreviations, accents, lists.
"""

SENTENCES: tuple[str, ...] = (
    "Paciente de 68 años con antecedente de hipertensión arterial y diabetes mellitus tipo 2 que ingresa por disnea de tres días "
    "de evolución, con saturación de 86 % ambiental y crepitaciones bibasales.",
    "Se realiza angiotomografía computada de tórax que muestra tromboembolismo pulmonar bilateral con signos de sobrecarga derecha (I26.0).",
    "Durante la hospitalización recibió heparina sódica en infusión continua a 18 UI/kg/h, con TTPA en rango a las 12 horas, y luego "
    "rivaroxabán 15 mg vía oral cada 12 horas.",
    "Evoluciona afebril, hemodinámicamente estable, sin requerimiento de oxígeno desde el cuarto día. Tolera régimen liviano y camina "
    "por el pasillo sin ayuda.",
    "Alta con diagnóstico de neumonía adquirida en la comunidad (J18.9) e insuficiencia cardíaca descompensada (I50.0).",
    "Indicaciones al alta: reposo relativo, régimen hiposódico, enalapril 10 mg cada 12 horas, furosemida 40 mg al día y control con "
    "medicina interna en siete días con función renal y electrolitos.",
    "Apendicitis aguda perforada con peritonitis localizada (K35.3), operada por vía laparoscópica el segundo día. Herida operatoria "
    "limpia, drenaje seroso escaso que se retira antes del alta.",
    "Alergias: penicilina (exantema). Niega consumo de tabaco. Medicamentos habituales: metformina 850 mg con el almuerzo y losartán 50 mg "
    "por la mañana.",
    "Hemocultivos positivos para Escherichia coli multisensible; se ajusta a ceftriaxona 2 g al día por vía endovenosa hasta completar "
    "siete días de tratamiento.",
    "Ingresa por dolor torácico opresivo de dos horas, con supradesnivel del segmento ST en cara inferior. Coronariografía: lesión crítica "
    "de arteria coronaria derecha, tratada con angioplastía y un stent medicado.",
    "Creatinina de ingreso 3,2 mg/dl que desciende a 1,1 mg/dl con hidratación. Ecografía renal sin dilatación de la vía urinaria.",
    "Signos de alarma: fiebre sobre 38,5 °C, dificultad para respirar, dolor torácico o sangrado. Acudir al servicio de urgencia más cercano.",
    "Accidente cerebrovascular isquémico de arteria cerebral media izquierda (I63.9), NIHSS 11 al ingreso y 4 al alta, con afasia de "
    "expresión leve. Continúa rehabilitación con kinesiología y fonoaudiología.",
    "Mujer de 34 años, puérpera de cinco días, consulta por fiebre y dolor hipogástrico; se trata como endometritis puerperal (O86.1) con "
    "clindamicina y gentamicina.",
    "Exámenes: hemoglobina 9,8 g/dl, leucocitos 14.300, plaquetas 210.000, PCR 180 mg/l, procalcitonina 2,4 ng/ml, lactato 1,9 mmol/l.",
    "Se da de alta a su domicilio en buenas condiciones generales, con acetaminofeno 1 g cada 8 horas por cinco días y heparina de bajo "
    "peso molecular 40 mg subcutánea al día por dos semanas.",
)
