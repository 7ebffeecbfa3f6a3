/** The banner of a page without labels: the box around the RUN, or around the stay's own values, and what it says by its looks. */
import type { Charted } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isElement } from '../dom/realm.ts';
import { shownLines, shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import type { HeaderValues } from '../header.ts';
import { AGE, FICHA, nameIn, RUN, SERVICE, SEX, sexIn } from './header-looks.ts';
import { looksLikeName } from './header-words.ts';
import { innerName, NamePlaces } from './name-places.ts';
import { announced } from './words.ts';

export type MakeCharted = (text: string, el: HTMLElement, label: string) => Charted | undefined;

const first = <T>(items: Iterable<T>, is: (item: T) => boolean = () => true): T | undefined => {
  for (const item of items) if (is(item)) return item;
  return undefined;
};

/** A small box's shown texts one by one: side by side without a space between, «11.111.111-1» and «74 años» are two. */
const textsOf = (box: HTMLElement): string[] => {
  const texts: string[] = [];
  const walker = box.ownerDocument.createTreeWalker(box, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = cleanText((node as Text).data);
    if (text !== '' && node.parentElement && isVisible(node.parentElement)) texts.push(text);
  }
  return texts;
};

/** The element of the first text that holds a whole RUN; null where markup cuts it. */
const textWithRun = (doc: Document): HTMLElement | null => {
  const texts = doc.createTreeWalker(doc.body, 4);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    if (RUN.test((node as Text).data) && !/^(script|style)$/.test(node.parentElement?.localName ?? ''))
      return node.parentElement;
  return null;
};

/** Characters of a banner at most. */
const MOST = 600;

/** The smallest box whose text holds a RUN: the banner, where the other values stand beside it. */
const banner = (doc: Document): HTMLElement | null => {
  let box: HTMLElement | null = doc.body;
  if (!box) return null;
  if (!RUN.test(box.textContent ?? '')) return null;
  box = textWithRun(doc) ?? box;
  for (let next: HTMLElement | undefined = box; next; ) {
    box = next;
    next = [...box.children].find((c) => RUN.test(c.textContent ?? '') && c.localName !== 'script') as
      | HTMLElement
      | undefined;
  }
  for (let up = 0; up < 3 && box.parentElement && shownText(box).length < 60; up++) {
    if ((box.parentElement.textContent ?? '').length >= MOST) break;
    box = box.parentElement;
  }
  return box;
};

/** On a page without labels: the title beside which an age and a sex stand. */
const titleOfPatient = (doc: Document): HTMLElement | undefined => {
  for (const title of [...doc.querySelectorAll<HTMLElement>('h1, h2, h3')].slice(0, 8)) {
    const around = title.parentElement;
    if (!around || (around.textContent ?? '').length > 300 || !isVisible(title)) continue;
    const lines = shownLines(around);
    if (AGE.exec(cleanText(lines)) && (sexIn(lines) ?? sexIn(textsOf(around).join('\n')))) return around;
  }
  return undefined;
};

export const byLooks = (
  doc: Document,
  values: HeaderValues,
  charted: MakeCharted,
  anchor: HTMLElement | undefined,
): void => {
  const set = (key: keyof HeaderValues, text: string | undefined, el: HTMLElement): void => {
    if (!text || values[key]) return;
    const value = charted(text, el, key);
    if (value) values[key] = value;
  };
  const names = new NamePlaces(doc);
  const named = (el: HTMLElement): boolean => looksLikeName(shownText(el));
  const box = banner(doc);
  if (box && isVisible(box)) {
    const text = cleanText(shownLines(box));
    if (text.length < MOST) {
      set('run', RUN.exec(text)?.[0], box);
      set('age', AGE.exec(text)?.[0], box);
      set('sex', sexIn(shownLines(box)), box);
      set('ficha', FICHA.exec(text)?.[1], box);
      const around = box.parentElement ?? box;
      const near = first(
        names.of('h1, h2, h3, h4'),
        (el) => el !== around && around.contains(el) && named(el) && announced(shownText(el), true) === null,
      );
      if (near) set('name', shownText(near), near);
      // The banner's first words that can be a name: in the RUN's own box, or in those around it.
      for (
        let at: HTMLElement | null = box, up = 0;
        at && up < 4 && (at.textContent ?? '').length < 900;
        at = at.parentElement, up++
      ) {
        const lines = shownLines(at);
        const leaf = values.name ? undefined : innerName(at);
        if (leaf) set('name', nameIn(shownText(leaf)), leaf);
        set('name', nameIn(lines), at);
        const above = at.previousElementSibling;
        if (!values.name && isElement(above) && (above.textContent ?? '').length < 90 && isVisible(above))
          set('name', nameIn(shownLines(above)), above);
        set('age', AGE.exec(cleanText(lines))?.[0], at);
        set('sex', sexIn(lines), at);
        set(
          'service',
          lines
            .split(/\n|\s[|·•–—]\s/u)
            .map((l) => SERVICE.exec(l.trim())?.[1])
            .find(Boolean),
          at,
        );
        if (!values.age || !values.sex) {
          const apart = textsOf(at);
          set('age', apart.map((t) => AGE.exec(t)?.[0]).find(Boolean), at);
          set('sex', sexIn(apart.join('\n')), at);
        }
        if (values.name) break;
      }
      for (const title of doc.querySelectorAll<HTMLElement>('h1, h2, h3'))
        if (!values.name && isVisible(title)) set('name', nameIn(shownText(title)), title);
    }
  }
  // A banner without a RUN: what stands around the stay's own values, and the name only where it comes first.
  for (
    let at = box ? null : (anchor ?? titleOfPatient(doc) ?? null), up = 0;
    at && at !== doc.body && up < 4 && (at.textContent ?? '').length < 500;
    at = at.parentElement, up++
  ) {
    const lines = shownLines(at);
    const [start = ''] = cleanText(lines.split('\n')[0] ?? '').split(/\s[|·•–—]\s/u);
    const leaf = [...at.querySelectorAll<HTMLElement>('*')].find(
      (el) => el.childElementCount === 0 && (el.textContent ?? '').trim() !== '' && isVisible(el),
    );
    set('name', (leaf && nameIn(leaf.textContent ?? '')) ?? nameIn(start), at);
    set('age', AGE.exec(cleanText(lines))?.[0], at);
    set('sex', sexIn(lines) ?? sexIn(textsOf(at).join('\n')), at);
    set('ficha', FICHA.exec(cleanText(lines))?.[1], at);
    const piece = [...lines.split(/\n|\s[|·•–—]\s/u), ...textsOf(at)].map((l) => SERVICE.exec(l.trim())?.[1]);
    set('service', piece.find(Boolean), at);
    if (values.name) break;
  }
  if (!values.age || !values.sex) {
    let near: HTMLElement | null | undefined = first(names.of(''));
    for (let up = 0; near?.parentElement && up < 3 && shownText(near).length < 60; up++)
      near = near.parentElement;
    const text = near ? shownText(near) : '';
    if (near && text.length < 400) {
      set('age', AGE.exec(text)?.[0], near);
      set('sex', SEX.exec(text)?.[0], near);
    }
  }
  if (values.name) return;
  if (!(values.run || values.ficha || values.age)) return;
  const place = first(names.of('h1, h2'), named);
  if (place) set('name', shownText(place), place);
};
