/** What an unknown page keeps closed: tabs and menus of chart sections, accordions, «ver más», further pages of tables. */

import { allRoots } from '../dom/query.ts';
import { composedParent, isElement } from '../dom/realm.ts';
import { plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { settled } from '../dom/wait.ts';
import { isSafeToClick, isSelected, tabText } from '../tabs.ts';
import { announced } from './words.ts';

const TABS =
  '[role="tab"], .nav-tabs a, .nav-tabs button, .nav-pills a, .nav-pills button, [data-toggle="tab"], [data-bs-toggle="tab"], [data-toggle="pill"], [data-bs-toggle="pill"], .ui-tabs-nav a, .tabs > *, .tab-list > *, .tabs a, .tabs button, .tabs li, .tab, .mat-tab-label, .p-tabview-nav a';
const MAX_TABS = 30;
const NOT_A_PART =
  /\b(cerrar|salir|logout|exit|imprimir|print|guardar|save|eliminar|delete|firmar|sign|nuev[oa]|agregar|add|editar|edit|volver|buscar|search|ayuda|help|exportar|borrar|anular|solicitar|enviar|send|alta administrativa|dar de alta|egresar)\b/;

const all = (doc: Document, selector: string): HTMLElement[] =>
  allRoots(doc).flatMap((r) => [...r.querySelectorAll<HTMLElement>(selector)]);

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
const menus = (doc: Document): HTMLElement[] => {
  const named = all(doc, 'a, button, [role="menuitem"]').filter((el) => {
    const words = tabText(el);
    const said = words.length < 50 ? announced(words) : null;
    return said !== null && said.kind !== 'none' && !NOT_A_PART.test(plain(words));
  });
  const groupOf = (el: HTMLElement): Element | null => {
    for (let at = el.parentElement, up = 0; at && up < 3; at = at.parentElement, up++)
      if (named.filter((n) => at.contains(n)).length >= 2) return at;
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
  const tabs = all(doc, TABS).map(clickable);
  const found = [...new Set([...tabs, ...menus(doc)])].filter((el) => {
    const words = tabText(el);
    if (words === '' || words.length > 60 || NOT_A_PART.test(plain(words))) return false;
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
  const Observer = (doc.defaultView ?? globalThis).MutationObserver;
  const group = el.closest('[role="tablist"], nav, ul, .tabs') ?? el.parentElement ?? el;
  const observer = new Observer((records) => {
    for (const { target } of records) {
      const at = isElement(target) ? target : target.parentElement;
      if (at && !group.contains(at) && !at.contains(el)) changed.push(at);
      else if (
        at &&
        at.contains(el) &&
        at !== group &&
        !group.contains(at) &&
        records.some((r) => r.type === 'childList')
      ) {
        for (const r of records)
          for (const n of r.addedNodes) if (isElement(n) && !n.contains(el)) changed.push(n);
      }
    }
  });
  observer.observe(doc, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'aria-hidden'],
  });
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
  observer.disconnect();
  return panel();
};

/** Toggles of folded sections (accordions) that are closed now. */
export const findFolded = (doc: Document): HTMLElement[] =>
  all(
    doc,
    '[aria-expanded="false"], .accordion-button.collapsed, [data-toggle="collapse"].collapsed, [data-bs-toggle="collapse"].collapsed',
  ).filter((el) => {
    const words = tabText(el);
    if (
      words === '' ||
      words.length > 80 ||
      el.getAttribute('role') === 'combobox' ||
      el.hasAttribute('aria-haspopup') ||
      el.closest('nav, [role="navigation"], [role="toolbar"], [role="search"]')
    )
      return false;
    const said = announced(words, true);
    const control = panelOf(el);
    return (
      isVisible(el) &&
      isSafeToClick(el) &&
      !NOT_A_PART.test(plain(words)) &&
      ((said !== null && said.kind !== 'none') ||
        control !== null ||
        el.closest('.accordion, [class*="accordion" i]') !== null)
    );
  });

export const findClosedDetails = (doc: Document): HTMLDetailsElement[] =>
  all(doc, 'details:not([open])').filter((d) => isVisible(d)) as unknown as HTMLDetailsElement[];

const MORE =
  /^(ver|leer|mostrar) mas$|^(ver|mostrar) (todo|todos|todas|completo|texto completo|nota completa|detalle completo)$|^(show|read|see) (more|all|full note)$|^expandir$|^mas$|^more$|^continuar leyendo$/;

/** Buttons that unfold cut text. */
export const findMore = (doc: Document): HTMLElement[] =>
  all(doc, 'button, a, [role="button"]')
    .filter(
      (el) =>
        (el.textContent ?? '').length < 40 &&
        MORE.test(plain(el.textContent ?? '')) &&
        isVisible(el) &&
        isSafeToClick(el) &&
        !el.closest('nav, [role="navigation"]'),
    )
    .slice(0, 200);

const NEXT = /^(siguiente|next|proxim[oa]|avanzar)( pagina| page| registros)?$/;
const PREVIOUS = /^(anterior|previous|prev|atras)( pagina| page| registros)?$/;
const wordsOf = (el: HTMLElement): string => {
  const shown = (el.textContent ?? '').trim();
  if (/^[›»>]$/.test(shown)) return 'next';
  if (/^[‹«<]$/.test(shown)) return 'prev';
  return plain(shown) || plain(el.getAttribute('aria-label') ?? el.getAttribute('title') ?? '');
};

const place = (el: HTMLElement, fromEnd: boolean): string => {
  const siblings = [...(el.parentElement?.children ?? [])];
  const n = siblings.indexOf(el) + 1;
  return fromEnd
    ? `${el.localName}:nth-last-child(${siblings.length - n + 1})`
    : `${el.localName}:nth-child(${n})`;
};
const pathFrom = (el: HTMLElement, box: Element, fromEnd: boolean): string => {
  const steps: string[] = [];
  for (let at: HTMLElement = el; at !== box && at.parentElement; at = at.parentElement)
    steps.unshift(place(at, fromEnd));
  return steps.join(' > ');
};

/** Next/previous buttons beside tables: the pager's box, and each button's path in it. */
export const findPagers = (
  doc: Document,
): { box: HTMLElement; next: string; previous: string | undefined }[] =>
  all(doc, 'button, a, [role="button"]')
    .filter(
      (el) =>
        NEXT.test(wordsOf(el)) &&
        isVisible(el) &&
        isSafeToClick(el) &&
        el.closest('[class*="calendar" i], [class*="datepicker" i]') === null,
    )
    .flatMap((next) => {
      for (let box = next.parentElement, up = 0; box && up < 4; box = box.parentElement, up++) {
        const previous = [...box.querySelectorAll<HTMLElement>('button, a, [role="button"]')].find((el) =>
          PREVIOUS.test(wordsOf(el)),
        );
        if (previous)
          return [{ box, next: pathFrom(next, box, true), previous: pathFrom(previous, box, false) }];
      }
      return [];
    });
