/** Labels in a box of their own with their value in the box beside: «Ingreso» over «14-08-2024», whatever the two are built of. */
import { cleanText } from '../../record/text.ts';
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { hidesItself } from '../dom/visible.ts';
import { fits, headerLabel } from './header-words.ts';
import type { Place } from './place.ts';
import { HEADING_TAGS, holdsOther } from './signs.ts';
import { announced } from './words.ts';

const FIELDS = 'input, select, textarea';
/** A box of more children than this is no box of labels. */
const MANY = 60;

const next = (el: Element): HTMLElement | null => {
  let at = el.nextElementSibling;
  while (at && (!isElement(at) || at.localName === 'br' || hidesItself(at))) at = at.nextElementSibling;
  return isElement(at) ? at : null;
};

/** No box of a few words: told without reading all that is in it. */
const isLarge = (el: Element): boolean => {
  let at: Element = el;
  while (at.childElementCount === 1 && at.firstElementChild) at = at.firstElementChild;
  return at.childElementCount > 2;
};

/** The value's box of a header's label that stands in a box of its own; null where there is none. */
export const headerValueOf = (el: HTMLElement): HTMLElement | null => {
  if (isLarge(el) || HEADING_TAGS.test(el.localName)) return null;
  if ((el.parentElement?.childElementCount ?? 0) > MANY) return null;
  const raw = el.textContent ?? '';
  if (raw.length > 60 || !/\p{L}/u.test(raw)) return null;
  const key = headerLabel(cleanText(raw).replace(/\s*[:：]$/, ''));
  if (!key) return null;
  const value = next(el);
  if (!value || HEADING_TAGS.test(value.localName) || (value.textContent ?? '').length > 200) return null;
  if (el.querySelector(FIELDS) || value.querySelector('label')) return null;
  const text = shownText(value, { fields: true });
  const other = headerLabel(text.replace(/\s*[:：]$/, '')) !== null || announced(text)?.kind;
  return fits(key, text) && !other ? value : null;
};

/**
 * The value's box of a label inside a section («Régimen:» beside «Liviano»): a `label` that labels no field, or words with a
 * colon, that announce nothing themselves; null where there is none.
 */
export const partValueOf = (el: HTMLElement, place: Place): HTMLElement | null => {
  const { kind } = place;
  if (isLarge(el)) return null;
  if (el.localName !== 'label' && (kind === null || kind === 'none' || kind === 'note')) return null;
  const raw = cleanText(el.textContent ?? '');
  if (raw === '' || raw.length > 60 || (el.localName !== 'label' && !/[:：]$/.test(raw))) return null;
  const value = next(el);
  if (!value || value.localName === 'label' || HEADING_TAGS.test(value.localName)) return null;
  if (value.matches('input, select, textarea, button, table, ul, ol')) return null;
  const words = cleanText(value.textContent ?? '');
  if (/[:：]$/.test(words)) return null;
  if (kind === null || kind === 'none') return announced(raw)?.kind ? value : null;
  return el.localName === 'label' || (!holdsOther(el) && announced(raw) === null) ? value : null;
};
