/** What a short text is by its looks: a code, a date, a dose, an author, a bullet; and how a line of several entries is cut. */
import { codeShapes, findCodes } from '../../record/codes.ts';
import type { CodeSystem, FactKind } from '../../record/schema.ts';
import { plain } from '../dom/text.ts';
import { columnOf, isBadge, isSeverity, isSeverityLabel, isTakenBack, type Role } from './columns.ts';

/**
 * Characters of a line beyond which it is prose: no heading, label or list of entries is so long, and patterns that look for
 * something anywhere in a line take the square of its length on lines made to that end.
 */
export const LONG_LINE = 4000;

const DATE_SOURCE = String.raw`\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?: de)?[\s—–-]+(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec)\p{L}*\.?(?: de)?,?[\s—–-]+\d{4}`;
const TIME_SOURCE = String.raw`(?:[\sT,·|–-]+(?:a las )?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:horas|hrs?|hs|h|am|pm|a\.?\s?m\.?|p\.?\s?m\.?)\b\.?)?)?`;
const DATE_ONLY = new RegExp(`^(?:${DATE_SOURCE})${TIME_SOURCE}$`, 'iu');
const DATE_FIRST = new RegExp(
  `^[\\[(]?\\s*(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\\s+)?(?:fecha\\s*:?\\s*)?((?:${DATE_SOURCE})${TIME_SOURCE})\\s*[\\])]?`,
  'iu',
);
const SHORT_DATE_FIRST = /^(\d{1,2}[/-]\d{1,2}(?:[\s,]+\d{1,2}:\d{2}(?:\s?(?:hrs?|h))?)?)\s*[:.)–—-]\s*/iu;

export const isDateOnly = (text: string): boolean =>
  DATE_ONLY.test(text.trim()) || /^\d{1,2}:\d{2}(:\d{2})?( ?h(rs?)?)?$/.test(text.trim());

/** A date (with its hour) at the very start of a line: as charted, and what follows. */
export const dateFirst = (line: string): { date: string; rest: string } | null => {
  const found = DATE_FIRST.exec(line) ?? SHORT_DATE_FIRST.exec(line);
  if (!found) return null;
  return { date: (found[1] ?? '').trim(), rest: line.slice(found[0].length).replace(/^[\s:.;,|·–—-]+/u, '') };
};

const DATE_LAST = new RegExp(`[\\s,;(–-]+(?:el\\s+|fecha:?\\s+)?(${DATE_SOURCE})\\)?\\.?$`, 'iu');

/** «Endoprótesis de cadera (81.52) 04/03/2025»: the entry and its date. */
export const trailingDate = (text: string): { text: string; date: string } | null => {
  const found = text.length > LONG_LINE ? null : DATE_LAST.exec(text);
  return found?.[1] && found.index > 3 ? { text: text.slice(0, found.index), date: found[1] } : null;
};

export const isCodeOnly = (text: string): boolean => {
  if (text.length > 200) return false;
  const bare = text
    .trim()
    .replace(/^[([]\s*|\s*[)\]]$/g, '')
    .replace(/^(cie-?10|cie-?9(-mc)?|icd-?10|atc|c[oó]d(igo)?\.?|code|fonasa)\s*:?\s*/iu, '');
  return /\d/.test(bare) && !/\s/.test(bare) && codeShapes(bare).length > 0;
};
const DASHED = /^(.{3,}?)\s+[—–-]\s*(\S+)$/su;

/** «Ecocardiograma — 88.72»: a code of the field's own systems at the end. */
export const trailingCode = (
  text: string,
  systems: readonly CodeSystem[],
): { text: string; code: string } | null => {
  const [, name, last] = (text.length > LONG_LINE ? null : DASHED.exec(text)) ?? [];
  const code = last === undefined ? '' : codeIn(last);
  return name && isCodeOnly(code) && codeShapes(code).some((s) => systems.includes(s))
    ? { text: name, code }
    : null;
};

export const codeIn = (text: string): string =>
  text
    .trim()
    .replace(/^[([]\s*|\s*[)\]]$/g, '')
    .replace(/^(cie-?10|cie-?9(-mc)?|icd-?10|atc|c[oó]d(igo)?\.?|code|fonasa)\s*:?\s*/iu, '');

const AUTHOR =
  /^(?:(?:escrit[oa]|registrad[oa]|firmad[oa]|indicad[oa]|realizad[oa]|informad[oa]|evaluad[oa]|creado|solicitad[oa]|diagnosticad[oa]) por|por|autor|m[eé]dico(?: tratante| responsable| cirujano)?|profesional|responsable|by|author|written by|recorded by|signed by|usuario|firma|informa|ejecutor|cirujan[oa]|operador(?:a)?|anestesista|tratante)\s*:?\s+(.{3,80})$/iu;
const TITLED =
  /^(?:dra?|eu|enf|mat|klg[oa]|kine|nut|qf|tens|int|ps|to|fga?|flg[oa]|tm|m\.?d|prof)\.?\s+\p{L}[\p{L}.'\s-]{2,60}(?:\s*[(,·|–-]\s*[\p{L}.\s]{3,40}\)?)?$/iu;
const POSITION =
  /^(m[eé]dic[oa]( cirujan[oa]| tratante| internista| residente| especialista)?|enfermer[oa](?: univ\w*)?|kinesi[oó]log[oa]|matr[oó]n[a]?|nutricionista|residente|intern[oa]|urgenci[oó]log[oa]|cirujan[oa]|fonoaudi[oó]log[oa]|psic[oó]log[oa]|medicina interna|cirug[ií]a|uci|uti|pediatr[ií]a)$/iu;

/** Who wrote it, when the line says nothing else. */
export const authorIn = (line: string): string | null => {
  const text = line.length > LONG_LINE ? '' : line.trim();
  const named = AUTHOR.exec(text);
  if (named?.[1] && !/[.;]\s+\p{L}/u.test(named[1].replace(/\b(dra?|eu|sr|sra)\.\s/giu, '')))
    return named[1].trim();
  // «Dr. Soto. Afebril» goes on with the note.
  return TITLED.test(text) && text.split(/\s+/).length <= 9 && !/\p{Ll}{3,}\.\s+\p{Lu}/u.test(text)
    ? text
    : null;
};
export const isPosition = (line: string): boolean => POSITION.test(line.trim());

const DOSE =
  /^\d+(?:[.,]\d+)*\s?(?:mg|g|gr|mcg|ug|µg|ml|cc|ui|u|mui|meq|mmol|%|comp\w*|c[aá]ps\w*|amp\w*|gotas?|puffs?|inhalaci\w+|sobres?|tab\w*|parche\w*|frasco\w*)\b[^.;]{0,30}$/iu;
const ROUTE =
  /^(?:v\.?o\.?|e\.?v\.?|i\.?v\.?|i\.?m\.?|s\.?c\.?|s\.?l\.?|oral|endovenos[oa]|intravenos[oa]|intramuscular|subcut[aá]ne[oa]|sublingual|inhalatori[oa]|inhalad[oa]|t[oó]pic[oa]|rectal|nasal|oft[aá]lmic[oa]|sng|nbz|v[ií]a oral|transd[eé]rmic[oa]|intravenous|subcutaneous)$/iu;
const FREQUENCY =
  /^(?:c\/\s?\d|cada \d|\d+ ve(?:z|ces)|una vez|dos veces|tres veces|diari|sos\b|bic\b|stat\b|prn\b|dosis [uú]nica|por una vez|(?:once|twice|three times|every)\b|en la (?:noche|mañana)|am\b|pm\b|\d-\d-\d|semanal|mensual|seg[uú]n)[^.;]{0,40}$/iu;
const DURATION = /^(?:por |durante |x |for )?\d+ (?:d[ií]as?|semanas?|meses|mes|days?|weeks?|months?)$/iu;

/** A badge that says of which moment an entry is. */
const MOMENT_ONLY =
  /^((principal|secundari[oa]|presuntiv[oa]|definitiv[oa]|confirmad[oa]) )*((de|del|al) )?(ingreso|admision|egreso|alta|hospitalizacion|hospitalizado|intrahospitalario|habitual|admission|discharge)$/;
const RANGE_END = String.raw`\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?`;
/** «06/09 - 12/09», «06/09/2024 →». */
const DATE_RANGE = new RegExp(
  `^(?:del? )?(?:${RANGE_END})\\s*(?:[-–—→>]+|a|al|hasta(?: el)?)\\s*(?:${RANGE_END}|hoy|actual(?:idad)?|vigente|en curso)?$`,
  'iu',
);

/** What a line inside an entry says besides its name; null: it may be a name. */
export const metaRole = (text: string, kind: FactKind): Role | null => {
  if (text.length > LONG_LINE) return null;
  const line = text.trim();
  if (isCodeOnly(line) || (kind === 'procedure' && /^\d{5,8}$/.test(line))) return 'code';
  if (isDateOnly(line)) return 'date';
  const first = dateFirst(line);
  if (
    first &&
    (first.rest === '' || authorIn(first.rest.replace(/[()]/g, '').trim()) !== null || isPosition(first.rest))
  )
    return 'date';
  if (
    kind === 'antecedent' &&
    /^(desde|hace|diagnosticad[oa] (en|hace|el))\s.{0,30}$/iu.test(line) &&
    /\d/.test(line)
  )
    return 'text';
  if (kind === 'drug' && DATE_RANGE.test(line)) return 'date';
  if (
    /^(episodio (desde|n|del)|desde|actualizado|[uú]ltim[oa]|generado|impreso|total|vigente (desde|al)|al d[ií]a|hoja de|last updated|updated)\b.*(\d|$)/iu.test(
      line,
    ) &&
    line.length < 60
  )
    return 'ignore';
  if (isTakenBack(line)) return 'status';
  if (kind === 'allergy' && isSeverity(line)) return 'text';
  if ((kind === 'diagnosis' || kind === 'drug') && MOMENT_ONLY.test(plain(line))) return 'moment';
  if (isBadge(line) || /^\d{1,2}[.)]?$/.test(line) || DATE_RANGE.test(line)) return 'ignore';
  if (kind === 'drug') {
    if (DOSE.test(line)) return 'dose';
    if (ROUTE.test(line)) return 'route';
    if (FREQUENCY.test(line)) return 'frequency';
    if (DURATION.test(line)) return 'duration';
  }
  if (authorIn(line) || isPosition(line)) return 'author';
  return /^(desde|inicio|registrado|onset|since|hace) .{0,30}$/iu.test(line) && /\d/.test(line)
    ? 'ignore'
    : null;
};

/** «03/02/2025 · Cód. 78.17 · Cirujano: Dr. Soto»: the roles of a line's pieces; null when one of them may be a name. */
export const metaPieces = (text: string, kind: FactKind): { role: Role; text: string }[] | null => {
  if (text.length > 200) return null;
  const pieces = text.split(/\s*[·•|]\s*|\s+[–—]\s+/u).filter(Boolean);
  if (pieces.length < 2) return null;
  const roles = pieces.map((piece) => ({ role: metaRole(piece, kind), text: piece }));
  return roles.every((r) => r.role !== null) ? (roles as { role: Role; text: string }[]) : null;
};

/** «Código: J18.9»: what the label says of the value. */
export const labelledPart = (text: string): { role: Role; value: string; label: string } | null => {
  const found = /^([^:]{1,40})\s*:\s*(\S.*)$/su.exec(text.trim());
  const label = found?.[1]?.trim() ?? '';
  const column = label === '' || label.split(/\s+/).length > 4 || bullet(label).had ? null : columnOf(label);
  // «Cirugía de tórax: 12/11/2024» says when; it names nothing after the colon.
  if (column?.role === 'name' && !/\p{L}{3}/u.test(found?.[2] ?? '')) return null;
  return found && column ? { role: column.role, value: found[2] ?? '', label: found[1] ?? '' } : null;
};

/** «Meropenem Dosis: 1 g Vía: EV»: two labelled parts or more on one line, and what stands before the first; null: fewer. */
export const labelledParts = (
  text: string,
): { name: string; parts: { role: Role; value: string }[] } | null => {
  if (text.length > 300 || !/[:：]/.test(text)) return null;
  const marks: { role: Role; start: number; end: number }[] = [];
  for (const colon of text.matchAll(/\s?[:：]\s?(?!\d{2}\b(?![./-]))/g)) {
    const from = marks.at(-1)?.end ?? 0;
    const words = [...text.slice(from, colon.index).matchAll(/[^\s|;,·•()]+/g)];
    for (let take = Math.min(words.length, 3); take > 0; take--) {
      const start = from + (words[words.length - take]?.index ?? 0);
      const label = text.slice(start, colon.index);
      const role = isSeverityLabel(label) ? 'text' : columnOf(label)?.role;
      if (!role || role === 'name' || role === 'patient') continue;
      marks.push({ role, start, end: colon.index + colon[0].length });
      break;
    }
  }
  if (marks.length < 2) return null;
  const trim = (piece: string): string => piece.replace(/^[\s|;,·•]+|[\s|;,·•]+$/gu, '');
  const parts = marks.map((m, i) => ({ role: m.role, value: trim(text.slice(m.end, marks[i + 1]?.start)) }));
  return parts.every((p) => p.value.length <= 80)
    ? { name: trim(text.slice(0, marks[0]?.start ?? 0)), parts }
    : null;
};

const BULLET =
  /^\s*(?:[-–—•·*▪◦‣►>»✓✔□☐■]+\s+|[•▪◦‣►✓✔□■]\s*|\(?\d{1,2}\s?[.)°º]\s?[-–]?\s*(?=\D)|\d{1,2}\s?[-–]\s+(?=\p{L})|[a-hA-H][.)]\s+|#\s*(?=\p{L}))/u;
export const bullet = (line: string): { text: string; had: boolean } => {
  const text = line.replace(BULLET, '');
  return { text: text.trim(), had: text !== line };
};

/** Words that go on with the entry before a comma rather than begin another. */
const GOES_ON =
  /^(?:(?:con|sin|en|de|del|por|para|y|e|o|no|post|pre|sub|a|al|seg[uú]n|hasta|desde|luego|cada|v[ií]a|vo|ev|sc|im|with|without|due|left|right|acute|chronic|mild|severe|child|clase|nyha|fevi|killip|timi|kdigo|ecog|hb|tipo|foco|izq|der|estad[ií]o|grado|etapa|etiolog[ií]a|origen)(?![\p{L}])|c\/|\d|g\d|grav|lev[ei]|moderad|niega|refiere|presenta|premedicad|suspend|sever[oa]|derech|izquierd|bilateral|agud[oa]|cr[oó]nic|secundari|localiz|complicad|tratad|controlad|descompensad|operad|resuelt|no especificad|confirmad|probable)/iu;

const outsideBrackets = (text: string, mark: RegExp): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '(' || c === '[') depth += 1;
    else if (c === ')' || c === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && mark.test(c) && !(/\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? ''))) {
      parts.push(text.slice(last, i));
      last = i + 1;
    }
  }
  return [...parts, text.slice(last)].map((p) => p.trim()).filter((p) => p !== '');
};

const LISTED: readonly FactKind[] = ['diagnosis', 'procedure', 'drug', 'allergy', 'antecedent'];
/** Kinds cut at semicolons alone, or at commas where each piece has a value of its own. */
const LOOSE: readonly FactKind[] = ['exam', 'instruction', 'pending'];
const WITH_VALUE = /^\p{L}[^:]{0,40}?(?::\s*\S|\s[<>]?\d)/u;

const SENTENCES: readonly FactKind[] = ['instruction', 'antecedent'];
/** Short sentences one after the other, each with a full stop: an entry each. */
const sentencesOf = (line: string): string[] => {
  const pieces = line.split(/(?<=\p{L}{3,}|\d (?:h|d)|\))\.\s+(?=\p{Lu}\p{Ll})/u);
  return pieces.length > 1 && pieces.every((p) => p.length > 3 && p.split(/\s+/).length <= 12) ? pieces : [];
};

/** Entries charted on one line: cut at semicolons, after bracketed codes, and at commas where each piece can stand alone. */
export const splitEntries = (line: string, kind: FactKind): string[] => {
  if (line.length > LONG_LINE) return [line];
  const sentences = SENTENCES.includes(kind) ? sentencesOf(line) : [];
  if (sentences.length > 1) return sentences.flatMap((s) => splitEntries(s, kind));
  if (LOOSE.includes(kind)) {
    const pieces = outsideBrackets(line, /;/);
    if (pieces.length > 1 && pieces.every((p) => p.length > 2)) return pieces;
    const commas = kind === 'exam' ? outsideBrackets(line, /,/) : [];
    // «Hemograma: Hb 14,1, leucocitos 9.200» is one exam with its values.
    const titled =
      /^\p{L}[^:\d(]*(?:\([^)]{0,30}\)\s*)?:\s*\p{L}/u.test(line) &&
      !commas.slice(1).some((p) => p.includes(':'));
    return commas.length > 1 && !titled && commas.every((p) => WITH_VALUE.test(p)) ? commas : [line];
  }
  if (!LISTED.includes(kind) || /^(niega|sin|no)\s/iu.test(line)) return [line];
  const numbered = line
    .split(/(?:^|[\s;,])(?=\(?\d{1,2}[.)]\s?[-–]?\s*\p{Lu})/u)
    .map((p) => p.replace(/^[\s;,]+|[\s;,]+$/g, ''))
    .filter(Boolean);
  if (numbered.length > 1 && /^\(?1[.)]/.test(numbered[0] ?? ''))
    return numbered.map((p) => bullet(p).text).filter(Boolean);
  const semicolons = outsideBrackets(line, /;/);
  if (semicolons.length > 1) return semicolons.flatMap((p) => splitEntries(p, kind));
  const coded = line
    .split(/(?<=[)\]])\s*(?:,|\s[-–+]|\sy|\se)\s+(?=\p{L})/u)
    .map((p) => p.replace(/[\s,]+$/, ''));
  if (coded.length > 1 && coded.every((p) => findCodes(p).length > 0)) return coded;
  if (kind === 'drug' || /[.:]\s+\p{Lu}/u.test(line)) {
    const commas = kind === 'drug' ? outsideBrackets(line, /,/) : [];
    const drugs =
      commas.length > 1 && commas.every((p) => /^\p{L}{4,}/u.test(p) && /\d/.test(p) && !GOES_ON.test(p));
    return drugs ? commas : [line];
  }
  // «Neumonía, organismo no especificado (J18.9)»: the catalogue's names have commas, and the one code is of all of it.
  if (kind === 'diagnosis' && /[([][A-Z]\d\d[.\dX]*[)\]]\.?$/.test(line) && findCodes(line).length === 1)
    return [line];
  const commas = outsideBrackets(line.replace(/\.$/, ''), /,/);
  const alone = commas.every(
    (p, i) => p.split(/\s+/).length <= (i === 0 ? 6 : 5) && (i === 0 || !GOES_ON.test(p)),
  );
  if (commas.length >= 2 && alone && line.length < 200) {
    const last = commas.at(-1) ?? '';
    const pair = /^(.{2,}?) [ye] (.{2,})$/u.exec(last);
    const lasts =
      pair?.[1] &&
      pair[2] &&
      (kind === 'antecedent' || kind === 'allergy') &&
      !GOES_ON.test(pair[2]) &&
      pair[1].split(' ').length <= 2
        ? [pair[1], pair[2]]
        : [last];
    return [...commas.slice(0, -1), ...lasts];
  }
  return [line];
};

const ACTION =
  /^(editar|ver( (mas|menos|todos|todo|detalle|detalles|historial))?|imprimir|exportar|descargar|edit|delete|print|save|see all|view( all)?|show (more|less|all)|mostrar mas|leer mas|filtrar|filter)( .{0,30})?$/;
/** «Guardar», «Volver al listado»; «Guardar reposo», «Volver a control», «Nuevo déficit» are the chart's. */
const ACTION_ON_PAGE =
  /^(agregar|anadir|nuev[oa]|crear|eliminar|guardar|cancelar|volver|cerrar|buscar|actualizar|add|new|more|back|next|previous|siguiente|anterior|firmar|copiar|seleccionar)( (\d+|siguiente|anterior|next|previous|al?|el|la|los|las|un|una|de|del|y|en|otr[oa]|nuev[oa]s?|to|all|an?|inicio|atras|menu|list(a|ado)?|pagina|ficha|registros?|notas?|evolucion(es)?|diagnosticos?|alergias?|medicamentos?|farmacos?|recetas?|indicacion(es)?|prescripcion|orden(es)?|examen(es)?|procedimientos?|antecedentes?|problemas?|control(es)?|citas?|solicitud(es)?|interconsultas?|documentos?|archivos?|formularios?|epicrisis|informes?|entradas?|items?|filas?|cambios|datos|borrador|seleccion|filtros?|busqueda|pacientes?|ventana|sesion|salir|cerrar|observacion(es)?|comentarios?|todo|condition|allergy|medication|note|entry|record|page|chart))*$/;
/** Who printed a page, when, and which page it is. */
const PRINTED =
  /^(impreso|printed|generado|emitido|documento (impreso|generado|emitido)|pagina|page|mesa de ayuda|confidencial|confidential)\b.{0,20}\b(por|by|el|on|from|desde|\d)/;
/** What stands under a chart's last line: who signed, with which number, which program drew it. */
const FOOT =
  /^((documento )?(firmad[oa]|suscrit[oa]) (electronica|digital)mente|firma( y (sello|timbre)| (electronica|digital|del? (medico|profesional|paciente)))|(registro medico|reg medico|matricula( (nacional|provincial|profesional))?|m n|m p|colegiad[oa]|cedula profesional|rnpi) [a-z ]{0,4}[\d ]+|version \d[\d ]*|todos los derechos .*|este documento es .*|sesion iniciada .*|ultima (actualizacion|sincronizacion) .*|hoja \d+( (de )?\d+)?)( .{0,40})?$/;
/** Most lines are told from one by their first letters. */
const FOOT_FIRST = /^(?:doc|firm|sus|reg|mat|m |col|ced|rnp|ver|tod|est|ses|ult|hoj)/;
/** Words of links, buttons and page feet that stand among the entries. */
export const isAction = (text: string): boolean => {
  if (text.length >= 80) return false;
  const words = plain(text);
  return (
    (text.length < 45 && (ACTION.test(words) || ACTION_ON_PAGE.test(words))) ||
    PRINTED.test(words) ||
    (FOOT_FIRST.test(words) && FOOT.test(words))
  );
};

/** A drug with its dose among instructions: charted there, still a drug. */
export const DRUG_LIKE =
  /^\p{L}{4,}[^:;]{0,45}?\s\d+(?:[.,]\d+)?\s?(?:mg|g|mcg|ug|µg|ml|ui|u|comp\w*|puffs?|gotas)\b.*(?:c\/\s?\d|\/\s?\d{1,2}\s?h|cada \d|\bvo\b|\bsc\b|\bev\b|\bim\b|(?:al|por) d[ií]a|\b(?:qd|bid|tid)\b|noche|mañana|veces|diari|por \d+ d[ií]as)/iu;
