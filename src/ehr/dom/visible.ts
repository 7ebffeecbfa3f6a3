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

/** Does this element itself hide what is in it? (Ancestors are not looked at: a walk from above has been there.) */
export const hidesItself = (el: Element): boolean => {
  // A modal makes pages mark everything behind it; that is still the chart.
  if (el.getAttribute('aria-hidden') === 'true' && !modalIsOpen(el)) return true;
  if ((el as HTMLElement).hidden === true) return true;
  const style = windowOf(el)?.getComputedStyle(el);
  if (!style) return false;
  if (style.display === 'none' || style.visibility === 'hidden' || style.visibility === 'collapse')
    return true;
  if (style.opacity === '0' || style.fontSize === '0px') return true;
  if (style.contentVisibility === 'hidden') return true;
  if (px(style.textIndent) <= -999) return true;
  if (style.position === 'absolute' || style.position === 'fixed') {
    if (CLIPPED.test(style.clip) || INSET.test(style.clipPath)) return true;
    if (px(style.left) <= -999 || px(style.top) <= -999) return true;
    if (
      style.overflow !== 'visible' &&
      style.width !== 'auto' &&
      style.height !== 'auto' &&
      style.width !== '' &&
      style.height !== ''
    ) {
      if (px(style.width) <= 1 && px(style.height) <= 1) return true;
    }
  }
  const parent = el.parentElement;
  // What a closed <details> folds is laid out nowhere, though its own style says nothing of it.
  return parent?.localName === 'details' && !parent.hasAttribute('open') && el.localName !== 'summary';
};

/** Visible with all that is above it, through shadow hosts and frames. */
export const isVisible = (el: Element): boolean => {
  for (let at: Element | null = el; at; at = composedParent(at)) if (hidesItself(at)) return false;
  return true;
};
