/**
 * Codes that the physician gives to entries that the chart leaves without one, and entries of the physician's own. The record takes
 * them (`codedBy`), so that writing anew keeps them; the texts written already take them in place, word by word as they stand.
 */
import { factLiteral } from '../../epicrisis/literal.ts';
import type { Epicrisis } from '../../epicrisis/types.ts';
import type { ClinicalRecord, CodeSystem, Fact, FactKind, Moment } from '../../record/schema.ts';
import { FactId } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import { relink } from '../text.ts';
import { formOf, nextSeed, startJob } from './job.ts';
import { type PanelState, putTab, type Step, step } from './panel.ts';
import { isBusy, shownVersion, type Tab, type Version, versionText } from './tab.ts';

/** Kinds that carry codes. */
export const CODED_KINDS = ['diagnosis', 'procedure', 'drug'] as const;
export type CodedKind = (typeof CODED_KINDS)[number];

const isCodedKind = (kind: FactKind): kind is CodedKind =>
  (CODED_KINDS as readonly FactKind[]).includes(kind);

/** Entries of one kind that say the same, wherever in the stay: one decision for all of them. */
export interface Entry {
  readonly ids: readonly FactId[];
  readonly kind: CodedKind;
  readonly text: string;
  readonly code?: string | undefined;
  readonly system?: CodeSystem | undefined;
  /** The physician typed the entry itself. */
  readonly typed: boolean;
}

export interface TypedEntry {
  readonly kind: CodedKind;
  readonly moment: Moment;
  readonly text: string;
  readonly code: string;
  readonly system: CodeSystem;
}

/** UTF-16 offsets in the text being edited. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const grouped = (facts: readonly Fact[]): Entry[] => {
  const groups = new Map<string, Entry>();
  for (const { id, kind, text, code, system, source } of facts) {
    if (!isCodedKind(kind)) continue;
    const key = `${kind} ${fold(text)} ${code ?? ''}`;
    const before = groups.get(key);
    if (before !== undefined) groups.set(key, { ...before, ids: [...before.ids, id] });
    else groups.set(key, { ids: [id], kind, text, code, system, typed: source.type === 'typed' });
  }
  return [...groups.values()];
};

/** The chart's entries without a code, in the chart's order. */
export const uncodedEntries = (record: ClinicalRecord): Entry[] =>
  grouped(record.facts.filter(({ code }) => code === undefined));

/** The entries whose code the physician gave. */
export const physicianCoded = (record: ClinicalRecord): Entry[] =>
  grouped(record.facts.filter(({ codedBy }) => codedBy !== undefined));

const swap = (text: string, from: string, to: string): string => {
  // The first letter follows its place in the sentence.
  if (text.slice(1) === from.slice(1)) return text.charAt(0) + to.slice(1);
  return text.replace(from, () => to);
};

const literals = (record: ClinicalRecord): ReadonlyMap<string, string> =>
  new Map(record.facts.map((fact) => [fact.id, factLiteral(fact)]));

/** The same text with the facts as the new record has them. */
const rewritten = (version: Version, record: ClinicalRecord): Version => {
  const [from, to] = [literals(version.record), literals(record)];
  const changed = (id: string | undefined): readonly [string, string] | undefined => {
    const before = id === undefined ? undefined : from.get(id);
    const after = id === undefined ? undefined : to.get(id);
    return before === undefined || after === undefined || before === after ? undefined : [before, after];
  };
  const sections = version.document.sections.map((section) => ({
    ...section,
    segments: section.segments.map((segment) => {
      const pair = changed(segment.factId);
      return pair === undefined ? segment : { ...segment, text: swap(segment.text, ...pair) };
    }),
  }));
  const document: Epicrisis = { ...version.document, sections };
  const edited =
    version.edited === null
      ? null
      : relink(version.edited, version.document)
          .map((segment) => {
            const pair = changed(segment.factId);
            return pair === undefined ? segment.text : swap(segment.text, ...pair);
          })
          .join('');
  return { ...version, record, document, edited, recoded: true };
};

/** The tab with another record in place of its chart's, in every version that was written from it. */
const withRecord = (tab: Tab, record: ClinicalRecord): Tab => {
  const { chart } = tab;
  if (chart === null) return tab;
  return {
    ...tab,
    chart: { ...chart, record },
    versions: tab.versions.map((version) =>
      version.record === chart.record ? rewritten(version, record) : version,
    ),
  };
};

const ready = (tab: Tab): tab is Tab & { readonly chart: NonNullable<Tab['chart']> } =>
  tab.chart !== null && tab.stale === null && !isBusy(tab);

/** Gives a code to entries that have none, or another one than the physician's before. A charted code is never touched. */
export const giveCode = (
  state: PanelState,
  tab: Tab,
  {
    ids,
    code,
    system,
  }: { readonly ids: readonly FactId[]; readonly code: string; readonly system: CodeSystem },
): Step => {
  if (!ready(tab)) return step(state);
  const { record } = tab.chart;
  const facts = record.facts.map(
    (fact): Fact =>
      ids.includes(fact.id) && (fact.code === undefined || fact.codedBy !== undefined)
        ? { ...fact, code, system, codedBy: 'physician' }
        : fact,
  );
  return step(putTab(state, withRecord(tab, { ...record, facts })));
};

const uncoded = ({ code: _, system: __, codedBy: ___, ...fact }: Fact): Fact => fact;

const withoutText = (text: string, literal: string): string => {
  const at = text.indexOf(literal);
  if (at < 0) return text;
  const before = text.slice(0, at);
  return `${before.endsWith(' ') ? before.slice(0, -1) : before}${text.slice(at + literal.length)}`;
};

/** The way back: the entry is as the chart has it. One that the physician typed is gone from the record and from the text. */
export const takeCode = (state: PanelState, tab: Tab, ids: readonly FactId[]): Step => {
  if (!ready(tab)) return step(state);
  const { record } = tab.chart;
  const mine = record.facts.filter(({ id, codedBy }) => ids.includes(id) && codedBy !== undefined);
  const typed = mine.filter(({ source }) => source.type === 'typed');
  const gone = new Set(typed.map(({ id }) => id));
  const facts = record.facts
    .filter(({ id }) => !gone.has(id))
    .map((fact) => (mine.includes(fact) ? uncoded(fact) : fact));
  const changed = withRecord(tab, { ...record, facts });
  if (typed.length === 0) return step(putTab(state, changed));
  const version = shownVersion(changed);
  if (version === null || version.edited === null)
    return startJob(state, changed, { seed: nextSeed(changed, formOf(state, changed)) });
  const edited = typed.reduce((text, fact) => withoutText(text, factLiteral(fact)), version.edited);
  const versions = changed.versions.map((one) => (one === version ? { ...one, edited } : one));
  return step(putTab(state, { ...changed, versions }));
};

const typedId = (record: ClinicalRecord): FactId => {
  const last = record.facts.flatMap(({ id }) => /^typed-(\d+)$/.exec(id)?.[1] ?? []).map(Number);
  return FactId.parse(`typed-${Math.max(0, ...last) + 1}`);
};

/**
 * An entry of the physician's own. While the text is being edited it goes where the cursor stands; else the text is written anew
 * with it, in its section.
 */
export const addTyped = (state: PanelState, tab: Tab, entry: TypedEntry, at?: TextRange): Step => {
  if (!ready(tab)) return step(state);
  const { record } = tab.chart;
  const fact: Fact = { id: typedId(record), ...entry, codedBy: 'physician', source: { type: 'typed' } };
  const changed = withRecord(tab, { ...record, facts: [...record.facts, fact] });
  const version = shownVersion(changed);
  if (version === null || at === undefined || !tab.editing)
    return startJob(state, changed, { seed: nextSeed(changed, formOf(state, changed)) });
  const text = versionText(version);
  const [before, after] = [text.slice(0, at.start), text.slice(at.end)];
  const space = before === '' || /[\s(«"]$/u.test(before) ? '' : ' ';
  const gap = after === '' || /^[\s).,;:»"]/u.test(after) ? '' : ' ';
  const edited = `${before}${space}${factLiteral(fact)}${gap}${after}`;
  const versions = changed.versions.map((one) => (one === version ? { ...one, edited } : one));
  return step(putTab(state, { ...changed, versions }));
};

/** The chart as read again, with what the physician had coded: matched by kind, moment and words. A code that the chart has by now is the chart's. */
export const keepCodes = (before: ClinicalRecord, after: ClinicalRecord): ClinicalRecord => {
  const mine = before.facts.filter(({ codedBy }) => codedBy !== undefined);
  if (mine.length === 0) return after;
  const facts = after.facts.map((fact): Fact => {
    const same =
      fact.code === undefined
        ? mine.find(
            ({ kind, moment, text, source }) =>
              source.type !== 'typed' &&
              kind === fact.kind &&
              moment === fact.moment &&
              fold(text) === fold(fact.text),
          )
        : undefined;
    return same === undefined
      ? fact
      : { ...fact, code: same.code, system: same.system, codedBy: 'physician' };
  });
  const taken = new Set(facts.map(({ id }) => id));
  const typed = mine.filter(({ id, source }) => source.type === 'typed' && !taken.has(id));
  return { ...after, facts: [...facts, ...typed] };
};
