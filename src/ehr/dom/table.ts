/**
 * A table as rows under headers, whatever it is built of: `<table>` or `role=table/grid`, spans expanded, header rows
 * found by tag or by their words, repeated header rows dropped, full-width rows kept apart as banners.
 */
import { isElement } from './realm.ts';
import { shownText } from './shown-text.ts';
import { isCount, isNothing, plain } from './text.ts';
import { hidesItself } from './visible.ts';

export interface Cell {
  readonly el: HTMLElement;
  readonly text: string;
  readonly isHeader: boolean;
  /** Columns that it covers. */
  readonly span: number;
}
export interface Row {
  readonly el: HTMLElement;
  /** One a column: a cell that spans several is there several times. */
  readonly cells: readonly Cell[];
}
/** Rows under one header; a table has several where headers or banners come again. */
export interface TablePart {
  readonly el: HTMLElement;
  /** The full-width row above, e.g. a section's title. */
  readonly banner: Cell | null;
  /** Header words by column; empty where the table has none. */
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

const TABLES = 'table, [role="table"], [role="grid"], [role="treegrid"]';
const CELL_ROLES = ['cell', 'gridcell', 'columnheader', 'rowheader'];
const isHeaderCell = (el: Element): boolean =>
  el.localName === 'th' || ['columnheader', 'rowheader'].includes(el.getAttribute('role') ?? '');
const spanOf = (el: Element, name: string): number =>
  Math.min(Math.max(Number.parseInt(el.getAttribute(name) ?? '1', 10) || 1, 1), 60);

const ownRows = (table: HTMLElement): HTMLElement[] =>
  [...table.querySelectorAll<HTMLElement>('tr, [role="row"]')].filter(
    (r) => r.parentElement?.closest(TABLES) === table,
  );

const ownCells = (row: HTMLElement): HTMLElement[] => {
  const found: HTMLElement[] = [];
  const look = (el: Element): void => {
    for (const child of el.children) {
      if (!isElement(child) || hidesItself(child)) continue;
      if (['td', 'th'].includes(child.localName) || CELL_ROLES.includes(child.getAttribute('role') ?? ''))
        found.push(child);
      else if (!child.matches(TABLES)) look(child);
    }
  };
  look(row);
  return found;
};

/** A header's own words; those that are buttons are read too, and glyphs of sorting are not words. */
export const headerText = (cell: HTMLElement): string =>
  (shownText(cell) || shownText(cell, { buttons: true })).replace(/[\s▲▼△▽↑↓↕⇅⬍⇵*:]+$/u, '');

interface Carried {
  cell: Cell;
  rows: number;
}

const gridRow = (el: HTMLElement, carried: (Carried | undefined)[]): Row => {
  const cells: Cell[] = [];
  const take = (): void => {
    for (let c = carried[cells.length]; c && c.rows > 0; c = carried[cells.length]) {
      c.rows -= 1;
      cells.push(c.cell);
    }
  };
  for (const cellEl of ownCells(el)) {
    take();
    const isHeader = isHeaderCell(cellEl);
    const span = spanOf(cellEl, 'colspan');
    const text = isHeader ? headerText(cellEl) : shownText(cellEl, { fields: true });
    const cell: Cell = { el: cellEl, text, isHeader, span };
    const down = spanOf(cellEl, 'rowspan') - 1;
    for (let i = 0; i < span; i++) {
      if (down > 0) carried[cells.length] = { cell, rows: down };
      cells.push(cell);
    }
  }
  take();
  return { el, cells };
};

const distinct = (row: Row): Cell[] => [...new Set(row.cells)];

/** The only cell with words in a row that it spans: a title or a message, not data. */
const bannerOf = (row: Row, columns: number): Cell | null => {
  const filled = distinct(row).filter((c) => c.text !== '');
  const only = filled.length === 1 ? filled[0] : undefined;
  if (!only || columns < 2) return null;
  return only.span >= Math.min(columns, 2) || distinct(row).length === 1 ? only : null;
};

/**
 * The table's parts. `knowsHeader` says whether a row of words without `<th>` is a header row.
 * Hidden rows, count rows and rows without words are left out.
 */
export const readTable = (
  table: HTMLElement,
  knowsHeader: (words: readonly string[]) => boolean,
): TablePart[] => {
  const carried: (Carried | undefined)[] = [];
  const rows = ownRows(table)
    .filter((r) => !hidesItself(r) && !(r.parentElement && hidesItself(r.parentElement)))
    .map((r) => gridRow(r, carried));
  const columns = Math.max(0, ...rows.map((r) => r.cells.length));
  const parts: { el: HTMLElement; banner: Cell | null; header: string[]; rows: Row[] }[] = [];
  const open = (banner: Cell | null, header: string[]): void => {
    parts.push({ el: table, banner, header, rows: [] });
  };
  const top = () => {
    if (parts.length === 0) open(null, []);
    return parts[parts.length - 1] as (typeof parts)[number];
  };
  for (const row of rows) {
    const words = row.cells.map((c) => c.text);
    if (words.every((w) => w === '')) continue;
    const inFoot = row.el.parentElement?.localName === 'tfoot';
    if (inFoot || words.every((w) => w === '' || isCount(w))) continue;
    const banner = bannerOf(row, columns);
    const allHeaders = row.cells.every((c) => c.isHeader);
    if (banner && !(allHeaders && knowsHeader([banner.text]))) {
      if (!isNothing(banner.text)) open(banner, parts.at(-1)?.header ?? []);
      continue;
    }
    const inHead = row.el.closest('thead')?.closest(TABLES) === table;
    if (
      inHead ||
      (allHeaders && distinct(row).length > 1) ||
      (distinct(row).length > 1 && knowsHeader(words))
    ) {
      const now = top();
      if (now.rows.length === 0) now.header = words;
      else if (plain(words.join(' ')) !== plain(now.header.join(' '))) open(null, words);
      continue;
    }
    top().rows.push(row);
  }
  return parts;
};

/** Tables in an element (or itself), the outermost first. */
export const tablesIn = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(TABLES)];
