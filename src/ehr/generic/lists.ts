/** Lists of items, and of labels with their values. */
import { cleanText } from '../../record/text.ts';
import { composedChildren, isElement } from '../dom/realm.ts';
import { isStruck, shownText } from '../dom/shown-text.ts';
import { hidesItself } from '../dom/visible.ts';
import type { Place } from './place.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

/** Entries of a list that no banner has. */
const LONG = 25;

/** A list of labels and values (`dl`). */
export function* walkDefinitions(outline: Walking, dl: HTMLElement, place: Place): Generator<void, boolean> {
  let label: HTMLElement | null = null;
  let met = false;
  for (const child of dl.querySelectorAll<HTMLElement>('dt, dd')) {
    if (child.closest('dl') !== dl || hidesItself(child)) continue;
    if (child.localName === 'dt') label = child;
    else if (label) met = (yield* outline.value(shownText(label), child, place)) || met;
  }
  return met;
}

/** A list's items one after the other; false: it holds links alone, a menu's. */
export function* walkList(outline: Walking, list: HTMLElement, place: Place): Generator<void, boolean> {
  if (outline.headerOnly && list.childElementCount > LONG) return true;
  const items = composedChildren(list)
    .filter(isElement)
    .filter((li) => !hidesItself(li) && !isStruck(li));
  const linked = items.filter(
    (li) =>
      li.querySelector('a, button') &&
      cleanText(li.textContent ?? '') ===
        cleanText([...li.querySelectorAll('a, button')].map((a) => a.textContent ?? '').join(' ')),
  );
  const known = place.kind !== null && place.kind !== 'none';
  if (!known && items.length > 1 && linked.length === items.length) return false;
  if (items.length > 0 && linked.length === items.length && items.some((li) => announced(shownText(li))))
    return false;
  const patients = outline.patients(list);
  let inner: Place = place;
  for (const li of items) {
    if (patients.has(li)) continue;
    yield;
    const lift: Lift | null = yield* outline.walk(li, inner, known && place.kind !== 'note' ? li : undefined);
    if (lift && announced(lift.text, lift.loose)) inner = outline.sink.enter(lift.text, place, lift.loose);
  }
  return items.length > 0;
}
