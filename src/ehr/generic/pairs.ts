/** Labels in a box of their own with their value in the box beside: «Ingreso» over «14-08-2024», whatever the two are built of. */
import { cleanText } from '../../record/text.ts';
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { hidesItself } from '../dom/visible.ts';
import { columnOf } from './columns.ts';
import { fits, headerLabel } from './header-words.ts';
import { atDischarge, type Place } from './place.ts';
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

const SHORT_VALUES: readonly unknown[] = ['run', 'ficha', 'age', 'sex', 'bed'];

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
  // Nobody's number is so long: the label is a section's, and its other values follow.
  if (text.length > (SHORT_VALUES.includes(key) ? 40 : 200)) return null;
  const other = headerLabel(text.replace(/\s*[:：]$/, '')) !== null || announced(text)?.kind;
  return fits(key, text) && !other ? value : null;
};

/** Classes of a field's name. */
const LABEL_CLASS =
  /(^|[-_ ])(label|lbl|etiqueta|rotulo|caption|campo|key|field-?name|term)([-_ ]|$)|[a-z](Label|Caption)([-_ ]|$)/;

/** The name of a field over or beside its value, two of a box, where the boxes beside are built alike or the class says it. */
const labelBoxValue = (el: HTMLElement, kind: Place['kind']): HTMLElement | null => {
  const box = el.parentElement;
  if (!box || kind === 'note' || box.childElementCount !== 2 || el !== box.firstElementChild) return null;
  if (HEADING_TAGS.test(el.localName) || el.localName === 'dt') return null;
  const raw = cleanText(el.textContent ?? '').replace(/\s*[:：]$/, '');
  const value = next(el);
  if (raw === '' || raw.length > 60 || !value || HEADING_TAGS.test(value.localName)) return null;
  if (value.matches('input, select, textarea, button, table, ul, ol, dl') || value.querySelector(FIELDS))
    return null;
  // A value is words; what has parts of its own is a section's body.
  if ([...value.children].filter((c) => c.localName !== 'br').length > 1) return null;
  const named = LABEL_CLASS.test(el.className);
  if (!named && !isOneOfAlike(box, el)) return null;
  const said = announced(raw);
  const column = said?.kind ? null : columnOf(raw);
  const means = said?.kind ? said.kind !== 'none' && (named || said.kind !== kind) : column?.role === 'code';
  // A service's name beside «Interconsultas» is no note.
  if (said?.kind === 'note' && cleanText(value.textContent ?? '').split(' ').length < 3) return null;
  return means && announced(cleanText(value.textContent ?? '')) === null ? value : null;
};

/** Do the boxes beside have two parts of the same sorts? */
const isOneOfAlike = (box: Element, el: Element): boolean =>
  el.className !== '' &&
  [box.previousElementSibling, box.nextElementSibling].some(
    (s) =>
      s?.localName === box.localName &&
      s.className === box.className &&
      s.childElementCount === 2 &&
      s.firstElementChild?.className === el.className,
  );

/**
 * The value's box of a label inside a section («Régimen:» beside «Liviano»): a `label` that labels no field, or words with a
 * colon, that announce nothing themselves; null where there is none.
 */
export const partValueOf = (el: HTMLElement, place: Place): HTMLElement | null => {
  const { kind } = place;
  if (isLarge(el)) return null;
  const boxed = labelBoxValue(el, kind);
  if (boxed) return boxed;
  if (el.localName !== 'label' && (kind === null || kind === 'none' || kind === 'note')) return null;
  const raw = cleanText(el.textContent ?? '');
  if (raw === '' || raw.length > 60 || (el.localName !== 'label' && !/[:：]$/.test(raw))) return null;
  const value = next(el);
  if (!value || value.localName === 'label' || HEADING_TAGS.test(value.localName)) return null;
  if (value.matches('input, select, textarea, button, table, ul, ol')) return null;
  const words = cleanText(value.textContent ?? '');
  if (/[:：]$/.test(words)) return null;
  if (kind === null && (place.own ?? place.around) === 'alta' && atDischarge(raw)) return value;
  if (kind === null || kind === 'none') return announced(raw)?.kind ? value : null;
  return el.localName === 'label' || (!holdsOther(el) && announced(raw) === null) ? value : null;
};
