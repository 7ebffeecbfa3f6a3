/** Is an element a heading, what does it head, and with which words? Judged where it stands. */
import { cleanText } from '../../record/text.ts';
import { headingText, rankOf } from '../dom/heading.ts';
import { tagOf } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isCount } from '../dom/text.ts';
import { isAction } from './actions.ts';
import { authorIn } from './authors.ts';
import { isDateOnly } from './dates.ts';
import type { Place } from './place.ts';
import { type Frame, HEADING_TAGS, isHeadingAlike, TITLE_CLASS } from './signs.ts';
import type { Lift } from './walking.ts';
import { announced } from './words.ts';

/** A heading's words without the links beside them («+ Agregar»). */
const titleOf = (el: HTMLElement): string =>
  el.querySelector('a')
    ? shownText(el, { without: (e) => tagOf(e) === 'a' && isAction(shownText(e)) }) || headingText(el)
    : headingText(el);

/** Is this element a heading here? `name`: it names an entry of the section rather than a part of the chart. */
export const headingAt = (el: HTMLElement, top: Frame, stack: readonly Frame[]): Lift | 'name' | null => {
  const real = HEADING_TAGS.test(tagOf(el)) || el.getAttribute('role') === 'heading';
  const titled =
    !real &&
    [...el.classList].some((c) => TITLE_CLASS.test(c)) &&
    !el.querySelector('table, ul, ol, input, textarea, select, dl, h1, h2, h3, h4, h5, h6');
  const frame = real ? undefined : isHeadingAlike(el, stack);
  if (frame) return { text: headingText(el), level: frame.level, loose: true };
  if (!real && !titled) return null;
  const text = titleOf(el);
  if (text === '' || text.length > 120 || (titled && text.length > 90)) return null;
  const level = real
    ? el.localName === 'summary' || el.localName === 'legend' || el.localName === 'caption'
      ? 5
      : rankOf(el)
    : 6;
  const said = announced(text, real);
  const { kind } = top.place;
  if (said || kind === null || kind === 'none') return !said && titled ? null : { text, level, loose: real };
  if (titled && kind === 'note') return null;
  const deeper = stack.length === 1 || level > top.level;
  if (!deeper) return { text, level, loose: real };
  if (kind === 'note' || kind === 'exam' || kind === 'antecedent') return { text, level, loose: real };
  const next = el.nextElementSibling ?? el.parentElement?.nextElementSibling;
  return next &&
    (next.matches('table, ul, ol') || next.querySelector(':scope > table, :scope > ul, :scope > ol'))
    ? { text, level, loose: real }
    : 'name';
};

/** «(3)» beside a heading. */
export const isBareCount = (el: Element): boolean =>
  el.childElementCount <= 1 &&
  (/^\(?\d{1,3}\)?$/.test((el.textContent ?? '').slice(0, 12).trim()) ||
    ((el.textContent ?? '').length < 40 && isCount(cleanText(el.textContent ?? ''))));

/** «Nota de alta» over parts that each have a bold name of a section («Diagnóstico de egreso:») is a document, no free text. */
export const holdsParts = ({ kind, own, sub }: Place, box: Element): boolean => {
  if (kind !== 'note' || sub !== '' || (own !== 'ingreso' && own !== 'alta')) return false;
  if ((box.textContent ?? '').length > 6000) return false;
  const names = [...box.querySelectorAll('b, strong, dt')].slice(0, 40).filter((el) => {
    const words = cleanText(el.textContent ?? '');
    const said =
      /[:：]$/.test(words) || el.localName === 'dt' ? announced(words.replace(/\s*[:：]$/, '')) : null;
    return said !== null && said.kind !== null && said.kind !== 'none' && said.kind !== 'note';
  });
  return names.length >= 2;
};

/** A day, a name or a count beside a title: the title still heads what follows its box. */
export const isSubtitle = (line: readonly Node[]): boolean => {
  const words = cleanText(line.map((n) => n.textContent ?? '').join(' '));
  return words.length < 60 && (isDateOnly(words) || isCount(words) || authorIn(words) !== null);
};

/** A sub-heading of a note leaves the note's own look. */
export const lookUnder = (place: Place, heading: Lift): string | undefined =>
  place.kind === 'note' && place.sub !== '' ? place.look : heading.look;
