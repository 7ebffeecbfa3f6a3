/** Signs by which layout tells what an element is: aside, toggle, editor, bold, upper case; and small readings of inline nodes. */
import { composedChildren, frameDocument, isElement, tagOf } from '../dom/realm.ts';
import { isInline } from '../dom/shown-text.ts';
import type { Place } from './place.ts';

export interface Frame {
  readonly level: number;
  readonly place: Place;
  readonly upper: boolean;
  /** Its heading stood in a numbered line with its value: the next number ends it. */
  readonly numbered?: boolean;
  /** Tag and class of its heading's box. */
  readonly mark?: string | undefined;
}

export const ASIDE =
  'nav, menu, [role="navigation"], [role="menu"], [role="menubar"], [role="toolbar"], [role="tablist"], [role="search"], [role="alertdialog"], [role="tooltip"], [role="listbox"]';
export const ASIDE_CLASS =
  /(^|[-_])(breadcrumbs?|navbar|sidebar|sidenav|sidemenu|mainmenu|pagination|pager|toolbar|toasts?|tooltip|dropdown-menu|context-menu|footer|migas)([-_]|$)/i;
export const TITLE_CLASS =
  /(^|[-_])(title|titulo|tit|heading|encabezado|cabecera|subtitulo|subtitle|card-header|panel-header|section-header|seccion|legend)([-_]|$)|[a-z](?:[Tt]itle|[Tt]itulo|Heading)(?:[-_]|$)/i;
export const BLOCKISH =
  'div, p, table, ul, ol, dl, h1, h2, h3, h4, h5, h6, input, textarea, select, label, pre, section, article, fieldset, iframe';
export const HEADING_TAGS = /^(h[1-6]|legend|caption|summary)$/;
export const RUN = /\d{1,2}\.\d{3}\.\d{3}-[\dkK]|\b\d{7,8}-[\dkK]\b/g;
export const PSEUDO = 7;

/** Two different RUNs at least: more than one patient. */
export const holdsSeveralRuns = (text: string): boolean => {
  let one: string | undefined;
  for (const [run] of text.matchAll(RUN)) {
    one ??= run;
    if (run !== one) return true;
  }
  return false;
};

export const isAside = (el: Element): boolean =>
  el.matches(ASIDE) ||
  [...el.classList].some((c) => ASIDE_CLASS.test(c)) ||
  (tagOf(el) === 'footer' && !el.closest('article, blockquote, li'));
export const isToggle = (el: Element): boolean =>
  el.hasAttribute('aria-expanded') ||
  el.hasAttribute('aria-controls') ||
  /accordion|collaps|toggle/i.test(el.className?.toString() ?? '') ||
  /collapse|accordion/.test(`${el.getAttribute('data-toggle')}${el.getAttribute('data-bs-toggle')}`);
export const isUpper = (text: string): boolean => /\p{Lu}{3}/u.test(text) && text === text.toUpperCase();
export const holdsOther = (el: Element): boolean =>
  el.shadowRoot !== null || el.querySelector(BLOCKISH) !== null || (el.localName === 'slot' && isFilled(el));
/** Is what a slot shows more than words in a line? */
const isFilled = (slot: Element): boolean =>
  composedChildren(slot).some((n) => isElement(n) && (!isInline(n) || n.matches(BLOCKISH) || holdsOther(n)));
export const isEditor = (el: Element): boolean => {
  const editable = el.getAttribute('contenteditable');
  return (
    (editable !== null && editable !== 'false') ||
    frameDocument(el)?.designMode === 'on' ||
    ['true', ''].includes(frameDocument(el)?.body?.getAttribute('contenteditable') ?? 'no')
  );
};
export const bold = (el: Element): boolean =>
  ['b', 'strong', 'u', 'dt', 'th'].includes(tagOf(el)) ||
  Number(el.ownerDocument.defaultView?.getComputedStyle(el).fontWeight) >= 600;

/** What boxes of one sort have in common; undefined where nothing tells them from others. */
export const markOf = (el: Element): string | undefined =>
  el.classList.length === 0 ? undefined : `${tagOf(el)}.${el.className}`;

/**
 * Is this box drawn as the heading of the section that it stands after, and is that no look of texts in general? It heads the
 * next section then, whatever its words.
 */
export const isHeadingAlike = (el: Element, stack: readonly Frame[]): Frame | undefined => {
  const mark = markOf(el);
  const frame = mark === undefined ? undefined : stack.find((f) => f.mark === mark);
  const next = el.nextElementSibling;
  const before = el.previousElementSibling;
  if (!frame || !next || !before || markOf(next) === mark || markOf(before) === mark) return undefined;
  if (el.childElementCount > 3) return undefined;
  const text = (el.textContent ?? '').trim();
  return text !== '' && text.length <= 60 && !/[.;:,]$|^\d/.test(text) ? frame : undefined;
};

/** Data about the person that «Antecedentes» sometimes heads, and that are nobody's history. */
export const OTHER_DATA =
  /^(prevision|isapre|direccion|domicilio|comuna|ciudad|region|telefonos?|celular|correo|email|nacionalidad|estado civil|ocupacion|profesion|escolaridad|religion|pueblo( originario)?|contacto.*|acompanante|responsable|parentesco|seguro|convenio|ley.*|tramo|nombre.*|apellidos?|n .*)$/;

/** How a heading is drawn, for telling a page's own headings from those that someone typed into a note. */
export const lookOf = (el: HTMLElement, box: HTMLElement, text: string): string =>
  [box, el].map((e) => `${tagOf(e)}.${e.className}`).join('/') +
  (bold(el) ? '!' : '') +
  (isUpper(text) ? '^' : '');

export const style = (node: Text): string =>
  node.parentElement?.ownerDocument.defaultView?.getComputedStyle(node.parentElement).whiteSpace ?? '';
export const adjacent = (el: Node): string =>
  el.previousSibling && isElement(el.previousSibling) ? ' ' : '';
export const shownish = (el: Element): boolean => (el.textContent ?? '').trim() !== '';

export const splitAtBreaks = (nodes: readonly Node[]): Node[][] => {
  const lines: Node[][] = [[]];
  for (const node of nodes) {
    if (isElement(node) && tagOf(node) === 'br') lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines.filter((l) => l.length > 0);
};
