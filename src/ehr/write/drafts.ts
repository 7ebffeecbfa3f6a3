/**
 * Reading opens the chart's tabs, and an EHR may throw a half-filled form away when its tab is left. What the physician had
 * typed before the reading is put back after it, into the same fields, if the page lost it.
 */
import type { Adapter } from '../types.ts';
import { fieldText, holds, isReadOnly, kindOf, setFieldText } from './field.ts';
import { targetsNow } from './targets.ts';

interface Draft {
  readonly id: string;
  readonly el: HTMLElement;
  readonly text: string;
}

export type Drafts = readonly Draft[];

/** The texts in the fields that are shown now. Memory only. */
export const keepDrafts = (doc: Document, adapter: Adapter | null): Drafts =>
  targetsNow(doc, adapter)
    .filter(({ el }) => !isReadOnly(el))
    .map(({ el, info }) => ({ id: info.id, el, text: fieldText(el) }))
    .filter(({ text }) => text.trim() !== '');

/** Puts back what the page no longer shows in those fields, and the focus where it was. */
export const restoreDrafts = (doc: Document, adapter: Adapter | null, drafts: Drafts): void => {
  const lost = drafts.filter(({ el }) => !el.isConnected);
  if (lost.length === 0) return;
  const focused = doc.activeElement;
  const now = new Map(targetsNow(doc, adapter).map(({ el, info }) => [info.id, el]));
  for (const { id, text } of lost) {
    const el = now.get(id);
    const kind = el && kindOf(el);
    if (el && kind && !isReadOnly(el) && !holds(kind, fieldText(el), text)) setFieldText(el, text);
  }
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
};
