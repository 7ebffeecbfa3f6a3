/** A draft begun without teaching: what the generic reader makes out in each tab is taken as examples. */
import type { Fact } from '../../record/schema.ts';
import { locate, tabOfLocator } from '../dom/locator.ts';
import { allRoots } from '../dom/query.ts';
import { isSkipped, shownText } from '../dom/shown-text.ts';
import { isVisible } from '../dom/visible.ts';
import { findOpeners, openAndWatch, selectedOf } from '../generic/openers.ts';
import { findPagers } from '../generic/unfolding.ts';
import { readChart } from '../read.ts';
import { applyRule, isForTab } from '../rules.ts';
import { keepingPlace, tabText } from '../tabs.ts';
import type { Adapter, ReadRule } from '../types.ts';
import { anchorOf, sortOf } from './anchor.ts';
import { emptyDraft, takenBy, withTaught } from './draft.ts';
import { type Teaching, teachExample } from './example.ts';
import { fieldTargets } from './field-target.ts';
import { headerRules } from './header.ts';
import { patientWordsOf } from './patient-words.ts';
import { thingOf } from './things.ts';

/** The tab as an adapter names it: by its words among what its neighbours match. */
const tabSpec = (opener: HTMLElement, teaching: Teaching): Adapter['tabs'][number] => {
  const words = tabText(opener).replace(/\s*\(?\d+\)?$/, '');
  const group =
    opener.closest<HTMLElement>('[role="tablist"], nav, ul, ol') ?? opener.parentElement ?? opener;
  const selector = `${anchorOf(group, teaching.words)} ${sortOf(opener, group, teaching.words)}`;
  return { words, ...(selector.length <= 500 && !teaching.words.in(words) ? { selector } : {}), link: false };
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
