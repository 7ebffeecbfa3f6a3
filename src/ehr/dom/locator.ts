/**
 * Locators: strings that find an element again, also after the page has rebuilt it. One holds, for each frame or shadow
 * root on the way, a selector from the nearest stable attribute, and a hash of the text; the tab to open first, if any.
 * No patient text is in it.
 */
import { cleanText } from '../../record/text.ts';
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

interface LocatorParts {
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
  'data-test',
  'data-cy',
  'data-qa',
  'name',
  'data-field',
  'data-section',
  'aria-labelledby',
  'aria-label',
];
/** Made by frameworks: another one at each load. */
const GENERATED =
  /\d{4,}|^:r|^ember|^react-|^radix-|^mui-|^ng-|^cdk-|^mat-|^yui|^ext-|^j_idt|^ctl|^uid|^headlessui|^[0-9a-f]{8}-|^[a-z]*\d+$/i;
const HASHED = 20_000;

export const textHash = (el: Element): string | undefined => {
  if (isField(el)) return undefined;
  const text = cleanText((el.textContent ?? '').slice(0, HASHED));
  return text === '' ? undefined : hashText(text);
};

/** Makes locators; keeps what it learns of parents, so that thousands of rows cost little. One a reading. */
export class Locators {
  private readonly paths = new WeakMap<Element, string>();
  private readonly places = new WeakMap<Element, number>();
  private readonly numbered = new WeakSet<Element>();

  of(el: HTMLElement, tab?: string, pg?: PageRef): string {
    const t = textHash(el);
    const parts: LocatorParts = {
      s: this.path(el),
      n: el.localName,
      ...(t ? { t } : {}),
      ...(tab ? { tab } : {}),
      ...(pg && pg.page > 0 ? { pg } : {}),
    };
    return JSON.stringify(parts);
  }

  selector(el: HTMLElement): string {
    return this.path(el);
  }

  /** The selector of the frame around, `top` for the page itself. */
  frameOf(el: Element): string {
    const frame = el.ownerDocument.defaultView?.frameElement;
    return frame && frame.ownerDocument !== el.ownerDocument ? this.path(frame) : 'top';
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
    const root = el.getRootNode() as Document | ShadowRoot;
    for (const name of STABLE) {
      const value = el.getAttribute(name);
      if (!value || value.length > 60 || GENERATED.test(value)) continue;
      const selector = `${el.localName}[${name}="${quoted(value)}"]`;
      if (root.querySelectorAll(selector).length === 1) return this.outside(el) + selector;
    }
    return null;
  }

  private step(el: Element): string {
    const parent = el.parentElement;
    if (!parent) return this.outside(el) + el.localName;
    if (!this.numbered.has(parent)) {
      this.numbered.add(parent);
      let i = 0;
      for (const child of parent.children) this.places.set(child, ++i);
    }
    const place = this.places.get(el) ?? [...parent.children].indexOf(el) + 1;
    const above = parent.localName === 'html' ? `${this.outside(el)}html` : this.path(parent);
    return `${above} > ${el.localName}:nth-child(${place})`;
  }
}

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
