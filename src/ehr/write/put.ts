/**
 * Putting text into a field as a person would: focus, select, then paste or type. An editor with a model of its own (CKEditor,
 * ProseMirror, TinyMCE, Quill, Lexical, …) takes a `paste` event into that model, its undo included; what takes no paste is
 * typed into by `execCommand`, which fires `beforeinput` and `input` and fills the browser's undo; a plain field that refuses
 * even that gets its value by the native setter. No key is sent, no HTML is made (docs/adr/0004-writing-without-page-code.md).
 */
import { windowOf } from '../dom/realm.ts';
import { twoFrames } from '../dom/wait.ts';
import { fieldText, isPlain, selectionOf } from './field.ts';

/** Where in the field: everything, after the last word, or these cursor ends (as the page had them before the focus). */
export type Place = 'all' | 'end' | Range | { readonly start: number; readonly end: number };

const isRange = (place: Place): place is Range => typeof place === 'object' && 'startContainer' in place;

/** The element that the keyboard goes to, inside the field's own tree. */
const hasFocus = (el: HTMLElement): boolean => {
  const active = (el.getRootNode() as Document | ShadowRoot).activeElement;
  return active !== null && (active === el || el.contains(active));
};

/** Focus without scrolling or clicking; the page's own focus handlers run, as when a person tabs into it. */
const focusField = (el: HTMLElement): void => {
  if (hasFocus(el) && el.ownerDocument.hasFocus()) return;
  windowOf(el)?.focus();
  el.focus({ preventScroll: true });
};

const select = (el: HTMLElement, place: Place): void => {
  if (isPlain(el)) {
    const length = el.value.length;
    if (place === 'all') el.setSelectionRange(0, length);
    else if (place === 'end') el.setSelectionRange(length, length);
    else if (!isRange(place)) el.setSelectionRange(place.start, place.end);
    return;
  }
  const selection = selectionOf(el);
  if (!selection) return;
  if (isRange(place)) {
    const { startContainer, startOffset, endContainer, endOffset } = place;
    selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    return;
  }
  const last = lastPlace(el);
  if (place === 'all') selection.setBaseAndExtent(el, 0, el, el.childNodes.length);
  else selection.setBaseAndExtent(last.node, last.offset, last.node, last.offset);
};

/** After the last character that can be typed after: inside the last block, not behind it. */
const lastPlace = (el: HTMLElement): { readonly node: Node; readonly offset: number } => {
  let node: Node = el;
  while (node.lastChild) {
    const last: Node = node.lastChild;
    if (last.nodeType === 1 && (last as Element).localName === 'br') {
      return { node, offset: node.childNodes.length - 1 };
    }
    if (last.nodeType === 1 && (last as HTMLElement).getAttribute('contenteditable') === 'false') break;
    node = last;
  }
  return { node, offset: node.nodeType === 3 ? (node.textContent ?? '').length : node.childNodes.length };
};

/** Is the keyboard still in this field? A page may move the focus when it is given, and text must not follow it elsewhere. */
const isHeld = (el: HTMLElement): boolean => {
  if (!el.isConnected || !hasFocus(el)) return false;
  if (isPlain(el)) return true;
  const selection = selectionOf(el);
  return (
    selection?.anchorNode != null && el.contains(selection.anchorNode) && el.contains(selection.focusNode)
  );
};

const command = (doc: Document, name: string, value?: string): boolean => {
  try {
    return doc.execCommand(name, false, value);
  } catch {
    return false;
  }
};

/** The native setter, past whatever a framework put over it, and the events that it waits for. */
const setNatively = (el: HTMLTextAreaElement | HTMLInputElement, value: string): void => {
  const view = windowOf(el);
  if (!view) return;
  const proto =
    el.localName === 'textarea' ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(el, value);
  el.dispatchEvent(
    new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: value }),
  );
  // Nobody typed, so leaving the field will not fire it.
  el.dispatchEvent(new view.Event('change', { bubbles: true }));
};

/** What a way of writing needs of its caller: whether it may still write, asked again before every touch of the page. */
export interface Leave {
  readonly allowed: () => boolean;
}

/** Puts text into a textarea or an input, at once. `wanted`: the whole value that this must give. */
export const putPlain = (
  el: HTMLTextAreaElement | HTMLInputElement,
  text: string,
  place: Place,
  wanted: string,
  { allowed }: Leave,
): void => {
  focusField(el);
  if (!allowed()) return;
  if (isHeld(el)) {
    select(el, place);
    if (text !== '') command(el.ownerDocument, 'insertText', text);
    else if (el.selectionStart !== el.selectionEnd) command(el.ownerDocument, 'delete');
  }
  if (fieldText(el) !== wanted && allowed()) setNatively(el, wanted);
};

export interface Clip {
  readonly text: string;
  /** The editor's own HTML from before, for putting it back; never made of a chart's or a document's text. */
  readonly html?: string;
}

/** Offers a paste to whoever listens on the page. True: somebody took it. */
const offerPaste = (el: HTMLElement, { text, html }: Clip): boolean => {
  const view = windowOf(el);
  if (!view) return false;
  const clipboardData = new view.DataTransfer();
  clipboardData.setData('text/plain', text);
  if (html !== undefined) clipboardData.setData('text/html', html);
  const init = { clipboardData, bubbles: true, cancelable: true, composed: true };
  return !el.dispatchEvent(new view.ClipboardEvent('paste', init));
};

export type EditorWay = 'paste' | 'type';

/** Draws its own DOM anew only where its model changed: what is typed behind its back stays on screen and is never saved. */
const SLATE = '[data-slate-editor]';
/** Slate takes a new selection over at most every 100 ms. */
const SLATE_MS = 130;

/** Ask the document where the cursor is, which does not say in a shadow root: a paste lands elsewhere, typing does not. */
const BLIND_IN_SHADOW = '.ql-editor, trix-editor';
const inShadow = (el: Element): boolean => el.getRootNode().nodeType === 11;

/** The ways into an editor, the likelier first. */
export const waysInto = (el: Element): readonly EditorWay[] => {
  if (el.matches(SLATE)) return ['paste', 'paste'];
  return inShadow(el) && el.matches(BLIND_IN_SHADOW) ? ['type', 'paste'] : ['paste', 'type'];
};

const SELECTION_MS = 1500;

/** Moves the cursor and waits until the editor has heard of it: the browser says so in an event of its own, later. */
const moveCursor = async (el: HTMLElement, move: () => void): Promise<void> => {
  const doc = el.ownerDocument;
  const where = (): unknown[] => {
    const s = selectionOf(el);
    return [s?.anchorNode, s?.anchorOffset, s?.focusNode, s?.focusOffset];
  };
  const before = where();
  const heard = new Promise<void>((resolve) => {
    doc.addEventListener('selectionchange', () => resolve(), { once: true });
    setTimeout(resolve, SELECTION_MS);
  });
  move();
  if (where().some((part, i) => part !== before[i])) await heard;
  await twoFrames(doc);
  if (el.matches(SLATE)) await new Promise((resolve) => setTimeout(resolve, SLATE_MS));
};

/**
 * Puts text into an editor one way; its caller reads back. False: the field could not be held, or nobody took what was offered.
 */
export const putInEditor = async (
  el: HTMLElement,
  clip: Clip,
  place: Place,
  way: EditorWay,
  { allowed }: Leave,
): Promise<boolean> => {
  const doc = el.ownerDocument;
  // An editor that is given the focus first puts its own cursor somewhere.
  await moveCursor(el, () => focusField(el));
  if (!allowed() || !el.isConnected) return false;
  await moveCursor(el, () => {
    focusField(el);
    select(el, place);
  });
  if (!allowed() || !isHeld(el)) return false;
  if (way === 'paste') return offerPaste(el, clip);
  if (clip.text !== '') return command(doc, 'insertText', clip.text);
  return command(doc, 'delete');
};
