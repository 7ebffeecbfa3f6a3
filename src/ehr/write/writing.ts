/**
 * One text into one field: what the field must hold afterwards, the ways tried in turn until it holds that, and the way
 * back to what it held before.
 */
import type { InsertMode } from '../../shared/messages.ts';
import { windowOf } from '../dom/realm.ts';
import { twoFrames } from '../dom/wait.ts';
import { cursorIn, type FieldKind, fieldText, hasOwnModel, holds, isPlain, rangeIn } from './field.ts';
import { type Clip, type Leave, type Place, putInEditor, putPlain, waysInto } from './put.ts';

/** What a field held before it was written to. Memory only: `nodes` are copies, never HTML of ours. */
export interface Before {
  readonly text: string;
  readonly nodes: readonly Node[] | null;
  readonly html: string | null;
}

export const rememberField = (el: HTMLElement): Before => ({
  text: fieldText(el),
  nodes: isPlain(el) ? null : [...el.childNodes].map((n) => n.cloneNode(true)),
  html: isPlain(el) ? null : el.innerHTML,
});

interface Plan {
  readonly place: Place;
  /** What goes in at the place. */
  readonly text: string;
  /** The whole text afterwards. */
  readonly wanted: string;
}

/** Appended text begins a line of its own. Without a cursor in the field, text for the cursor is appended. */
export const planOf = (el: HTMLElement, text: string, mode: InsertMode): Plan => {
  const now = fieldText(el);
  if (mode === 'replace' || now.trim() === '') return { place: 'all', text, wanted: text };
  const cursor = mode === 'cursor' ? cursorIn(el) : null;
  if (cursor) {
    const place = rangeIn(el)?.cloneRange();
    const wanted = now.slice(0, cursor.start) + text + now.slice(cursor.end);
    return { place: isPlain(el) ? cursor : (place ?? 'end'), text, wanted };
  }
  const added = now.endsWith('\n') ? text : `\n${text}`;
  return { place: 'end', text: added, wanted: now + added };
};

const READ_BACK_MS = 1000;

/** Reads back until the field holds the text, a few frames long: editors draw what they took in a later frame. */
const comesToHold = async (el: HTMLElement, kind: FieldKind, wanted: string): Promise<boolean> => {
  const start = performance.now();
  do {
    await twoFrames(el.ownerDocument);
    if (!el.isConnected) return false;
    if (holds(kind, fieldText(el), wanted)) return true;
  } while (performance.now() - start < READ_BACK_MS);
  return false;
};

const stillThere = ({ place }: Plan, el: HTMLElement): boolean =>
  typeof place !== 'object' || !('startContainer' in place) || el.contains(place.startContainer);

const RETRIES = 2;

/**
 * Writes and reads back; a field that does not hold the text is put back and written once more, another way where there is
 * one. False: it does not keep it (what it held is put back), or `allowed` said no.
 */
export const writePlanned = async (
  el: HTMLElement,
  kind: FieldKind,
  plan: Plan,
  before: Before,
  leave: Leave,
): Promise<boolean> => {
  for (let i = 0; i < RETRIES; i++) {
    if (!leave.allowed() || !el.isConnected || !stillThere(plan, el)) return false;
    if (isPlain(el)) putPlain(el, plan.text, plan.place, plan.wanted, leave);
    else await putInEditor(el, { text: plan.text }, plan.place, waysInto(el)[i] ?? 'type', leave);
    if (await comesToHold(el, kind, plan.wanted)) return true;
    if (el.isConnected && leave.allowed() && fieldText(el) !== before.text)
      await putBack(el, kind, before, leave);
  }
  return false;
};

/** Without a plan of the caller's: for what was there before. */
export const writeNow = (
  el: HTMLElement,
  kind: FieldKind,
  text: string,
  mode: InsertMode,
  leave: Leave,
): Promise<boolean> => writePlanned(el, kind, planOf(el, text, mode), rememberField(el), leave);

/** Ctrl+Z to the editor alone, whose own history puts tables and pictures back as no text could. No other key is ever sent. */
const askEditorToUndo = (el: HTMLElement): void => {
  const view = windowOf(el);
  if (!view) return;
  const mac = /mac/i.test(view.navigator.platform);
  const init = { key: 'z', code: 'KeyZ', keyCode: 90, bubbles: true, cancelable: true, composed: true };
  el.dispatchEvent(new view.KeyboardEvent('keydown', { ...init, ctrlKey: !mac, metaKey: mac }));
};

const sameNodes = (el: HTMLElement, { nodes }: Before): boolean =>
  nodes !== null &&
  nodes.length === el.childNodes.length &&
  nodes.every((node, i) => node.isEqualNode(el.childNodes[i] ?? null));

/**
 * Puts back what the field held: by the history of the editor or the browser first, then as a paste of its own former
 * content, then as nodes or text. True: it holds the same lines again.
 */
export const putBack = async (
  el: HTMLElement,
  kind: FieldKind,
  before: Before,
  leave: Leave,
): Promise<boolean> => {
  const back = (): Promise<boolean> => comesToHold(el, kind, before.text);
  if (holds(kind, fieldText(el), before.text) && (isPlain(el) || sameNodes(el, before))) return true;
  if (!leave.allowed()) return false;
  if (isPlain(el)) {
    putPlain(el, before.text, 'all', before.text, leave);
    return back();
  }
  if (hasOwnModel(el)) askEditorToUndo(el);
  else el.ownerDocument.execCommand('undo');
  if ((await back()) || !leave.allowed()) return holds(kind, fieldText(el), before.text);
  const clip: Clip = before.html === null ? { text: before.text } : { text: before.text, html: before.html };
  const empty = before.text === '';
  if (hasOwnModel(el) && !empty && (await putInEditor(el, clip, 'all', 'paste', leave)) && (await back()))
    return true;
  await putInEditor(el, { text: before.text }, 'all', 'type', leave);
  const typed = await back();
  if (hasOwnModel(el) || before.nodes === null || !leave.allowed() || sameNodes(el, before)) return typed;
  // Bold words, lists and the like come back as they were, not as plain text.
  el.replaceChildren(...before.nodes.map((node) => node.cloneNode(true)));
  const view = windowOf(el);
  if (view) el.dispatchEvent(new view.InputEvent('input', { bubbles: true, composed: true }));
  return back();
};
