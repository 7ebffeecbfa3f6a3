/**
 * What the physician can see. Text hidden by CSS, by `aria-hidden`, for screen readers only, or for print only is not on
 * the page as far as reading goes: duplicates, sort hints and other patients' leftovers live there.
 */
import { composedParent, windowOf } from './realm.ts';

const CLIPPED = /^rect\(\s*(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?[\s,]+(0|1)(px)?\s*\)$/;
const INSET = /^inset\(\s*(50|100)%/;
const px = (value: string): number => Number.parseFloat(value) || 0;

const modalIsOpen = (el: Element): boolean =>
  el.ownerDocument.querySelector('[aria-modal="true"], dialog[open], .modal.show, .modal.in') !== null;

const SEEN = { visibilityProperty: true, opacityProperty: true } as const;
/** With a box, not invisible, not transparent: display, visibility, opacity, content-visibility, closed `<details>`. */
const drawn = (el: Element): boolean => (el as Partial<Element>).checkVisibility?.(SEEN) ?? !styledAway(el);

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

/** Not marked as hidden, with a box, not invisible: the cheap part of `hidesItself`. */
export const isDrawn = (el: HTMLElement): boolean => {
  // A modal makes pages mark everything behind it; that is still the chart.
  if (el.getAttribute('aria-hidden') === 'true' && !modalIsOpen(el)) return false;
  if (el.hidden === true) return false;
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
