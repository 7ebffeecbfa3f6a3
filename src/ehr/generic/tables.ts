/** Tables of unknown pages: of layout, of labels and values, of patients (left alone), or of facts by their columns. */
import type { CodeSystem, FactKind } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isElement } from '../dom/realm.ts';
import { shownLines, shownText } from '../dom/shown-text.ts';
import { type Cell, type Row, readTable, type TablePart } from '../dom/table.ts';
import { isNothing, plain } from '../dom/text.ts';
import { hidesItself } from '../dom/visible.ts';
import { dateIn } from '../header.ts';
import type { Draft } from './collector.ts';
import {
  type Column,
  columnOf,
  isBadge,
  isHeaderRow,
  isTakenBack,
  kindOfCell,
  momentOfCell,
  type Role,
} from './columns.ts';
import { headerLabel } from './header-words.ts';
import { codeIn, isCodeOnly, isDateOnly, metaRole } from './parts.ts';
import { type Place, under } from './place.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

type Outcome = Lift | 'content' | null;

const ownRows = (table: HTMLElement): HTMLElement[] =>
  [...table.querySelectorAll<HTMLElement>('tr')].filter(
    (r) => r.closest('table') === table && !hidesItself(r),
  );
const ownCells = (row: HTMLElement): HTMLElement[] =>
  [...row.children].filter(isElement).filter((c) => ['td', 'th'].includes(c.localName) && !hidesItself(c));

/** Used to place boxes, not to show rows: tables or headings in cells, or one cell a row. */
const isLayout = (table: HTMLElement): boolean => {
  if (table.localName !== 'table') return false;
  if (['presentation', 'none'].includes(table.getAttribute('role') ?? '')) return true;
  if (table.querySelector('td table, td h1, td h2, td h3, td h4, td fieldset, td dl')) return true;
  const rows = ownRows(table);
  const widest = Math.max(0, ...rows.map((r) => ownCells(r).length));
  if (widest === 1) return !rows.some((r) => ownCells(r)[0]?.localName === 'th');
  const big = rows.flatMap(ownCells).filter((c) => c.querySelectorAll('p, li, br, div').length > 3);
  return (
    big.length > 0 && rows.length <= 3 && !rows.some((r) => isHeaderRow(ownCells(r).map((c) => shownText(c))))
  );
};

export function* walkTable(outline: Walking, table: HTMLElement, place: Place): Generator<void, Outcome> {
  let at = place;
  const caption = table.querySelector<HTMLElement>(':scope > caption');
  if (caption && !hidesItself(caption) && shownText(caption) !== '')
    at = under(shownText(caption), place, true);
  if (isLayout(table)) return yield* walkCells(outline, table, at);
  let met: Outcome = null;
  for (const part of readTable(table, isHeaderRow)) {
    yield;
    if (part.banner) {
      const { text, el } = part.banner;
      const titled = announced(text, true);
      if (titled || text.length < 60) at = under(text, titled ? place : at, true);
      else if (at.kind === 'note' || part.rows.length === 0) yield* outline.walk(el, at);
      met = part.rows.length === 0 ? { text, level: 6, loose: true } : 'content';
    }
    if (part.rows.length > 0) {
      yield* readPart(outline, part, at);
      met = 'content';
    }
  }
  return met;
}

/** The cells one after the other, as if they were boxes; a title cell heads what follows it. */
function* walkCells(outline: Walking, table: HTMLElement, place: Place): Generator<void, Outcome> {
  let at = place;
  let last: Outcome = null;
  for (const row of ownRows(table)) {
    const cells = ownCells(row);
    const words = cells.map((c) => shownText(c, { fields: true }));
    if (
      isLabelled(
        cells.map((el, i) => ({ el, text: words[i] ?? '', isHeader: el.localName === 'th', span: 1 })),
      )
    ) {
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(words[i] ?? '', cells[i + 1] as HTMLElement, at);
      last = 'content';
      continue;
    }
    for (const cell of cells) {
      const lift = yield* outline.walk(cell, at);
      if (lift) {
        at = under(lift.text, announced(lift.text, lift.loose) ? place : at, lift.loose);
        last = lift;
      } else if ((cell.textContent ?? '').trim() !== '') last = 'content';
    }
  }
  return last;
}

/** Cells in pairs of label and value. */
const isLabelled = (cells: readonly Cell[]): boolean => {
  if (cells.length < 2 || cells.length % 2 !== 0) return false;
  const labels = cells.filter((_, i) => i % 2 === 0);
  const said = (c: Cell): boolean =>
    headerLabel(c.text) !== null || announced(c.text) !== null || /:$/.test(c.text.trim());
  const known = labels.filter((c) => c.text === '' || said(c) || (c.isHeader && c.text.length < 40));
  return (
    known.length === labels.length &&
    labels.some((c) => c.text !== '') &&
    !cells.some((c, i) => i % 2 === 1 && c.isHeader)
  );
};

function* readPart(outline: Walking, part: TablePart, place: Place): Generator<void, void> {
  const columns = part.header.map(columnOf);
  const pairs = part.rows.filter((r) => isLabelled([...new Set(r.cells)]));
  if (columns.filter(Boolean).length < 2 && pairs.length * 2 >= part.rows.length) {
    for (const row of part.rows) {
      const cells = [...new Set(row.cells)];
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(cells[i]?.text ?? '', cells[i + 1]?.el as HTMLElement, place);
    }
    return;
  }
  const patients = columns.filter((c) => c?.role === 'patient').length;
  if (patients >= 2 || (patients === 1 && part.rows.length > 1)) {
    outline.sink.sawPatientList = true;
    return;
  }
  const kind = kindOf(place, columns, part.rows);
  if (kind === 'none') return;
  const layout = kind === null ? null : layoutOf(part, columns, kind);
  for (const [n, row] of part.rows.entries()) {
    if (n % 50 === 0) yield;
    const typed = kind === null ? kindOfCell(cellOf(row, columns, 'moment')) : kind;
    if (typed === null) continue;
    const draft = draftOf(row, columns, layout ?? layoutOf(part, columns, typed), typed, n + 1, part.banner);
    if (!draft) continue;
    const own = columns.find((c) => c?.role === 'name' && c.moment)?.moment;
    outline.sink.add(
      place.kind === null ? tablePlace(place, part) : place,
      own && !draft.moment ? { ...draft, moment: own } : draft,
    );
  }
}

const places = new WeakMap<HTMLElement, Place>();
/** A table under no heading is a section of its own. */
const tablePlace = (place: Place, part: TablePart): Place => {
  const known = places.get(part.el);
  if (known && known.around === place.around) return known;
  const heading = under(part.header.find((h) => columnOf(h)?.role === 'name') ?? '', place, false);
  const made = { ...heading, title: place.title || heading.title, sure: 0.85 };
  places.set(part.el, made);
  return made;
};

const cellOf = (row: Row, columns: readonly (Column | null)[], role: Role): string =>
  row.cells[columns.findIndex((c) => c?.role === role)]?.text ?? '';

/** Sections whose kind holds whatever their tables' columns are called. */
const FIRM: readonly FactKind[] = ['allergy', 'pending', 'control', 'antecedent', 'alarm', 'reason'];

/** The kind of a table's rows: the section's, or what the columns say where that is more to the point; null: row by row; none: no facts. */
const kindOf = (
  place: Place,
  columns: readonly (Column | null)[],
  rows: readonly Row[],
): FactKind | 'none' | null => {
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
  if (
    columns.some((c) => c?.role === 'moment') &&
    rows.some((r) => kindOfCell(cellOf(r, columns, 'moment')) !== null)
  )
    return null;
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
const layoutOf = (
  part: TablePart,
  columns: readonly (Column | null)[],
  kind: FactKind,
): readonly (Role | null)[] => {
  const width = Math.max(columns.length, ...part.rows.map((r) => r.cells.length));
  const roles: (Role | null)[] = Array.from({ length: width }, (_, i) => columns[i]?.role ?? null);
  const cells = (i: number): string[] => part.rows.map((r) => r.cells[i]?.text ?? '').filter((t) => t !== '');
  const mostly = (i: number, test: (t: string) => boolean): boolean =>
    cells(i).length > 0 && cells(i).filter(test).length * 2 > cells(i).length;
  const headed = columns.filter(Boolean).length > 0;
  for (let i = 0; i < width; i++) {
    if (roles[i] !== null) continue;
    if (mostly(i, isCodeOnly)) roles[i] = roles.includes('code') ? 'ignore' : 'code';
    else if (mostly(i, isDateOnly)) roles[i] = roles.includes('date') ? 'ignore' : 'date';
    else if (mostly(i, (t) => isBadge(t) || /^\d{1,3}[.)]?$/.test(t)))
      roles[i] = kind === 'exam' ? 'result' : 'ignore';
    else if (!headed)
      roles[i] =
        cells(i)
          .map((t) => metaRole(t, kind))
          .find((r) => r !== null && mostly(i, (t) => metaRole(t, kind) === r)) ?? null;
  }
  const length = (i: number): number =>
    cells(i).reduce((sum, t) => sum + t.length, 0) / Math.max(cells(i).length, 1);
  const free = [...roles.keys()].filter((i) => roles[i] === null && cells(i).length > 0);
  const names = [...roles.keys()].filter((i) => roles[i] === 'name');
  if (names.length === 0) {
    const best = [...free].sort((a, b) => length(b) - length(a))[0];
    if (best !== undefined) roles[best] = 'name';
    if (!headed && (kind === 'drug' || kind === 'exam')) for (const i of free) roles[i] ??= 'text';
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

const draftOf = (
  row: Row,
  columns: readonly (Column | null)[],
  roles: readonly (Role | null)[],
  kind: FactKind,
  n: number,
  banner: Cell | null,
): Draft | null => {
  const parts: Draft['parts'] = {};
  const seen = new Set<Cell>();
  roles.forEach((role, i) => {
    const cell = row.cells[i];
    if (!cell || role === null || role === 'ignore' || seen.has(cell) || isNothing(cell.text)) return;
    seen.add(cell);
    const text = kind === 'note' && role === 'name' ? shownLines(cell.el, { fields: true }) : cell.text;
    const list = parts[role] ?? [];
    list.push(role === 'code' ? codeIn(text) : text);
    parts[role] = list;
  });
  const name = parts.name?.[0];
  // «nan» where the result would be: the exam was asked for, nothing is known.
  if (kind === 'exam' && roles.includes('result') && parts.result === undefined && parts.status === undefined)
    return null;
  if (name === undefined || /^\d+$/.test(plain(name))) return null;
  const status = parts.status?.[0] ?? '';
  if (isTakenBack(status)) return null;
  if (parts.code?.[0] !== undefined && !/\d/.test(parts.code[0])) delete parts.code;
  if (
    kind === 'exam' &&
    parts.result === undefined &&
    /^(pendiente|pending|solicitad[oa]|en proceso|tomad[oa])/.test(plain(status))
  ) {
    return { parts, el: row.el, how: 'row', row: n, kind: 'pending' };
  }
  if (parts.date === undefined && banner) {
    const date = dateIn(banner.text);
    if (date) parts.date = [cleanText(date)];
  }
  const system = columns.find((c) => c?.system)?.system;
  const moment =
    kind === 'diagnosis' || kind === 'drug' ? momentOfCell([...(parts.moment ?? [])].join(' ')) : null;
  return {
    parts,
    el: row.el,
    how: 'row',
    row: n,
    kind,
    ...(system ? { system } : {}),
    ...(moment ? { moment } : {}),
  };
};
