/** Tables of unknown pages: of layout, of labels and values, of patients (left alone), or of facts by their columns. */
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import {
  type Cell,
  drawnRows,
  drawnRun,
  headerText,
  type Row,
  type TablePart,
  tableSteps,
} from '../dom/table.ts';
import { hidesItself } from '../dom/visible.ts';
import { columnOf, isHeaderRow, typeOfCell } from './columns.ts';
import { flatGrid } from './flat-grid.ts';
import { dateFirst } from './parts.ts';
import { type Place, under } from './place.ts';
import { hasTallLabels, isLabelled, labelledRows } from './row-labels.ts';
import { bold, isUpper } from './signs.ts';
import { draftOf, kindOf, layoutOf, type RowReading, typeColumn } from './table-rows.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

type Outcome = Lift | 'content' | null;

const ownRows = (table: HTMLElement): HTMLElement[] => {
  const rows = [...(table as HTMLTableElement).rows];
  return rows.length > MANY ? rows : rows.filter((r) => !hidesItself(r));
};
/** A table of more rows than this is judged by its structure alone. */
const MANY = 30;
const ownCells = (row: HTMLElement): HTMLElement[] =>
  [...row.children].filter(isElement).filter((c) => ['td', 'th'].includes(c.localName) && !hidesItself(c));

const LONG_TABLE = 25;
const rowCount = (table: HTMLElement): number =>
  table.localName === 'table'
    ? (table as HTMLTableElement).rows.length
    : table.querySelectorAll('[role="row"]').length;

/** Used to place boxes, not to show rows: tables or headings in cells, or one cell a row. */
const isLayout = (table: HTMLElement): boolean => {
  if (table.localName !== 'table') return false;
  if (['presentation', 'none'].includes(table.getAttribute('role') ?? '')) return true;
  if (rowCount(table) > MANY) return table.querySelector('table') !== null;
  const rows = ownRows(table);
  if (table.querySelector('td table, td h1, td h2, td h3, td h4, td fieldset, td dl')) return true;
  const widest = Math.max(0, ...rows.map((r) => ownCells(r).length));
  if (widest === 1) return !rows.some((r) => ownCells(r)[0]?.localName === 'th');
  const big = rows.flatMap(ownCells).filter((c) => c.querySelectorAll('p, li, br, div').length > 3);
  return (
    big.length > 0 && rows.length <= 3 && !rows.some((r) => isHeaderRow(ownCells(r).map((c) => shownText(c))))
  );
};

export function* walkTable(outline: Walking, table: HTMLElement, place: Place): Generator<void, Outcome> {
  if (outline.headerOnly && rowCount(table) > LONG_TABLE) return 'content';
  let at = place;
  const caption = table.localName === 'table' ? (table as HTMLTableElement).caption : null;
  if (caption && !hidesItself(caption) && shownText(caption) !== '')
    at = outline.sink.enter(shownText(caption), place, true);
  const width = outline.columns?.length;
  const headed =
    width !== undefined &&
    table.localName === 'table' &&
    ownRows(table).every((r) => ownCells(r).length === width);
  if (!headed && isLayout(table)) return yield* walkCells(outline, table, at);
  let met: Outcome = null;
  const parts = yield* tableSteps(table, isHeaderRow);
  const [head] = parts;
  if (head && parts.length === 1 && head.rows.length === 0 && !head.banner && head.header.length > 1)
    outline.columns = head.header;
  for (const part of parts) {
    yield;
    if (part.banner) {
      const { text, el } = part.banner;
      const titled = announced(text, true);
      if (!titled && isFactKind(at) && !headsRows(part)) yield* outline.walk(el, at);
      else if (titled || text.length < 60) at = outline.sink.enter(text, titled ? place : at, true, table);
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

const isFactKind = (place: Place): boolean => place.kind !== null && place.kind !== 'none';

/** A full-width row that names what follows, rather than saying something itself. */
const headsRows = ({ banner, rows }: TablePart): boolean => {
  if (!banner) return false;
  const { el, text, isHeader } = banner;
  const drawn =
    isHeader || bold(el) || [...el.children].some((c) => isElement(c) && bold(c)) || isUpper(text);
  return text.length < 60 && (drawn || dateFirst(text) !== null || rows.length > 0) && !/[.;]$/.test(text);
};

/** A table drawn with boxes alone: only where its section or its first row says what it holds. Null: it is none. */
export function* walkDrawn(
  outline: Walking,
  box: HTMLElement,
  place: Place,
): Generator<void, Outcome | 'none'> {
  const flat = flatGrid(box);
  if (flat && isFactKind(place)) {
    yield* readPart(outline, flat, place);
    return 'content';
  }
  const rows = drawnRows(box);
  if (!rows) return 'none';
  const parts = yield* tableSteps(box, isHeaderRow, rows);
  const headed = parts.some((p) => p.header.length > 0);
  const known =
    isFactKind(place) && !['note', 'reason', 'condition', 'destination'].includes(place.kind ?? '');
  const labelled = parts.flatMap((p) => p.rows).some((r) => isLabelled([...new Set(r.cells)]));
  if (labelled || !(headed || known)) return 'none';
  for (const part of parts) yield* readPart(outline, part, place);
  return 'content';
}

/** Rows drawn with boxes, from one of them on, beside other boxes of a section: the rows read, none where it is no such row. */
export function* walkDrawnRun(
  outline: Walking,
  first: HTMLElement,
  place: Place,
): Generator<void, readonly HTMLElement[]> {
  if (!isFactKind(place) || WHOLE.has(place.kind)) return [];
  const rows = drawnRun(first);
  if (rows.length === 0) return [];
  const parts = yield* tableSteps(first.parentElement ?? first, isHeaderRow, rows);
  const all = parts.flatMap((p) => p.rows);
  if (all.length === 0 || all.some((r) => isLabelled([...new Set(r.cells)]))) return [];
  for (const part of parts) yield* readPart(outline, part, place);
  return rows;
}
const WHOLE: ReadonlySet<Place['kind']> = new Set(['note', 'reason', 'condition', 'destination']);

/** The cells one after the other, as if they were boxes; a title cell heads what follows it. */
function* walkCells(outline: Walking, table: HTMLElement, place: Place): Generator<void, Outcome> {
  let at = place;
  let last: Outcome = null;
  const rows = ownRows(table);
  const title = titleCell(rows);
  if (title) {
    at = outline.sink.enter(shownText(title), place, true, table);
    if (isFactKind(at)) outline.sink.sections += 1;
  }
  for (const row of rows) {
    const cells = ownCells(row);
    if (title && cells[0] === title) continue;
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
        at = {
          ...outline.sink.enter(lift.text, announced(lift.text, lift.loose) ? place : at, lift.loose),
          look: lift.look,
        };
        last = lift;
      } else if ((cell.textContent ?? '').trim() !== '') last = 'content';
    }
  }
  return last;
}

/** The first cell of a one-column table, where it names the section that the other rows are. */
const titleCell = (rows: readonly HTMLElement[]): HTMLElement | null => {
  if (rows.length < 2 || rows.some((r) => ownCells(r).length > 1)) return null;
  const cell = rows[0] ? ownCells(rows[0])[0] : undefined;
  const text = cell ? shownText(cell) : '';
  if (!cell || text === '' || text.length > 90 || cell.querySelector('table, ul, ol, dl, br')) return null;
  return announced(text) ? cell : null;
};

/** The words of a box that is a row of column headers alone, with the rows in a box beside it; null: it is none. */
export const columnHeadsIn = (el: HTMLElement): readonly string[] | null => {
  const cells = [...el.children].filter(isElement);
  if (cells.length < 2 || cells.length > 20 || el.localName === 'table') return null;
  if (cells.some((c) => c.getAttribute('role') !== 'columnheader')) return null;
  if (el.closest('[role="table"], [role="grid"], [role="treegrid"]')) return null;
  if (el.getAttribute('role') === 'row' && el.nextElementSibling?.getAttribute('role') === 'row') return null;
  const words = cells.filter((c) => !hidesItself(c)).map(headerText);
  return isHeaderRow(words) ? words : null;
};

/** A table without a header under one that is a header alone has that one's. */
const withColumns = (outline: Walking, part: TablePart): TablePart => {
  const words = outline.columns;
  const width = part.rows[0]?.cells.length;
  return words && part.header.length === 0 && words.length === width ? { ...part, header: words } : part;
};

/** The facts of rows under one header. */
export function* readPart(outline: Walking, plainPart: TablePart, place: Place): Generator<void, void> {
  const part = withColumns(outline, plainPart);
  const columns = part.header.map(columnOf);
  const type = (place.kind === null || place.kind === 'note') && !hasTallLabels(part) ? typeColumn(part) : -1;
  if (type >= 0 && part.rows.slice(0, 60).some((r) => new Set(r.cells).size > 2)) {
    yield* readTyped(outline, part, type, place);
    return;
  }
  const some = part.rows.slice(0, 60);
  const pairs = some.filter((r) => isLabelled([...new Set(r.cells)]));
  if (columns.filter(Boolean).length < 2 && pairs.length * 2 >= some.length) {
    for (const row of part.rows) {
      const cells = [...new Set(row.cells)];
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(cells[i]?.text ?? '', cells[i + 1]?.el as HTMLElement, place);
    }
    return;
  }
  const split = labelledRows(part, columns, place);
  if (split) {
    yield* readLabelledRows(outline, part, split, place);
    return;
  }
  const patients = columns.filter((c) => c?.role === 'patient').length;
  if (patients >= 2 || (patients === 1 && part.rows.length > 1)) {
    outline.sink.sawPatientList = true;
    return;
  }
  const kind = kindOf(place, columns);
  if (place.kind === null && kind === 'none' && part.header.length === 0 && part.rows.length <= FEW) {
    for (const row of part.rows) for (const cell of new Set(row.cells)) yield* outline.walk(cell.el, place);
    return;
  }
  if (kind === 'none' || kind === null) {
    outline.sink.leave(
      place,
      part.rows.slice(0, FEW * 10).flatMap((r) => r.cells.map((c) => c.text)),
    );
    return;
  }
  const reading: RowReading = {
    kind,
    roles: layoutOf(part, columns, kind),
    system: columns.find((c) => c?.system)?.system,
    moment: columns.find((c) => c?.role === 'name' && c.moment)?.moment ?? null,
    header: part.header,
    banner: part.banner,
  };
  const at = place.kind === null ? tablePlace(place, part) : place;
  for (const [n, row] of part.rows.entries()) {
    if (n % STEP === 0) yield;
    const draft = draftOf(row, reading, n + 1);
    if (draft) outline.sink.add(at, draft);
  }
}

/** Each row under what its first cell names. */
function* readLabelledRows(
  outline: Walking,
  part: TablePart,
  labels: ReadonlyMap<Row, Cell>,
  place: Place,
): Generator<void, void> {
  let rest: Row[] = [];
  const readRest = function* (): Generator<void, void> {
    if (rest.length > 0) yield* readPart(outline, { ...part, rows: rest }, place);
    rest = [];
  };
  for (let n = 0; n < part.rows.length; n++) {
    const row = part.rows[n] as Row;
    const label = labels.get(row);
    if (!label) {
      rest.push(row);
      continue;
    }
    yield* readRest();
    const cells = [...new Set(row.cells)];
    if (isLabelled(cells) && part.rows[n + 1]?.cells[0] !== label) {
      for (let i = 0; i + 1 < cells.length; i += 2)
        yield* outline.value(cells[i]?.text ?? '', cells[i + 1]?.el as HTMLElement, place);
      continue;
    }
    const at = outline.sink.enter(label.text, place, false);
    outline.sink.sections += 1;
    const own: Row[] = [];
    for (; part.rows[n]?.cells[0] === label; n++) {
      const { el, cells: all } = part.rows[n] as Row;
      own.push({ el, cells: all.filter((c) => c !== label) });
    }
    n -= 1;
    if (own.every((r) => new Set(r.cells).size === 1))
      for (const {
        cells: [cell],
      } of own)
        yield* outline.walk(cell?.el as HTMLElement, at);
    else yield* readPart(outline, { el: part.el, banner: null, header: [], rows: own }, at);
  }
  yield* readRest();
}

/** Rows of a table that only places boxes, a banner's for example. */
const FEW = 10;
/** Rows between two places where the page may go on. */
const STEP = 50;

/** Rows of several kinds, told by one of their columns. */
function* readTyped(outline: Walking, part: TablePart, type: number, place: Place): Generator<void, void> {
  const width = Math.max(part.header.length, part.rows[0]?.cells.length ?? 0);
  const columns = Array.from({ length: width }, (_, i) =>
    i === type ? TYPE : columnOf(part.header[i] ?? ''),
  );
  const system = columns.find((c) => c?.system)?.system;
  const readings = new Map<string, RowReading>();
  for (const [n, row] of part.rows.entries()) {
    if (n % STEP === 0) yield;
    const words = row.cells[type]?.text ?? '';
    const said = typeOfCell(words);
    if (!said) continue;
    const at = under(words, { ...place, kind: null }, false);
    if (at.kind === null || at.kind === 'none') continue;
    const key = `${said.kind}|${at.kind}`;
    const reading = readings.get(key) ?? {
      kind: at.kind,
      roles: layoutOf(part, columns, said.kind),
      system,
      moment: null,
      header: part.header,
      banner: part.banner,
    };
    readings.set(key, reading);
    const draft = draftOf(row, reading, n + 1, said.moment);
    if (draft) outline.sink.add({ ...tablePlace(place, part), title: words }, draft);
  }
}

/** The column that says the kind is no part of the entry. */
const TYPE = { role: 'ignore', kind: null, system: undefined, moment: null } as const;

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
