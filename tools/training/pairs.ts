/**
 * Writes the training data of the bundled model: `npm run training:pairs -- --out DIR [--data DIR] [--synthetic N]`.
 * Each line `{prompt, target, kind}` in the slots dialect; plus `vocabulary.json` (special tokens) and `heldback.jsonl`
 * (pairs kept for evaluation, as they are). Without `--data` it makes synthetic plans alone.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { draftEpicrisis } from '../../src/epicrisis/document.ts';
import { parseDatasetLine, recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { asSlot } from '../../src/epicrisis/grammar/ast.ts';
import {
  absentPhrases,
  dayLeads,
  evolutionLeads,
  firstDayLeads,
  phrases,
} from '../../src/epicrisis/phrases.ts';
import { type Plan, planEpicrisis } from '../../src/epicrisis/plan.ts';
import { slotVocabulary } from '../../src/epicrisis/prompt/slot-vocabulary.ts';
import { slotsPrompt } from '../../src/epicrisis/prompt/slots.ts';
import { sectionRules } from '../../src/epicrisis/sections.ts';
import type { Form } from '../../src/epicrisis/types.ts';
import { align } from './align.ts';
import { derive } from './derive.ts';
import { countPhrases, type PhraseCounts, preferring } from './preference.ts';
import { seeded } from './random.ts';
import { syntheticRecord } from './synthetic.ts';

const institution = { hospitalName: '', signatureLine: '' };
/** One in this many pairs is held back, by a hash of its facts, so that equal records fall on one side. */
const HELD_BACK = 10;

const hash = (text: string): number => {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
};

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/training' },
    data: { type: 'string' },
    synthetic: { type: 'string', default: '30000' },
    seed: { type: 'string', default: '1' },
  },
});
mkdirSync(values.out, { recursive: true });
const lines: string[] = [];
const heldBack: string[] = [];
const counts: PhraseCounts = new Map();

const pair = (plan: Plan, target: string, kind: string): void => {
  lines.push(JSON.stringify({ prompt: slotsPrompt(plan), target, kind }));
};

if (values.data && existsSync(values.data)) {
  for (const file of readdirSync(values.data)
    .filter((f) => f.endsWith('.jsonl'))
    .sort()) {
    const rows = readFileSync(join(values.data, file), 'utf8')
      .split('\n')
      .filter((l) => l.trim() !== '');
    rows.forEach((line, index) => {
      const row = parseDatasetLine(line, index + 1);
      if (!row.ok || !row.value.output) {
        process.stderr.write(`${file}:${index + 1} left out\n`);
        return;
      }
      if (hash(JSON.stringify(row.value.input)) % HELD_BACK === 0) {
        heldBack.push(line);
        return;
      }
      const plan = planEpicrisis(recordFromDataset(row.value.input), 'parrafo', institution);
      const { choice } = draftEpicrisis(plan, 'slots');
      if (!choice) return;
      const chosen = align(choice, row.value.output);
      countPhrases(counts, chosen.values());
      pair(
        plan,
        derive(choice, asSlot, (c) => chosen.get(c) ?? (c.options[0] as never)),
        'aligned',
      );
    });
    process.stderr.write(`${file}: ${rows.length} read, ${lines.length} aligned so far\n`);
  }
}

const random = seeded(Number(values.seed));
for (let i = 0; i < Number(values.synthetic); i++) {
  const form: Form = random.chance(0.6) ? 'parrafo' : 'secciones';
  const plan = planEpicrisis(syntheticRecord(random), form, institution);
  const { choice } = draftEpicrisis(plan, 'slots');
  if (choice) pair(plan, derive(choice, asSlot, preferring(plan, counts, random)), 'synthetic');
}

writeFileSync(join(values.out, 'pairs.jsonl'), `${lines.join('\n')}\n`);
writeFileSync(join(values.out, 'heldback.jsonl'), heldBack.length > 0 ? `${heldBack.join('\n')}\n` : '');
/** Every piece of our Spanish: the tokenizer makes each word of it one token. */
const spanish = [
  ...phrases.map((p) => p.say),
  ...evolutionLeads,
  ...dayLeads,
  ...firstDayLeads,
  ...Object.values(absentPhrases),
  ...sectionRules.flatMap((r) => [`\n${r.title}\n`, `${r.absent}\n`]),
  'Condición al alta: Destino al alta: y e ; , . - ',
].map((text) => text.replace(/\{\w*\}/gu, ''));
writeFileSync(
  join(values.out, 'vocabulary.json'),
  JSON.stringify({ special: slotVocabulary(), phrases: spanish }, null, 1),
);
process.stderr.write(`${lines.length} pairs, ${heldBack.length} held back\n`);
process.stderr.write(`${JSON.stringify([...counts].sort((a, b) => b[1] - a[1]).slice(0, 60), null, 0)}\n`);
