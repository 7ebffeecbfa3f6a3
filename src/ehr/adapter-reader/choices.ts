/** Filters of a list («Activas») set to what the adapter wants before reading, and set back afterwards. */
import { deepAll } from '../dom/query.ts';
import { isSelect } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { literalWords, matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import { settled } from '../dom/wait.ts';
import { isSafeToClick } from '../tabs.ts';
import type { Adapter } from '../types.ts';

type Choice = Adapter['choices'][number];

const words = (el: Element): string => shownText(el) || shownText(el, { buttons: true });

const setSelect = (el: HTMLSelectElement, index: number): void => {
  el.selectedIndex = index;
  const view = el.ownerDocument.defaultView;
  if (!view) return;
  el.dispatchEvent(new view.Event('input', { bubbles: true }));
  el.dispatchEvent(new view.Event('change', { bubbles: true }));
};

const choose = async (
  doc: Document,
  opener: HTMLElement,
  option: string,
  wanted: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const find = (): HTMLElement | undefined =>
    deepAll(doc, option).find((el) => isVisible(el) && matchesWords(words(el), wanted));
  opener.click();
  await settled(doc, { signal, ready: () => find() !== undefined, maxMs: 1000 });
  const found = find();
  // A list that does not offer it is closed again.
  (found ?? opener).click();
  await settled(doc, { signal, quietMs: 60, maxMs: 2500 });
  return found !== undefined;
};

/** Sets the choices that are on this view; gives back what sets them back. */
export const makeChoices = async (
  doc: Document,
  choices: readonly Choice[],
  signal: AbortSignal,
): Promise<() => Promise<void>> => {
  const undo: (() => Promise<void>)[] = [];
  for (const { open, option, choose: wanted } of choices) {
    const opener = deepAll(doc, open).find(isVisible);
    if (!opener) continue;
    if (isSelect(opener)) {
      const before = opener.selectedIndex;
      const index = [...opener.options].findIndex((o) => matchesWords(o.text, wanted));
      if (index < 0 || index === before) continue;
      setSelect(opener, index);
      await settled(doc, { signal, quietMs: 60, maxMs: 2500 });
      undo.push(async () => {
        if (opener.isConnected) setSelect(opener, before);
        await settled(doc, { quietMs: 40, maxMs: 1500 });
      });
      continue;
    }
    const before = words(opener);
    if (option === undefined || matchesWords(before, wanted) || !isSafeToClick(opener)) continue;
    if (!(await choose(doc, opener, option, wanted, signal))) continue;
    undo.push(async () => {
      const again = deepAll(doc, open).find(isVisible);
      if (again) await choose(doc, again, option, literalWords(before), new AbortController().signal);
    });
  }
  return async () => {
    for (const back of undo.reverse()) await back();
  };
};
