/** A rule for lists and cards from one of their items: which elements are items, and what in an item is code, date, author. */
import type { FactKind } from '../../record/schema.ts';
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import { authorIn } from '../generic/authors.ts';
import { isCodeOnly } from '../generic/code-words.ts';
import { columnOf, isBadge, type Role, TEXT_ORDER } from '../generic/columns.ts';
import { isDateOnly } from '../generic/dates.ts';
import { labelledPart, metaRole } from '../generic/parts.ts';
import type { Part, ReadRule } from '../types.ts';
import { shapeOf, sortOf, stableClasses } from './anchor.ts';
import type { PatientWords } from './patient-words.ts';
import type { Section } from './section.ts';
import type { FactThing } from './things.ts';

type ItemsRule = Extract<ReadRule, { as: 'items' }>;

const ITEM_LIKE = /\b(item|card|tarjeta|nota|note|row|fila|entry|registro|evo\w*|elemento|linea|box)\b/i;

/** Elements of one sort beside this one. */
const alike = (el: HTMLElement, words: PatientWords): number =>
  [...(el.parentElement?.children ?? [])].filter(
    (s) =>
      isElement(s) &&
      shapeOf(s, words) === shapeOf(el, words) &&
      isVisible(s) &&
      shownText(s, { fields: true }) !== '',
  ).length;

/**
 * The item that the example is a part of: the highest element of its section that has others of its sort beside it; alone,
 * the one that looks like an item, else the example's own paragraph.
 */
export const itemOf = (
  el: HTMLElement,
  within: (el: Element) => boolean,
  words: PatientWords,
): HTMLElement => {
  const own = el.closest<HTMLElement>('li, article, [role="listitem"]');
  if (own && within(own)) return own;
  const path: HTMLElement[] = [];
  for (let at: HTMLElement | null = el; at && within(at) && at.localName !== 'body'; at = at.parentElement)
    path.unshift(at);
  const repeated = path.find(
    (one) => alike(one, words) > 1 && !/^(span|b|strong|em|i|small|td|th|br)$/.test(one.localName),
  );
  if (repeated) return repeated;
  const looks = path.find((one) => ITEM_LIKE.test(one.className.toString().replace(/[_-]/g, ' ')));
  if (looks) return looks;
  return el.closest<HTMLElement>('p, pre, blockquote') ?? path.find((one) => one.children.length === 0) ?? el;
};

interface Leaf {
  readonly el: HTMLElement;
  readonly text: string;
}

/** The pieces of an item: elements with words of their own. */
const leavesOf = (item: HTMLElement): Leaf[] => {
  const leaves: Leaf[] = [];
  const look = (el: HTMLElement): void => {
    const children = [...el.children]
      .filter(isElement)
      .filter((c) => isVisible(c) && shownText(c, { fields: true }) !== '');
    const bare = [...el.childNodes].some(
      (n) => n.nodeType === 3 && /[\p{L}\p{N}]{2}/u.test(n.textContent ?? ''),
    );
    if (children.length === 0 || bare) leaves.push({ el, text: shownText(el, { fields: true }) });
    else for (const child of children) look(child);
  };
  look(item);
  return leaves.filter((leaf) => leaf.text !== '');
};

/** A selector of the piece within its item, the same in all items where it can be. */
const within = (item: HTMLElement, leaf: HTMLElement, words: PatientWords): string => {
  const all = [...item.querySelectorAll(leaf.localName)];
  for (const c of stableClasses(leaf, words)) {
    if (item.querySelectorAll(`.${CSS.escape(c)}`).length === 1) return `.${CSS.escape(c)}`;
  }
  if (all.length === 1) return leaf.localName;
  const parent = leaf.parentElement;
  if (parent && parent !== item) {
    const box = within(item, parent, words);
    const same = [...parent.children].filter((s) => s.localName === leaf.localName);
    return same.length === 1
      ? `${box} > ${leaf.localName}`
      : `${box} > ${leaf.localName}:nth-of-type(${same.indexOf(leaf) + 1})`;
  }
  const same = [...(parent?.children ?? [])].filter((s) => s.localName === leaf.localName);
  return `${leaf.localName}:nth-of-type(${same.indexOf(leaf) + 1})`;
};

const MOST_LEAVES = 40;

interface Parts {
  readonly text?: Part | Part[];
  readonly code?: Part;
  readonly date?: Part;
  readonly author?: Part;
}

/** What is joined to an item's name. */
const DETAILS: readonly Role[] = TEXT_ORDER.filter((role) => role !== 'name' && role !== 'text');

/** What the pieces of an item are; nothing where it is all one text. */
export const partsOf = (item: HTMLElement, kind: FactKind, words: PatientWords): Parts => {
  const leaves = leavesOf(item);
  if (leaves.length < 2 || leaves.length > MOST_LEAVES) return {};
  const found: { role: Role; part: Part; leaf: Leaf }[] = [];
  for (const [i, leaf] of leaves.entries()) {
    const selector = (): string => within(item, leaf.el, words);
    const labelled = labelledPart(leaf.text);
    const before = leaves[i - 1];
    const label =
      before && before.text.length < 40 && /^(dt|label|th|b|strong|span|small|div)$/.test(before.el.localName)
        ? before.text.replace(/\s*:\s*$/, '')
        : '';
    const named = /:\s*$/.test(before?.text ?? '') || before?.el.localName === 'dt' ? columnOf(label) : null;
    if (/:\s*$/.test(leaf.text) || leaf.el.localName === 'dt') continue;
    if (named) found.push({ role: named.role, part: { label }, leaf });
    else if (labelled) found.push({ role: labelled.role, part: { label: labelled.label }, leaf });
    else if (leaf.el.localName === 'time' || isDateOnly(leaf.text))
      found.push({ role: 'date', part: selector(), leaf });
    else if (isCodeOnly(leaf.text)) found.push({ role: 'code', part: selector(), leaf });
    else if (authorIn(leaf.text)) found.push({ role: 'author', part: selector(), leaf });
    else if (isBadge(leaf.text)) found.push({ role: 'ignore', part: selector(), leaf });
    else found.push({ role: metaRole(leaf.text, kind) ?? 'name', part: selector(), leaf });
  }
  const first = (role: Role): Part | undefined => found.find((f) => f.role === role)?.part;
  const names = found.filter((f) => f.role === 'name' || f.role === 'text');
  const meta = found.filter((f) => !names.includes(f));
  if (meta.length === 0 || names.length === 0) return {};
  let text: Part[];
  if (kind === 'note' || kind === 'reason') {
    // The body of a note: its paragraphs, wherever their box is one.
    const box = names[0]?.leaf.el.parentElement;
    const one =
      box &&
      box !== item &&
      names.every((n) => box.contains(n.leaf.el)) &&
      !meta.some((m) => box.contains(m.leaf.el));
    text = one && names.length > 1 ? [within(item, box, words)] : names.map((n) => n.part);
    if (!one && names.length > 1 && names.every((n) => n.leaf.el.localName === 'p')) text = ['p'];
  } else {
    const wanted = kind === 'diagnosis' || kind === 'procedure' ? [] : DETAILS;
    text = [
      ...names.map((n) => n.part),
      ...TEXT_ORDER.filter((role) => wanted.includes(role)).flatMap((role) =>
        found.filter((f) => f.role === role).map((f) => f.part),
      ),
    ];
  }
  const [code, date, author] = [first('code'), first('date'), first('author')];
  return {
    text: text.length === 1 && text[0] !== undefined ? text[0] : text.slice(0, 6),
    ...(code === undefined ? {} : { code }),
    ...(date === undefined ? {} : { date }),
    ...(author === undefined ? {} : { author }),
  };
};

export const itemDraft = (
  item: HTMLElement,
  box: ParentNode,
  thing: FactThing,
  section: Section,
  tab: string | undefined,
  words: PatientWords,
): ItemsRule => ({
  as: 'items',
  ...thing,
  ...(section.heading === undefined ? {} : { heading: section.heading }),
  ...(section.within === undefined ? {} : { within: section.within }),
  ...(section.selector === undefined ? {} : { selector: section.selector }),
  ...(tab === undefined ? {} : { tab }),
  item: sortOf(item, box, words),
  ...partsOf(item, thing.kind, words),
  expect: 0,
});
