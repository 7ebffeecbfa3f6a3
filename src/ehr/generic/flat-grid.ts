/** Tables that a CSS grid draws of cells alone, with no box around a row. */
import { isElement, windowOf } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import type { TablePart } from '../dom/table.ts';
import { hidesItself } from '../dom/visible.ts';
import { isHeaderRow } from './columns.ts';

/** Cells laid out by a CSS grid, without rows of their own, under a first line of column names; null: it is none. */
export const flatGrid = (box: HTMLElement): TablePart | null => {
  if (box.childElementCount < 5 || box.childElementCount > 2000) return null;
  const style = windowOf(box)?.getComputedStyle(box);
  if (style?.display !== 'grid') return null;
  const width = style.gridTemplateColumns.split(/\s+(?![^(]*\))/u).length;
  const cells = [...box.children]
    .flatMap((c) => (windowOf(c)?.getComputedStyle(c).display === 'contents' ? [...c.children] : [c]))
    .filter(isElement)
    .filter((c) => !hidesItself(c));
  if (width < 3 || cells.length < 2 * width || cells.length % width !== 0) return null;
  const read = cells.map((el) => ({ el, text: shownText(el, { fields: true }), isHeader: false, span: 1 }));
  const header = read.slice(0, width).map((c) => c.text);
  if (!isHeaderRow(header)) return null;
  const rows = Array.from({ length: read.length / width - 1 }, (_, n) => ({
    el: cells[(n + 1) * width] as HTMLElement,
    cells: read.slice((n + 1) * width, (n + 2) * width),
  }));
  return { el: box, banner: null, header, rows };
};
