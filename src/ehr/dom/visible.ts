/**
 * What the physician can see. Text hidden by CSS, by `aria-hidden`, for screen readers only, or for print only is not on
 * the page as far as reading goes: duplicates, sort hints and other patients' leftovers live there.
 */
import { composedParent, windowOf } from './realm.ts';

const CLIPPED = /^rect\(\s*(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?\s*\)$/;
const INSET = /^inset\(\s*(50|100)%/;
const px = (value: string): number => Number.parseFloat(value) || 0;

/** Asked of the whole page, and so at most once in a while: pages mark thousands of icons as hidden. */
const MODAL_MS = 20;
const modals = new WeakMap<Document, { at: number; open: boolean }>();
const modalIsOpen = ({ ownerDocument: doc }: Element): boolean => {
  const now = performance.now();
  const known = modals.get(doc);
  if (known && now - known.at < MODAL_MS) return known.open;
  const open = doc.querySelector('[aria-modal="true"], dialog[open], .modal.show, .modal.in') !== null;
  modals.set(doc, { at: now, open });
  return open;
};

const SEEN = { visibilityProperty: true, opacityProperty: true } as const;
/** With a box, not invisible, not transparent: display, visibility, opacity, content-visibility, closed `<details>`. */
const drawn = (el: Element): boolean => (el as Partial<Element>).checkVisibility?.(SEEN) ?? !styledAway(el);

/** Has the element, or what is in it, a box? The cheapest of the questions; what it looks like is `isUnseen`'s. */
export const hasBox = (el: Element): boolean =>
  ((el as Partial<Element>).checkVisibility?.() ?? !styledAway(el)) ||
  windowOf(el)?.getComputedStyle(el).display === 'contents';

/** Invisible or transparent, though it has a box. */
export const isUnseen = (el: Element): boolean => !drawn(el) && hasBox(el);

/** The same where the engine has no `checkVisibility` (tests in Node). */
const styledAway = (el: Element): boolean => {
  const style = windowOf(el)?.getComputedStyle(el);
  return (
    style?.display === 'none' ||
    style?.visibility === 'hidden' ||
    style?.visibility === 'collapse' ||
    style?.opacity === '0' ||
    style?.contentVisibility === 'hidden'
  );
};

/** By `hidden` or `aria-hidden`. A modal makes pages mark everything behind it; that is still the chart. */
export const isMarkedHidden = (el: HTMLElement): boolean =>
  el.hasAttributes() &&
  ((el.getAttribute('aria-hidden') === 'true' && !modalIsOpen(el)) || el.hidden === true);

/** Not marked as hidden, with a box, not invisible: the cheap part of `hidesItself`. */
export const isDrawn = (el: HTMLElement): boolean => {
  if (isMarkedHidden(el)) return false;
  // The browser's own answer costs a tenth of asking for each property, and is right but for elements without a box.
  return drawn(el) || windowOf(el)?.getComputedStyle(el).display === 'contents';
};

/** Drawn, but of no size, off the page or clipped away: how text is kept for screen readers alone. */
export const hidesByStyle = (el: Element): boolean => {
  const style = windowOf(el)?.getComputedStyle(el);
  if (!style) return false;
  if (style.fontSize === '0px') return true;
  const indent = style.textIndent;
  if (indent !== '0px' && px(indent) <= -999) return true;
  const { position } = style;
  if (position !== 'absolute' && position !== 'fixed') return false;
  if (CLIPPED.test(style.clip) || INSET.test(style.clipPath)) return true;
  if (px(style.left) <= -999 || px(style.top) <= -999) return true;
  const sized = ![style.width, style.height].some((v) => v === 'auto' || v === '');
  return style.overflow !== 'visible' && sized && px(style.width) <= 1 && px(style.height) <= 1;
};

/** Does this element itself hide what is in it? (Ancestors are not looked at: a walk from above has been there.) */
export const hidesItself = (el: Element): boolean => {
  if (!isDrawn(el as HTMLElement) || hidesByStyle(el)) return true;
  const parent = el.parentElement;
  // What a closed <details> folds is laid out nowhere, though its own style says nothing of it.
  return parent?.localName === 'details' && !parent.hasAttribute('open') && el.localName !== 'summary';
};

/** Visible with all that is above it, through shadow hosts and frames. */
export const isVisible = (el: Element): boolean => {
  for (let at: Element | null = el; at; at = composedParent(at)) if (hidesItself(at)) return false;
  return true;
};
