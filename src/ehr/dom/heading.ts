/** Headings, and what stands under each: up to the next heading of its rank, inside the smallest box that holds both. */
import { allRoots } from './query.ts';
import { shownText } from './shown-text.ts';
import { matchesWords } from './text.ts';
import { isVisible } from './visible.ts';

const HEADINGS = 'h1, h2, h3, h4, h5, h6, legend, caption, summary, [role="heading"]';
/** With what else serves as a heading on these pages, as an adapter says (selectors within one root). */
const headingsWith = (also: readonly string[]): string => [HEADINGS, ...also].join(', ');

/** Rank as in HTML: 1 is the highest. */
export const rankOf = (el: Element): number => {
  const level = Number(el.getAttribute('aria-level'));
  if (level >= 1 && level <= 9) return level;
  const tag = /^h([1-6])$/.exec(el.localName);
  return tag ? Number(tag[1]) : 5;
};

export const headingText = (el: Element): string => shownText(el) || shownText(el, { buttons: true });

/** Visible headings with these words. */
export const findHeadings = (doc: Document, words: string, also: readonly string[] = []): HTMLElement[] =>
  allRoots(doc)
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>(headingsWith(also))])
    .filter((h) => matchesWords(headingText(h), words) && isVisible(h));

/** The smallest box around a heading that holds words beside it. */
const boxOf = (heading: HTMLElement): HTMLElement => {
  const own = shownText(heading, { buttons: true }).length;
  let box = heading.parentElement ?? heading;
  while (
    box.parentElement &&
    (box.textContent ?? '').trim().length <= own + 2 &&
    box.querySelector('table, ul, ol, dl, input, textarea') === null
  ) {
    box = box.parentElement;
  }
  return box;
};

export interface Region {
  readonly box: HTMLElement;
  /** Is this element under the heading? */
  readonly holds: (el: Element) => boolean;
}

const FOLLOWING = 4; // Node.DOCUMENT_POSITION_FOLLOWING

export const regionUnder = (heading: HTMLElement, also: readonly string[] = []): Region => {
  if (heading.localName === 'caption') {
    const table = heading.closest('table') ?? heading;
    return { box: table, holds: (el) => table.contains(el) };
  }
  const box = boxOf(heading);
  const rank = rankOf(heading);
  const next = [...box.querySelectorAll<HTMLElement>(headingsWith(also))].find(
    (h) => h !== heading && (heading.compareDocumentPosition(h) & FOLLOWING) !== 0 && rankOf(h) <= rank,
  );
  return {
    box,
    holds: (el) =>
      box.contains(el) &&
      (heading.compareDocumentPosition(el) & FOLLOWING) !== 0 &&
      (!next || (next.compareDocumentPosition(el) & FOLLOWING) === 0) &&
      el !== next,
  };
};
