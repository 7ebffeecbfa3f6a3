/** Label and value: `dt`/`dd`, `th`+`td`, `label` + field, neighbours, and «Etiqueta: valor» in one text. */
import { cleanLines, cleanText } from '../../record/text.ts';
import { allRoots } from './query.ts';
import { isElement, isField } from './realm.ts';
import { fieldValue, shownLines, shownText } from './shown-text.ts';
import { matchesWords, plain } from './text.ts';
import { isVisible } from './visible.ts';

export interface Labelled {
  /** Where the value stands. */
  readonly el: HTMLElement;
  /** With line breaks as shown. */
  readonly value: string;
}

const byId = (el: Element, id: string): HTMLElement | null => {
  const root = el.getRootNode() as Document | ShadowRoot;
  return typeof root.getElementById === 'function' ? root.getElementById(id) : null;
};

const shownValue = (el: HTMLElement): Labelled => ({
  el,
  value: isField(el) ? cleanLines(fieldValue(el)) : shownLines(el, { fields: true }),
});

/** What a label element labels, by markup or by place. */
export const valueBeside = (label: HTMLElement): Labelled | null => {
  const target = label.getAttribute('for');
  const field = target
    ? byId(label, target)
    : label.localName === 'label'
      ? label.querySelector<HTMLElement>('input, textarea, select')
      : null;
  if (field) return shownValue(field);
  const next = label.nextElementSibling;
  if (isElement(next) && next.localName !== 'dt') return shownValue(next);
  const cell = label.closest<HTMLElement>('td, th');
  const nextCell =
    cell && cell !== label && plain(shownText(cell)) === plain(shownText(label))
      ? cell.nextElementSibling
      : null;
  if (isElement(nextCell)) return shownValue(nextCell);
  const parent = label.parentElement;
  if (!parent) return null;
  // <div><b>Edad</b> 58 años</div>
  const rest = cleanLines(shownLines(parent, { fields: true, without: (el) => el === label })).replace(
    /^\s*[:：]\s*/,
    '',
  );
  if (rest !== '') return { el: parent, value: rest };
  const after = parent.nextElementSibling;
  return isElement(after) && plain(shownText(parent)) === plain(shownText(label)) ? shownValue(after) : null;
};

const LABELS =
  'dt, th, td, label, legend, b, strong, em, span, div, p, li, small, h1, h2, h3, h4, h5, h6, [role="term"]';
const afterLabel = (text: string, words: string): string | null => {
  const at = text.indexOf(':');
  return at > 0 && at < 80 && matchesWords(text.slice(0, at), words) ? cleanText(text.slice(at + 1)) : null;
};

/** Visible places labelled with these words (`|` separates alternatives), with what they say. */
export const findLabelled = (
  doc: Document,
  words: string,
  within: (el: Element) => boolean = () => true,
): Labelled[] => {
  const found: Labelled[] = [];
  for (const root of allRoots(doc)) {
    for (const el of root.querySelectorAll<HTMLElement>(LABELS)) {
      const raw = el.textContent ?? '';
      if (raw.length > 3000 || raw.trim() === '' || !within(el) || found.some((f) => f.el.contains(el)))
        continue;
      const start = plain(raw.slice(0, 200));
      if (!words.split('|').some((w) => start.startsWith(plain(w.split('*')[0] ?? '')))) continue;
      const text = shownText(el);
      if (matchesWords(text, words)) {
        const beside = isVisible(el) ? valueBeside(el) : null;
        if (beside && beside.value !== '' && !found.some((f) => f.el === beside.el)) found.push(beside);
        continue;
      }
      const inline = el.children.length <= 3 ? afterLabel(text, words) : null;
      if (inline && isVisible(el)) found.push({ el, value: inline });
    }
  }
  return found;
};
