/** Labels of a chart's header, Spanish and English, and whether a value can be what its label says. */
import { parseRun } from '../../record/run.ts';
import { plain } from '../dom/text.ts';
import { dateIn, type HeaderKey, parseAge, parseSex } from '../header.ts';
import { LONG_LINE } from './lines.ts';

export type HeaderLabel = HeaderKey | 'surname' | 'ageSex';

const LABELS: readonly (readonly [HeaderLabel, RegExp])[] = [
  [
    'run',
    /^(run|rut|r u n|r u t)( (del )?paciente)?( rut| run)?$|^(run rut|rut run|run dni|rut dni|run o rut)$|^(n |nro |numero (de )?)?(run|rut|cedula( de identidad)?|identificacion|doc(umento)?( de)?( identidad)?|dni)$|^cedula$|^c i$|^national id$/,
  ],
  [
    'ficha',
    /^(n (de )?|no |nro |num |numero (de )?)?(ficha( clinica)?|h ?c( e)?|historia( clinica)?|registro clinico|nhc|expediente( clinico)?|archivo)( n| no| nro)?$|^mrn$|^medical record( number| no)?$|^openmrs id$|^patient (id|identifier|number)$|^(id|identificador)( (del )?paciente)?$|^id$/,
  ],
  [
    'birthDate',
    /^(fecha (de )?nac(imiento)?|f(ec)? (de )?nac(imiento)?|fnac|nacimiento|date of birth|birth ?date|dob|born|nacid[oa]( el)?)$/,
  ],
  ['ageSex', /^(edad (y )?sexo|sexo (y )?edad|edad genero|age (and )?(sex|gender)|age sex|sex age)$/],
  ['age', /^(edad( actual| del paciente)?|age)$/],
  ['sex', /^(sexo( biologico| registral| genero)?|genero|sex|gender)$/],
  [
    'hospital',
    /^(hospital|establecimiento( de salud)?|institucion|centro( de salud| asistencial)?|facility|recinto)$/,
  ],
  [
    'service',
    /^(servicio( (clinico|actual|de (ingreso|egreso|alta|hospitalizacion)|tratante))?|unidad( (actual|clinica|de hospitalizacion))?|ward|department|service|sala|servicio unidad|unidad servicio|especialidad( tratante)?|sector|area( clinica)?|ubicacion( actual)?|serv clinico|unidad organizativa)$/,
  ],
  [
    'bed',
    /^(n |nro |numero (de )?)?(cama( actual)?|bed( number)?|habitacion|pieza( cama)?|sala cama|cama sala|room)$/,
  ],
  [
    'admission',
    /^((fecha|f|fec)( y| e| de la|)( hora)?( de)?( la)? (ingreso|ing|admision|hospitalizacion|hosp|internacion)( hospitalari[oa]| hosp| medic[oa])?|fecha hora (de )?ingreso|ingreso|ingresad[oa]( el)?|admision|(date of )?admission( date)?|admitted( on)?|admit date|admitid[oa]( el)?|(hospitalizad[oa]|internad[oa]|hosp)( desde( el)?| el)|ingreso( el| hospitalario))$/,
  ],
  [
    'discharge',
    /^((fecha|f|fec)( y| e| de la|)( hora)?( de| del)?( la)? (egreso|egr|alta|salida)( medic[oa]| hospitalari[oa])?|fecha hora (de )?(alta|egreso)|egreso( hospitalario| el)?|alta( medica| hospitalaria| el)?|egresad[oa]( el)?|dado de alta( el)?|(date of )?discharge( date)?|discharged( on)?)$/,
  ],
  [
    'physician',
    /^((medico|medica|dra?|prof|profesional|doctora?)( (tratante|responsable|a cargo|de cabecera|tratante actual|jefe|que egresa|de alta))?|tratante|a cargo( de)?|attending( physician| doctor| provider)?|physician|consultant|responsible physician)$/,
  ],
  ['surname', /^apellidos?( paterno)?( y materno)?$|^surname$|^last name$|^family name$/],
  [
    'name',
    /^((nombres?|paciente)( completo| legal)?( del? paciente)?|nombre (y|social) apellidos?|nombres? (y )?apellidos?|apellidos? (y )?nombres?|apellidos?,? nombres?|nombre paciente|patient( name)?|(full )?name)$/,
  ],
];

export const headerLabel = (label: string): HeaderLabel | null => {
  const words = plain(label.replace(/n\.?\s?[°º]/giu, 'n '));
  if (words === '' || words.length > 40) return null;
  return LABELS.find(([, p]) => p.test(words))?.[0] ?? null;
};

/** Beginnings of words that titles of pages and sections have and names do not. */
const NOT_NAME =
  /(?<!\p{L})(hospital|cl[ií]nic|ficha|servicio|paciente|epicrisis|evoluci|diagn|ingreso|alta(?!\p{L})|m[eé]dic|sistema|unidad|registro|datos|resumen|histori|listado|lista|detalle|informe|episodi|motivo|tratamient|alergi|examen|ex[aá]men|control|visor|portal|men[uú]|antecedent|procedim|prestaci|condition|medication|patient|chart|summary|visit|encounter|result|welcome|bienvenid|inicio|farmac|f[aá]rmac|indicaci|egreso|anamnesis|consult|documento|interconsult|laboratori|escritorio|dashboard|discharge|allerg|vital|procedure|note|cirug|pediatr|neurolog|cardiolog|medicina|traumatolog|urolog[ií]a|ginecolog|obstetric|neonatolog|geriatr|nefrolog|oncolog|hematolog|broncopulm|infectolog|psiquiatr|urgencia|maternidad|pensionado|operaci|realizad|usuario|profesional|impri|editar|guardar|volver|cerrar|a[nñ]os|meses|sexo|edad|hombre|mujer|masculino|femenino|nombre|apellido)/iu;
const NAME = /^\p{L}[\p{L}'’.´-]*(?:,?\s+(?:\p{L}[\p{L}'’.´-]*)){1,7}$/u;
export const looksLikeName = (text: string): boolean =>
  text.length <= 80 && NAME.test(text.trim()) && !NOT_NAME.test(text);

/** Could this be the value of that label? A label without a value, or with another field's, is no header value. */
export const fits = (key: HeaderLabel, value: string): boolean => {
  if (value === '' || value.length > 160) return false;
  switch (key) {
    case 'run':
      return parseRun(value) !== null || /\d{1,2}\.?\d{3}\.?\d{3}\s?-\s?[\dkK]/.test(value);
    case 'ficha':
      return /\d/.test(value) && value.length <= 30;
    case 'birthDate':
    case 'admission':
    case 'discharge':
      return dateIn(value) !== undefined && value.length <= 60;
    case 'age':
    case 'ageSex':
      return parseAge(value) !== undefined;
    case 'sex':
      return parseSex(value) !== undefined && value.length < 30;
    case 'name':
      return looksLikeName(value) || (/^\p{L}{2,}/u.test(value) && value.length <= 80 && !/\d/.test(value));
    case 'surname':
      return /^\p{L}{2,}/u.test(value) && !/\d/.test(value) && value.length <= 60;
    case 'bed':
      return value.length <= 40;
    default:
      return /\p{L}/u.test(value) && value.length <= 100;
  }
};

/** What follows a name on its line: «Juan Pérez, RUN 11.111.111-1, 60 años». */
const AFTER_NAME = /,?\s+[[(]?(?:(?:RUN|RUT|DNI|C\.?I\.?|c[eé]dula|ficha|edad)\b|\d).*$/isu;

/** «NOMBRE: Juan Pérez  RUN: 11.111.111-1 | Edad: 60 años»: the header labels of a line with their values. */
export const headerPairs = (line: string): { key: HeaderLabel; label: string; value: string }[] => {
  if (line.length > LONG_LINE) return [];
  const marks: { key: HeaderLabel; label: string; start: number; end: number }[] = [];
  for (const colon of line.matchAll(/\s?[:：]\s?(?!\d{2}\b(?![./-]))/g)) {
    const before = line.slice(marks.at(-1)?.end ?? 0, colon.index);
    const offset = marks.at(-1)?.end ?? 0;
    const cut = /.*[|;·•]/su.exec(before)?.[0].length ?? 0;
    const words = [...before.matchAll(/[^\s|;,·•()]+/g)].filter((w) => w.index >= cut);
    for (let take = Math.min(words.length, 6); take > 0; take--) {
      const first = words[words.length - take];
      const label = first ? before.slice(first.index) : '';
      const key = headerLabel(label);
      if (!first || !key) continue;
      marks.push({ key, label, start: offset + first.index, end: colon.index + colon[0].length });
      break;
    }
  }
  return marks.map((m, i) => {
    const value = line
      .slice(m.end, marks[i + 1]?.start ?? line.length)
      .replace(/^[\s|;,·•(–-]+|[\s|;,·•(–-]+$/gu, '');
    return {
      key: m.key,
      label: m.label.trim(),
      value: m.key === 'name' ? value.replace(AFTER_NAME, '') : value,
    };
  });
};
