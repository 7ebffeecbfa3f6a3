/**
 * 1,000 sampled derivations over all record shapes against LanguageTool's Spanish rules, facts masked. A maintainers' program:
 *
 *     npm run languagetool -- [--count 1000] [--seed 1]
 *
 * Prints each match with its text; exit status 1 on any.
 */
import { parseArgs } from 'node:util';
import { documentSoFar, draftEpicrisis } from '../../src/epicrisis/document.ts';
import { asText } from '../../src/epicrisis/grammar/ast.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { derive } from '../training/derive.ts';
import { seeded } from '../training/random.ts';
import { syntheticRecord } from '../training/synthetic.ts';
import { checkSpanish, type Request } from './check.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const random = seeded(Number(values.seed));
const institution = { hospitalName: '', signatureLine: '' };
const requests: Request[] = [];

for (let i = 0; i < Number(values.count); i++) {
  const form = random.chance(0.5) ? 'parrafo' : 'secciones';
  const draft = draftEpicrisis(planEpicrisis(syntheticRecord(random), form, institution), 'text');
  const text = draft.choice ? derive(draft.choice, asText, (choice) => random.pick(choice.options)) : '';
  const read = documentSoFar(draft, text);
  if (!read?.complete) throw new Error(`derivation ${i} does not trace back`);
  const id = `${form}-${i}`;
  requests.push({
    id,
    segments: read.document.sections.flatMap((s) =>
      s.segments.map(({ text: t, kind }) => ({ text: t, kind })),
    ),
  });
}

let found = 0;
const rules = new Map<string, number>();
for (const { id, matches } of await checkSpanish(requests)) {
  for (const match of matches) {
    found++;
    rules.set(match.ruleId, (rules.get(match.ruleId) ?? 0) + 1);
    if ((rules.get(match.ruleId) ?? 0) <= 5)
      console.log(`${id}\t${match.ruleId}\t${match.message}\t«${match.context}»`);
  }
}
console.log(JSON.stringify({ texts: requests.length, matches: found, rules: Object.fromEntries(rules) }));
process.exitCode = found > 0 ? 1 : 0;
