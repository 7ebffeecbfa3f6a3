/** CarePlan and Appointment: instructions for home and controls. */
import { cleanText } from '../../../record/text.ts';
import { wordsOf } from '../concept.ts';
import { nameOf } from '../names.ts';
import { Appointment, CarePlan } from '../resources.ts';
import { chartedDate, wallTime } from '../when.ts';
import { isOut, type ReadFacts, wordless } from './context.ts';

const WRONG = ['entered-in-error', 'revoked', 'draft', 'on-hold'];

export const carePlanFacts: ReadFacts = (node, context) => {
  const { graph, collected } = context;
  const plan = graph.read(CarePlan, node);
  if (plan === undefined) return;
  if (isOut(plan.status, WRONG, node, context)) return;
  if (isOut(plan.intent, ['proposal', 'option'], node, context)) return;
  const activities = (plan.activity ?? []).flatMap(({ detail }) => {
    if (detail === undefined || detail.doNotPerform === true) return [];
    if (['cancelled', 'entered-in-error', 'stopped'].includes(detail.status ?? '')) return [];
    return [cleanText(detail.description ?? '') || wordsOf(detail.code)];
  });
  const said = [plan.description ?? '', ...activities, ...(plan.note ?? []).map((n) => n.text ?? '')];
  const texts = said.map(cleanText).filter(Boolean);
  if (texts.length === 0) return wordless(node, 'description', context);
  for (const text of texts)
    collected.add({ kind: 'instruction', moment: 'alta', text, reference: node.reference });
};

export const appointmentFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const appointment = graph.read(Appointment, node);
  if (appointment === undefined) return;
  if (isOut(appointment.status, ['cancelled', 'noshow', 'entered-in-error', 'waitlist'], node, context))
    return;
  const at = appointment.start ?? appointment.requestedPeriod?.[0]?.start;
  const admitted = wallTime(stay.encounter?.period?.start, timeZone);
  if (admitted !== undefined && at !== undefined && (wallTime(at, timeZone) ?? '') < admitted)
    return collected.leaveOut('encounter', 'Appointment');
  const { serviceType = [], specialty = [], participant = [] } = appointment;
  const what =
    cleanText(appointment.description ?? '') ||
    [...specialty, ...serviceType].map(wordsOf).find(Boolean) ||
    wordsOf(appointment.appointmentType);
  const who = participant
    .filter(({ actor }) => /(?:^|\/)Practitioner(?:Role)?\//.test(actor?.reference ?? ''))
    .map(({ actor }) => nameOf(actor, node, context))
    .find(Boolean);
  const text = [what, who].filter(Boolean).join(', ');
  if (text === '') return wordless(node, 'description', context);
  const date = chartedDate(at, timeZone);
  collected.add({ kind: 'control', moment: 'alta', text, date, reference: node.reference });
};
