/**
 * What a heading, a tab or a label announces: which kind of fact stands under it and of which moment. Spanish and English,
 * with the abbreviations of Chilean charts. A phrase counts only when all its words are of the trade: «Evolución» is a
 * heading, «Evolución favorable, afebril» is a sentence.
 */
import type { FactKind, Moment } from '../../record/schema.ts';
import { plain } from '../dom/text.ts';

/** `null`: a box for sections of a moment («Ingreso»); `none`: known, and nothing in it is a fact. */
export interface Announced {
  readonly kind: FactKind | 'none' | null;
  readonly moment: Moment | null;
}

type Rule = readonly [FactKind | 'none', RegExp];

const OFF =
  /\b(pronostico|exploracion fisica|signos vitales|vital signs|vitals|datos (personales|del paciente|demograficos|administrativos|de contacto|generales)|prevision|contactos?|documentos?|historial de (accesos|cambios|modificaciones|atenciones|hospitalizaciones)|auditoria|mensajes|notificaciones|tareas|usuarios?|buscar|mis pacientes|lista de pacientes|pacientes( hospitalizados)?|patient list|agenda|balance hidrico|escalas|examen fisico|physical exam(ination)?|firmas?|consentimientos?|(epicrisis|hospitalizaciones|atenciones|egresos|episodios) (anteriores|previ[oa]s)|previous (admissions|encounters|visits)|inmunizaciones|vacunas|immunizations|antropometria|redaccion|formularios?|forms|menu|opciones|acciones|accesos|enlaces|antecedentes (del paciente|personales del paciente|administrativos|demograficos)|identificacion( del paciente)?|nueva?|nuevo|agregar|add|editar|imprimir|exportar|configuracion|ayuda|valores de referencia|leyenda|historial)\b/;

const RULES: readonly Rule[] = [
  [
    'note',
    /^manejo durante\b|\bevolucion\b.*\by (tratamiento|complicaciones|manejo)\b|\b(tratamiento|manejo) y evolucion\b/,
  ],
  [
    'alarm',
    /\b(signos?|sintomas?|datos|pautas?|criterios?|banderas)( y (signos|sintomas))? (de )?(alarma|alerta|rojas)\b|\bwarning signs\b|\bred flags\b|\breturn precautions\b|\b(cuando )?consultar (a|en|de)\b.*\burgencias?\b( (si|en caso de|ante)( presenta)?)?|\bcuando (re)?consultar\b|^alarmas$|^(re)?consultar( de inmediato)? (si|en caso de|ante)( presenta)?$|^acudir (a|al) (servicio de )?urgencias?( si)?$|^motivos de consulta urgente$|\bmotivos de reconsulta\b/,
  ],
  ['none', OFF],
  [
    'allergy',
    /\b(alergi\w*|allerg\w*|rams?|hipersensibilidad(es)?|intolerancias?)\b|\breacciones adversas\b|\badverse (drug )?reactions?\b/,
  ],
  ['condition', /^condicion$|\b(condicion|estado|condition|status)\b.*\b(alta|egreso|discharge)\b/],
  ['destination', /\bdestino\b|\bdischarge (destination|disposition)\b|\bdisposition\b/],
  ['pending', /\bpendientes?\b|\bpending\b/],
  [
    'control',
    /\bcontrol(es)?\b|\bseguimientos?\b|\bcitaciones?\b|\bcitas?\b|\brevisiones\b|^reevaluacion(es)?$|^(proximos? )?turnos?$|\bfollow ?ups?\b|^derivaci(on|ones)$|\bappointments?\b/,
  ],
  [
    'reason',
    /^motivos?$|\bmotivos?\b.*\b(consulta|ingreso|hospitalizacion|internacion|atencion|admision)\b|\bchief complaint\b|\breason for\b|\bcausa de (ingreso|hospitalizacion)\b|\bpresenting complaint\b|\bcomplaint\b/,
  ],
  ['antecedent', /^(anamnesis|historia) remota$/],
  [
    'note',
    /\banamnesis\b|\b(enfermedad|padecimiento|cuadro) actual\b|\bcuadro clinico\b|\bhistoria (actual|de (la )?enfermedad)\b|\bpresent illness\b|\bhpi\b/,
  ],
  [
    'drug',
    /\bantecedentes (farmacologicos|medicamentosos)\b|^formula medica\b|\b(home|current|discharge) (medications?|meds|drugs)\b/,
  ],
  [
    'antecedent',
    /\b(antecedentes?|comorbilidad(es)?|habitos|morbidos)\b|\b(medical|surgical|family|social|past) history\b|^history$|\bcomorbidities\b|\b(patologias|enfermedades|cirugias|operaciones|diagnosticos|problemas) (medic[oa]s |morbid[oa]s |de salud )?(previ[oa]s|cronic[oa]s|anteriores|de base)\b/,
  ],
  [
    'exam',
    /\b(examenes|examen|laboratorios?|labs?|imagen(es)?|imagenologia|imageneologia|radiologia|resultados?|results?|laboratory|imaging|tests?|microbiologia|cultivos?|anatomia patologica|biopsias?|ecografias?|hematologia|bioquimica|estudios?|paraclinicos?|pruebas complementarias|investigations?|observations?)\b/,
  ],
  [
    'procedure',
    /\b(procedimientos?|procedures?|practicas( (realizadas|medicas|efectuadas))?$|prestacion(es)?|intervencion(es)?|interventions?|pabellon|cirugias?|operacion(es)?|surger(y|ies)|operations?|protocolos? operatorios?)\b/,
  ],
  [
    'diagnosis',
    /\b(diagnostic[oa]s?|diagnos[ie]s|diag|dgs?|dxs?|hipotesis|juicio clinico|problemas?|problems?|conditions?|condiciones|impresion|patologias?|complicaciones|complications)\b/,
  ],
  ['instruction', /\bmedidas (generales|no farmacologicas)\b/],
  [
    'drug',
    /\b(farmac\w+|medicament\w+|medicacion(es)?|tratamientos?|terapias?|terapeutica|ttos?|drogas?|recetas?|prescripcion(es)?|medications?|medicines?|meds|drugs?|treatments?|therapy|prescriptions?|posologia|antibioticos|antibioticoterapia|antimicrobianos|fluidoterapia)\b/,
  ],
  [
    'instruction',
    /\b(indicacion(es)?|ordenes medicas|recomendacion(es)?|pautas|cuidados|instrucciones|instructions?|advice|recommendations?|educacion|orders)\b/,
  ],
  [
    'note',
    /\b(evolucion(es)?|evolutivos?|notas?|notes?|curso( clinico)?|hospital course|interconsultas?|consults?|bitacora|resumen (clinico|de (la )?(hospitalizacion|evolucion|estadia))|progress|plan|subjetivo|objetivo|subjective|objective|registros? (clinicos?|medicos?))\b/,
  ],
];

const BOX =
  /^(a )?(analisis|apreciacion|assessment)$|\b(ingreso|admision|admission|egreso|alta|epicrisis|discharge|hospitalizacion|internacion|estadia|urgencia)\b/;

/** «administrado», «administrada», «administrados», «administradas». */
const inflected = (word: string): string[] => {
  const stem = word.replace(/[oa]s?$/, '');
  return stem.length < 5 ? [word] : [word, ...['o', 'a', 'os', 'as'].map((end) => stem + end)];
};

/** «Antecedentes de ingreso» heads the parts of the admission, not the patient's history. */
const EPISODE = /^antecedentes (de|del|al) (la )?(ingreso|admision|hospitalizacion|internacion|egreso|alta)$/;

/** Words that may stand beside a section's own word in its heading. */
const BESIDE = new Set(
  `de del la el los las lo al a en y e o u por con para durante su sus segun the of and for at on in to n no nro numero
  principal principales secundario secundarios secundaria secundarias otro otros otra otras activo activos activa activas active actual actuales
  current vigente vigentes clinico clinicos clinica clinicas clinical medico medicos medica medicas medical quirurgico quirurgicos quirurgica
  quirurgicas surgical familiar familiares family personal personales personas social sociales ginecologicos obstetricos gineco ginecoobstetricos
  perinatales psiquiatricos alergicos alergicas farmacologico farmacologicos farmacologica farmacologicas medicamentosas medicamentosa habitual habituales uso
  cronico cronicos cronica cronicas previo previos previa previas anterior anteriores base domicilio domiciliario domiciliarios ambulatorio
  ambulatorios ambulatoria home casa ingreso admision admission egreso alta discharge salida hospitalizacion hospitalario hospitalarios hospitalaria
  hospital hospitalizado intrahospitalario intrahospitalarios intrahospitalaria inpatient estadia stay realizado realizados realizada realizadas
  efectuados efectuadas indicado indicados indicada indicadas administrado administrados recibido recibidos recibida prescrito prescritos solicitados
  solicitado paciente patient patients lista listado list resumen summary historia historial history tabla detalle relevante relevantes importantes importante
  complementario complementarios diario diaria diarias diarios enfermeria kinesiologia nutricion tratante tratantes final finales definitivo definitivos presuntivo
  presuntivos confirmado confirmados asociado asociados provisional provisorio codigo codigos cie icd atc cups cpt fonasa grd ges invasivos invasivo diagnosticos diagnosticas
  diagnostica diagnostico terapeutico terapeuticos terapeutica sangre general generales generals past present visit visits encounter progress drug adverse reactions reacciones adversas signos
  sintomas alarma alerta proximo proximos proxima proximas remota fecha datos informe informes hoja ficha hallazgos registro registros registrado registrados registradas
  motivo consulta atencion morbido morbidos dia dias posterior posteriores post ambulatory entry reason chief complaint episodio mayores menores
  medicos tipo anamnesis entregada entregadas entregados clinicos urgencia observaciones comentarios comentario comentarios especialidad especialidades imagenes
  laboratorio examenes procedimientos intervenciones quirurgicas farmacos medicamentos tratamiento condition status destino discharge reposo regimen dieta higiene escrita
  ultimo recientes reciente destacados significativos salud futuras futuros agendadas agendados programadas programados medicamento
  estada estancia evolutiva s p ppal ppales trabajo maternos maternas paternos apoyo sistemas documentacion relato otorgadas otorgados suspendidos suspendidas
  ordenes orden
  antibiotico antibiotica antibioticos antibioticas antimicrobiano anticoagulante analgesico sintomatico endovenoso instaurado instaurada suministrado suministrada
  utilizado utilizados empleado requerido requeridos patologicos patologicas heredofamiliares hereditarios toxicos alergias internacion sala vigilancia
  complicacion medicacion terapeutica hospitalizada cronologica encontrados encontradas egresar irse
  jerarquia interes contributorios contributorias externo externa externos externas
  curso en continuo continua evolutivo turno plan manejo conducta inicial iniciales mrn gineco results pathology`
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => (/(?:o|os|a|as)$/.test(word) ? inflected(word) : [word])),
);

const ALTA = /\b(alta|egreso|salida|discharge|finales|definitiv[oa]s?|epicrisis|recetas?)\b/;
const HABITUAL =
  /\b(habitual(es)?|cronic[oa]s?|previ[oa]s?|domicili\w*|home|ambulatori[oa]s?|de base|casa|anteriores|past|antecedentes)\b/;
const HOSPITAL =
  /\b(intrahospitalari\w+|hospitalari\w+|hospitalizacion|hospitalizad\w+|inpatient|durante|estadia|internacion|stay|actual(es)?|current|vigentes?|en curso|administrad\w+|recibid\w+|complicaciones|complications|hospital course)\b/;
const INGRESO = /\b(ingreso|admision|admission|iniciales|inicial|urgencia|presuntiv[oa]s?)\b/;

const momentIn = (words: string, kind: FactKind | 'none' | null): Moment | null => {
  if (ALTA.test(words)) return 'alta';
  if ((kind === 'drug' || kind === 'antecedent') && HABITUAL.test(words)) return 'habitual';
  if (kind === 'diagnosis' && INGRESO.test(words)) return 'ingreso';
  if (HOSPITAL.test(words)) return 'intrahospitalario';
  if (INGRESO.test(words)) return 'ingreso';
  return HABITUAL.test(words) ? 'habitual' : null;
};

/** Without its number («II.-», «3)», «a.»), counts in brackets and closing marks. */
export const bareHeading = (text: string): string =>
  text
    .replace(/^\s*(?:\(?(?:\d{1,2}|[ivxIVX]{1,4}|[a-hA-H])[.)°º\-–]+)+\s+/u, '')
    .replace(/[\s:：.\-–—_=*#•·>«»|]+$/u, '')
    .replace(/^[\s_=*#•·\-–—>«»|]+/u, '')
    .replace(/\s*[([]\s*\d+\s*[)\]]$/, '');

const MAX_HEADING = 90;

/** Abbreviations of Chilean and neighbouring charts that cannot be anything else in a heading. */
const SHORT: Readonly<Record<string, string>> = {
  ant: 'antecedentes',
  ex: 'examenes',
  img: 'imagenes',
  antec: 'antecedentes',
  rp: 'receta',
  trat: 'tratamiento',
  indic: 'indicaciones',
  evol: 'evolucion',
  proc: 'procedimientos',
  proced: 'procedimientos',
  interv: 'intervenciones',
  alerg: 'alergias',
  hosp: 'hospitalizacion',
  ing: 'ingreso',
  egr: 'egreso',
  hab: 'habituales',
  idx: 'diagnostico',
  qx: 'quirurgicos',
  quir: 'quirurgicos',
  morb: 'morbidos',
  fcos: 'farmacos',
  cx: 'cirugias',
};

/** What beside a heading's words is only about the page: a count, the day of the last change. */
const REMARK =
  /\s*(?:[([]|\s[·|–—-]\s)[^()[\]]{0,20}(?:actualiz|[uú]ltim|revisi|registr|total|elemento|items|cie|icd|seg[uú]n|si procede|opcional|obligatori|texto libre)[^()[\]]{0,50}[)\]]?\s*$/iu;

/**
 * What the phrase announces, or null when it is no heading of a chart's section. `loose` (real heading tags, tabs) lets up
 * to three foreign words stand beside: «Diagnósticos de Juan Pérez».
 */
export const announced = (text: string, loose = false): Announced | null => {
  const whole = announcedBy(text, loose);
  if (whole !== null || text.length > MAX_HEADING) return whole;
  const bare = text.replace(REMARK, '');
  return bare === text || bare === '' ? null : announcedBy(bare, loose);
};

const announcedBy = (text: string, loose: boolean): Announced | null => {
  if (text.length > MAX_HEADING) return null;
  const words = plain(bareHeading(text))
    .split(' ')
    .map((w) => SHORT[w] ?? w)
    .join(' ')
    .replace(/(^| )\d+(?= |$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return null;
  const rule = EPISODE.test(words) ? undefined : RULES.find(([, pattern]) => pattern.test(words));
  const own = rule?.[1].source ?? BOX.source;
  if (!rule && !BOX.test(words)) return null;
  const core = new RegExp(own);
  const foreign = words
    .split(' ')
    .filter((w) => !BESIDE.has(w) && !core.test(w) && !KNOWN.test(w) && !(rule && ANY.test(w)));
  const whole = new RegExp(own, 'g');
  const left = foreign.filter((w) => !(words.match(whole) ?? []).some((m) => m.split(' ').includes(w)));
  if (left.length > (loose ? 3 : 0)) return null;
  const kind = rule?.[0] ?? null;
  const moment = momentIn(words, kind);
  // What was stopped is nobody's treatment at home.
  if (kind === 'drug' && moment !== null && moment !== 'intrahospitalario' && STOPPED.test(words))
    return { kind: 'none', moment };
  return { kind, moment };
};

const STOPPED = /^(?!.*\b(activ|vigente)).*\b(suspendid|descontinuad|discontinuad|stopped)/;

/** Any section's word, where another gives the heading its kind: «Biopsias pendientes». */
const ANY = new RegExp(
  RULES.filter(([kind]) => kind !== 'none' && kind !== 'reason')
    .map(([, { source }]) => `^(?:${source})$`)
    .join('|'),
);

/** Any section's own word, as a single token. */
const KNOWN =
  /^(alergi\w*|allerg\w*|rams?|diagnostic\w*|diag|dgs?|dxs?|hipotesis|problem\w*|conditions?|condicion(es)?|farmac\w+|medicament\w+|medicacion(es)?|medications?|medicines?|tratamientos?|treatments?|terapias?|ttos?|indicacion(es)?|procedimientos?|procedures?|prestacion(es)?|intervencion(es)?|cirugias?|pabellon|evolucion(es)?|notas?|notes?|examen(es)?|laboratorio|imagen(es)?|imagenologia|resultados?|results?|antecedentes?|comorbilidad(es)?|habitos|control(es)?|seguimiento|epicrisis|interconsultas?|internacion|recetas?|prescripcion(es)?|pendientes?|recomendacion(es)?|cuidados|instrucciones|drogas?|drugs?|impresion|patologias?|radiologia|vitales|fisico|enfermedad(es)?|operaciones|surger(y|ies)|vital|signs|motivos?)$/;

/** The moment that a fact of this kind gets from its heading and from what is around; with how sure that is (0..1). */
export const settledMoment = (
  kind: FactKind,
  own: Moment | null,
  around: Moment | null,
  words: string,
): { moment: Moment; sure: number } => {
  const said = own ?? around;
  switch (kind) {
    case 'diagnosis':
      if (said === 'alta' || said === 'ingreso') return { moment: said, sure: own ? 1 : 0.95 };
      if (said === 'intrahospitalario' && /durante|intrahospital|complica/.test(plain(words)))
        return { moment: said, sure: 0.9 };
      return { moment: 'ingreso', sure: 0.75 };
    case 'drug':
      if (said === 'alta' || said === 'habitual' || said === 'intrahospitalario')
        return { moment: said, sure: own ? 1 : 0.9 };
      if (said === 'ingreso')
        return /tratamiento|tto|indicacion|terapia/.test(plain(words))
          ? { moment: 'intrahospitalario', sure: 0.8 }
          : { moment: 'habitual', sure: 0.55 };
      return { moment: 'intrahospitalario', sure: 0.75 };
    case 'reason':
      return { moment: 'ingreso', sure: 1 };
    case 'antecedent':
    case 'allergy':
      return { moment: 'habitual', sure: 1 };
    case 'procedure':
    case 'exam':
      return { moment: 'intrahospitalario', sure: 1 };
    case 'note':
      return {
        moment:
          own === 'ingreso' || /anamnesis|enfermedad actual|present illness|hpi/.test(plain(words))
            ? 'ingreso'
            : 'intrahospitalario',
        sure: 1,
      };
    default:
      return { moment: 'alta', sure: 1 };
  }
};
