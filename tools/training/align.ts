/**
 * A reference text aligned to a plan: the derivation that comes nearest to it. What the reference adds of its own (`TIMI 3`,
 * outcomes, vital signs) no derivation can hold, so nothing unsupported is ever a target; what it says in other words is
 * replaced by the charted copy.
 */
import type { Alt, Node } from '../../src/epicrisis/grammar/ast.ts';
import { asText } from '../../src/epicrisis/grammar/ast.ts';
import { chrF, rougeL } from '../eval/similarity.ts';
import { choicesOf, derive } from './derive.ts';

/** Options chosen, by choice; a choice that is not in the map takes its first. */
export type Choices = ReadonlyMap<Alt, Node>;

const PASSES = 2;

/** The choices that an option opens with: an option is judged by the best way that it can begin. */
const leading = (option: Node): Alt[] => {
  if (option.k === 'alt') return option.options.length > 1 ? [option] : option.options.flatMap(leading);
  if (option.k !== 'seq') return [];
  const [first] = option.items;
  return first ? leading(first) : [];
};

/**
 * Coordinate ascent over the choices of the tree on ROUGE-L + chrF against the reference, each option with its own best
 * opening. Deterministic.
 */
export const align = (root: Node, reference: string): Choices => {
  const chosen = new Map<Alt, Node>();
  const score = (): number => {
    const text = derive(root, asText, (c) => chosen.get(c) ?? (c.options[0] as Node));
    return rougeL(text, reference) + chrF(text, reference);
  };

  /** Sets the best option of a choice, all else as it is; its score. */
  const settle = (choice: Alt): number => {
    let best = Number.NEGATIVE_INFINITY;
    let winner = chosen.get(choice) ?? (choice.options[0] as Node);
    // The present one first: only a better one takes its place.
    for (const option of [winner, ...choice.options.filter((o) => o !== winner)]) {
      chosen.set(choice, option);
      const now = leading(option).reduce((_, inner) => settle(inner), score());
      if (now > best + 1e-9) {
        best = now;
        winner = option;
      }
    }
    chosen.set(choice, winner);
    return best;
  };

  const choices = choicesOf(root);
  let best = score();
  for (let pass = 0; pass < PASSES; pass++) {
    const before = best;
    for (const choice of choices) best = settle(choice);
    if (best <= before + 1e-9) break;
  }
  return chosen;
};
