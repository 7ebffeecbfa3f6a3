/** Facts in a row: separators, conjunction and case. No choice here: the order is the plan's, the joints are grammar. */
import { asCharted, fullStop } from '../literal.ts';
import type { PlannedFact } from '../plan.ts';
import { conjunction } from '../spanish/conjunction.ts';
import { atStart, inSentence } from '../spanish/letter-case.ts';
import { type FactPlace, lit, type Node, seq } from './ast.ts';

/** Where a fact stands decides the case of its first letter, nothing else. */
export const place = (
  fact: Pick<PlannedFact, 'id' | 'slot' | 'literal'>,
  at: 'inside' | 'start',
): FactPlace => ({
  k: 'fact',
  id: fact.id,
  slot: fact.slot,
  text: at === 'inside' ? inSentence(fact.literal) : atStart(fact.literal),
});

/** A control is a date and a place: the date as charted goes with it wherever it stands. */
const entry = (fact: PlannedFact, at: 'inside' | 'start'): Node => {
  const { kind, date } = fact.fact;
  const day = kind === 'control' && date && !fact.literal.includes(date) ? asCharted(date) : '';
  if (day === '') return place(fact, at);
  return seq({ k: 'fact', id: fact.id, slot: '<fecha>', text: day }, lit(', '), place(fact, 'inside'));
};

const endsSentence = (text: string): boolean => fullStop(text) === '';
const hasInnerComma = (text: string): boolean => /[,;]/u.test(text);

/**
 * «a, b y c»; with «;» where an entry has commas of its own; entries that are sentences follow each other as sentences.
 * @param facts at least one
 * @param first where the first of them stands
 */
export const joinFacts = (
  facts: readonly PlannedFact[],
  mode: 'noun' | 'colon',
  first: 'inside' | 'start' = 'inside',
): Node => {
  const comma = facts.some((f) => hasInnerComma(f.literal)) ? '; ' : ', ';
  const items: Node[] = [];
  facts.forEach((fact, index) => {
    const before = facts[index - 1];
    if (!before) {
      items.push(entry(fact, first));
      return;
    }
    const last = index === facts.length - 1;
    if (mode === 'colon' && endsSentence(before.literal)) {
      items.push(lit(' '), entry(fact, 'start'));
    } else if (mode === 'noun' && last) {
      const joint = comma === '; ' ? '; ' : ' ';
      items.push(lit(`${joint}${conjunction(fact.literal)} `), entry(fact, 'inside'));
    } else {
      items.push(lit(mode === 'colon' ? '; ' : comma), entry(fact, 'inside'));
    }
  });
  return seq(...items);
};

/** The stop that a sentence ending in these facts needs. */
export const stopAfter = (facts: readonly { readonly literal: string }[]): Node =>
  lit(fullStop(facts.at(-1)?.literal ?? ''));
