/**
 * A table as rows under headers, whatever it is built of: `<table>` or `role=table/grid`, spans expanded, header rows
 * found by tag or by their words, repeated header rows dropped, full-width rows kept apart as banners.
 */
import { cleanText } from '../../record/text.ts';
import { Alike, type RowLook } from './alike.ts';
import { isElement, windowOf } from './realm.ts';
import { shownText } from './shown-text.ts';
import { isCount, isNothing, plain } from './text.ts';
import { hasBox, hidesItself, isDrawn, isMarkedHidden } from './visible.ts';

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
  el.localName === 'th' ||
  (el.hasAttributes() && ['columnheader', 'rowheader'].includes(el.getAttribute('role') ?? ''));
const spanOf = (el: Element, name: string): number =>
  Math.min(Math.max(Number.parseInt(el.getAttribute(name) ?? '1', 10) || 1, 1), 60);

const ownRows = (table: HTMLElement): HTMLElement[] => {
  const all = [...table.querySelectorAll<HTMLElement>('tr, [role="row"]')];
  return table.querySelector(TABLES) === null
    ? all
    : all.filter((r) => r.parentElement?.closest(TABLES) === table);
};

const ownCells = (row: HTMLElement): HTMLElement[] => {
  const found: HTMLElement[] = [];
  if (row.localName === 'tr') {
    for (let el = row.firstElementChild; el; el = el.nextElementSibling) {
      const cell = el as HTMLElement;
      // What a cell looks like is asked later, once for those that are alike.
      if (isCell(cell) && !isMarkedHidden(cell) && hasBox(cell)) found.push(cell);
    }
    return found;
  }
  if (row.getAttribute('role') !== 'row' && !row.querySelector('td, th, [role]'))
    return [...row.children].filter(isElement).filter((c) => !hidesItself(c));
  const look = (el: Element): void => {
    for (const child of el.children) {
      if (!isElement(child)) continue;
      if (isCell(child) || CELL_ROLES.includes(child.getAttribute('role') ?? '')) {
        if (!isMarkedHidden(child) && hasBox(child)) found.push(child);
      } else if (!hidesItself(child) && !child.matches(TABLES)) look(child);
    }
  };
  look(row);
  return found;
};

const isCell = (el: Element): boolean => el.localName === 'td' || el.localName === 'th';

/** A header's own words; those that are buttons are read too, and glyphs of sorting are not words. */
export const headerText = (cell: HTMLElement): string =>
  (shownText(cell) || shownText(cell, { buttons: true })).replace(/[\s▲▼△▽↑↓↕⇅⬍⇵*:]+$/u, '');

/** Rows between two places where the page may go on. */
const STEP = 40;

interface Carried {
  cell: Cell;
  rows: number;
}

/** A cell with text alone in it, as most of a long table, says what it holds. */
const textOf = (cell: HTMLElement, look: RowLook, column: number, alike: Alike): string => {
  if (isWordsAlone(cell)) return cleanText(cell.textContent ?? '');
  const inside = alike.inside(cell, look, column);
  const only = cell.childNodes.length === 1 ? cell.firstElementChild : null;
  if (only && cell.shadowRoot === null && isWordsAlone(only as HTMLElement))
    return inside(only as HTMLElement).gone ? '' : cleanText(only.textContent ?? '');
  return shownText(cell, { fields: true, drawn: true, look: inside });
};

/** A box, or a piece of a line, with text alone in it. */
const isWordsAlone = (el: HTMLElement): boolean =>
  el.firstElementChild === null &&
  WORDS.has(el.localName) &&
  el.shadowRoot === null &&
  (el.localName === 'td' || !BUTTON_LIKE.has(el.getAttribute('role') ?? ''));
const WORDS = new Set(['td', 'div', 'span', 'p', 'b', 'strong', 'em', 'small', 'a']);
const BUTTON_LIKE = new Set(['button', 'tooltip']);

const gridRow = (el: HTMLElement, look: RowLook, carried: (Carried | undefined)[], alike: Alike): Row => {
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
    const text = isHeader
      ? headerText(cellEl)
      : alike.isGone(cellEl, look, cells.length)
        ? ''
        : textOf(cellEl, look, cells.length, alike);
    if (!cellEl.hasAttributes()) {
      cells.push({ el: cellEl, text, isHeader, span: 1 });
      continue;
    }
    if (!isCell(cellEl)) {
      cells.push({ el: cellEl, text, isHeader, span: 1 });
      continue;
    }
    const span = spanOf(cellEl, 'colspan');
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

/** Does its first cell stand in the row before too? A row of headers begins with one of its own. */
const goesOn = (row: Row, before: Row | undefined): boolean =>
  row.cells[0] !== undefined && row.cells[0] === before?.cells[0];

/** The only cell with words in a row that it spans: a title or a message, not data. */
const bannerOf = (row: Row, columns: number): Cell | null => {
  let only: Cell | undefined;
  for (const cell of row.cells) {
    if (cell.text === '' || cell === only) continue;
    if (only) return null;
    only = cell;
  }
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
  const steps = tableSteps(table, knowsHeader);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
};

/** The same, yielding now and then. @param drawn rows that are not `tr` or `role=row` (`drawnRows`) */
export function* tableSteps(
  table: HTMLElement,
  knowsHeader: (words: readonly string[]) => boolean,
  drawn?: readonly HTMLElement[],
): Generator<void, TablePart[]> {
  const carried: (Carried | undefined)[] = [];
  const bodies = new Map<Element, boolean>();
  const alike = new Alike();
  const rows: Row[] = [];
  for (const [n, el] of (drawn ?? ownRows(table)).entries()) {
    if (n % STEP === STEP - 1) yield;
    const body = el.parentElement;
    if (body && !bodies.has(body)) bodies.set(body, hidesItself(body));
    if ((body && bodies.get(body)) || !isDrawn(el)) continue;
    const look = alike.row(el);
    if (!look.gone) rows.push(gridRow(el, look, carried, alike));
  }
  const columns = rows.reduce((most, r) => Math.max(most, r.cells.length), 0);
  const parts: { el: HTMLElement; banner: Cell | null; header: string[]; rows: Row[] }[] = [];
  const open = (banner: Cell | null, header: string[]): void => {
    parts.push({ el: table, banner, header, rows: [] });
  };
  const top = () => {
    if (parts.length === 0) open(null, []);
    return parts[parts.length - 1] as (typeof parts)[number];
  };
  for (const [n, row] of rows.entries()) {
    if (n % (4 * STEP) === 4 * STEP - 1) yield;
    const words = row.cells.map((c) => c.text);
    if (words.every((w) => w === '' || isCount(w))) continue;
    if (row.el.parentElement?.localName === 'tfoot') continue;
    const banner = bannerOf(row, columns);
    const allHeaders = row.cells.every((c) => c.isHeader);
    // Header rows that come again say the same; in the middle of a table, cells with numbers are data.
    const isData = (): boolean =>
      top().header.length > 0 && n > 10 && words.filter((w) => /\d/.test(w)).length > 1;
    if (banner && !(allHeaders && knowsHeader([banner.text]))) {
      if (!isNothing(banner.text)) open(banner, parts.at(-1)?.header ?? []);
      continue;
    }
    const inHead =
      row.el.parentElement?.localName === 'thead' ||
      (row.el.localName !== 'tr' && row.el.closest('thead')?.closest(TABLES) === table);
    if (
      inHead ||
      (allHeaders &&
        (distinct(row).length > 1 ||
          (columns === 1 && top().rows.length === 0 && top().header.length === 0))) ||
      (!isData() && distinct(row).length > 1 && !goesOn(row, rows[n - 1]) && knowsHeader(words))
    ) {
      const now = top();
      if (now.rows.length === 0) now.header = words;
      else if (plain(words.join(' ')) !== plain(now.header.join(' '))) open(null, words);
      continue;
    }
    top().rows.push(row);
  }
  return parts;
}

const STRUCTURE =
  'table, ul, ol, dl, h1, h2, h3, h4, h5, h6, input, textarea, select, article, section, div > div, p + p';

/**
 * Rows of a table that is drawn with boxes alone: alike, side by side in a line each, two to twelve short cells without
 * structure of their own. Null: the box is no such table.
 */
export const drawnRows = (box: Element): HTMLElement[] | null => {
  const rows = [...box.children].filter(isElement).filter((r) => !hidesItself(r));
  const first = rows[0];
  if (!first || first.localName === 'tr' || first.localName === 'li') return null;
  const width = first.childElementCount;
  if (width < 2 || width > 12 || first.getAttribute('role')) return null;
  return rows.every((r) => isLike(r, first)) && inLine(first) ? rows : null;
};

/** The same for the row `first` and those that follow it and are like it; empty where it is no such row. */
export const drawnRun = (first: HTMLElement): HTMLElement[] => {
  const width = first.childElementCount;
  if (width < 2 || width > 12 || NO_ROW.test(first.localName) || first.getAttribute('role')) return [];
  if (!isLike(first, first) || !inLine(first)) return [];
  const run: HTMLElement[] = [];
  for (let el: Element | null = first; isElement(el) && isLike(el, first); el = el.nextElementSibling)
    if (!hidesItself(el)) run.push(el);
  return run;
};

const NO_ROW = /^(tr|li|table|thead|tbody|form|label|button|a|p|h[1-6]|nav|ul|ol|dl)$/;

const isLike = (row: Element, first: Element): boolean =>
  row.localName === first.localName &&
  row.className === first.className &&
  row.childElementCount === first.childElementCount &&
  ![...row.childNodes].some((n) => n.nodeType === 3 && (n.nodeValue ?? '').trim() !== '') &&
  [...row.children].every(
    (c) =>
      !c.querySelector(STRUCTURE) && !c.matches('input, button, label') && (c.textContent ?? '').length < 300,
  );

const inLine = (row: Element): boolean => {
  const { display, flexDirection } = windowOf(row)?.getComputedStyle(row) ?? {};
  return (
    display === 'table-row' ||
    display === 'grid' ||
    (display === 'flex' && !flexDirection?.startsWith('column'))
  );
};

/** Tables in an element (or itself), the outermost first. */
export const tablesIn = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(TABLES)];
