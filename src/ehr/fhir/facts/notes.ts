/** DocumentReference: notes as plain text, each with its date and author. */
import { cleanText } from '../../../record/text.ts';
import { decodedText } from '../attachment.ts';
import { nameOf } from '../names.ts';
import { DocumentReference } from '../resources.ts';
import { chartedDate } from '../when.ts';
import { isOut, type ReadFacts } from './context.ts';

export const noteFacts: ReadFacts = (node, context) => {
  const { graph, collected, stay, timeZone } = context;
  const note = graph.read(DocumentReference, node);
  if (note === undefined) return;
  if (isOut(note.status, ['entered-in-error', 'superseded'], node, context)) return;
  if (isOut(note.docStatus, ['entered-in-error'], node, context)) return;
  const at = note.context?.period?.start ?? note.date;
  if (stay.place(node, at) !== 'within') return collected.leaveOut('encounter', 'DocumentReference');
  const authors = (note.author ?? []).map((who) => nameOf(who, node, context)).filter(Boolean);
  for (const [i, { attachment }] of (note.content ?? []).entries()) {
    const text = decodedText(attachment, node, context, `content.${i}.attachment`);
    if (text === undefined) continue;
    collected.add({
      kind: 'note',
      moment: 'intrahospitalario',
      text,
      date: chartedDate(at, timeZone),
      author: cleanText(authors.join(', ')),
      reference: node.reference,
    });
  }
};
