/**
 * One way to hold a field, whatever it is: its text, its state, putting text in. Text goes in through `execCommand`, as if
 * typed, so that the browser's own undo works and frameworks see it; where the browser refuses, through the native setter
 * and the events that frameworks listen to. No key is ever sent, so nothing is submitted.
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

/** The field's text now, with `\n` for line ends. */
export const fieldText = (el: HTMLElement): string => {
  if (isTextArea(el) || isInput(el)) return el.value.replace(/\r\n?/g, '\n');
  const text = el.innerText ?? el.textContent ?? '';
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/\u200b|\ufeff/g, '')
    .replace(/\n+$/, '');
};

/** The text as the field can hold it: one-line inputs take no line ends. */
export const fitting = (kind: FieldKind, text: string): string =>
  kind === 'input'
    ? text.trim().replace(/([.;:,])?\s*\n+\s*/g, (_, mark: string | undefined) => (mark ? `${mark} ` : '; '))
    : text;

/** White space aside, does the field hold what was written? Editors make their own line ends and spaces. */
export const holds = (kind: FieldKind, now: string, wanted: string): boolean =>
  kind === 'contenteditable'
    ? now.replace(/\s+/g, ' ').trim() === wanted.replace(/\s+/g, ' ').trim()
    : now === wanted;

const command = (doc: Document, name: string, value?: string): boolean => {
  try {
    return doc.execCommand(name, false, value);
  } catch {
    return false;
  }
};

/** Focus without scrolling or clicking; the page's own focus handlers run, as when a person tabs into it. */
export const focusField = (el: HTMLElement): void => {
  windowOf(el)?.focus();
  el.focus({ preventScroll: true });
};

const selectAll = (el: HTMLElement): void => {
  if (isTextArea(el) || isInput(el)) {
    el.setSelectionRange(0, el.value.length);
    return;
  }
  const selection = windowOf(el)?.getSelection();
  const range = el.ownerDocument.createRange();
  range.selectNodeContents(el);
  selection?.removeAllRanges();
  selection?.addRange(range);
};

const collapseToEnd = (el: HTMLElement): void => {
  if (isTextArea(el) || isInput(el)) {
    el.setSelectionRange(el.value.length, el.value.length);
    return;
  }
  selectAll(el);
  windowOf(el)?.getSelection()?.collapseToEnd();
};

/** The native setter, past whatever a framework put over it, and the events that it waits for. */
const setNatively = (el: HTMLTextAreaElement | HTMLInputElement, value: string): void => {
  const view = windowOf(el);
  if (!view) return;
  const proto = isTextArea(el) ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(el, value);
  el.dispatchEvent(
    new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: value }),
  );
};

const changed = (el: HTMLElement): void => {
  const view = windowOf(el);
  if (view) el.dispatchEvent(new view.Event('change', { bubbles: true }));
};

/** Types the lines at the selection of an editor, each end of line as the editor makes it. */
const typeLines = (el: HTMLElement, text: string): void => {
  const doc = el.ownerDocument;
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    if (i > 0 && !command(doc, 'insertParagraph')) command(doc, 'insertLineBreak');
    if (line !== '') command(doc, 'insertText', line);
  });
};

/** Gives the field this whole text in one go. The focus stays in the field. */
export const setFieldText = (el: HTMLElement, text: string): void => {
  focusField(el);
  selectAll(el);
  const doc = el.ownerDocument;
  if (isTextArea(el) || isInput(el)) {
    const typed = text === '' ? command(doc, 'delete') : command(doc, 'insertText', text);
    if (!typed || fieldText(el) !== text) setNatively(el, text);
    changed(el);
    return;
  }
  if (fieldText(el) !== '' || el.childElementCount > 0) command(doc, 'delete');
  typeLines(el, text);
  changed(el);
};

/** Adds text at the end or where the cursor was. */
export const addFieldText = (el: HTMLElement, text: string, where: 'append' | 'cursor'): void => {
  if (isTextArea(el) || isInput(el)) {
    const [start, end] =
      where === 'cursor'
        ? [el.selectionStart ?? el.value.length, el.selectionEnd ?? el.value.length]
        : [el.value.length, el.value.length];
    const wanted = el.value.slice(0, start) + text + el.value.slice(end);
    focusField(el);
    el.setSelectionRange(start, end);
    if (!command(el.ownerDocument, 'insertText', text) || el.value !== wanted) setNatively(el, wanted);
    changed(el);
    return;
  }
  const selection = windowOf(el)?.getSelection();
  const inside = where === 'cursor' && selection?.rangeCount === 1 && el.contains(selection.anchorNode);
  const range = inside ? selection?.getRangeAt(0).cloneRange() : undefined;
  focusField(el);
  if (range && selection) {
    selection.removeAllRanges();
    selection.addRange(range);
  } else collapseToEnd(el);
  typeLines(el, text);
  changed(el);
};
