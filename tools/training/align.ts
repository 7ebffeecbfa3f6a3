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

/** Coordinate ascent over the choices of the tree on ROUGE-L + chrF against the reference. Deterministic. */
export const align = (root: Node, reference: string): Choices => {
  const chosen = new Map<Alt, Node>();
  const score = (): number => {
    const text = derive(root, asText, (c) => chosen.get(c) ?? (c.options[0] as Node));
    return rougeL(text, reference) + chrF(text, reference);
  };
  const choices = choicesOf(root);
  let best = score();
  for (let pass = 0; pass < PASSES; pass++) {
    let improved = false;
    for (const choice of choices) {
      const before = chosen.get(choice);
      let winner = before;
      for (const option of choice.options) {
        chosen.set(choice, option);
        const now = score();
        if (now > best + 1e-9) {
          best = now;
          winner = option;
          improved = true;
        }
      }
      if (winner) chosen.set(choice, winner);
      else chosen.delete(choice);
    }
    if (!improved) break;
  }
  return chosen;
};
