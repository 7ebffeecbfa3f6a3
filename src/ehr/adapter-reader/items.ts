/** One fact an element (list items, cards), one a labelled value, or one a pair of label and value. */
import { findLabelled } from '../dom/label.ts';
import { deepAll } from '../dom/query.ts';
import { isElement, isField } from '../dom/realm.ts';
import { fieldValue, shownLines, shownText } from '../dom/shown-text.ts';
import { isNothing, matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { dateIn } from '../header.ts';
import type { ReadRule } from '../types.ts';
import { type Area, ruleName, type Take } from './area.ts';
import { partIn, partsIn } from './part.ts';

type Rule<A extends ReadRule['as']> = Extract<ReadRule, { as: A }>;

const LONGEST_DATE = 25;
/** «Evolución del 02-03-2024, Dr. …»: the date alone, where one can be made out. */
const dateOf = (charted: string | undefined): string | undefined =>
  charted !== undefined && charted.length > LONGEST_DATE ? (dateIn(charted) ?? charted) : charted;

const shown = (el: HTMLElement): string => (isField(el) ? fieldValue(el) : shownLines(el, { fields: true }));

const bodyOf = (item: HTMLElement, text: Rule<'items'>['text']): string => {
  if (text === undefined) return shown(item);
  if (!Array.isArray(text)) return partsIn(item, text).join('\n');
  return text
    .map((part) => partsIn(item, part).join('\n'))
    .filter((one) => !isNothing(one))
    .join(' ');
};

export const readItemsRule = (rule: Rule<'items'>, area: Area, take: Take): void => {
  const found = deepAll(area.root as Element, rule.item).filter((el) => area.holds(el) && isVisible(el));
  found.forEach((item, i) => {
    if (rule.except !== undefined && matchesWords(shownText(item), rule.except)) return;
    const text = bodyOf(item, rule.text);
    if (text === '') return;
    const date = dateOf(partIn(item, rule.date));
    take({
      text,
      code: partIn(item, rule.code),
      date,
      author: partIn(item, rule.author),
      el: item,
      label: `${area.title || rule.tab?.split('|')[0] || ruleName(rule)}, ${date ?? i + 1}`,
    });
  });
};

const inside =
  (doc: Document, area: Area) =>
  (el: Element): boolean =>
    area.holds(el) && (area.root === doc || (area.root as Element).contains(el));

export const readLabelRule = (rule: Rule<'label'>, doc: Document, area: Area, take: Take): void => {
  for (const { el, value } of findLabelled(doc, rule.label, inside(doc, area))) {
    const texts = rule.split === 'lines' ? value.split('\n') : [value];
    for (const text of texts)
      take({ text, el, label: `${area.title ? `${area.title}, ` : ''}${rule.label.split('|')[0] ?? ''}` });
  }
};

interface Pair {
  readonly label: string;
  readonly value: string;
  readonly el: HTMLElement;
}

/** Terms with each of their descriptions, and rows of two cells. */
const pairsIn = (area: Area): Pair[] => {
  const pairs: Pair[] = [];
  let term = '';
  for (const el of deepAll(area.root as Element, 'dt, dd, tr')) {
    if (!area.holds(el) || !isVisible(el)) continue;
    if (el.localName === 'dt') term = shownText(el);
    else if (el.localName === 'dd') pairs.push({ label: term, value: shown(el), el });
    else {
      const cells = [...el.children].filter(isElement).filter((c) => c.matches('td, th'));
      const [label, value] = cells;
      if (cells.length === 2 && label && value)
        pairs.push({ label: shownText(label), value: shown(value), el: value });
    }
  }
  return pairs;
};

export const readPairsRule = (rule: Rule<'pairs'>, area: Area, take: Take): void => {
  for (const { label: raw, value, el } of pairsIn(area)) {
    const label = raw.replace(/\s*[:：]\s*$/, '');
    if (rule.labels !== undefined && !matchesWords(label, rule.labels)) continue;
    if ((rule.except !== undefined && matchesWords(label, rule.except)) || isNothing(value)) continue;
    const half = { label, value };
    take({
      text: rule.text.map((which) => half[which]).join(' '),
      code: rule.code && half[rule.code],
      el,
      label: `${area.title || ruleName(rule)}, ${label}`.slice(0, 300),
    });
  }
};
