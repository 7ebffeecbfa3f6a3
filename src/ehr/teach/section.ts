/** Under which headings an element stands: real ones, and whatever these pages draw as one. Innermost first. */
import { findHeadings, headingText, regionUnder } from '../dom/heading.ts';
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { authorIn } from '../generic/authors.ts';
import { isCodeOnly } from '../generic/code-words.ts';
import { dateFirst } from '../generic/dates.ts';
import { announced, bareHeading } from '../generic/words.ts';
import { anchorOf, shapeOf } from './anchor.ts';
import type { PatientWords } from './patient-words.ts';

export interface Title {
  readonly el: HTMLElement;
  readonly text: string;
  /** Set where the page's heading is no heading to HTML: what such headings match. */
  readonly sort: string | undefined;
}

const REAL = 'h1, h2, h3, h4, h5, h6, legend, summary, [role="heading"]';
const CONTENT = 'table, ul, ol, dl, input, textarea, select, p, article, [role="table"], [role="grid"]';
const LONGEST = 90;
const MOST_WORDS = 10;
const MAX_UP = 9;
const MAX_BACK = 12;

const styled = (el: HTMLElement): boolean => {
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  const body = el.ownerDocument.defaultView?.getComputedStyle(el.ownerDocument.body);
  if (!style || !body) return false;
  return (
    Number(style.fontWeight) >= 600 ||
    Number.parseFloat(style.fontSize) > Number.parseFloat(body.fontSize) * 1.05 ||
    style.textTransform === 'uppercase' ||
    /tit|head|cab|legend|rotul/i.test(el.className.toString())
  );
};

/** A short line of its own that is drawn like a heading, or that announces a part of a chart. */
const isTitle = (el: HTMLElement, below: Element, words: PatientWords): boolean => {
  const raw = el.textContent ?? '';
  if (raw.length > 300 || raw.trim() === '' || el.querySelector(CONTENT) || el.matches(CONTENT)) return false;
  if (shapeOf(el, words) === shapeOf(below, words) || !isVisible(el)) return false;
  const text = shownText(el) || shownText(el, { buttons: true });
  if (!/\p{L}{2}/u.test(text) || text.length > LONGEST || text.split(' ').length > MOST_WORDS) return false;
  // An entry's own date and author stand over it and are no heading.
  if (dateFirst(text) !== null || authorIn(text) !== null || isCodeOnly(text)) return false;
  return announced(text) !== null || (styled(el) && !/[.;]$/.test(text) && !/:\s*\S/.test(text));
};

const titleOf = (el: HTMLElement, words: PatientWords, real: boolean): Title => ({
  el,
  text: headingText(el),
  sort: real ? undefined : shapeOf(el, words),
});

/** The headings above an element within its root, the innermost first, at most four. */
export const titlesOver = (el: HTMLElement, words: PatientWords): Title[] => {
  const found: Title[] = [];
  const take = (title: Title): void => {
    if (title.text !== '' && !found.some((f) => f.el === title.el)) found.push(title);
  };
  const table = el.closest('table');
  const caption = table?.querySelector<HTMLElement>(':scope > caption');
  if (caption && isVisible(caption) && !caption.contains(el)) take(titleOf(caption, words, true));
  let at: HTMLElement | null = table ?? el;
  for (let up = 0; at && up < MAX_UP && found.length < 4; up++, at = at.parentElement) {
    let back = 0;
    for (
      let before = at.previousElementSibling;
      before && back < MAX_BACK;
      before = before.previousElementSibling, back++
    ) {
      if (!isElement(before)) continue;
      const inner = [...before.querySelectorAll<HTMLElement>(REAL)].filter(isVisible);
      const short = (before.textContent ?? '').length < 200 && !before.querySelector(CONTENT);
      const real = before.matches(REAL)
        ? isVisible(before)
          ? before
          : undefined
        : short
          ? inner.at(-1)
          : undefined;
      if (real) {
        take(titleOf(real, words, true));
        break;
      }
      // Other content under a heading of its own: what is before it is not over this.
      if (inner.length > 0) break;
      if (isTitle(before, at, words)) {
        take(titleOf(before, words, false));
        break;
      }
    }
  }
  return found;
};

/** Where a rule looks for what stands under these headings. */
export interface Section {
  readonly heading: string | undefined;
  readonly within: string | undefined;
  readonly selector: string | undefined;
  /** New sorts of headings that the adapter must know. */
  readonly sorts: readonly string[];
}

/** As an adapter says it: without numbering, counts, dates and the patient's words. */
export const headingWords = (text: string, words: PatientWords): string | undefined => {
  const bare = bareHeading(text);
  const said = words.without(bare === '' ? text : bare);
  // Numbers and counts stand in the heading itself.
  const wanted = [said, `${said}*`].find((one) => matchesWords(text, one)) ?? `*${said}*`;
  return /\p{L}{3}/u.test(said) && said.length < 200 && matchesWords(text, wanted) ? wanted : undefined;
};

/** The section of an element: by heading where there is one, by its box otherwise. */
export const sectionOf = (
  doc: Document,
  el: HTMLElement,
  box: HTMLElement,
  words: PatientWords,
  known: readonly string[],
): Section => {
  const titles = titlesOver(box, words);
  for (const [i, title] of titles.entries()) {
    const heading = headingWords(title.text, words);
    if (heading === undefined) continue;
    const sorts = title.sort === undefined || known.includes(title.sort) ? [] : [title.sort];
    const all = [...known, ...sorts];
    if (!regionUnder(title.el, all).holds(el)) continue;
    const same = findHeadings(doc, heading, all);
    if (same.length < 2) return { heading, within: undefined, selector: undefined, sorts };
    // The same words twice: the heading around tells them apart, else the box.
    for (const outer of titles.slice(i + 1)) {
      const within = headingWords(outer.text, words);
      const outerSorts = outer.sort === undefined || all.includes(outer.sort) ? [] : [outer.sort];
      const region = regionUnder(outer.el, [...all, ...outerSorts]);
      if (within !== undefined && region.holds(title.el) && same.filter((h) => region.holds(h)).length === 1)
        return { heading, within, selector: undefined, sorts: [...sorts, ...outerSorts] };
    }
    let around: HTMLElement | null = title.el.parentElement;
    while (around?.parentElement && same.filter((h) => around?.parentElement?.contains(h)).length === 1)
      around = around.parentElement;
    if (around && same.filter((h) => around?.contains(h)).length === 1)
      return { heading, within: undefined, selector: anchorOf(around, words), sorts };
  }
  return { heading: undefined, within: undefined, selector: anchorOf(box, words), sorts: [] };
};
