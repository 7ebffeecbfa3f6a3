/** What a person calls a field, and what that says it is for: its label, or the heading above. */
import { cleanText } from '../../record/text.ts';
import type { TargetInfo } from '../../shared/messages.ts';
import { composedParent, isElement, isField, isTextArea } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { announced, settledMoment } from '../generic/words.ts';

const referred = (el: Element, attribute: string): string => {
  const root = el.getRootNode() as Document | ShadowRoot;
  const ids = (el.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean);
  return ids
    .map((id) => root.getElementById?.(id))
    .filter(isElement)
    .map((l) => shownText(l))
    .join(' ');
};

const NO_LABEL =
  '[role="toolbar"], [role="menubar"], [role="application"], nav, script, style, button, input, textarea, select, iframe, .ck, .cke, .tox-tinymce, .note-editor, .jodit-container, .ql-toolbar, .ql-container, .ProseMirror-menubar, trix-toolbar';

/** Words shown before the field, or before one of the boxes around it; an editor has some more of those. */
const labelBefore = (el: Element, boxes = 5): string => {
  for (let at: Element | null = el, up = 0; at && up < boxes; at = composedParent(at), up++) {
    for (
      let before = at.previousElementSibling, n = 0;
      before && n < 3;
      before = before.previousElementSibling, n++
    ) {
      if (before.matches(NO_LABEL)) continue;
      const words = shownText(before);
      if (words !== '' && words.length < 120) return words;
    }
    const legend = at.localName === 'fieldset' ? at.querySelector('legend') : null;
    if (legend) return shownText(legend);
  }
  return '';
};

/** What editors call themselves, in place of the field's name. */
const EDITOR_NAME =
  /rich ?text|texto enriquecido|editor de texto|editing area|area de (texto|edicion|contenido)|\beditor\b|press alt|pulse alt|presione alt/;

const named = (words: string | null | undefined): string =>
  words && !EDITOR_NAME.test(plain(words)) ? words : '';

const labelsOf = (el: Element): string =>
  [...((el as HTMLInputElement).labels ?? [])].map((l) => shownText(l)).join(' ');

/** An editor stands beside the hidden field that it was made from, which keeps the label. */
const sourceLabel = (el: Element): string => {
  for (let at: Element | null = el, up = 0; at && up < 10; at = composedParent(at), up++) {
    for (const beside of [at.previousElementSibling, at.nextElementSibling]) {
      if (!beside || !isTextArea(beside) || isVisible(beside)) continue;
      const words =
        referred(beside, 'aria-labelledby') || labelsOf(beside) || beside.getAttribute('aria-label');
      if (words) return words;
    }
  }
  return '';
};

/** What a person calls the field. */
export const labelOf = (el: HTMLElement): string => {
  const rich = !isField(el);
  const frame = el.ownerDocument.defaultView?.frameElement;
  const own =
    named(referred(el, 'aria-labelledby')) ||
    labelsOf(el) ||
    named(el.getAttribute('aria-label')) ||
    named(el.getAttribute('title')) ||
    (rich ? sourceLabel(el) : '') ||
    (el === el.ownerDocument.body && frame
      ? named(frame.getAttribute('title')) || labelBefore(frame, 8)
      : labelBefore(el)) ||
    el.getAttribute('placeholder') ||
    el.getAttribute('data-placeholder') ||
    el.getAttribute('name') ||
    el.id ||
    el.getAttribute('aria-label') ||
    frame?.getAttribute('title');
  return cleanText(own ?? '')
    .replace(/\s*[:*]+$/, '')
    .slice(0, 200);
};

const HEADING = 'h1, h2, h3, h4, h5, h6, legend, [role="heading"]';
/** A heading with what is drawn around it, and not a whole section with a heading of its own. */
const HEADING_BAR = 150;

const headingIn = (el: Element): Element | null => {
  if (el.matches(HEADING)) return el;
  return (el.textContent ?? '').length <= HEADING_BAR ? el.querySelector(HEADING) : null;
};

/** The heading that the field stands under, near enough to be about it. */
const headingAbove = (el: HTMLElement): string => {
  for (let at: HTMLElement | null = el, up = 0; at && up < 8; at = composedParent(at), up++) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const heading = headingIn(before);
      if (heading && isVisible(heading)) return shownText(heading);
    }
  }
  return '';
};

const CERTAIN = 0.9;

/** What the field's label announces; what the label leaves open («Indicaciones», «Principal») the heading above settles. */
export const aboutOf = (el: HTMLElement, label: string): TargetInfo['about'] => {
  const heading = headingAbove(el);
  const around = announced(heading, true);
  const own = announced(label, true);
  const said = own?.kind ? own : around;
  if (!said?.kind || said.kind === 'none') return undefined;
  const words = own?.kind ? label : heading;
  const { moment, sure } = settledMoment(
    said.kind,
    said.moment ?? own?.moment ?? null,
    around?.moment ?? null,
    words,
  );
  // A whole form's heading («Tratamiento y evolución») says nothing of a field that has a name of its own.
  if (!own && label !== '' && plain(label) !== plain(heading) && !GENERAL.test(plain(label)))
    return undefined;
  return sure >= CERTAIN || /\b(tratamiento|tto|terapia)/.test(plain(words))
    ? { kind: said.kind, moment }
    : undefined;
};
/** Labels that name no section by themselves. */
const GENERAL =
  /^(principal(es)?|secundari[oa]s?|otr[oa]s|detalle|texto|descripcion|comentarios?|observaciones|especifique)$/;
