/** Tables by an adapter's columns: one fact a row, with what the row's opened details add. */
import { isElement } from '../dom/realm.ts';
import { type Row, readTable, tablesIn } from '../dom/table.ts';
import { isNothing, matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { dateIn } from '../header.ts';
import type { Column, ReadRule } from '../types.ts';
import { type Area, columnAt, ruleName, type Take } from './area.ts';
import { partIn, partsIn } from './part.ts';

type TableRule = Extract<ReadRule, { as: 'table' }>;

const TABLE = 'table, [role="table"], [role="grid"], [role="treegrid"]';

/** The tables that a rule means in an area: the area itself, or those in it. */
export const tablesOf = (area: Area): HTMLElement[] => {
  const self = 'matches' in area.root && (area.root as Element).matches(TABLE);
  if (self) return [area.root as HTMLElement];
  return tablesIn(area.root).filter((t) => area.holds(t) && isVisible(t));
};

const at = (row: Row, index: number): string | undefined => {
  const text = row.cells[index]?.text;
  return text === undefined || isNothing(text) ? undefined : text;
};

/** The row after this one, where it holds the row's details: one cell over all columns. */
const detailOf = (row: Row): HTMLElement | null => {
  const next = row.el.nextElementSibling;
  if (!isElement(next) || !isVisible(next)) return null;
  const cells = [...next.children].filter((c) => c.matches('td, th, [role="cell"], [role="gridcell"]'));
  return cells.length <= 1 || cells.some((c) => Number(c.getAttribute('colspan') ?? 1) > 1) ? next : null;
};

/** Takes the rows of the rule's tables in this area. False: no table here has its columns. */
export const readTableRule = (rule: TableRule, area: Area, take: Take): boolean => {
  let seen = false;
  const { columns, where, except, detail } = rule;
  const headed = columns.text.filter((c): c is string => typeof c === 'string');
  const known = (words: readonly string[]): boolean =>
    headed.some((c) => words.some((w) => matchesWords(w, c)));
  for (const table of tablesOf(area)) {
    let n = 0;
    let under = false;
    for (const part of readTable(table, known)) {
      if (rule.banner !== undefined) {
        // A date over some rows stays under the title before it.
        const said = part.banner?.text;
        if (said !== undefined && dateIn(said) === undefined) under = matchesWords(said, rule.banner);
        if (!under) continue;
      }
      const index = (column: Column | undefined): number => columnAt(part.header, column);
      const text = columns.text.map(index).filter((i) => i >= 0);
      if (text.length === 0) continue;
      seen = true;
      for (const row of part.rows) {
        n += 1;
        const says = (clause: { column: Column; is: string }): boolean =>
          matchesWords(at(row, index(clause.column)) ?? '', clause.is);
        if ((where && !says(where)) || (except && says(except))) continue;
        const words = text.map((i) => at(row, i)).filter((t) => t !== undefined);
        if (rule.require.some((c) => at(row, index(c)) === undefined)) continue;
        const more = detail ? detailOf(row) : null;
        const inDetail = (key: 'code' | 'date' | 'author'): string | undefined =>
          more && detail ? partIn(more, detail[key]) : undefined;
        const details = more && detail ? detail.text.flatMap((one) => partsIn(more, one)) : [];
        // What a row is about stands in its first column, or in its details alone.
        if (at(row, text[0] ?? -1) === undefined && details.length === 0) continue;
        words.push(...details);
        take({
          text: words.join(' '),
          code: at(row, index(columns.code)) ?? inDetail('code'),
          date:
            at(row, index(columns.date)) ??
            inDetail('date') ??
            // A full-width row above may be the date; of an opened row it is the details of the one before.
            (detail ? undefined : dateIn(part.banner?.text ?? '')),
          author: at(row, index(columns.author)) ?? inDetail('author'),
          el: row.el,
          label: `${area.title || ruleName(rule)}, fila ${n}`,
        });
      }
    }
  }
  return seen;
};
