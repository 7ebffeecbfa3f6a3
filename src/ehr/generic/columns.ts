/** What a column's header, or a label inside a card, says of the value under it. */
import type { CodeSystem, FactKind, Moment } from '../../record/schema.ts';
import { plain } from '../dom/text.ts';
import { announced } from './words.ts';

export type Role =
  | 'name'
  | 'code'
  | 'date'
  | 'until'
  | 'author'
  | 'dose'
  | 'route'
  | 'frequency'
  | 'duration'
  | 'result'
  | 'unit'
  | 'reaction'
  | 'place'
  | 'moment'
  | 'status'
  | 'kind'
  | 'text'
  | 'patient'
  | 'ignore';

/** Order in which a row's parts are joined to the fact's text. */
export const TEXT_ORDER: readonly Role[] = [
  'name',
  'dose',
  'route',
  'frequency',
  'duration',
  'result',
  'unit',
  'reaction',
  'place',
  'text',
];

const ROLES: readonly (readonly [Role, RegExp])[] = [
  [
    'patient',
    /^((nombre|apellidos?|datos) )?(del? )?paciente$|^patient( name)?$|^(run|rut|r u n|r u t)( paciente)?$|^(n|nro|numero( de)?) ?(ficha|hc|historia)( clinica)?$|^ficha( clinica)?$|^mrn$|^cama$|^bed$/,
  ],
  [
    'code',
    /^(cod|codigo|codigos|code|cie|icd|atc|fonasa|cups|cpt|cpms|k|id)( .*)?$|.* (cod|codigo|code|cie 10|cie10|atc|icd 10)$|^(cie10|icd10|cie9|codificacion)$/,
  ],
  [
    'dose',
    /^(dosis( .*)?|dose|dosage|posologia|concentracion|presentacion|forma farm|cant|forma farmaceutica|cantidad( (por|de|x) .*)?|potencia|strength|dosis unidad)$/,
  ],
  ['route', /^(via|via( de)? (administracion|admin|adm)|via (admin|adm)|route|vias)$/],
  [
    'frequency',
    /^(sig|frecuencia|frec|frec h|frecuencia h|cada h(rs|oras)?|frequency|intervalo|intervalos|frecuencia dosis|horario|cada|esquema|periodicidad|schedule)$/,
  ],
  [
    'duration',
    /^(duracion( tto| tratamiento)?|dias (de )?tto|n dias tto|duration|dias|n dias|dias de tratamiento|plazo|por|tiempo)$/,
  ],
  [
    'author',
    /^(profesional( .*)?|medico( .*)?|autor|author|registrado por|registra|usuario|responsable|ejecutor|realizado por|cirujano|operador|prescriptor|indicado por|solicitante|provider|performer|recorded by|clinician|funcionario|informante|informado por|firmado por|prescribed by|ordered by|doctor|estamento)$/,
  ],
  // How long a drug was given; of other kinds nothing is said with it.
  ['until', /^(termino|end|end date|hasta|fin|(fecha|f) (de )?(termino|fin|suspension))$/],
  [
    'date',
    /^(fecha|fec|date|dia|f inicio|f|onset|onset date|start( date)?|inicio|desde|recorded|fecha .*|f .*|date .*|hora|fecha hora|(registrad|realizad)[oa]( el)?|when|started|time)$/,
  ],
  ['text', /^(lateralidad|lado|laterality|side)$/],
  [
    'ignore',
    /^(valores normales|v ref|valor normal|ref|muestra|suspension|acciones?|actions?|opciones|options|editar|ver|detalle accion|n|no|nro|item|#|sel|seleccionar|referencia|valores? (de )?referencia|rango( .*)?|range|dosis total|reference( range)?|flag|alerta|prioridad|orden|severidad|severity|gravedad|ges|grd|poa|origen|servicio|unidad solicitante|validado|stock|last updated|updated)$/,
  ],
  [
    'moment',
    /^(tipo( de)?( (diagnostico|dg|dx|registro|indicacion))?|momento|etapa|clase|clasificacion|categoria|type|category|rol|role|uso|grupo|clinical context)$/,
  ],
  [
    'status',
    /^(estado( .*)?|status|clinical status|verification( status)?|vigencia|vigente|certeza|confirmacion|situacion|activo|active)$/,
  ],
  ['result', /^(resultados?|valor|value|result|hallazgos?|informe|conclusion|impresion)$/],
  ['unit', /^(unidad|unid|unidades|unit|units|u medida|unidad de medida)$/],
  [
    'reaction',
    /^((naturaleza|tipo) de (la )?reaccion|reaccion( .*)?|reaction( .*)?|manifestacion(es)?|tipo de reaccion|reacciones|manifestations?)$/,
  ],
  ['place', /^(lugar|policlinico|poli|place|box|establecimiento|location|sede|centro)$/],
];

/** Header words that name a fact itself, with the kind they speak for; general ones («Descripción») for none. */
const NAMES: readonly (readonly [FactKind | null, RegExp])[] = [
  [
    'diagnosis',
    /^((descripcion|nombre|glosa) )?(del? )?(diagnosticos?|dgs?|dxs?|diagnosis|diagnoses|patologias?|problemas?|problems?|conditions?|condicion|condiciones|hipotesis( diagnostica)?)( .*)?$/,
  ],
  [
    'drug',
    /^((descripcion|nombre|glosa|indicacion) )?(del? )?(farmacos?|medicamentos?|drogas?|principio activo|medications?|drugs?|medicacion|producto|generico|nombre generico|medicine|receta|indicacion farmacologica|prescripcion)( .*)?$/,
  ],
  [
    'procedure',
    /^((descripcion|nombre|glosa) )?(de la |del? )?(procedimientos?|practicas?|prestacion(es)?|intervencion(es)?|cirugias?|operacion(es)?|procedures?|surgery|surgeries|interventions?)( .*)?$/,
  ],
  [
    'allergy',
    /^(alergias?|alergenos?|allergy|allergies|allergens?|agente( causal)?|sustancias?|substance)( .*)?$/,
  ],
  [
    'exam',
    /^(examen|examenes|pruebas?|tests?|parametros?|analisis|determinacion|estudio|estudios|exam|laboratorio|analyte|observation)( .*)?$/,
  ],
  [
    'note',
    /^(evolucion(es)?|notas?|notes?|registro clinico|evolucion clinica|texto|nota clinica|contenido|progress note|visit note|texto evolucion)$/,
  ],
  ['control', /^(controles|control|especialidad|tipo de control|citacion|appointment|clinic)$/],
  ['antecedent', /^(antecedentes?|history|comorbilidad(es)?)$/],
  ['instruction', /^(recomendacion(es)?|instruccion(es)?|instructions?|cuidados)$/],
  [
    null,
    /^(descripcion|nombre|glosa|detalle|concepto|denominacion|description|name|indicacion(es)?|tratamiento|observacion(es)?|comentarios?|item|entry|texto|termino clinico|motivo)$/,
  ],
];

export interface Column {
  readonly role: Role;
  readonly kind: FactKind | null;
  readonly system: CodeSystem | undefined;
  readonly moment: Moment | null;
}

/** The system that the code column names, if it does. */
export const systemIn = (header: string): CodeSystem | undefined => {
  const words = plain(header);
  if (/\b(cie ?10|icd ?10)\b/.test(words)) return 'cie10';
  if (/\b(cie ?9|icd ?9)\b/.test(words)) return 'cie9mc';
  if (/\batc\b/.test(words)) return 'atc';
  if (/\b(fonasa|mle|mai)\b/.test(words)) return 'fonasa';
  return /\bloinc\b/.test(words) ? 'loinc' : undefined;
};

const momentOfHeader = (words: string): Moment | null =>
  /\b(alta|egreso|discharge)\b/.test(words)
    ? 'alta'
    : /\b(ingreso|admision|admission)\b/.test(words)
      ? 'ingreso'
      : /\bhabitual(es)?\b/.test(words)
        ? 'habitual'
        : null;

/** Longest header of a column; patterns that look for words anywhere in it take the square of its length. */
const LONGEST = 200;

export const columnOf = (header: string): Column | null => {
  if (header.length > LONGEST) return null;
  const words = plain(header);
  if (words === '') return null;
  const role = ROLES.find(([, p]) => p.test(words))?.[0];
  if (role) return { role, kind: null, system: role === 'code' ? systemIn(header) : undefined, moment: null };
  const name = words.split(' ').length <= 5 ? NAMES.find(([, p]) => p.test(words)) : undefined;
  return name ? { role: 'name', kind: name[0], system: undefined, moment: momentOfHeader(words) } : null;
};

/** A row of words without `<th>` is a header when at least two of them, and most, name columns, and none is a code or number. */
export const isHeaderRow = (words: readonly string[]): boolean => {
  const filled = [...new Set(words.filter((w) => w !== ''))];
  if (filled.some((w) => /[:：]$/.test(w.trim()))) return false;
  if (filled.some((w) => w.length > 45 || /\d{2,}[-/.]\d|^\d+([.,]\d+)?$/.test(w))) return false;
  const known = filled.filter((w) => columnOf(w) !== null);
  return known.length >= 2 && known.length * 2 >= filled.length;
};

/** The moment that a cell of a type column says: «Ingreso», «Egreso», «Habitual». */
export const momentOfCell = (text: string): Moment | null => {
  const words = plain(text);
  if (/\b(alta|egreso|discharge)\b/.test(words)) return 'alta';
  if (/\b(ingreso|admision|admission)\b/.test(words)) return 'ingreso';
  if (/\b(habitual(es)?|cronic[oa]|domicilio|ambulatori[oa]|home)\b/.test(words)) return 'habitual';
  return /\b(hospitaliza\w+|intrahospitalari[oa]|hospitalari[oa]|inpatient)\b/.test(words)
    ? 'intrahospitalario'
    : null;
};

/** What a cell of a type column says, with its moment where it names one: «Medicamento», «Diagnóstico de egreso». */
export const typeOfCell = (text: string): { kind: FactKind; moment: Moment | null } | null => {
  const said = text.length > 60 ? null : announced(text);
  return said?.kind && said.kind !== 'none' ? { kind: said.kind, moment: said.moment } : null;
};

/** Said of an entry: taken back or never true. Such rows are not facts. */
export const isTakenBack = (status: string): boolean =>
  /^(descartad[oa]|anulad[oa]|eliminad[oa]|rechazad[oa]|refutad[oa]|ingresad[oa] por error|error|entered in error|refuted|cancelad[oa]|cancelled|no realizad[oa]|not done|suspendid[oa] antes de iniciar)\b/.test(
    plain(status),
  );

/** Does a column or label say how bad a reaction was? */
export const isSeverityLabel = (text: string): boolean =>
  /^(severidad|gravedad|severity|criticidad|criticality)\b/.test(plain(text));

/** How bad an allergy's reaction was. */
export const isSeverity = (text: string): boolean =>
  /^(leve|moderad[oa]|sever[oa]|grave|fatal|mild|moderate|severe|(alta|baja) (criticidad|severidad)|riesgo vital)$/.test(
    plain(text),
  );

/** Somebody's name, with no title before it: «Soto Díaz, Ana», «Aillapán S.». */
export const isPerson = (text: string): boolean =>
  text.length <= 50 &&
  /^\p{Lu}[\p{L}'-]+(?:,? \p{Lu}(?:[\p{L}'-]+|\.))+$/u.test(text) &&
  !/(?:izquierd|derech|bilateral|principal|secundari)/iu.test(text) &&
  text !== text.toUpperCase();

/** A badge's words: the state of an entry, not its name. */
export const isBadge = (text: string): boolean =>
  isTakenBack(text) ||
  /^(activ[oa]|active|inactiv[oa]|inactive|confirmad[oa]|confirmed|presuntiv[oa]|discontinuad[oa]|terminad[oa]|concluid[oa]|detenid[oa]|stopped|discontinued|principal|secundari[oa]|primary|secondary|resuelt[oa]|resolved|vigente|suspendid[oa]|en curso|definitiv[oa]|provisional|nuev[oa]|new|ges|finalizad[oa]|completad[oa]|completed|realizad[oa]|administrad[oa]|firmad[oa]|validad[oa]|alta prioridad|leve|moderad[oa]|sever[oa]|grave|mild|moderate|severe|high|low|final|preliminar|cronic[oa]|agud[oa]|on going|ongoing)$/.test(
    plain(text),
  );
