/** Condition: diagnoses by their role in the encounter (AD, DD), antecedents from the problem list. */
import type { FactKind, Moment } from '../../../record/schema.ts';
import { hasCode, worded } from '../concept.ts';
import type { Node } from '../graph.ts';
import { Condition } from '../resources.ts';
import { chartedDate } from '../when.ts';
import { type Context, isOut, type ReadFacts, wordless } from './context.ts';

interface Place {
  readonly kind: FactKind;
  readonly moment: Moment;
  readonly confidence?: number;
}

/** http://terminology.hl7.org/CodeSystem/diagnosis-role */
const ROLES: readonly (readonly [string, Place])[] = [
  ['AD', { kind: 'diagnosis', moment: 'ingreso' }],
  ['DD', { kind: 'diagnosis', moment: 'alta' }],
  ['CC', { kind: 'reason', moment: 'ingreso' }],
  ['CM', { kind: 'antecedent', moment: 'habitual' }],
];
const OTHER_ROLE: Place = { kind: 'diagnosis', moment: 'intrahospitalario' };
const ANTECEDENT: Place = { kind: 'antecedent', moment: 'habitual' };
/** A differential or provisional diagnosis is charted, and the physician says whether it is one. */
const UNSETTLED = ['unconfirmed', 'provisional', 'differential'];
const ASKED = 0.5;

/** What the encounter says of the condition: once as admission diagnosis and once as discharge diagnosis are two facts. */
const rolesOf = (node: Node, { graph, stay }: Context): Place[] => {
  const uses = (stay.encounter?.diagnosis ?? []).filter(
    ({ condition }) => graph.nameOf(condition.reference) === node.reference,
  );
  return uses.flatMap(({ use }) => {
    if (use === undefined) return [{ ...OTHER_ROLE, confidence: ASKED }];
    const known = ROLES.filter(([code]) => hasCode(use, code)).map(([, place]) => place);
    return known.length > 0 ? known : [OTHER_ROLE];
  });
};

export const conditionFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const condition = graph.read(Condition, node);
  if (condition === undefined) return;
  const { verificationStatus, category = [], code } = condition;
  for (const status of ['refuted', 'entered-in-error'])
    if (hasCode(verificationStatus, status)) return void isOut(status, [status], node, context);
  const when = condition.recordedDate ?? condition.onsetDateTime;
  const roles = rolesOf(node, context);
  const section = context.section(node);
  const problem = category.some((c) => hasCode(c, 'problem-list-item', 'health-concern'));
  const ofEncounter = category.some((c) => hasCode(c, 'encounter-diagnosis'));
  let places: readonly Place[] = roles;
  if (
    places.length === 0 &&
    section !== undefined &&
    ['diagnosis', 'antecedent', 'reason'].includes(section.kind)
  )
    places = [section];
  if (places.length === 0 && problem) places = [ANTECEDENT];
  if (places.length === 0 && (stay.says(node) || (ofEncounter && stay.place(node, when) === 'within')))
    places = [{ ...OTHER_ROLE, confidence: ASKED }];
  if (places.length === 0 && ofEncounter) return collected.leaveOut('encounter', 'Condition');
  if (places.length === 0) places = [context.summary ? ANTECEDENT : { ...ANTECEDENT, confidence: ASKED }];
  // Recorded at admission and still true at discharge: that is not the discharge diagnosis's date.
  const admitted = places.some((p) => p.moment === 'ingreso');
  const dateFor = (kind: FactKind, moment: Moment): string | undefined => {
    if (kind === 'antecedent') return condition.onsetDateTime;
    return moment === 'alta' && admitted ? undefined : when;
  };
  const unsettled = UNSETTLED.some((status) => hasCode(verificationStatus, status));
  for (const { kind, moment, confidence } of places) {
    const { text, ...coded } = worded(code, kind);
    if (text === '') return wordless(node, 'code', context);
    collected.add({
      kind,
      moment,
      text,
      ...coded,
      date: chartedDate(dateFor(kind, moment), timeZone),
      confidence: unsettled ? ASKED : confidence,
      reference: node.reference,
    });
  }
};
