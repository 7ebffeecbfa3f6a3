/** A fact table's rows: of which kind they are, what each column holds, and each row as an entry. */
import type { CodeSystem, FactKind, Moment } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { shownLines } from '../dom/shown-text.ts';
import type { Cell, Row, TablePart } from '../dom/table.ts';
import { isNothing, plain } from '../dom/text.ts';
import { dateIn } from '../header.ts';
import { isAction } from './actions.ts';
import { codeIn, isCodeOnly } from './code-words.ts';
import {
  type Column,
  isBadge,
  isPerson,
  isSeverity,
  isSeverityLabel,
  isTakenBack,
  momentOfCell,
  type Role,
  typeOfCell,
} from './columns.ts';
import { isDateOnly } from './dates.ts';
import type { Draft } from './drafts.ts';
import { metaRole } from './parts.ts';
import type { Place } from './place.ts';

/** Rows that show what a table's columns hold. */
const SAMPLE = 60;

/**
 * The column that says of each row what it is («Tipo»: «Diagnóstico de egreso», «Medicamento»…), by its cells and not by its
 * header; -1 where there is none.
 */
export const typeColumn = (part: TablePart): number => {
  const rows = part.rows.slice(0, SAMPLE);
  const width = Math.max(part.header.length, ...rows.map((r) => r.cells.length));
  for (let i = 0; i < width; i++) {
    const cells = rows.map((r) => r.cells[i]?.text ?? '');
    const said = cells.map(typeOfCell);
    const known = said.filter((s) => s !== null);
    const different = new Set(known.map((s) => `${s.kind}|${s.moment}`));
    if (known.length * 10 >= cells.length * 6 && different.size >= 2) return i;
  }
  return -1;
};

/** Without a header, the first column names the entry and the others say more of it. */
const LED: readonly FactKind[] = ['drug', 'exam', 'allergy', 'instruction', 'control', 'antecedent', 'alarm'];

/** Kinds whose longest cell names the entry, while shorter ones beside it belong to it. */
const MORE: readonly FactKind[] = ['diagnosis', 'procedure'];

/** «12 - 16»: what is normal, beside a result. */
const isRange = (text: string): boolean =>
  /^[<>≤≥]?\s?\d+(?:[.,]\d+)*\s?(?:-|–|a)\s?\d+(?:[.,]\d+)*$/u.test(text);

/** Sections whose kind holds whatever their tables' columns are called. */
const FIRM: readonly FactKind[] = ['allergy', 'pending', 'control', 'antecedent', 'alarm', 'reason'];

/** The kind of a table's rows: the section's, or what the columns say where that is more to the point; null: row by row; none: no facts. */
export const kindOf = (place: Place, columns: readonly (Column | null)[]): FactKind | 'none' | null => {
  const said = columns.find((c) => c?.role === 'name' && c.kind !== null)?.kind ?? null;
  if (place.kind === 'none') return 'none';
  if (place.kind !== null) {
    if (FIRM.includes(place.kind) || said === null || said === place.kind) return place.kind;
    if (place.kind === 'note')
      return columns.some((c) => c?.kind === 'note' || (c?.role === 'name' && c.kind === null))
        ? 'note'
        : said;
    if (place.kind === 'procedure' && said === 'exam') return 'procedure';
    if (place.kind === 'exam' && said === 'procedure') return 'exam';
    return said;
  }
  if (columns.some((c) => c?.kind === 'note')) return 'note';
  if (said !== null) return said;
  const system: CodeSystem | undefined = columns.find((c) => c?.system)?.system;
  return system === 'cie10'
    ? 'diagnosis'
    : system === 'atc'
      ? 'drug'
      : system === 'fonasa' || system === 'cie9mc'
        ? 'procedure'
        : 'none';
};

/** Roles by column, where the header says nothing by what the cells look like. */
export const layoutOf = (
  part: TablePart,
  columns: readonly (Column | null)[],
  kind: FactKind,
): readonly (Role | null)[] => {
  const rows = part.rows.slice(0, SAMPLE);
  const width = Math.max(columns.length, ...rows.map((r) => r.cells.length));
  const roles: (Role | null)[] = Array.from({ length: width }, (_, i) => columns[i]?.role ?? null);
  if (kind === 'allergy')
    for (const [i, said] of part.header.entries()) if (isSeverityLabel(said)) roles[i] = 'text';
  const cells = (i: number): string[] => rows.map((r) => r.cells[i]?.text ?? '').filter((t) => !isNothing(t));
  const mostly = (i: number, test: (t: string) => boolean): boolean =>
    cells(i).length > 0 && cells(i).filter(test).length * 2 > cells(i).length;
  // «Diagnóstico CIE-10» may head the codes, or the diagnoses.
  for (let i = 0; i < width; i++)
    if (roles[i] === 'code' && mostly(i, (t) => /\p{L}{4}/u.test(t) && !isCodeOnly(t)))
      roles[i] = roles.includes('name') ? 'ignore' : 'name';
  const headed = columns.some((c) => c !== null && c.role !== 'ignore');
  for (let i = 0; i < width; i++) {
    if (roles[i] !== null) continue;
    if (mostly(i, isAction)) roles[i] = 'ignore';
    else if (mostly(i, isCodeOnly)) roles[i] = roles.includes('code') ? 'ignore' : 'code';
    else if (kind === 'procedure' && !roles.includes('code') && mostly(i, (t) => /^\d{5,8}$/.test(t)))
      roles[i] = 'code';
    else if (mostly(i, isDateOnly))
      roles[i] = !roles.includes('date')
        ? 'date'
        : kind === 'drug' && !roles.includes('until')
          ? 'until'
          : 'ignore';
    else if (kind === 'exam' && !headed && i > 1 && mostly(i, isRange)) roles[i] = 'ignore';
    else if (kind === 'allergy' && mostly(i, isSeverity)) roles[i] = 'text';
    else if (mostly(i, (t) => isBadge(t) || /^\d{1,3}[.)]?$/.test(t)))
      roles[i] = kind === 'exam' ? 'result' : mostly(i, (t) => /^\d/.test(t)) ? 'ignore' : 'status';
    else if (!headed)
      roles[i] =
        cells(i)
          .map((t) => metaRole(t, kind))
          .find((r) => r !== null && mostly(i, (t) => metaRole(t, kind) === r)) ?? null;
  }
  const length = (i: number): number =>
    cells(i).reduce((sum, t) => sum + t.length, 0) / Math.max(cells(i).length, 1);
  const free = [...roles.keys()].filter((i) => roles[i] === null && cells(i).length > 0);
  const remark = (i: number): boolean => REMARK.test(plain(part.header[i] ?? ''));
  const wordy = free.filter((i) => part.header[i] && mostly(i, (t) => /\p{L}{4}/u.test(t)))[0];
  const named = [...roles.keys()].filter((i) => roles[i] === 'name');
  if (wordy !== undefined && kind !== 'note' && named.length === 1 && named.every(remark)) {
    roles[wordy] = 'name';
    for (const i of named) roles[i] = 'ignore';
  }
  const names = [...roles.keys()].filter((i) => roles[i] === 'name');
  if (names.length === 0) {
    const leads = !headed && LED.includes(kind);
    const best = leads ? free[0] : [...free].sort((a, b) => length(b) - length(a))[0];
    if (best !== undefined) roles[best] = 'name';
    if (best === undefined) {
      // «Orden», «Ítem»: said of many columns that tell nothing; here it is all that names the row.
      const worded = [...roles.keys()].filter(
        (i) => roles[i] === 'ignore' && mostly(i, (t) => /\p{L}{4}/u.test(t) && !isBadge(t)),
      );
      const only = worded.sort((a, b) => length(b) - length(a))[0];
      if (only !== undefined) roles[only] = 'name';
    }
    // A side, an urgency, a site: cells that no header names still say something of their entry.
    const more = leads || (!headed && MORE.includes(kind));
    if (more)
      for (const i of free)
        roles[i] ??= mostly(i, isPerson) ? 'author' : kind === 'allergy' ? 'reaction' : 'text';
  } else if (names.length > 1) {
    // «Diagnóstico» before «Descripción»; of two general columns, the first.
    const first =
      names.find((i) => columns[i]?.kind === kind) ??
      names.find((i) => columns[i]?.kind === null) ??
      names[0];
    const more = ['drug', 'allergy', 'control', 'instruction', 'antecedent', 'exam'].includes(kind);
    for (const i of names) {
      if (i === first) continue;
      const said = part.header[i] ?? '';
      roles[i] =
        more && columns[i]?.kind === null && !/observaci|comentari|comment/i.test(said) ? 'text' : 'ignore';
    }
  }
  return roles;
};

/** A column that says something more of what another names. */
const REMARK = /^(observacion(es)?|comentarios?|notas?|detalles?)$/;

/** What is the same for all rows of a part. */
export interface RowReading {
  readonly kind: FactKind;
  readonly roles: readonly (Role | null)[];
  /** That the code's column names. */
  readonly system: CodeSystem | undefined;
  /** That a column of its own says («Diagnóstico de egreso»), or a cell that tells the rows' kinds apart. */
  readonly moment: Moment | null;
  readonly header: readonly string[];
  /** Over the rows. */
  readonly banner: Cell | null;
}

const PENDING = /^(pendiente|pending|solicitad[oa]|en proceso|tomad[oa])/;

/** A bare number as its column's words make it: «10» under «Días» is «10 días», «24 h» under «Cada» is «cada 24 h». */
const withUnit = (text: string, role: Role, header: string): string => {
  if (role === 'duration' && /^\d{1,3}$/.test(text) && /^(n |nro )?dias\b/.test(plain(header)))
    return `${text} días`;
  if (role === 'frequency' && /^\d{1,2}\s?(h|hs|hrs?|horas)\.?$/i.test(text)) return `cada ${text}`;
  return text;
};

/** The row as an entry; null: it is none. @param n its place in its table, from 1; @param said the moment that it says */
export const draftOf = (
  row: Row,
  reading: RowReading,
  n: number,
  said: Moment | null = null,
): Draft | null => {
  const { kind, roles, system, banner } = reading;
  const parts: Draft['parts'] = {};
  let last: Cell | undefined;
  for (let i = 0; i < roles.length; i++) {
    const role = roles[i];
    const cell = row.cells[i];
    // A cell over several columns stands there several times, side by side.
    if (!cell || cell === last || !role || role === 'ignore' || isNothing(cell.text)) continue;
    last = cell;
    const text = kind === 'note' && role === 'name' ? shownLines(cell.el, { fields: true }) : cell.text;
    const value = role === 'code' ? codeIn(text) : withUnit(text, role, reading.header[i] ?? '');
    const list = parts[role];
    if (list) list.push(value);
    else parts[role] = [value];
  }
  const name = parts.name?.[0];
  // «nan» where the result would be: the exam was asked for, nothing is known.
  if (kind === 'exam' && roles.includes('result') && parts.result === undefined && parts.status === undefined)
    return null;
  if (name === undefined || (!/\p{L}/u.test(name.slice(0, 40)) && /^\d+$/.test(plain(name)))) return null;
  const status = parts.status?.[0];
  if (status !== undefined && isTakenBack(status)) return null;
  if (parts.code?.[0] !== undefined && !/\d/.test(parts.code[0])) delete parts.code;
  if (kind === 'exam' && parts.result === undefined && status !== undefined && PENDING.test(plain(status)))
    return { parts, el: row.el, how: 'row', row: n, kind: 'pending' };
  if (parts.date === undefined && banner) {
    const date = dateIn(banner.text);
    if (date) parts.date = [cleanText(date)];
  }
  const charted =
    (kind === 'diagnosis' || kind === 'drug') && parts.moment ? momentOfCell(parts.moment.join(' ')) : null;
  const moment = said ?? charted ?? reading.moment;
  return { parts, el: row.el, how: 'row', row: n, kind, system, moment: moment ?? undefined };
};
