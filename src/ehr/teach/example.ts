/**
 * From one example on the page to what finds all of its sort: candidates in the order of how well they last (label, table
 * by its headings, pairs, items), the first that finds the example again is taken.
 */

import { regionUnder } from '../dom/heading.ts';
import { findLabelled } from '../dom/label.ts';
import { isField } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isNothing } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import type { Found } from '../gathering.ts';
import { headerLabel } from '../generic/header-words.ts';
import { announced } from '../generic/words.ts';
import { applyRule } from '../rules.ts';
import type { ReadRule } from '../types.ts';
import { anchorOf } from './anchor.ts';
import { byContent, byTitles } from './guess.ts';
import { itemDraft, itemOf } from './item-rule.ts';
import { type LabelOf, labelOf } from './label-rule.ts';
import type { PatientWords } from './patient-words.ts';
import { headingWords, type Section, sectionOf, titlesOver } from './section.ts';
import { cellIndex, partOf, tableDrafts } from './table-rule.ts';
import { type FactThing, factOf, isSingle, type ThingId, thingOf } from './things.ts';

export interface Teaching {
  readonly doc: Document;
  readonly words: PatientWords;
  /** What counts as a heading so far. */
  readonly headings: readonly string[];
  /** The words of the tab that is open, if there are tabs. */
  readonly tab: string | undefined;
  /** What has been taught already. */
  readonly taken: ReadonlySet<ThingId>;
}

/** What one example teaches. */
export interface Taught {
  readonly thing: ThingId;
  readonly rules: readonly ReadRule[];
  /** New sorts of headings. */
  readonly headings: readonly string[];
  /** What the rules find now, for the preview; elements and words stay in memory. */
  readonly found: readonly Found[];
}

const TABLE = 'table, [role="table"], [role="grid"], [role="treegrid"]';

const placed = (section: Section, tab: string | undefined) => ({
  ...(section.heading === undefined ? {} : { heading: section.heading }),
  ...(section.within === undefined ? {} : { within: section.within }),
  ...(section.selector === undefined ? {} : { selector: section.selector }),
  ...(tab === undefined ? {} : { tab }),
});

/** A table of two columns, the first of which names the second. */
const isPairTable = (table: HTMLElement): boolean => {
  const rows = [...table.querySelectorAll('tr')].filter((r) => r.closest('table') === table && isVisible(r));
  return (
    rows.length > 0 &&
    rows.every((r) => r.children.length === 2) &&
    rows.filter((r) => {
      const label = shownText(r.children[0] as Element);
      return (
        r.children[0]?.localName === 'th' ||
        /[:：]$/.test(label) ||
        announced(label) !== null ||
        headerLabel(label) !== null
      );
    }).length *
      2 >
      rows.length
  );
};

interface Candidate {
  readonly rules: readonly ReadRule[];
  readonly headings: readonly string[];
}

const labelCandidate = (
  label: LabelOf,
  el: HTMLElement,
  thing: FactThing,
  at: Teaching,
): Candidate | null => {
  const said = headingWords(label.text, at.words);
  if (said === undefined) return null;
  const list = !isSingle(thing.kind) && thing.kind !== 'note' && shownText(label.value) !== '';
  const rule: ReadRule = {
    as: 'label',
    ...thing,
    ...(at.tab === undefined ? {} : { tab: at.tab }),
    label: said,
    split: list ? 'lines' : 'none',
    expect: 0,
  };
  // The same label in two sections: the section says which.
  const places = findLabelled(at.doc, said);
  if (places.length < 2) return { rules: [rule], headings: [] };
  const section = sectionOf(at.doc, el, el, at.words, at.headings);
  return { rules: [{ ...rule, ...placed(section, at.tab) }], headings: section.sorts };
};

const tableCandidates = (el: HTMLElement, thing: FactThing, at: Teaching, chosen: boolean): Candidate[] => {
  const row = el.closest<HTMLElement>('tr, [role="row"]');
  const table = row?.closest<HTMLElement>(TABLE);
  if (!row || !table || isPairTable(table)) return [];
  const part = partOf(table, row);
  if (!part) return [];
  const section = sectionOf(at.doc, el, table, at.words, at.headings);
  const drafts = tableDrafts(part, cellIndex(part, row, el), thing, section, at.tab, at.words, chosen);
  const tables = section.heading === undefined ? [] : [{ ...section, selector: anchorOf(table, at.words) }];
  return [
    { rules: drafts.map((d) => d.rule), headings: section.sorts },
    ...tables.map((s) => ({
      rules: tableDrafts(
        part,
        cellIndex(part, row, el),
        thing,
        { ...s, heading: undefined, within: undefined, sorts: [] },
        at.tab,
        at.words,
        chosen,
      ).map((d) => d.rule),
      headings: [],
    })),
  ];
};

const pairCandidates = (el: HTMLElement, thing: FactThing, at: Teaching): Candidate[] => {
  const list = el.closest<HTMLElement>('dl') ?? el.closest<HTMLElement>('table');
  if (!list || (list.localName === 'table' && !isPairTable(list))) return [];
  const section = sectionOf(at.doc, el, list, at.words, at.headings);
  const rule: ReadRule = {
    as: 'pairs',
    ...thing,
    ...placed(section, at.tab),
    text: thing.kind === 'exam' ? ['label', 'value'] : ['value'],
    expect: 0,
  };
  return [{ rules: [rule], headings: section.sorts }];
};

const itemCandidates = (el: HTMLElement, thing: FactThing, at: Teaching): Candidate[] => {
  const titles = titlesOver(el, at.words);
  const nearest = titles.find((t) => headingWords(t.text, at.words) !== undefined);
  const sorts = [...at.headings, ...(nearest?.sort === undefined ? [] : [nearest.sort])];
  const region = nearest ? regionUnder(nearest.el, sorts) : null;
  const holds = (one: Element): boolean => (region ? region.holds(one) : one !== at.doc.body);
  const item = itemOf(el, holds, at.words);
  const box = item.parentElement ?? item;
  const section = sectionOf(at.doc, el, item, at.words, at.headings);
  const root = section.heading === undefined ? box : (region?.box ?? box);
  const rule = itemDraft(
    item,
    root,
    thing,
    section.heading === undefined ? { ...section, selector: anchorOf(box, at.words) } : section,
    at.tab,
    at.words,
  );
  const { text: _t, code: _c, date: _d, author: _a, ...whole } = rule;
  return [
    { rules: [rule], headings: section.sorts },
    { rules: [whole], headings: section.sorts },
  ];
};

/** The rules' findings now, if the example is among them. */
const proved = (el: HTMLElement, candidate: Candidate, at: Teaching): Found[] | null => {
  const found: Found[] = [];
  for (const rule of candidate.rules)
    applyRule(at.doc, rule, at.tab, (one) => found.push(one), [...at.headings, ...candidate.headings]);
  const said = found.filter((one) => !isNothing(one.text));
  return said.some((one) => one.el.contains(el) || el.contains(one.el)) ? said : null;
};

/** The smallest thing with words that was meant: a row's cell, not its icon. */
const meant = (el: HTMLElement): HTMLElement => {
  let at = el;
  while (shownText(at, { fields: true }) === '' && at.parentElement && at.parentElement.localName !== 'body')
    at = at.parentElement;
  return at;
};

/** What the example is, by itself: undefined where nothing tells. */
export const guessThing = (pointed: HTMLElement, at: Teaching): ThingId | undefined => {
  const el = meant(pointed);
  const label = labelOf(el);
  if (label && headerLabel(label.text) !== null && announced(label.text)?.kind === undefined)
    return 'patient';
  const titles = titlesOver(el, at.words);
  const said = byTitles(titles, label?.text, at.tab, at.taken);
  if (said) return said;
  if (label && headerLabel(label.text) !== null) return 'patient';
  const near = titles[0]?.el.parentElement;
  const unit =
    el.closest<HTMLElement>('tr, li, dd, article') ??
    itemOf(
      el,
      (one) => one !== at.doc.body && !one.contains(titles[0]?.el ?? at.doc.body) && one !== near,
      at.words,
    );
  const over = [at.tab ?? '', ...titles.map((t) => t.text)].join(' ');
  return byContent(unit, over, label !== null, at.taken);
};

/** The rules for what is pointed at. Null: nothing there can be read, or nothing that finds it again. */
export const teachExample = (
  pointed: HTMLElement,
  wanted: ThingId | undefined,
  at: Teaching,
): Taught | null => {
  const el = meant(pointed);
  const thing = wanted ?? guessThing(el, at);
  const fact = thing && factOf(thing);
  if (!fact || isNothing(shownText(el, { fields: true }))) return null;
  const label = labelOf(el);
  const titles = titlesOver(el, at.words);
  // A label that itself says what this is stands for a section; otherwise it is a part of an entry.
  const telling =
    label !== null &&
    (isSingle(fact.kind) ||
      isField(el) ||
      (label.firm && (titles.length === 0 || byTitles([], label.text, at.tab) === thing)));
  const inTable = el.closest('tr, [role="row"]') !== null;
  const byLabel = label ? labelCandidate(label, el, fact, at) : null;
  const structural = [
    ...tableCandidates(el, fact, at, wanted !== undefined),
    ...(inTable && !el.closest('dl') ? pairCandidates(el, fact, at) : []),
    ...(el.closest('dl') ? pairCandidates(el, fact, at) : []),
    ...(inTable ? [] : itemCandidates(el, fact, at)),
  ];
  const candidates =
    telling && byLabel ? [byLabel, ...structural] : [...structural, ...(byLabel ? [byLabel] : [])];
  for (const candidate of candidates) {
    const found = proved(el, candidate, at);
    if (found) {
      const things = candidate.rules.map((r) => thingOf(r.kind, r.moment));
      return {
        thing: things.includes(thing) ? thing : (things[0] ?? thing),
        rules: candidate.rules,
        headings: candidate.headings,
        found,
      };
    }
  }
  return null;
};
