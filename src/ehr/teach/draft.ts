/**
 * An adapter in the making: begun from what the generic reader makes of the page, changed by each example, proved against
 * the page after each change. It never holds anything of the patient's.
 */
import type { Fact } from '../../record/schema.ts';
import { locate, tabOfLocator } from '../dom/locator.ts';
import { allRoots } from '../dom/query.ts';
import { isSkipped, shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import type { Found } from '../gathering.ts';
import { findOpeners, openAndWatch, selectedOf } from '../generic/openers.ts';
import { findPagers } from '../generic/unfolding.ts';
import { readChart } from '../read.ts';
import { applyRule, isForTab } from '../rules.ts';
import { keepingPlace, tabText } from '../tabs.ts';
import { Adapter, type ReadRule, type WriteTarget } from '../types.ts';
import { labelOf as labelOfField } from '../write/label.ts';
import { targetsNow } from '../write/targets.ts';
import { anchorOf, sortOf } from './anchor.ts';
import { guessThing, type Taught, type Teaching, teachExample } from './example.ts';
import { headerExample, headerRules } from './header.ts';
import { patientWordsOf } from './patient-words.ts';
import { THING_IDS, type ThingId, thingOf } from './things.ts';

/** What a thing reads on the page now. Samples are the patient's: for the eyes, never kept. */
export interface Preview {
  readonly thing: ThingId;
  readonly count: number;
  readonly samples: readonly string[];
  /** Taught, and nothing of it on this view: in another tab, or gone. */
  readonly elsewhere: boolean;
}

export const openTabWords = (doc: Document): string | undefined => {
  const start = selectedOf(findOpeners(doc));
  return start ? tabText(start) : undefined;
};

const sameRule = (a: ReadRule, b: ReadRule): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the draft has rules for. */
const takenBy = (draft: Adapter): Set<ThingId> =>
  new Set(draft.read.flatMap((r) => thingOf(r.kind, r.moment) ?? []));

/** The rules with what an example taught: in place of those for the same thing at the same place. */
export const withTaught = (draft: Adapter, taught: Taught, replace: boolean): Adapter => {
  const moments = taught.rules.map((r) => `${r.kind}|${r.moment}`);
  const kept = draft.read.filter(
    (r) =>
      !taught.rules.some((t) => sameRule(r, t)) &&
      !(replace && moments.includes(`${r.kind}|${r.moment}`) && overlaps(r, taught)),
  );
  return {
    ...draft,
    headings: [...new Set([...draft.headings, ...taught.headings])].slice(0, 10),
    read: [...kept, ...taught.rules],
  };
};

/** Two rules read the same place when one's heading, label or selector is the other's. */
const overlaps = (rule: ReadRule, taught: Taught): boolean =>
  taught.rules.some(
    (t) =>
      (t.heading !== undefined && t.heading === rule.heading && t.within === rule.within) ||
      (t.selector !== undefined && t.selector === rule.selector) ||
      (t.as === 'label' && rule.as === 'label' && t.label === rule.label),
  );

const MAX_SAMPLES = 3;
const MAX_SAMPLE = 140;

/** What each thing of the draft reads on the page as it is now. */
export const previewOf = (doc: Document, draft: Adapter): Preview[] => {
  const tab = openTabWords(doc);
  const found = new Map<ThingId, Found[]>();
  const taught = new Set<ThingId>();
  for (const rule of draft.read) {
    const thing = thingOf(rule.kind, rule.moment);
    if (!thing) continue;
    taught.add(thing);
    if (!isForTab(rule, tab)) continue;
    const list = found.get(thing) ?? [];
    applyRule(doc, rule, tab, (one) => list.push(one), draft.headings);
    found.set(thing, list);
  }
  const said = [...taught].map((thing): Preview => {
    const list = found.get(thing) ?? [];
    return {
      thing,
      count: list.length,
      samples: list
        .slice(0, MAX_SAMPLES)
        .map(({ text, code }) => (code === undefined ? text : `${text} (${code})`).slice(0, MAX_SAMPLE)),
      elsewhere: list.length === 0,
    };
  });
  const header = Object.keys(draft.header).length;
  if (header > 0)
    said.push({
      thing: 'patient',
      count: header,
      samples: Object.keys(draft.header).slice(0, 12),
      elsewhere: false,
    });
  if (draft.write.length > 0)
    said.push({
      thing: 'field',
      count: draft.write.length,
      samples: draft.write.map((w) => w.label),
      elsewhere: false,
    });
  return THING_IDS.flatMap((id) => said.filter((one) => one.thing === id));
};

const patternOf = (url: string): string => {
  const { protocol, hostname } = new URL(url);
  return hostname === '' ? 'http://127.0.0.1/*' : `${protocol}//${hostname}/*`;
};

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

/** An empty draft for this page. */
export const emptyDraft = (doc: Document, now: Date): Adapter => {
  const { hostname } = new URL(doc.URL);
  const words = patientWordsOf(doc);
  const title = doc.title
    .split(/\s[|·–—-]\s/)
    .find((part) => part.trim().length > 2 && !words.in(part) && !/\d/.test(part));
  const name = title?.trim() || hostname || 'Ficha';
  return Adapter.parse({
    version: 1,
    id: `t-${slug(hostname) || 'ficha'}-${now.getTime().toString(36)}`,
    name: name.slice(0, 120),
    urls: [patternOf(doc.URL)],
    lastChecked: now.toISOString().slice(0, 10),
  });
};

/** The tab as an adapter names it: by its words among what its neighbours match. */
const tabSpec = (opener: HTMLElement, teaching: Teaching): Adapter['tabs'][number] => {
  const words = tabText(opener).replace(/\s*\(?\d+\)?$/, '');
  const group =
    opener.closest<HTMLElement>('[role="tablist"], nav, ul, ol') ?? opener.parentElement ?? opener;
  const selector = `${anchorOf(group, teaching.words)} ${sortOf(opener, group, teaching.words)}`;
  return { words, ...(selector.length <= 500 && !teaching.words.in(words) ? { selector } : {}), link: false };
};

/** The field for the whole text, where the page shows one now. */
const fieldTargets = (doc: Document, teaching: Teaching): WriteTarget[] => {
  const best = targetsNow(doc, null).find((t) => t.info.preferred && !t.info.readOnly);
  return best ? [fieldTarget(best.el, teaching)] : [];
};

export const fieldTarget = (el: HTMLElement, teaching: Teaching): WriteTarget => {
  const label = labelOfField(el);
  return {
    id: 'texto',
    label: label === '' || teaching.words.in(label) ? 'Epicrisis' : label.slice(0, 200),
    selector: anchorOf(el, teaching.words),
    preferred: true,
    ...(teaching.tab === undefined ? {} : { tab: teaching.tab }),
  };
};

const pagination = (doc: Document, teaching: Teaching): Adapter['pagination'] =>
  findPagers(allRoots(doc))
    .map(({ box, next, previous }) => {
      const at = anchorOf(box, teaching.words);
      return {
        next: `${at} > ${next}`,
        ...(previous === undefined ? {} : { previous: `${at} > ${previous}` }),
      };
    })
    .filter((p) => p.next.length <= 500)
    .slice(0, 5);

/** Does a rule for this view find something in it? */
const stillFinds = (
  doc: Document,
  rule: ReadRule,
  tab: string | undefined,
  headings: readonly string[],
): boolean => {
  if (rule.tab !== undefined ? !isForTab(rule, tab) : false) return false;
  let found = 0;
  applyRule(doc, rule, tab, () => (found += 1), headings);
  return found > 0;
};

/** Adds what the facts of this view teach; each place once. */
const learn = (doc: Document, draft: Adapter, facts: readonly Fact[], teaching: Teaching): Adapter => {
  let at = draft;
  const covered = new Set<HTMLElement>();
  for (const rule of draft.read)
    if (isForTab(rule, teaching.tab))
      applyRule(doc, rule, teaching.tab, (one) => covered.add(one.el), draft.headings);
  for (const fact of facts) {
    if (fact.source.type !== 'page') continue;
    const el = locate(doc, fact.source.locator);
    if (!el || covered.has(el) || !isVisible(el) || isSkipped(el)) continue;
    const thing = thingOf(fact.kind, fact.moment);
    if (!thing) continue;
    const taught = teachExample(leafOf(el), thing, { ...teaching, headings: at.headings });
    if (!taught || at.read.length >= 70) continue;
    for (const one of taught.found) covered.add(one.el);
    at = withTaught(at, taught, false);
  }
  return { ...at, header: { ...headerRules(doc, teaching.words), ...at.header } };
};

/** A row's first cell with words, so that a column is meant; anything else is itself. */
const leafOf = (el: HTMLElement): HTMLElement => {
  if (el.localName !== 'tr' && el.getAttribute('role') !== 'row') return el;
  return ([...el.children].find((c) => shownText(c).length > 3) as HTMLElement | undefined) ?? el;
};

/**
 * Begins an adapter from what can be made out without teaching: every tab is opened in turn, what the generic reader finds
 * there is taken as examples, and the page is put back. What it could not make out is left to be pointed at.
 */
export const beginDraft = async (
  doc: Document,
  now: Date,
  signal: AbortSignal,
  /** What was taught before and is taught again: its name stays, and those of its rules that still find something. */
  again?: Adapter,
  /** The adapter that knows the page so far: what is taught goes before it. */
  known?: Adapter,
): Promise<Adapter> => {
  const words = patientWordsOf(doc);
  const empty = emptyDraft(doc, now);
  const priority = Math.min(100, known && known !== again ? known.priority + 1 : (again?.priority ?? 0));
  let draft: Adapter = again
    ? {
        ...empty,
        id: again.id,
        name: again.name,
        priority,
        headings: again.headings,
        choices: again.choices,
        expand: again.expand,
      }
    : { ...empty, priority };
  const read = await readChart(doc, { adapters: [], url: doc.URL, now, signal });
  const facts = read.ok ? read.value.record.facts : [];
  const byTab = (tab: string | undefined): Fact[] =>
    facts.filter((f) => f.source.type === 'page' && tabOfLocator(f.source.locator) === tab);
  const openers = findOpeners(doc);
  const start = selectedOf(openers);
  const view = (tab: string | undefined, facts: readonly Fact[]): void => {
    const teaching: Teaching = { doc, words, headings: draft.headings, tab, taken: takenBy(draft) };
    const old =
      again?.read.filter((r) => !draft.read.includes(r) && stillFinds(doc, r, tab, draft.headings)) ?? [];
    draft = learn(doc, { ...draft, read: [...draft.read, ...old] }, facts, teaching);
    if (draft.pagination.length === 0) draft = { ...draft, pagination: pagination(doc, teaching) };
    if (draft.write.length === 0) draft = { ...draft, write: fieldTargets(doc, teaching) };
  };
  const startWords = start ? tabText(start) : undefined;
  // What stands outside of the tabs is seen in every one of them: it is taught without a tab.
  const teaching: Teaching = { doc, words, headings: [], tab: undefined, taken: new Set() };
  const used = openers.filter((o) => o === start || byTab(tabText(o)).length > 0);
  if (used.length > 1) draft = { ...draft, tabs: used.map((o) => tabSpec(o, teaching)).slice(0, 20) };
  const tabWords = (o: HTMLElement): string | undefined =>
    used.length > 1 ? tabText(o).replace(/\s*\(?\d+\)?$/, '') : undefined;
  await keepingPlace(doc, null, async () => {
    view(
      start ? tabWords(start) : undefined,
      startWords === undefined ? facts : [...byTab(startWords), ...byTab(undefined)],
    );
    const others = used.filter((o) => o !== start);
    for (const opener of others) {
      if (signal.aborted || !opener.isConnected) continue;
      const words = tabText(opener);
      await openAndWatch(doc, opener, signal);
      view(tabWords(opener), byTab(words));
    }
    if (start?.isConnected && others.length > 0) await openAndWatch(doc, start, signal);
  });
  return draft;
};

/** What pointing at an element does to the draft. */
export interface Pointed {
  readonly draft: Adapter;
  readonly thing: ThingId;
  readonly found: number;
}

const EDITABLE =
  'textarea:not([readonly]):not([disabled]), [contenteditable=""], [contenteditable="true"], [role="textbox"]';

/** The field that an example means, if it means one. */
export const fieldAt = (el: HTMLElement, wanted: ThingId | undefined): HTMLElement | null => {
  if (wanted !== undefined && wanted !== 'field') return null;
  const field =
    el.closest<HTMLElement>(wanted === 'field' ? `${EDITABLE}, input` : EDITABLE) ??
    (el.ownerDocument.designMode === 'on' ? el.ownerDocument.body : null);
  if (field) return field;
  return wanted === 'field' ? (el.querySelector<HTMLElement>(`${EDITABLE}, input`) ?? null) : null;
};

export const teachingOf = (doc: Document, draft: Adapter): Teaching => {
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

/** The draft without what was taught for a thing. */
export const withoutThing = (draft: Adapter, thing: ThingId): Adapter => {
  if (thing === 'patient') return { ...draft, header: {} };
  if (thing === 'field') return { ...draft, write: [] };
  return { ...draft, read: draft.read.filter((r) => thingOf(r.kind, r.moment) !== thing) };
};
