/** AllergyIntolerance. «No known allergy» is a code that somebody charted; an empty list says nothing. */
import { hasCode, worded, wordsOf } from '../concept.ts';
import { AllergyIntolerance } from '../resources.ts';
import { isOut, type ReadFacts, wordless } from './context.ts';

/** SNOMED CT «no known allergy» and its kinds; IPS' absent-or-unknown codes for the same. */
const NONE_KNOWN = [
  ...['716186003', '409137002', '429625007', '428607008', '428197003'],
  ...['no-known-allergies', 'no-known-medication-allergies', 'no-known-food-allergies'],
  'no-known-environmental-allergies',
];
const NO_INFORMATION = ['no-allergy-info'];

export const allergyFacts: ReadFacts = (node, context) => {
  const { graph, collected } = context;
  const allergy = graph.read(AllergyIntolerance, node);
  if (allergy === undefined) return;
  const { verificationStatus, clinicalStatus, code, reaction = [] } = allergy;
  for (const status of ['refuted', 'entered-in-error'])
    if (hasCode(verificationStatus, status)) return void isOut(status, [status], node, context);
  for (const status of ['inactive', 'resolved'])
    if (hasCode(clinicalStatus, status)) return void isOut(status, [status], node, context);
  if (hasCode(code, ...NO_INFORMATION))
    return collected.leaveOut('status', 'AllergyIntolerance no-allergy-info');
  const { text: own, ...coded } = worded(code, 'allergy');
  const text = own || reaction.map((r) => wordsOf(r.substance)).find(Boolean) || '';
  if (text === '') return wordless(node, 'code', context);
  const reactions = reaction.flatMap(({ manifestation = [], description = '' }) => {
    const words = manifestation.map(wordsOf).filter(Boolean);
    return words.length > 0 ? words : [description].filter(Boolean);
  });
  const known = !hasCode(code, ...NONE_KNOWN) && reactions.length > 0;
  collected.add({
    kind: 'allergy',
    moment: 'habitual',
    text: known ? `${text} (${[...new Set(reactions)].join(', ')})` : text,
    ...coded,
    confidence: hasCode(verificationStatus, 'unconfirmed') ? 0.5 : undefined,
    reference: node.reference,
  });
};
