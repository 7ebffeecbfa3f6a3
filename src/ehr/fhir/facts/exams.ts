/** Observation and DiagnosticReport: results, and what is still to come. */
import { cleanText } from '../../../record/text.ts';
import { decodedText } from '../attachment.ts';
import { hasCode, worded, wordsOf } from '../concept.ts';
import { quantityWords, rangeWords, ratioWords } from '../dosage.ts';
import { DiagnosticReport, Observation, type Value } from '../resources.ts';
import { chartedDate } from '../when.ts';
import { isOut, type ReadFacts, wordless } from './context.ts';

/** Charted by the hundred and no exam: their words are in the notes where they matter. */
const NO_EXAM = ['vital-signs', 'social-history', 'survey', 'activity', 'therapy'];
const WRONG = ['entered-in-error', 'cancelled'];

const valueWords = (value: Value, timeZone: string): string => {
  const { valueQuantity, valueCodeableConcept, valueString, valueBoolean, valueInteger } = value;
  if (valueQuantity !== undefined) return quantityWords(valueQuantity);
  if (valueCodeableConcept !== undefined) return wordsOf(valueCodeableConcept);
  if (valueString !== undefined) return cleanText(valueString);
  if (valueInteger !== undefined) return String(valueInteger);
  if (valueBoolean !== undefined) return valueBoolean ? 'sí' : 'no';
  if (value.valueRange !== undefined) return rangeWords(value.valueRange);
  if (value.valueRatio !== undefined) return ratioWords(value.valueRatio);
  return chartedDate(value.valueDateTime, timeZone) ?? '';
};

export const observationFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const observation = graph.read(Observation, node);
  if (observation === undefined) return;
  const { status, category = [], component = [], hasMember = [] } = observation;
  if (isOut(status, WRONG, node, context)) return;
  const sort = NO_EXAM.find((code) => category.some((c) => hasCode(c, code)));
  if (sort !== undefined) return collected.leaveOut('unused', `Observation ${sort}`);
  const at =
    observation.effectiveDateTime ??
    observation.effectivePeriod?.start ??
    observation.effectiveInstant ??
    observation.issued;
  if (stay.place(node, at) !== 'within') return collected.leaveOut('encounter', 'Observation');
  const { text: name, ...coded } = worded(observation.code, 'exam');
  if (name === '') return wordless(node, 'code', context);
  const own = valueWords(observation, timeZone);
  const parts = component
    .map((one) => cleanText(`${wordsOf(one.code)} ${valueWords(one, timeZone)}`))
    .filter(Boolean);
  const result = [own, parts.join(', ')].filter(Boolean).join(', ');
  const date = chartedDate(at, timeZone);
  const fact = { moment: 'intrahospitalario', ...coded, date, reference: node.reference } as const;
  if (result !== '') return collected.add({ kind: 'exam', ...fact, text: `${name} ${result}` });
  if (status === 'registered' || status === 'preliminary')
    return collected.add({ kind: 'pending', ...fact, text: name });
  // A panel's members are exams of their own.
  if (hasMember.length === 0) collected.leaveOut('status', 'Observation sin resultado');
};

export const reportFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const report = graph.read(DiagnosticReport, node);
  if (report === undefined) return;
  const { status, conclusion = '', conclusionCode = [], presentedForm = [], result = [] } = report;
  if (isOut(status, WRONG, node, context)) return;
  const at = report.effectiveDateTime ?? report.effectivePeriod?.start ?? report.issued;
  if (stay.place(node, at) !== 'within') return collected.leaveOut('encounter', 'DiagnosticReport');
  const { text: name, ...coded } = worded(report.code, 'exam');
  if (name === '') return wordless(node, 'code', context);
  for (const { reference } of result)
    if (reference !== undefined && !reference.startsWith('#') && graph.at(reference) === undefined)
      collected.missingReference(reference, node.reference);
  const said = cleanText(conclusion) || conclusionCode.map(wordsOf).filter(Boolean).join(', ');
  let text = said;
  for (const [i, form] of text === '' ? presentedForm.entries() : []) {
    const read = decodedText(form, node, context, `presentedForm.${i}`);
    if (read !== undefined) text = read;
  }
  const fact = {
    moment: 'intrahospitalario',
    ...coded,
    date: chartedDate(at, timeZone),
    reference: node.reference,
  } as const;
  if (text !== '') return collected.add({ kind: 'exam', ...fact, text: `${name}: ${text}` });
  const waiting = status === 'registered' || status === 'partial' || status === 'preliminary';
  if (waiting && result.length === 0) return collected.add({ kind: 'pending', ...fact, text: name });
  // Its results are exams of their own.
  if (result.length === 0 && presentedForm.length === 0)
    collected.leaveOut('status', 'DiagnosticReport sin resultado');
};
