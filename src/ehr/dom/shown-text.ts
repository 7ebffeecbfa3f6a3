/** The text of an element as it is drawn: hidden parts left out, block boundaries and `<br>` as line breaks, fields by their value. */
import { cleanLines, cleanText } from '../../record/text.ts';
import { forEachChild, isElement, isField, isInput, isSelect, isText, isTextArea, tagOf } from './realm.ts';
import { hidesItself } from './visible.ts';

const SKIP = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'canvas',
  'button',
  'head',
  'object',
  'embed',
  'audio',
  'video',
  'map',
  'datalist',
  'math',
]);
const INLINE = new Set([
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'kbd',
  'label',
  'mark',
  'q',
  's',
  'samp',
  'slot',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'nobr',
  'input',
  'select',
]);

const isButton = (el: Element): boolean => tagOf(el) === 'button' || el.getAttribute('role') === 'button';

/** Struck through: charted and then taken back. */
export const isStruck = (el: Element): boolean =>
  ['del', 's', 'strike'].includes(tagOf(el)) ||
  (el.ownerDocument.defaultView?.getComputedStyle(el).textDecorationLine ?? '').includes('line-through');

/** Elements whose text is never the chart's: scripts, graphics, buttons. */
export const isSkipped = (el: Element): boolean =>
  SKIP.has(tagOf(el)) || el.getAttribute('role') === 'button' || el.getAttribute('role') === 'tooltip';

/** Does the element flow in its line? Judged by tag, and by style for spans drawn as blocks and for blocks drawn inline. */
export const isInline = (el: Element): boolean => {
  const display = el.ownerDocument.defaultView?.getComputedStyle(el).display ?? '';
  if (display === 'contents' || display === '') return INLINE.has(tagOf(el)) || tagOf(el).includes('-');
  return display.startsWith('inline') && !(display !== 'inline' && !INLINE.has(tagOf(el)));
};

/** The value that a field shows; nothing for passwords, buttons, ticks. */
export const fieldValue = (el: Element): string => {
  if (isTextArea(el)) return el.value;
  if (isSelect(el))
    return el.multiple
      ? [...el.selectedOptions].map((o) => o.text).join('\n')
      : el.selectedOptions[0]?.value
        ? (el.selectedOptions[0]?.text ?? '')
        : '';
  if (
    isInput(el) &&
    [
      'text',
      'search',
      'number',
      'date',
      'datetime-local',
      'month',
      'time',
      'tel',
      'email',
      'url',
      '',
    ].includes(el.type)
  )
    return el.value;
  return '';
};

/** What an element's style says of it. */
export interface Look {
  /** Hidden, or struck through. */
  readonly gone: boolean;
  readonly inline: boolean;
}
const GONE: Look = { gone: true, inline: false };
export const lookOf = (el: Element): Look =>
  hidesItself(el) || isStruck(el) ? GONE : isInline(el) ? IN_LINE : IN_BLOCK;
const IN_LINE: Look = { gone: false, inline: true };
const IN_BLOCK: Look = { gone: false, inline: false };

interface TextOptions {
  /** Asked instead of the browser, where many elements are alike (`Alike`). */
  readonly look?: (el: HTMLElement) => Look;
  /** Values of form fields count as text. */
  readonly fields?: boolean;
  /** Words of buttons count as text (headers that are buttons). */
  readonly buttons?: boolean;
  /** The element itself is known to be drawn. */
  readonly drawn?: boolean;
  /** White space does not matter: the text is wanted in one line. */
  readonly oneLine?: boolean;
  /** Left out with all that is in it. */
  readonly without?: (el: Element) => boolean;
}

const write = (node: Node, out: string[], options: TextOptions): void => {
  if (isText(node)) {
    const pre =
      !options.oneLine &&
      node.parentElement &&
      /^(pre|break)/.test(
        node.ownerDocument.defaultView?.getComputedStyle(node.parentElement).whiteSpace ?? '',
      );
    out.push(pre ? node.data : node.data.replace(/\s+/g, ' '));
    return;
  }
  if (!isElement(node) || (isSkipped(node) && !(options.buttons && isButton(node)))) return;
  if (options.without?.(node)) return;
  const look = (options.look ?? lookOf)(node);
  if (look.gone) return;
  if (tagOf(node) === 'br') {
    out.push('\n');
    return;
  }
  if (isField(node)) {
    if (options.fields) out.push(fieldValue(node));
    return;
  }
  const tag = tagOf(node);
  const block = !look.inline;
  // Elements side by side with nothing between are drawn apart by margins.
  if (
    !block &&
    node.previousSibling &&
    isElement(node.previousSibling) &&
    node.previousSibling.localName !== 'br'
  )
    out.push(' ');
  const gap = tag === 'td' || tag === 'th' ? ' ' : '\n';
  if (block) out.push(gap);
  forEachChild(node, (child) => write(child, out, options));
  if (block) out.push(gap);
};

/** As drawn, with line breaks. */
export const shownLines = (el: Node, options: TextOptions = {}): string => {
  const out: string[] = [];
  write(el, out, options);
  return cleanLines(out.join(''));
};

/** As drawn, on one line. */
export const shownText = (el: Node, options: TextOptions = {}): string => {
  if (!options.without && isPlainCell(el))
    return isStruck(el) || (!options.drawn && hidesItself(el)) ? '' : cleanText(el.textContent ?? '');
  const out: string[] = [];
  write(el, out, { ...options, oneLine: true });
  return cleanText(out.join(''));
};

/** A table's cell, or another simple box, with text alone in it: most of a long chart. */
const isPlainCell = (el: Node): el is HTMLElement =>
  isElement(el) && el.childElementCount === 0 && PLAIN_TAGS.has(el.localName) && el.shadowRoot === null;
const PLAIN_TAGS = new Set([
  'td',
  'th',
  'li',
  'p',
  'div',
  'span',
  'b',
  'strong',
  'em',
  'small',
  'font',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'time',
]);
