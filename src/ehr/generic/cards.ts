/** Repeated boxes: one entry each inside a section, or other patients, which are left alone. */
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import type { Place } from './place.ts';
import { RUN } from './signs.ts';
import { announced } from './words.ts';

/** Repeated boxes inside a section, each with a few lines, are one entry each. */
export const cardOf = (el: HTMLElement, place: Place): Element | undefined => {
  if (place.kind === null || place.kind === 'none' || place.kind === 'note') return undefined;
  if (el.classList.length === 0) return isComponentEntry(el) ? el : undefined;
  const text = el.textContent ?? '';
  if (text.length > 900 || el.querySelector('table, li + li, dl')) return undefined;
  const like = [...(el.parentElement?.children ?? [])].filter(
    (s) => s !== el && s.localName === el.localName && s.className === el.className,
  );
  const single = /(^|[-_ ])(card|item|entry|registro|tarjeta|fila|row)([-_ ]|$)/i.test(el.className);
  return (like.length > 0 || single || isRepeatedBeside(el)) &&
    el.querySelectorAll('div, p, span, small, h3, h4, h5, h6, strong, b').length > 1
    ? el
    : undefined;
};

/** One of several components of a sort side by side, of a few words: an entry each. */
const isComponentEntry = (el: HTMLElement): boolean =>
  el.localName.includes('-') &&
  [el.previousElementSibling, el.nextElementSibling].some((s) => s?.localName === el.localName) &&
  !standsInLine(el) &&
  shownText(el).length < 200;

/** Beside the next of its sort rather than over it. */
const standsInLine = (el: HTMLElement): boolean => {
  const beside = (el.nextElementSibling ?? el.previousElementSibling)?.getBoundingClientRect();
  return beside !== undefined && Math.abs(beside.top - el.getBoundingClientRect().top) < 2;
};

/** Several boxes of one sort stand side by side in it: it holds entries and is none. */
const holdsRows = (el: HTMLElement): boolean =>
  [el, ...el.querySelectorAll('div, section')].some((box) => {
    const sorts = [...box.children]
      .filter((c) => /^(div|section|article|p)$/.test(c.localName))
      .map((c) => `${c.localName}.${c.className}`);
    return new Set(sorts).size < sorts.length;
  });

/** The only entry of its section, built as those of the sections beside it are. */
const isRepeatedBeside = (el: HTMLElement): boolean => {
  const section = el.parentElement;
  if (!section || section.classList.length === 0 || section.childElementCount > 3) return false;
  for (const beside of [section.previousElementSibling, section.nextElementSibling])
    if (beside?.className === section.className)
      for (const child of [...beside.children].slice(0, 4))
        if (child.localName === el.localName && child.className === el.className) return !holdsRows(el);
  return false;
};

const NO_ENTRIES: ReadonlySet<Element> = new Set();

const NEVER_MENU = /^(tr|td|th|dt|dd|br|input|option|h[1-6]|summary|legend)$/;

/** Three names of chart parts in a row, the last in their box, with nothing under any: a menu, whatever it is built of. */
export const menuEntries = (box: Element): ReadonlySet<Element> => {
  if (box.childElementCount < 3) return NO_ENTRIES;
  const found = new Set<Element>();
  const first = box.lastElementChild;
  for (let el = first; el && isElement(el); el = el.previousElementSibling) {
    const text = (el.textContent ?? '').trim();
    if (text === '' || text.length > 60 || el.childElementCount > 2 || NEVER_MENU.test(el.localName)) break;
    if ((first && first.localName !== el.localName) || announced(text) === null) break;
    if (el.querySelector('input, textarea, select')) break;
    found.add(el);
  }
  return found.size >= 3 ? found : NO_ENTRIES;
};

/** Boxes side by side with a RUN each: other patients, not this chart. */
export const patientCards = (box: Element): Set<Element> => {
  const withRun = [...box.children].filter(
    (c) =>
      c.localName !== 'tr' &&
      c.localName !== 'tbody' &&
      (c.textContent ?? '').length < 1500 &&
      (c.textContent ?? '').match(RUN),
  );
  const alike = withRun.filter((c) =>
    withRun.some((o) => o !== c && o.localName === c.localName && o.className === c.className),
  );
  const different = new Set(alike.map((c) => (c.textContent ?? '').match(RUN)?.[0]));
  if (
    alike.length < 2 ||
    different.size < 2 ||
    (alike.length === 2 && !alike.every((c) => c.querySelector('a, button')))
  )
    return new Set();
  return new Set(alike);
};
