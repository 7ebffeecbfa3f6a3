/** What was given in the stay, what is prescribed for home, and what the patient took before. */
import type { Moment } from '../../../record/schema.ts';
import { cleanText, fold } from '../../../record/text.ts';
import { hasCode, type Worded, worded, wordsOf } from '../concept.ts';
import type { Concept, Reference } from '../datatypes.ts';
import { type DoseWords, dosageWords, quantityWords, ratioWords } from '../dosage.ts';
import type { Node } from '../graph.ts';
import {
  Medication,
  MedicationAdministration,
  MedicationRequest,
  MedicationStatement,
} from '../resources.ts';
import { chartedDate } from '../when.ts';
import { type Context, isOut, type ReadFacts, wordless } from './context.ts';

const ASKED = 0.5;

interface Named {
  readonly medicationCodeableConcept?: Concept | undefined;
  readonly medicationReference?: Reference | undefined;
}

/** By the code in the resource, else of the Medication that it refers to, else by the reference's own words. */
const drugOf = (
  { medicationCodeableConcept, medicationReference }: Named,
  node: Node,
  { graph }: Context,
): Worded => {
  const own = worded(medicationCodeableConcept, 'drug');
  if (own.text !== '') return own;
  const there = worded(graph.follow(Medication, medicationReference, node)?.code, 'drug');
  return there.text === '' ? { ...there, text: cleanText(medicationReference?.display ?? '') } : there;
};

const addDrug = (
  drug: Worded,
  dose: DoseWords,
  moment: Moment,
  node: Node,
  context: Context,
  more: { readonly date?: string | undefined; readonly confidence?: number | undefined },
): void => {
  const { text, ...coded } = drug;
  if (text === '') {
    wordless(node, 'medication', context);
    return;
  }
  for (const path of dose.unsaid) context.collected.badResource(node.reference, path, 'no se escribe');
  // «Enoxaparina 40 mg SC c/24h» as the dosage's text says the drug already.
  const whole = fold(dose.text).startsWith(fold(text)) ? dose.text : cleanText(`${text} ${dose.text}`);
  context.collected.add({ kind: 'drug', moment, text: whole, ...coded, ...more, reference: node.reference });
};

export const requestFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const request = graph.read(MedicationRequest, node);
  if (request === undefined) return;
  if (isOut(request.status, ['entered-in-error', 'cancelled', 'draft'], node, context)) return;
  if (isOut(request.intent, ['proposal', 'plan', 'option'], node, context)) return;
  if (request.doNotPerform === true) return collected.leaveOut('status', 'MedicationRequest doNotPerform');
  const { category = [], authoredOn, status } = request;
  const is = (...codes: string[]): boolean => category.some((c) => hasCode(c, ...codes));
  const place = stay.place(node, authoredOn);
  let moment: Moment = 'intrahospitalario';
  let confidence: number | undefined;
  const section = context.section(node);
  if (is('discharge')) moment = 'alta';
  else if (section?.kind === 'drug') moment = section.moment;
  else if (is('inpatient')) moment = 'intrahospitalario';
  else if (is('community', 'outpatient')) {
    moment = is('community') || place === 'before' || context.summary ? 'habitual' : 'alta';
    confidence = moment === 'alta' ? ASKED : undefined;
  } else if (context.summary) moment = 'habitual';
  else confidence = ASKED;
  // What was stopped was given, but is not prescribed any more.
  if (moment !== 'intrahospitalario' && isOut(status, ['stopped', 'on-hold'], node, context)) return;
  if (moment === 'habitual' && isOut(status, ['completed'], node, context)) return;
  if (moment !== 'habitual' && place !== 'within') return collected.leaveOut('encounter', node.type);
  const date = moment === 'habitual' ? undefined : chartedDate(authoredOn, timeZone);
  const dose = dosageWords(request.dosageInstruction ?? []);
  addDrug(drugOf(request, node, context), dose, moment, node, context, { date, confidence });
};

export const administrationFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const given = graph.read(MedicationAdministration, node);
  if (given === undefined) return;
  if (isOut(given.status, ['entered-in-error', 'not-done'], node, context)) return;
  const at = given.effectiveDateTime ?? given.effectivePeriod?.start;
  if (stay.place(node, at) !== 'within') return collected.leaveOut('encounter', node.type);
  const { text, route, dose, rateQuantity, rateRatio } = given.dosage ?? {};
  const parts = [
    [quantityWords(dose), quantityWords(rateQuantity) || ratioWords(rateRatio)].filter(Boolean).join(' a '),
    wordsOf(route),
  ];
  const words = cleanText(text ?? '') || parts.filter(Boolean).join(' ');
  addDrug(drugOf(given, node, context), { text: words, unsaid: [] }, 'intrahospitalario', node, context, {
    date: chartedDate(at, timeZone),
  });
};

export const statementFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay } = context;
  const statement = graph.read(MedicationStatement, node);
  if (statement === undefined) return;
  if (isOut(statement.status, ['entered-in-error', 'not-taken', 'stopped', 'on-hold'], node, context)) return;
  const section = context.section(node);
  const inpatient = hasCode(statement.category, 'inpatient');
  const moment =
    section?.kind === 'drug' ? section.moment : inpatient ? 'intrahospitalario' : ('habitual' as const);
  const at = statement.effectiveDateTime ?? statement.effectivePeriod?.start;
  if (inpatient && stay.place(node, at) !== 'within') return collected.leaveOut('encounter', node.type);
  if (moment === 'habitual' && isOut(statement.status, ['completed'], node, context)) return;
  addDrug(drugOf(statement, node, context), dosageWords(statement.dosage ?? []), moment, node, context, {});
};
