/** Tables that only place boxes: told by their structure, and walked cell by cell. */
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { hidesItself } from '../dom/visible.ts';
import { isHeaderRow } from './columns.ts';
import { isFactKind, type Place } from './place.ts';
import { isLabelled } from './row-labels.ts';
import type { Outcome, Walking } from './walking.ts';
import { announced } from './words.ts';

export const ownRows = (table: HTMLElement): HTMLElement[] => {
  const rows = [...(table as HTMLTableElement).rows];
  return rows.length > MANY ? rows : rows.filter((r) => !hidesItself(r));
};
/** A table of more rows than this is judged by its structure alone. */
const MANY = 30;
export const ownCells = (row: HTMLElement): HTMLElement[] =>
  [...row.children].filter(isElement).filter((c) => ['td', 'th'].includes(c.localName) && !hidesItself(c));

export const rowCount = (table: HTMLElement): number =>
  table.localName === 'table'
    ? (table as HTMLTableElement).rows.length
    : table.querySelectorAll('[role="row"]').length;

/** Used to place boxes, not to show rows: tables or headings in cells, or one cell a row. */
export const isLayout = (table: HTMLElement): boolean => {
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

/** The cells one after the other, as if they were boxes; a title cell heads what follows it. */
export function* walkCells(outline: Walking, table: HTMLElement, place: Place): Generator<void, Outcome> {
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
