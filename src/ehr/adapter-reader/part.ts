/** A part of an item or of a row's details: what a selector finds in it, or what stands beside a label in it. */
import { valueBeside } from '../dom/label.ts';
import { deepAll } from '../dom/query.ts';
import { isField } from '../dom/realm.ts';
import { fieldValue, shownLines, shownText } from '../dom/shown-text.ts';
import { matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import type { Part } from '../types.ts';

const LABELS = 'dt, th, td, label, b, strong, em, span, small, div, p, h4, h5, h6';
const SHORT = 80;

/** «Dosis: 20 mg»: what follows the label in a line of its own. */
const afterLabel = (line: string, words: string): string | null => {
  const at = line.indexOf(':');
  return at > 0 && at < SHORT && matchesWords(line.slice(0, at), words) ? line.slice(at + 1).trim() : null;
};

const labelled = (box: HTMLElement, words: string): string[] => {
  for (const el of box.querySelectorAll<HTMLElement>(LABELS)) {
    if ((el.textContent ?? '').length > SHORT || !matchesWords(shownText(el), words)) continue;
    const beside = isVisible(el) ? valueBeside(el) : null;
    if (beside && beside.value !== '' && box.contains(beside.el)) return [beside.value];
  }
  for (const line of shownLines(box, { fields: true }).split('\n')) {
    const value = afterLabel(line, words);
    if (value) return [value];
  }
  return [];
};

/** Every value that the part has in the box, lines kept; none: empty. */
export const partsIn = (box: HTMLElement, part: Part | undefined): string[] => {
  if (part === undefined) return [];
  if (typeof part !== 'string') return labelled(box, part.label);
  return deepAll(box, part)
    .filter(isVisible)
    .map((el) => (isField(el) ? fieldValue(el) : shownLines(el, { fields: true })))
    .filter((text) => text !== '');
};

export const partIn = (box: HTMLElement, part: Part | undefined): string | undefined => partsIn(box, part)[0];
