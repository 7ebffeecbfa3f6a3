/** Rows of fields under a row of words, as old form builders draw tables: one field a column, no table around. */
import { isElement, isField, isInput } from '../dom/realm.ts';
import { fieldValue, shownText } from '../dom/shown-text.ts';
import type { Row, TablePart } from '../dom/table.ts';
import { hidesItself } from '../dom/visible.ts';
import { isHeaderRow } from './columns.ts';

const NO_VALUE = /^(checkbox|radio|button|submit|reset|image|file|hidden)$/;

/** The fields of a box that holds fields alone, two at least; null where it holds anything else. */
const fieldsOf = (el: Element | null): HTMLElement[] | null => {
  if (!isElement(el) || el.childElementCount < 2 || el.childElementCount > 20) return null;
  if ((el.textContent ?? '').trim() !== '' && !el.querySelector('select, textarea')) return null;
  const all = [...el.children].filter(isElement);
  return all.every((f) => isField(f) && !(isInput(f) && NO_VALUE.test(f.type))) ? all : null;
};

/** The words of a row of column names with a row of as many fields under it; null: it is none. */
export const fieldHeadsIn = (el: HTMLElement): readonly string[] | null => {
  const count = fieldsOf(el.nextElementSibling)?.length;
  if (count === undefined || el.childElementCount !== count) return null;
  const words = [...el.children].filter(isElement).map((c) => shownText(c));
  return isHeaderRow(words) ? words : null;
};

/** The rows of fields from this one on, as a table under these columns; null: it is no such row. */
export const fieldTable = (first: HTMLElement, columns: readonly string[]): TablePart | null => {
  const rows: Row[] = [];
  for (let el: Element | null = first; isElement(el); el = el.nextElementSibling) {
    const fields = fieldsOf(el);
    if (fields?.length !== columns.length) break;
    if (hidesItself(el)) continue;
    const cells = fields.map((f) => ({
      el: f,
      text: isField(f) ? fieldValue(f) : '',
      isHeader: false,
      span: 1,
    }));
    rows.push({ el, cells });
  }
  return rows.length > 0 ? { el: first.parentElement ?? first, banner: null, header: columns, rows } : null;
};
