/** A correct document of one of the charts, with the places where its facts stand, for the errors of this folder to be put in. */
import { draftEpicrisis } from '../../../src/epicrisis/document.ts';
import type { FactPlace, Lit, Node } from '../../../src/epicrisis/grammar/ast.ts';
import { planEpicrisis } from '../../../src/epicrisis/plan.ts';
import type { Form } from '../../../src/epicrisis/types.ts';
import type { ClinicalRecord, Fact } from '../../../src/record/schema.ts';
import type { Random } from '../../training/random.ts';

/** A copy of a fact: what stands from `start` to `end`. A note's clauses are copies of the note. */
export interface Copy {
  readonly fact: Fact;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Correct {
  readonly record: ClinicalRecord;
  readonly form: Form;
  readonly text: string;
  readonly copies: readonly Copy[];
}

const pieces = (node: Node, random: Random): (Lit | FactPlace)[] => {
  if (node.k === 'seq') return node.items.flatMap((item) => pieces(item, random));
  return node.k === 'alt' ? pieces(random.pick(node.options), random) : [node];
};

/** One derivation of the record's grammar, every choice at random. */
export const correct = (record: ClinicalRecord, form: Form, random: Random): Correct => {
  const plan = planEpicrisis(record, form, { hospitalName: '', signatureLine: '' });
  const facts = new Map(record.facts.map((fact) => [fact.id, fact]));
  const copies: Copy[] = [];
  let text = '';
  for (const piece of draftEpicrisis(plan, 'text').parts.flatMap(({ node }) => pieces(node, random))) {
    const fact = piece.k === 'fact' ? facts.get(piece.id) : undefined;
    if (fact)
      copies.push({ fact, start: text.length, end: text.length + piece.text.length, text: piece.text });
    text += piece.text;
  }
  return { record, form, text, copies };
};
