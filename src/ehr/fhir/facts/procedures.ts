/** Procedure: done in the stay, or an antecedent when it was done before. */
import { worded } from '../concept.ts';
import { Procedure } from '../resources.ts';
import { chartedDate } from '../when.ts';
import { isOut, type ReadFacts, wordless } from './context.ts';

export const procedureFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const procedure = graph.read(Procedure, node);
  if (procedure === undefined) return;
  if (isOut(procedure.status, ['entered-in-error', 'not-done', 'preparation'], node, context)) return;
  const at = procedure.performedDateTime ?? procedure.performedPeriod?.start;
  const place = stay.place(node, at);
  if (place === 'other') return collected.leaveOut('encounter', 'Procedure');
  const past = place === 'before' || (stay.encounter === undefined && context.summary);
  const { text, ...coded } = worded(procedure.code, 'procedure');
  if (text === '') return wordless(node, 'code', context);
  collected.add({
    kind: past ? 'antecedent' : 'procedure',
    moment: past ? 'habitual' : 'intrahospitalario',
    text,
    // A procedure's code among the antecedents would be read as a disease's.
    ...(past ? {} : coded),
    date: chartedDate(at, timeZone) ?? procedure.performedString?.slice(0, 40),
    reference: node.reference,
  });
};
