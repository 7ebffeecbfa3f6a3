/**
 * Locators: strings that find an element again, also after the page has rebuilt it. One holds, for each frame or shadow
 * root on the way, a selector from the nearest stable attribute, and a hash of the text; the tab to open first, if any.
 * No patient text is in it.
 */
import { cleanText } from '../../record/text.ts';
import { isGenerated } from './generated.ts';
import { allRoots, deepAll } from './query.ts';
import { frameDocument, isField } from './realm.ts';
import { hashText } from './text.ts';

/** A page of a paged table: the buttons' selectors, which of those that match, and the page counted from 0. */
export interface PageRef {
  readonly next: string;
  readonly previous: string | undefined;
  readonly index: number;
  readonly page: number;
}

export interface LocatorParts {
  /** Selector with `>>>` at each border. */
  readonly s: string;
  /** Tag name. */
  readonly n: string;
  /** Hash of the text; absent for fields and empty elements. */
  readonly t?: string;
  /** Words of the tab that shows it. */
  readonly tab?: string;
  /** The page of the table that shows it, when it is not the first. */
  readonly pg?: PageRef;
}

/** Attributes that survive a rebuild of the page, the most telling first. */
const STABLE = [
  'id',
  'data-testid',
  'data-test-id',
  'data-test',
  'data-cy',
  'data-qa',
  'name',
  'data-field',
  'data-section',
  'data-extension-id',
  'data-extension-slot-name',
  'aria-labelledby',
  'aria-label',
];
const HASHED = 20_000;

export const textHash = (el: Element): string | undefined => {
  if (isField(el)) return undefined;
  const whole = el.textContent ?? '';
  const text = cleanText(whole.length > HASHED ? whole.slice(0, HASHED) : whole);
  return text === '' ? undefined : hashText(text);
};

/** Makes locators; keeps what it learns of parents, so that thousands of rows cost little. One a reading. */
export class Locators {
  // Plain maps: they live as long as a reading, and weak ones of thousands of rows hold the collector up.
  private readonly paths = new Map<Element, string>();
  /** The child of each parent that was numbered last: rows come in their order. */
  private readonly numbered = new Map<Element, { child: Element; place: number }>();
  private readonly frames = new Map<Document, string>();
  private readonly names = new Map<Node, Map<string, ReadonlyMap<string, number>>>();

  of(el: HTMLElement, tab?: string, pg?: PageRef): string {
    const parts: { -readonly [K in keyof LocatorParts]: LocatorParts[K] } = {
      s: this.path(el),
      n: el.localName,
    };
    const t = textHash(el);
    if (t) parts.t = t;
    if (tab) parts.tab = tab;
    if (pg && pg.page > 0) parts.pg = pg;
    return JSON.stringify(parts);
  }

  selector(el: HTMLElement): string {
    return this.path(el);
  }

  /** The selector of the frame around, `top` for the page itself. */
  frameOf({ ownerDocument: doc }: Element): string {
    const known = this.frames.get(doc);
    if (known !== undefined) return known;
    const frame = doc.defaultView?.frameElement;
    const made = frame && frame.ownerDocument !== doc ? this.path(frame) : 'top';
    this.frames.set(doc, made);
    return made;
  }

  private path(el: Element): string {
    const known = this.paths.get(el);
    if (known !== undefined) return known;
    const made = this.anchor(el) ?? this.step(el);
    this.paths.set(el, made);
    return made;
  }

  private outside(el: Element): string {
    const root = el.getRootNode();
    if (root.nodeType === 11 && (root as ShadowRoot).host)
      return `${this.path((root as ShadowRoot).host)} >>> `;
    const frame = el.ownerDocument.defaultView?.frameElement;
    return frame && frame.ownerDocument !== el.ownerDocument ? `${this.path(frame)} >>> ` : '';
  }

  /** A stable attribute that only this element has in its root. */
  private anchor(el: Element): string | null {
    if (!el.hasAttributes()) return null;
    const root = el.getRootNode() as Document | ShadowRoot;
    for (const name of STABLE) {
      const value = el.getAttribute(name);
      if (!value || value.length > 60 || isGenerated(value)) continue;
      const selector = `${el.localName}[${name}="${quoted(value)}"]`;
      if (this.isAlone(root, el, name, value, selector)) return this.outside(el) + selector;
    }
    return null;
  }

  /** Has no other element of its tag that name? Counted once for all: rows that have names of their own are many. */
  private isAlone(
    root: Document | ShadowRoot,
    el: Element,
    name: string,
    value: string,
    selector: string,
  ): boolean {
    if (name === 'id') return root.getElementById(value) === el;
    const counts = this.countsOf(root, name).get(`${el.localName} ${value}`);
    return (counts ?? root.querySelectorAll(selector).length) === 1;
  }

  private countsOf(root: Document | ShadowRoot, name: string): ReadonlyMap<string, number> {
    const ofRoot = this.names.get(root) ?? new Map<string, ReadonlyMap<string, number>>();
    this.names.set(root, ofRoot);
    const known = ofRoot.get(name);
    if (known) return known;
    const counts = new Map<string, number>();
    for (const el of root.querySelectorAll(`[${name}]`)) {
      const key = `${el.localName} ${el.getAttribute(name) ?? ''}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    ofRoot.set(name, counts);
    return counts;
  }

  private step(el: Element): string {
    const parent = el.parentElement;
    if (!parent) return this.outside(el) + el.localName;
    const place = this.placeOf(el, parent);
    const above = parent.localName === 'html' ? `${this.outside(el)}html` : this.path(parent);
    return `${above} > ${el.localName}:nth-child(${place})`;
  }

  /** From 1. Counted on from the sibling asked for last, where that stands before. */
  private placeOf(el: Element, parent: Element): number {
    const last = this.numbered.get(parent);
    const follows = last && last.child.parentElement === parent && comesAfter(el, last.child);
    let at: Element | null = follows ? last.child : parent.firstElementChild;
    let place = follows ? last.place : 1;
    while (at && at !== el) {
      at = at.nextElementSibling;
      place += 1;
    }
    this.numbered.set(parent, { child: el, place });
    return place;
  }
}

const comesAfter = (el: Element, before: Element): boolean =>
  el === before || el.previousElementSibling === before || (before.compareDocumentPosition(el) & 4) !== 0; // Node.DOCUMENT_POSITION_FOLLOWING

const quoted = (value: string): string => value.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ');

export const parseLocator = (locator: string): LocatorParts | null => {
  try {
    const parts = JSON.parse(locator) as LocatorParts;
    return typeof parts.s === 'string' && typeof parts.n === 'string' && /^[a-z][a-z0-9-]*$/i.test(parts.n)
      ? parts
      : null;
  } catch {
    return null;
  }
};

/**
 * The element, or null when it is not on the page now. The text decides: an element at the same place with other text is
 * another row (sorted, paged, other patient), and the one with the right text is looked for among its kind.
 */
export const locate = (doc: Document, locator: string): HTMLElement | null => {
  const parts = parseLocator(locator);
  if (!parts) return null;
  const there = deepAll(doc, parts.s)[0] ?? null;
  if (there && (parts.t === undefined || textHash(there) === parts.t)) return there;
  if (parts.t === undefined) return null;
  for (const root of allRoots(doc)) {
    for (const el of root.querySelectorAll<HTMLElement>(parts.n)) {
      if (el.localName === 'iframe' || frameDocument(el)) continue;
      if (textHash(el) === parts.t) return el;
    }
  }
  return null;
};

export const tabOfLocator = (locator: string): string | undefined => parseLocator(locator)?.tab;
export const pageOfLocator = (locator: string): PageRef | undefined => parseLocator(locator)?.pg;
