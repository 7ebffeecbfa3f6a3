/**
 * What a physician would choose, for plans that no reference shows: phrases as often as the aligned references use them
 * (evenly where there are none), colons for long lists, the weightiest clauses of the evolution.
 */
import type { Alt, Node } from '../../src/epicrisis/grammar/ast.ts';
import type { Plan } from '../../src/epicrisis/plan.ts';
import type { Chooser } from './derive.ts';
import { opening } from './derive.ts';
import type { Random } from './random.ts';

/** How often each opening was chosen, slots' numbers left out. */
export type PhraseCounts = Map<string, number>;

export const phraseKey = (option: Node): string => opening(option).replace(/\d+>/gu, '>');

export const countPhrases = (counts: PhraseCounts, chosen: Iterable<Node>): void => {
  for (const option of chosen) {
    const key = phraseKey(option);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
};

/** From this many entries on, a list after a colon reads better than a sentence. */
const LONG_LIST = 5;

const firstClause = (option: Node): number | null => {
  const stack: Node[] = [option];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.k === 'fact' && node.slot.startsWith('<C')) return Number(node.slot.slice(2, -1));
    if (node.k === 'seq') stack.push(...[...node.items].reverse());
    if (node.k === 'alt') stack.push(node.options[0] as Node);
    if (node.k === 'lit' && /^\.(\s|$)/u.test(node.text) && stack.length === 0) return null;
  }
  return null;
};

/** Which clauses a writer keeps: by weight, with some taste of his own. */
const tasteOf = (plan: Plan, random: Random): ReadonlySet<number> => {
  const { clauses, must, least, most } = plan.evolution;
  const count = Math.max(least, Math.min(most, Math.round(most * (0.75 + random.next() * 0.25))));
  const ranked = clauses
    .map((c, i) => ({ i, score: (must.has(i) ? 100 : 0) + c.weight + random.next() * 2.5 }))
    .sort((a, b) => b.score - a.score);
  return new Set(ranked.slice(0, count).map((r) => r.i));
};

/** A chooser for one plan. */
export const preferring = (plan: Plan, counts: PhraseCounts, random: Random): Chooser => {
  const keep = tasteOf(plan, random);
  const listed = (letter: string): number =>
    [...plan.sections.values()].find((s) => s.facts[0]?.slot.startsWith(`<${letter}`))?.facts.length ?? 0;
  const phraseWeight = (option: Node): number => {
    const key = phraseKey(option);
    const often = (counts.get(key) ?? 0) + 2;
    const letter = /<([A-Z])>$/u.exec(key)?.[1];
    const long = letter !== undefined && listed(letter) >= LONG_LIST;
    return Math.sqrt(often) * (long && key.includes(': <') ? 12 : 1);
  };
  return (choice: Alt) => {
    const firsts = choice.options.map(firstClause);
    const distinct = new Set(firsts.filter((f) => f !== null));
    if (distinct.size > 1 || (distinct.size === 1 && firsts.includes(null))) {
      // Which clause next: the first that is kept; the end where none is left.
      const wanted = choice.options.filter((_, k) => firsts[k] !== null && keep.has(firsts[k] ?? -1));
      return wanted[0] ?? choice.options[firsts.indexOf(null)] ?? (choice.options[0] as Node);
    }
    return random.weighted(choice.options, phraseWeight);
  };
};
