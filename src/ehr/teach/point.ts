/** Pointing at an element of the page: what it would read, and what it teaches the draft. */
import { shownText } from '../dom/shown-text.ts';
import type { Adapter } from '../types.ts';
import { takenBy, withTaught } from './draft.ts';
import { guessThing, type Teaching, teachExample } from './example.ts';
import { fieldAt, fieldTarget } from './field-target.ts';
import { headerExample } from './header.ts';
import { patientWordsOf } from './patient-words.ts';
import { openTabWords } from './preview.ts';
import type { ThingId } from './things.ts';

/** What pointing at an element does to the draft. */
export interface Pointed {
  readonly draft: Adapter;
  readonly thing: ThingId;
  readonly found: number;
}

const teachingOf = (doc: Document, draft: Adapter): Teaching => {
  const open = openTabWords(doc)?.replace(/\s*\(?\d+\)?$/, '');
  const tab = draft.tabs.length > 0 ? open : undefined;
  return { doc, words: patientWordsOf(doc), headings: draft.headings, tab, taken: takenBy(draft) };
};

/** The draft after an example; null where nothing can be learned from it. */
export const pointAt = (
  doc: Document,
  draft: Adapter,
  el: HTMLElement,
  wanted: ThingId | undefined,
): Pointed | null => {
  const teaching = teachingOf(doc, draft);
  const field = fieldAt(el, wanted);
  if (field) {
    const target = fieldTarget(field, teaching);
    const write = [...draft.write.filter((w) => w.id !== target.id), target];
    return { draft: { ...draft, write }, thing: 'field', found: 1 };
  }
  const thing = wanted ?? guessThing(el, teaching);
  if (thing === 'patient') {
    const header = headerExample(doc, el, teaching.words);
    if (Object.keys(header).length === 0) return null;
    return { draft: { ...draft, header: { ...draft.header, ...header } }, thing, found: 1 };
  }
  if (thing === undefined || thing === 'field') return null;
  const taught = teachExample(el, thing, teaching);
  return (
    taught && { draft: withTaught(draft, taught, true), thing: taught.thing, found: taught.found.length }
  );
};

const FRESH_MS = 1500;
let known:
  | { readonly doc: Document; readonly draft: Adapter; readonly at: number; readonly teaching: Teaching }
  | undefined;

/** The same for a moment: the pointer asks at every element that it passes. */
const lately = (doc: Document, draft: Adapter): Teaching => {
  const now = performance.now();
  if (known?.doc !== doc || known.draft !== draft || now - known.at > FRESH_MS)
    known = { doc, draft, at: now, teaching: teachingOf(doc, draft) };
  return known.teaching;
};

/** What pointing at an element would read. `unknown`: nothing tells what it is. Null: nothing can be learned there. */
export const lookAt = (
  doc: Document,
  draft: Adapter,
  el: HTMLElement,
  wanted: ThingId | undefined,
): { readonly thing: ThingId; readonly all: readonly HTMLElement[] } | 'unknown' | null => {
  const teaching = lately(doc, draft);
  if (shownText(el, { fields: true }) === '' || el.contains(doc.body)) return null;
  const thing = wanted ?? guessThing(el, teaching);
  if (thing === undefined) return 'unknown';
  if (thing === 'patient') return { thing, all: [el] };
  const taught = thing === 'field' ? null : teachExample(el, thing, teaching);
  return taught && { thing: taught.thing, all: taught.found.map((one) => one.el) };
};
