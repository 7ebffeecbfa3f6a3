/** An adapter's reading rules, applied to what the page shows now. */
import { areasOf, type Take } from './adapter-reader/area.ts';
import { readItemsRule, readLabelRule, readPairsRule } from './adapter-reader/items.ts';
import { readTableRule } from './adapter-reader/tables.ts';
import { matchesWords } from './dom/text.ts';
import type { Found } from './gathering.ts';
import type { Adapter, ReadRule } from './types.ts';

export { ruleInFinding } from './adapter-reader/area.ts';

/** Is the rule about what stands in this tab? */
export const isForTab = (rule: ReadRule, tab: string | undefined): boolean =>
  rule.tab === undefined || (tab !== undefined && matchesWords(tab, rule.tab));

/** What one rule finds now; false: its place is not on this view. */
export const applyRule = (
  doc: Document,
  rule: ReadRule,
  tab: string | undefined,
  take: (found: Found) => void,
  headings: readonly string[] = [],
): boolean => {
  const areas = areasOf(doc, rule, headings);
  const takeOne: Take = (found) =>
    take({ ...found, kind: rule.kind, moment: rule.moment, system: rule.system, tab });
  let columns = false;
  for (const area of areas) {
    if (rule.as === 'table') columns = readTableRule(rule, area, takeOne) || columns;
    else if (rule.as === 'items') readItemsRule(rule, area, takeOne);
    else if (rule.as === 'pairs') readPairsRule(rule, area, takeOne);
    else readLabelRule(rule, doc, area, takeOne);
  }
  // Where nothing but its columns says which table it is, the page as such is no place.
  if (rule.as === 'table' && rule.selector === undefined && rule.heading === undefined) return columns;
  return areas.length > 0;
};

/** Everything that the adapter's rules find on the page as it is now, rule by rule; the page breathes between them. */
export const applyRules = async (
  doc: Document,
  adapter: Adapter,
  tab: string | undefined,
  take: (rule: ReadRule, found: Found) => void,
  seen: (rule: ReadRule) => void,
  breathe: () => Promise<void> | undefined,
): Promise<void> => {
  for (const rule of adapter.read) {
    if (!isForTab(rule, tab)) continue;
    const pause = breathe();
    if (pause) await pause;
    if (applyRule(doc, rule, tab, (found) => take(rule, found), adapter.headings)) seen(rule);
  }
};
