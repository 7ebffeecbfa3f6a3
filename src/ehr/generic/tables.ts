/** The walk over a table of an unknown page: of layout, or of parts with rows under a banner or a header. */
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { type TablePart, tableSteps } from '../dom/table.ts';
import { hidesItself } from '../dom/visible.ts';
import { isHeaderRow } from './columns.ts';
import { dateFirst } from './dates.ts';
import { isLayout, ownCells, ownRows, rowCount, walkCells } from './layout-tables.ts';
import { isFactKind, type Place } from './place.ts';
import { bold, isUpper } from './signs.ts';
import { readPart } from './table-parts.ts';
import type { Outcome, Walking } from './walking.ts';
import { announced } from './words.ts';

const LONG_TABLE = 25;
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

/** A full-width row that names what follows, rather than saying something itself. */
const headsRows = ({ banner, rows }: TablePart): boolean => {
  if (!banner) return false;
  const { el, text, isHeader } = banner;
  const drawn =
    isHeader || bold(el) || [...el.children].some((c) => isElement(c) && bold(c)) || isUpper(text);
  return text.length < 60 && (drawn || dateFirst(text) !== null || rows.length > 0) && !/[.;]$/.test(text);
};
