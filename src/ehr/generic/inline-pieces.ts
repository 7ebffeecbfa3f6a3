/** What the elements of a line are beside its words: codes, badges, small print, a menu's link, the head of a list. */
import { cleanText } from '../../record/text.ts';
import { isElement, isText } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isCodeOnly } from './code-words.ts';
import { isBadge } from './columns.ts';
import { isWhole } from './kinds.ts';
import { metaRole } from './parts.ts';
import type { Place } from './place.ts';
import { announced } from './words.ts';

/** Is what follows these nodes, in their own item, a list under them? */
export const headsList = (nodes: readonly Node[]): boolean => {
  let next = nodes.at(-1)?.nextSibling;
  while (next && isText(next) && next.data.trim() === '') next = next.nextSibling;
  return isElement(next) && next.matches('ul, ol, [role="group"], [role="list"]');
};

export const ASIDE_MARKS = /\s*[,·|•]\s+/u;

/** A link alone on its line beside another of the sort: a menu's entry, not a heading. */
export const isMenuLink = (holder: HTMLElement, box: HTMLElement, words: string): boolean => {
  const link = holder.localName === 'a' ? holder : null;
  if (!link?.hasAttribute('href') || announced(words) === null || link.closest('h1, h2, h3, h4, h5, h6'))
    return false;
  const isLink = (el: Element | null): boolean =>
    el !== null &&
    cleanText(el.textContent ?? '') !== '' &&
    cleanText(el.textContent ?? '') === cleanText(el.querySelector('a[href]')?.textContent ?? '');
  return isLink(box.previousElementSibling) || isLink(box.nextElementSibling);
};

/** Codes in elements of their own, not in brackets. */
export const codesIn = (elements: readonly HTMLElement[]): HTMLElement[] =>
  elements
    .flatMap((e) => [e, ...e.querySelectorAll<HTMLElement>('*')])
    .filter(
      (e) =>
        e.childElementCount === 0 &&
        isCodeOnly(shownText(e)) &&
        !/[([]\s*$/.test(e.previousSibling?.textContent ?? ''),
    );

/** Words that are drawn as a badge and say a state, no name. */
export const badgesIn = (elements: readonly HTMLElement[]): HTMLElement[] =>
  elements
    .flatMap((e) => [e, ...e.querySelectorAll<HTMLElement>('*')])
    .filter(
      (e) =>
        e.childElementCount === 0 &&
        /(^|[-_ ])(badge|chip|tag|pill|label|estado|status)([-_ ]|$)/i.test(e.className) &&
        isBadge(shownText(e)),
    );

/** Small elements beside an entry's name that say its code, day or author: «<small>E05.9, desde 2019</small>». */
export const besides = (elements: readonly HTMLElement[], { kind }: Place, whole: string): HTMLElement[] => {
  if (kind === null || kind === 'none' || isWhole(kind) || kind === 'exam') return [];
  return elements.filter((el) => {
    const text = shownText(el);
    if (text === '' || text === whole || text.length > 80 || el.childElementCount > 0) return false;
    const pieces = text.split(ASIDE_MARKS).filter(Boolean);
    const roles = pieces.map((p) => metaRole(p, kind));
    return (
      pieces.length > 1 &&
      roles.includes('code') &&
      roles.every((r) => r === 'code' || r === 'date' || r === 'author' || r === 'ignore')
    );
  });
};
