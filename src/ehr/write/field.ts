/**
 * What a field is, whatever it is made of: its kind, whether it takes text, what it holds now, and whether it holds what
 * was written. Nothing here changes the page.
 */
import { isInput, isTextArea, windowOf } from '../dom/realm.ts';

export type FieldKind = 'textarea' | 'input' | 'contenteditable';

const TEXT_TYPES = ['text', 'search', ''];

export const kindOf = (el: Element): FieldKind | null => {
  if (isTextArea(el)) return 'textarea';
  if (isInput(el)) return TEXT_TYPES.includes(el.getAttribute('type')?.toLowerCase() ?? '') ? 'input' : null;
  const editable = el.getAttribute('contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return 'contenteditable';
  if (el.ownerDocument.designMode === 'on' && el === el.ownerDocument.body) return 'contenteditable';
  return el.getAttribute('role') === 'textbox' && editable === 'false' ? 'contenteditable' : null;
};

export const isReadOnly = (el: Element): boolean => {
  if (isTextArea(el) || isInput(el))
    return (
      el.readOnly || el.disabled || el.matches(':disabled') || el.getAttribute('aria-readonly') === 'true'
    );
  if (el.getAttribute('aria-readonly') === 'true' || el.getAttribute('aria-disabled') === 'true') return true;
  return el.getAttribute('contenteditable')?.toLowerCase() === 'false';
};

/** A textarea or an input: its text is its value, and the browser keeps its undo. */
export const isPlain = (el: Element): el is HTMLTextAreaElement | HTMLInputElement =>
  isTextArea(el) || isInput(el);

/** The number of UTF-16 units that the field takes, if it says so. */
export const limitOf = (el: Element): number | null =>
  isPlain(el) && el.maxLength >= 0 ? el.maxLength : null;

/** Elements that an editor draws inside itself and that are none of its text. */
const PLACEHOLDER = '[data-slate-placeholder], .ql-clipboard, .ck-widget__type-around';

/** The field's text now, with `\n` for line ends. */
export const fieldText = (el: HTMLElement): string => {
  if (isPlain(el)) return el.value.replace(/\r\n?/g, '\n');
  if (el.querySelector('[data-slate-placeholder]')) return '';
  const text = el.innerText ?? el.textContent ?? '';
  const drawn = [...el.querySelectorAll<HTMLElement>(PLACEHOLDER)].map((e) => e.innerText).filter(Boolean);
  return drawn
    .reduce((rest, words) => rest.replace(words, ''), text)
    .replace(/\u00a0/g, ' ')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/\n+$/, '');
};

/** The text as the field can hold it: one-line inputs take no line ends. */
export const fitting = (kind: FieldKind, text: string): string =>
  kind === 'input'
    ? text.trim().replace(/([.;:,])?\s*\n+\s*/g, (_, mark: string | undefined) => (mark ? `${mark} ` : '; '))
    : text;

/** Lines as an editor may show them: spaces made one, empty lines left out, a list's own mark off. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/^[-•]\s/, ''),
    )
    .filter((line) => line !== '');

/**
 * Does the field hold what was written? A plain field to the character; an editor line by line, since it makes its own
 * spaces, paragraphs and lists: no line may be missing, joined to another, changed or out of place.
 */
export const holds = (kind: FieldKind, now: string, wanted: string): boolean => {
  if (kind !== 'contenteditable') return now === wanted;
  const [has, wants] = [linesOf(now), linesOf(wanted)];
  return has.length === wants.length && has.every((line, i) => line === wants[i]);
};

/** Editors that keep a model of their own: nodes put into their DOM behind their back would be thrown out. */
const OWN_MODEL =
  '.ck-editor__editable, .ProseMirror, .ql-editor, .mce-content-body, [data-lexical-editor], [data-slate-editor], trix-editor, .cke_editable, .public-DraftEditor-content';

export const hasOwnModel = (el: Element): boolean => el.matches(OWN_MODEL);

/** The selection of the tree that the field is in: its document's or its shadow root's. */
export const selectionOf = (el: Element): Selection | null => {
  const root = el.getRootNode() as Document | (ShadowRoot & { getSelection?: () => Selection | null });
  return root.getSelection?.() ?? windowOf(el)?.getSelection() ?? null;
};

/** How far the cursor's ends are into the field's text, or null when the cursor is elsewhere. */
export const cursorIn = (el: HTMLElement): { readonly start: number; readonly end: number } | null => {
  if (isPlain(el)) {
    const root = el.getRootNode() as Document | ShadowRoot;
    if (root.activeElement !== el || el.selectionStart === null) return null;
    // Offsets are into the value, whose line ends are single here.
    return { start: el.selectionStart, end: el.selectionEnd ?? el.selectionStart };
  }
  const range = rangeIn(el);
  if (!range) return null;
  const text = fieldText(el);
  const upTo = (node: Node, offset: number): number => {
    const before = el.ownerDocument.createRange();
    before.setStart(el, 0);
    before.setEnd(node, offset);
    return offsetOf(before.toString(), text);
  };
  return {
    start: upTo(range.startContainer, range.startOffset),
    end: upTo(range.endContainer, range.endOffset),
  };
};

/** The selection's range, if all of it is inside the field. */
export const rangeIn = (el: HTMLElement): Range | null => {
  const selection = selectionOf(el);
  if (selection?.rangeCount !== 1) return null;
  const range = selection.getRangeAt(0);
  return el.contains(range.startContainer) && el.contains(range.endContainer) ? range : null;
};

const BLANK = /[\s\u200b\u2060\ufeff]/;

/** Where in `text` the words of `before` end. A range's text and the shown one differ in blanks alone, so letters are counted. */
const offsetOf = (before: string, text: string): number => {
  let left = [...before].filter((c) => !BLANK.test(c)).length;
  let at = 0;
  for (const c of text) {
    if (left === 0) break;
    if (!BLANK.test(c)) left -= 1;
    at += c.length;
  }
  // After the space behind a word is another place than before it.
  return /[ \u00a0\t]$/.test(before) && text[at] === ' ' ? at + 1 : at;
};
