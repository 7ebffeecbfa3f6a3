/** Tables drawn with boxes alone, and rows of column headers that stand apart from theirs. */
import { isElement } from '../dom/realm.ts';
import { drawnRows, drawnRun, headerText, tableSteps } from '../dom/table.ts';
import { hidesItself } from '../dom/visible.ts';
import { isHeaderRow } from './columns.ts';
import { flatGrid } from './flat-grid.ts';
import type { Place } from './place.ts';
import { isFactKind } from './place.ts';
import { isLabelled } from './row-labels.ts';
import { readPart } from './table-parts.ts';
import type { Outcome, Walking } from './walking.ts';

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
