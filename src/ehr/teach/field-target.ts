/** The field that takes the text back, as an adapter names it. */
import type { WriteTarget } from '../types.ts';
import { labelOf } from '../write/label.ts';
import { targetsNow } from '../write/targets.ts';
import { anchorOf } from './anchor.ts';
import type { Teaching } from './example.ts';
import type { ThingId } from './things.ts';

/** The field for the whole text, where the page shows one now. */
export const fieldTargets = (doc: Document, teaching: Teaching): WriteTarget[] => {
  const best = targetsNow(doc, null).find((t) => t.info.preferred && !t.info.readOnly);
  return best ? [fieldTarget(best.el, teaching)] : [];
};

export const fieldTarget = (el: HTMLElement, teaching: Teaching): WriteTarget => {
  const label = labelOf(el);
  return {
    id: 'texto',
    label: label === '' || teaching.words.in(label) ? 'Epicrisis' : label.slice(0, 200),
    selector: anchorOf(el, teaching.words),
    preferred: true,
    ...(teaching.tab === undefined ? {} : { tab: teaching.tab }),
  };
};

const EDITABLE =
  'textarea:not([readonly]):not([disabled]), [contenteditable=""], [contenteditable="true"], [role="textbox"]';

/** The field that an example means, if it means one. */
export const fieldAt = (el: HTMLElement, wanted: ThingId | undefined): HTMLElement | null => {
  if (wanted !== undefined && wanted !== 'field') return null;
  const field =
    el.closest<HTMLElement>(wanted === 'field' ? `${EDITABLE}, input` : EDITABLE) ??
    (el.ownerDocument.designMode === 'on' ? el.ownerDocument.body : null);
  if (field) return field;
  return wanted === 'field' ? (el.querySelector<HTMLElement>(`${EDITABLE}, input`) ?? null) : null;
};
