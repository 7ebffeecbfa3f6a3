/**
 * Fields that the page shows only after a button was pressed («Nueva nota»): an adapter's `open` names the button. It is
 * pressed at insertion alone, and only where pressing can neither send a form nor leave the page.
 */
import { cleanText } from '../../record/text.ts';
import { deepAll } from '../dom/query.ts';
import { composedParent } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import { settled } from '../dom/wait.ts';
import type { WriteTarget } from '../types.ts';
import { kindOf } from './field.ts';

const OPEN_MS = 10_000;
/** Links that old pages write where a button was meant. */
const LEADS_NOWHERE = /^\s*javascript:\s*(void\s*\(?\s*0?\s*\)?)?\s*;?\s*$/i;

const staysHere = (link: Element): boolean => {
  if (link.hasAttribute('download') || !/^(_self)?$/i.test(link.getAttribute('target') ?? '')) return false;
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#') || LEADS_NOWHERE.test(href)) return true;
  const [page] = link.ownerDocument.URL.split('#', 1);
  return href.includes('#') && (link as HTMLAnchorElement).href.split('#', 1)[0] === page;
};

/** Only `type="button"` where there is a form; never what says that it submits. */
const sendsNothing = (control: Element): boolean => {
  const type = control.getAttribute('type')?.toLowerCase() ?? '';
  if (control.localName === 'input') return type === 'button';
  if (type === 'button') return true;
  return type === '' && (control as HTMLButtonElement).form === null;
};

/**
 * May it be pressed to show a field? A click acts on the element and what is around it, so all of that is looked at: no
 * control that submits, no link elsewhere, no label of another control, nothing disabled or hidden.
 */
export const isSafeOpener = (el: Element): boolean => {
  if (!isVisible(el)) return false;
  for (let at: Element | null = el; at; at = composedParent(at)) {
    if (at.matches('iframe, frame')) break;
    if (at.matches(':disabled, [aria-disabled="true"], label')) return false;
    if (at.matches('button, input') && !sendsNothing(at)) return false;
    if (at.matches('a[href], area[href]') && !staysHere(at)) return false;
    if (at !== el && at.matches('form, dialog, main, body')) break;
  }
  return true;
};

/** The button on screen that shows this target's field. */
export const openerOf = (doc: Document, { open }: WriteTarget): HTMLElement | null =>
  open === undefined ? null : (deepAll(doc, open).find(isSafeOpener) ?? null);

/** What the physician calls the button. */
export const openerWords = (el: Element, { label }: WriteTarget): string =>
  cleanText(
    shownText(el, { buttons: true }) || el.getAttribute('aria-label') || el.getAttribute('title') || label,
  ).slice(0, 200);

/** Presses the button and waits for the field. False: there is no such button, or no field came. */
export const openField = async (
  doc: Document,
  target: WriteTarget,
  signal?: AbortSignal,
): Promise<{ readonly words: string } | null> => {
  const button = openerOf(doc, target);
  if (!button) return null;
  const words = openerWords(button, target);
  button.click();
  const ready = (): boolean =>
    deepAll(doc, target.selector).some((el) => kindOf(el) !== null && isVisible(el));
  return (await settled(doc, { signal, ready, maxMs: OPEN_MS })) ? { words } : null;
};
