/** What an unknown page folds: accordions, `<details>`, «ver más», further pages of tables. */
import { plain } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { isSafeToClick, tabText } from '../tabs.ts';
import { isNoPart, panelOf, type Roots } from './openers.ts';
import { announced } from './words.ts';

const all = (roots: Roots, selector: string): HTMLElement[] =>
  roots.flatMap((r) => [...r.querySelectorAll<HTMLElement>(selector)]);

/** Toggles of folded sections (accordions) that are closed now. */
export const findFolded = (roots: Roots): HTMLElement[] =>
  all(
    roots,
    '[aria-expanded="false"], :not(td, tr, th, [role="gridcell"], [role="row"], [role="gridcell"] > span):is(.accordion-button.collapsed, [data-toggle="collapse"].collapsed, [data-bs-toggle="collapse"].collapsed)',
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
      !isNoPart(words) &&
      ((said !== null && said.kind !== 'none') ||
        control !== null ||
        el.closest('.accordion, [class*="accordion" i]') !== null)
    );
  });

export const findClosedDetails = (roots: Roots): HTMLDetailsElement[] =>
  all(roots, 'details:not([open])').filter((d) => isVisible(d)) as unknown as HTMLDetailsElement[];

const MORE =
  /^(ver|leer|mostrar) mas$|^(ver|mostrar) (todo|todos|todas|completo|texto completo|nota completa|detalle completo)$|^(show|read|see) (more|all|full note)$|^expandir$|^mas$|^more$|^continuar leyendo$/;

/** What can be clicked: searched once for «ver más» and for the pagers. */
export const findButtons = (roots: Roots): HTMLElement[] => all(roots, 'a, button, [role="button"]');

/** Buttons that unfold cut text. */
export const findMore = (buttons: readonly HTMLElement[]): HTMLElement[] =>
  buttons
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
  roots: Roots,
  buttons: readonly HTMLElement[] = findButtons(roots),
): { box: HTMLElement; next: string; previous: string | undefined }[] =>
  buttons
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
