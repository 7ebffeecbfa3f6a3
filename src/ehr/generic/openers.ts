/** What an unknown page keeps closed: tabs and menus of chart sections, and what a click on them shows. */

import { observePage } from '../dom/observe.ts';
import { allRoots } from '../dom/query.ts';
import { composedParent, isElement } from '../dom/realm.ts';
import { plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { settled } from '../dom/wait.ts';
import { isSafeToClick, isSelected, tabText } from '../tabs.ts';
import { announced } from './words.ts';

/** Cells first: the browser asks in this order, and most of a long chart is cells. */
const TABS =
  ':not(td, tr, th, [role="gridcell"], [role="row"], [role="gridcell"] > span):is([role="tab"], .nav-tabs a, .nav-tabs button, .nav-pills a, .nav-pills button, [data-toggle="tab"], [data-bs-toggle="tab"], [data-toggle="pill"], [data-bs-toggle="pill"], .ui-tabs-nav a, .tabs > *, .tab-list > *, .tabs a, .tabs button, .tabs li, .tab, .mat-tab-label, .p-tabview-nav a), td:is(.tab, [role="tab"], [data-toggle="tab"], .tabs > td)';
const MAX_TABS = 30;
/** No menu has more entries; what a page has beyond that many is not looked at. */
const MAX_NAMED = 300;
const NOT_A_PART =
  /\b(cerrar|salir|logout|exit|imprimir|print|guardar|save|eliminar|delete|firmar|sign|nuev[oa]|agregar|add|editar|edit|volver|buscar|search|ayuda|help|exportar|borrar|anular|solicitar|enviar|send|alta administrativa|dar de alta|egresar)\b/;

/** Words of actions, not of parts of a chart. */
export const isNoPart = (words: string): boolean => NOT_A_PART.test(plain(words));

/** A document with all its roots (`allRoots`), made once for the searches of one view. */
export type Roots = readonly (Document | ShadowRoot)[];
const all = (roots: Roots, selector: string): HTMLElement[] =>
  roots.flatMap((r) => [...r.querySelectorAll<HTMLElement>(selector)]);

/** The element that a tab or toggle says it shows. */
export const panelOf = (el: Element): HTMLElement | null => {
  const link = el.localName === 'a' ? el : el.querySelector('a');
  const ids = [
    el.getAttribute('aria-controls'),
    el.getAttribute('data-bs-target'),
    el.getAttribute('data-target'),
    el.getAttribute('data-tab'),
    link?.getAttribute('aria-controls'),
    link?.getAttribute('href'),
  ];
  const root = el.getRootNode() as Document | ShadowRoot;
  for (const id of ids) {
    const bare = id?.replace(/^#/, '');
    const found = bare && /^[\w:.-]+$/.test(bare) ? root.getElementById?.(bare) : null;
    if (isElement(found)) return found;
  }
  return null;
};

const clickable = (el: HTMLElement): HTMLElement =>
  el.localName === 'li' ? (el.querySelector<HTMLElement>('a, button') ?? el) : el;

/** Links and buttons in one group that name several sections of a chart: a menu of the chart. */
const menus = (roots: Roots): HTMLElement[] => {
  const parts = new Map<string, boolean>();
  const isPart = (words: string): boolean => {
    const known = parts.get(words);
    if (known !== undefined) return known;
    const said = announced(words);
    const part = said !== null && said.kind !== 'none' && !isNoPart(words);
    parts.set(words, part);
    return part;
  };
  const named: HTMLElement[] = [];
  for (const el of all(roots, 'a, button, [role="menuitem"]')) {
    if ((el.textContent ?? '').length > 200) continue;
    const words = tabText(el);
    if (words.length < 50 && isPart(words)) named.push(el);
    if (named.length >= MAX_NAMED) break;
  }
  const groupOf = (el: HTMLElement): Element | null => {
    for (let at = el.parentElement, up = 0; at && up < 3; at = at.parentElement, up++)
      if (named.some((n) => n !== el && at.contains(n))) return at;
    return null;
  };
  return named.filter((el) => {
    const panel = panelOf(el);
    const scrollsOnly = el.localName === 'a' && panel !== null && isVisible(panel);
    return (
      !scrollsOnly &&
      !el.hasAttribute('aria-expanded') &&
      groupOf(el) !== null &&
      !el.closest('table, dl, form, h1, h2, h3, h4, h5, h6, summary')
    );
  });
};

/** Tabs and menu entries that may show parts of the chart, in the page's order. */
export const findOpeners = (doc: Document): HTMLElement[] => {
  const roots = allRoots(doc);
  const tabs = all(roots, TABS).slice(0, MAX_NAMED).map(clickable);
  const found = [...new Set([...tabs, ...menus(roots)])].filter((el) => {
    const words = tabText(el);
    if (words === '' || words.length > 60 || isNoPart(words)) return false;
    return (
      isVisible(el) &&
      isSafeToClick(el) &&
      announced(words, true)?.kind !== 'none' &&
      !el.closest('[contenteditable="true"], [role="toolbar"], .pagination')
    );
  });
  return found.filter((el) => !found.some((o) => o !== el && el.contains(o))).slice(0, MAX_TABS);
};

export const selectedOf = (openers: readonly HTMLElement[]): HTMLElement | null =>
  openers.find(isSelected) ??
  openers.find((el) => {
    const panel = panelOf(el);
    return panel !== null && isVisible(panel) && openers.some((o) => o !== el && panelOf(o) !== panel);
  }) ??
  null;

const commonAncestor = (els: readonly Element[]): Element | null => {
  let box: Element | null = els[0] ?? null;
  while (box && !els.every((e) => box?.contains(e))) box = composedParent(box);
  return box;
};

const isFilled = (panel: Element | null): boolean => {
  const text = (panel?.textContent ?? 'x').trim();
  return text !== '' && !(text.length < 200 && /cargando|loading|espere|please wait|obteniendo/i.test(text));
};

/** Clicks and waits; gives the box in which the page changed, or that the tab names. Null: nothing happened. */
export const openAndWatch = async (
  doc: Document,
  el: HTMLElement,
  signal: AbortSignal,
): Promise<Element | null> => {
  const changed: Element[] = [];
  const group = el.closest('[role="tablist"], nav, ul, .tabs') ?? el.parentElement ?? el;
  const watching = new AbortController();
  const onChange = (records: readonly MutationRecord[]): void => {
    for (const { target } of records) {
      const at = isElement(target) ? target : target.parentElement;
      if (at && !group.contains(at) && !at.contains(el)) changed.push(at);
      else if (
        at?.contains(el) &&
        at !== group &&
        !group.contains(at) &&
        records.some((r) => r.type === 'childList')
      ) {
        for (const r of records)
          for (const n of r.addedNodes) if (isElement(n) && !n.contains(el)) changed.push(n);
      }
    }
  };
  observePage(
    doc,
    { signal: watching.signal, attributes: ['class', 'style', 'hidden', 'aria-hidden'] },
    onChange,
  );
  el.click();
  const filled = (): boolean => {
    const named = panelOf(el);
    return (
      changed.length > 0 || (named !== null && isVisible(named) && (named.textContent ?? '').trim() !== '')
    );
  };
  await settled(doc, { signal, ready: filled, maxMs: 800 });
  const panel = (): Element | null => {
    const named = panelOf(el);
    if (named && isVisible(named)) return named;
    const shown = changed.filter((c) => c.isConnected && isVisible(c));
    return shown.length === 0 ? null : commonAncestor(shown);
  };
  await settled(doc, { signal, quietMs: 110, maxMs: 5000, until: () => isFilled(panel()) });
  watching.abort();
  return panel();
};
