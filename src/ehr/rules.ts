/** An adapter's reading rules, applied to what the page shows now. */
import { findHeadings, headingText, regionUnder } from './dom/heading.ts';
import { findLabelled } from './dom/label.ts';
import { deepAll } from './dom/query.ts';
import { shownLines, shownText } from './dom/shown-text.ts';
import { type Row, readTable, tablesIn } from './dom/table.ts';
import { isNothing, matchesWords } from './dom/text.ts';
import { isVisible } from './dom/visible.ts';
import type { Found } from './gathering.ts';
import { dateIn } from './header.ts';
import type { Adapter, ReadRule } from './types.ts';

/** How a rule is named in findings. */
export const ruleName = (rule: ReadRule): string =>
  rule.heading?.split('|')[0] ??
  (rule.as === 'label' ? rule.label.split('|')[0] : rule.selector) ??
  rule.kind;

/** Where a rule looks now: inside its selector, under its heading, or both. Empty: not on this view. */
interface Area {
  readonly root: ParentNode;
  readonly holds: (el: Element) => boolean;
  readonly title: string;
}

const areas = (doc: Document, rule: ReadRule): Area[] => {
  const boxes = rule.selector ? deepAll(doc, rule.selector).filter(isVisible) : null;
  if (rule.heading === undefined) {
    return (boxes ?? [doc]).map((root) => ({ root, holds: () => true, title: '' }));
  }
  return findHeadings(doc, rule.heading)
    .filter((h) => !boxes || boxes.some((b) => b.contains(h)))
    .map((h) => ({ root: regionUnder(h).box, holds: regionUnder(h).holds, title: headingText(h) }));
};

const column = (header: readonly string[], words: string | undefined): number =>
  words === undefined ? -1 : header.findIndex((h) => matchesWords(h, words));

const at = (row: Row, index: number): string | undefined => {
  const text = row.cells[index]?.text;
  return text === undefined || isNothing(text) ? undefined : text;
};

type Take = (found: Omit<Found, 'kind' | 'moment' | 'system'>) => void;

const readTableRule = (rule: Extract<ReadRule, { as: 'table' }>, area: Area, take: Take): void => {
  const { columns, where, except } = rule;
  const known = (words: readonly string[]): boolean =>
    columns.text.some((c) => words.some((w) => matchesWords(w, c)));
  const tables = tablesIn(area.root).filter((t) => area.holds(t) && isVisible(t));
  for (const table of area.root instanceof Object &&
  'matches' in area.root &&
  (area.root as Element).matches('table')
    ? [area.root as HTMLElement]
    : tables) {
    let n = 0;
    for (const part of readTable(table, known)) {
      const text = columns.text.map((c) => column(part.header, c)).filter((i) => i >= 0);
      if (text.length === 0) continue;
      for (const row of part.rows) {
        n += 1;
        if (where && !matchesWords(at(row, column(part.header, where.column)) ?? '', where.is)) continue;
        if (except && matchesWords(at(row, column(part.header, except.column)) ?? '', except.is)) continue;
        const words = text.map((i) => at(row, i)).filter((t) => t !== undefined);
        if (words.length === 0 || at(row, text[0] ?? -1) === undefined) continue;
        if (rule.require.some((c) => at(row, column(part.header, c)) === undefined)) continue;
        take({
          text: words.join(' '),
          code: at(row, column(part.header, columns.code)),
          date: at(row, column(part.header, columns.date)) ?? dateIn(part.banner?.text ?? ''),
          author: at(row, column(part.header, columns.author)),
          el: row.el,
          label: `${area.title || ruleName(rule)}, fila ${n}`,
        });
      }
    }
  }
};

const inItem = (item: HTMLElement, selector: string | undefined): string | undefined => {
  const el = selector === undefined ? undefined : deepAll(item, selector)[0];
  return el ? shownText(el) : undefined;
};

const readItemsRule = (rule: Extract<ReadRule, { as: 'items' }>, area: Area, take: Take): void => {
  const items = deepAll(area.root as Element, rule.item).filter((el) => area.holds(el) && isVisible(el));
  items.forEach((item, i) => {
    const bodies = rule.text === undefined ? [item] : deepAll(item, rule.text);
    if (bodies.length === 0) return;
    const charted = inItem(item, rule.date);
    const date = charted !== undefined && charted.length > 25 ? (dateIn(charted) ?? charted) : charted;
    const label = `${area.title || rule.tab?.split('|')[0] || ruleName(rule)}, ${date ?? i + 1}`;
    take({
      text: bodies.map((b) => shownLines(b, { fields: true })).join('\n'),
      code: inItem(item, rule.code),
      date,
      author: inItem(item, rule.author),
      el: item,
      label,
    });
  });
};

const readLabelRule = (
  rule: Extract<ReadRule, { as: 'label' }>,
  doc: Document,
  area: Area,
  take: Take,
): void => {
  const inside = (el: Element): boolean =>
    area.holds(el) && (area.root === doc || (area.root as Element).contains(el));
  for (const { el, value } of findLabelled(doc, rule.label, inside)) {
    const texts = rule.split === 'lines' ? value.split('\n') : [value];
    for (const text of texts)
      take({ text, el, label: `${area.title ? `${area.title}, ` : ''}${rule.label.split('|')[0] ?? ''}` });
  }
};

/** Everything that the adapter's rules find on the page as it is now, rule by rule. */
export const applyRules = (
  doc: Document,
  adapter: Adapter,
  tab: string | undefined,
  take: (rule: ReadRule, found: Found) => void,
  seen: (rule: ReadRule) => void,
): void => {
  for (const rule of adapter.read) {
    if (rule.tab !== undefined && !(tab !== undefined && matchesWords(tab, rule.tab))) continue;
    for (const area of areas(doc, rule)) {
      seen(rule);
      const takeOne: Take = (found) =>
        take(rule, { ...found, kind: rule.kind, moment: rule.moment, system: rule.system, tab });
      if (rule.as === 'table') readTableRule(rule, area, takeOne);
      else if (rule.as === 'items') readItemsRule(rule, area, takeOne);
      else readLabelRule(rule, doc, area, takeOne);
    }
  }
};
