/** Rows of a table that say themselves what they are: label and value in pairs, or a part of the chart named by the first cell. */
import type { Cell, Row, TablePart } from '../dom/table.ts';
import type { Column } from './columns.ts';
import { headerLabel } from './header-words.ts';
import type { Place } from './place.ts';
import { announced } from './words.ts';

/** Cells in pairs of label and value. */
export const isLabelled = (cells: readonly Cell[]): boolean => {
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

/** Rows whose first cell, one for several rows perhaps, names the part of the chart that the others are: by that cell. */
export const labelledRows = (
  part: TablePart,
  columns: readonly (Column | null)[],
  place: Place,
): ReadonlyMap<Row, Cell> | null => {
  if (part.rows.length > MANY_LABELLED || place.kind === 'none') return null;
  const width = new Set(part.header).size;
  const labels = new Map<Row, Cell>();
  for (const [n, row] of part.rows.entries()) {
    const cells = [...new Set(row.cells)];
    const [label] = cells;
    if (!label || cells.length < 2 || label.text === '' || label.text.length > 60) continue;
    const paired = width > 0 && cells.length !== width && isLabelled(cells);
    const said = announced(label.text);
    const kind = said?.kind ?? null;
    const spans = part.rows[n + 1]?.cells[0] === label || part.rows[n - 1]?.cells[0] === label;
    const apart = cells.length === 2 || spans;
    if (paired) labels.set(row, label);
    else if (kind === null || kind === 'none' || !apart) continue;
    else if (width > 0 && cells.length !== width) {
      if (kind !== place.kind) labels.set(row, label);
    } else if (width > 0 && columns[0] && columns[0].role !== 'moment') continue;
    else if (place.kind === null || (place.kind === 'antecedent' && (kind === 'allergy' || kind === 'drug')))
      labels.set(row, label);
    else if (kind === 'diagnosis' && place.kind === kind && said?.moment && spans) labels.set(row, label);
  }
  return labels.size > 0 ? labels : null;
};
/** A first cell over several rows, in a table whose rows are not alike: a form's label. */
export const hasTallLabels = ({ rows, header }: TablePart): boolean =>
  header.length === 0 &&
  rows.length <= MANY_LABELLED &&
  rows.some((r, n) => n > 0 && r.cells[0] !== undefined && r.cells[0] === rows[n - 1]?.cells[0]) &&
  new Set(rows.map((r) => new Set(r.cells).size)).size > 1;
/** A form drawn as a table has fewer rows than this. */
const MANY_LABELLED = 120;
