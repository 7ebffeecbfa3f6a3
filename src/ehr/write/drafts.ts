/**
 * Opening a chart's tabs may make an EHR throw a half-filled form away when its tab is left. What the physician had typed
 * before is put back afterwards, into the same fields, if the page lost it.
 */
import { patientKey } from '../patient.ts';
import type { Adapter } from '../types.ts';
import { fieldText, holds, isReadOnly, kindOf } from './field.ts';
import { targetsNow } from './targets.ts';
import { writeNow } from './writing.ts';

interface Draft {
  readonly id: string;
  readonly el: HTMLElement;
  readonly text: string;
}

export interface Drafts {
  readonly patient: string;
  readonly fields: readonly Draft[];
}

const patientOf = (doc: Document, adapter: Adapter | null): string =>
  patientKey(doc, adapter === null ? [] : [adapter]);

/** The texts in the fields that are shown now. Memory only. */
export const keepDrafts = (doc: Document, adapter: Adapter | null): Drafts => {
  const fields = targetsNow(doc, adapter)
    .filter(({ el }) => !isReadOnly(el))
    .map(({ el, info }) => ({ id: info.id, el, text: fieldText(el) }))
    .filter(({ text }) => text.trim() !== '');
  // Whose they are is asked of a long page only where there is something to put back.
  return { patient: fields.length === 0 ? '' : patientOf(doc, adapter), fields };
};

/** Puts back what the page no longer shows in those fields, for the same patient alone, and the focus where it was. */
export const restoreDrafts = async (
  doc: Document,
  adapter: Adapter | null,
  { patient, fields }: Drafts,
): Promise<void> => {
  const lost = fields.filter(({ el }) => !el.isConnected);
  if (lost.length === 0) return;
  const focused = doc.activeElement;
  const now = new Map(targetsNow(doc, adapter).map(({ el, info }) => [info.id, el]));
  for (const { id, text } of lost) {
    const el = now.get(id);
    const kind = el && kindOf(el);
    const allowed = (): boolean => patientOf(doc, adapter) === patient;
    if (el && kind && !isReadOnly(el) && !holds(kind, fieldText(el), text))
      await writeNow(el, kind, text, 'replace', { allowed });
  }
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
};
