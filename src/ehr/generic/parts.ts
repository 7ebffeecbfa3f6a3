/** What a line inside an entry says besides its name: a dose, a route, a status, an author, each by its looks or by its label. */
import type { FactKind } from '../../record/schema.ts';
import { plain } from '../dom/text.ts';
import { authorIn, isPosition } from './authors.ts';
import { isCodeOnly } from './code-words.ts';
import { columnOf, isBadge, isSeverity, isSeverityLabel, isTakenBack, type Role } from './columns.ts';
import { dateFirst, isDateOnly } from './dates.ts';
import { bullet, LONG_LINE } from './lines.ts';

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
