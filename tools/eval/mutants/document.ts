/** A correct document of a record: a derivation drawn at random, with the place of every fact in its text. */
import { documentSoFar, draftEpicrisis } from '../../../src/epicrisis/document.ts';
import { asText } from '../../../src/epicrisis/grammar/ast.ts';
import { type Plan, planEpicrisis } from '../../../src/epicrisis/plan.ts';
import { documentText, type Form, type SectionId } from '../../../src/epicrisis/types.ts';
import type { ClinicalRecord, FactId } from '../../../src/record/schema.ts';
import { derive } from '../../training/derive.ts';
import type { Random } from '../../training/random.ts';

export interface Placed {
  readonly factId: FactId;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface CorrectDocument {
  readonly record: ClinicalRecord;
  readonly form: Form;
  readonly plan: Plan;
  readonly text: string;
  readonly placed: readonly Placed[];
  readonly starts: ReadonlyMap<SectionId, number>;
}

const institution = { hospitalName: '', signatureLine: '' };

export const correctDocument = (record: ClinicalRecord, form: Form, random: Random): CorrectDocument => {
  const plan = planEpicrisis(record, form, institution);
  const draft = draftEpicrisis(plan, 'text');
  const written = draft.choice ? derive(draft.choice, asText, (choice) => random.pick(choice.options)) : '';
  const read = documentSoFar(draft, written);
  if (!read?.complete) throw new Error('a derivation does not trace back');
  const placed: Placed[] = [];
  const starts = new Map<SectionId, number>();
  let at = 0;
  for (const section of read.document.sections) {
    starts.set(section.id, at);
    for (const segment of section.segments) {
      if (segment.factId !== undefined)
        placed.push({ factId: segment.factId, text: segment.text, start: at, end: at + segment.text.length });
      at += segment.text.length;
    }
  }
  return { record, form, plan, text: documentText(read.document), placed, starts };
};
