/** Where a rule looks on the page as it is now, and how rules and columns are named. */
import { findHeadings, headingText, regionUnder } from '../dom/heading.ts';
import { deepAll } from '../dom/query.ts';
import { matchesWords } from '../dom/text.ts';
import { isVisible } from '../dom/visible.ts';
import type { Found } from '../gathering.ts';
import type { Column, ReadRule } from '../types.ts';

/** Inside the rule's selector, under its heading, or both. */
export interface Area {
  readonly root: ParentNode;
  readonly holds: (el: Element) => boolean;
  readonly title: string;
}

/** What a rule says of one entry; kind, moment and system are the rule's. */
export type Entry = Omit<Found, 'kind' | 'moment' | 'system'>;
export type Take = (found: Entry) => void;

const first = (words: string): string => words.split('|')[0]?.replace(/\*/g, '').trim() ?? '';

const KIND_NAMES: Readonly<Record<ReadRule['kind'], string>> = {
  reason: 'Motivo de ingreso',
  diagnosis: 'Diagnósticos',
  antecedent: 'Antecedentes',
  allergy: 'Alergias',
  procedure: 'Procedimientos',
  drug: 'Fármacos',
  note: 'Notas',
  exam: 'Exámenes',
  pending: 'Pendientes',
  condition: 'Condición al alta',
  destination: 'Destino al alta',
  instruction: 'Indicaciones',
  alarm: 'Signos de alarma',
  control: 'Controles',
};

/** How a rule's place is called before the physician: by its heading or label, else by what it reads. Never by a selector. */
export const ruleName = (rule: ReadRule): string => {
  if (rule.heading !== undefined) return first(rule.heading);
  return rule.as === 'label' ? first(rule.label) : KIND_NAMES[rule.kind];
};

/** The same in a finding, where IT must tell one rule from another. */
export const ruleInFinding = (rule: ReadRule): string =>
  rule.heading === undefined && rule.selector !== undefined
    ? `${ruleName(rule)} (${rule.selector})`
    : ruleName(rule);

/** Empty: not on this view. */
export const areasOf = (doc: Document, rule: ReadRule, headings: readonly string[] = []): Area[] => {
  const boxes = rule.selector ? deepAll(doc, rule.selector).filter(isVisible) : null;
  if (rule.heading === undefined)
    return (boxes ?? [doc]).map((root) => ({ root, holds: () => true, title: '' }));
  const outer = rule.within === undefined ? null : findHeadings(doc, rule.within, headings);
  const around = outer?.map((h) => regionUnder(h, headings));
  return findHeadings(doc, rule.heading, headings)
    .filter((h) => !around || around.some((region) => region.holds(h)))
    .filter((h) => !boxes || boxes.some((b) => b.contains(h)))
    .map((h) => {
      const { box, holds } = regionUnder(h, headings);
      return { root: box, holds, title: headingText(h) };
    });
};

/** The column's place from 0; -1: not in this table. */
export const columnAt = (header: readonly string[], column: Column | undefined): number => {
  if (column === undefined) return -1;
  return typeof column === 'number' ? column - 1 : header.findIndex((h) => matchesWords(h, column));
};
