/**
 * What `tools/models` (Python) asks of the product's own core, so that neither prompt nor grounding exists twice:
 * `npm run -s training:rows -- --in FILE.jsonl [--form parrafo|secciones] [--align]` or `-- --synthetic N [--seed S]`.
 * In: lines `{input | record, output?}`. Out, a line each: the prompt with the chart, the codes that must appear, the
 * template's text, what of `output` has no source in the chart and, with `--align`, the nearest derivation of the grammar.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  type Excerpt,
  indexSources,
  unsupportedCodes,
  unsupportedDrugs,
  unsupportedNumbers,
  unsupportedWords,
} from '../../src/epicrisis/check/support.ts';
import { draftEpicrisis, templateText } from '../../src/epicrisis/document.ts';
import { DatasetInput, recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { asText, type Node } from '../../src/epicrisis/grammar/ast.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { chartPrompt } from '../../src/epicrisis/prompt/chart.ts';
import { Form } from '../../src/epicrisis/types.ts';
import { ClinicalRecord } from '../../src/record/schema.ts';
import { align } from './align.ts';
import { derive } from './derive.ts';
import { preferring } from './preference.ts';
import { type Random, seeded } from './random.ts';
import { syntheticRecord } from './synthetic.ts';

const institution = { hospitalName: '', signatureLine: '' };

const Row = z
  .object({
    input: DatasetInput.optional(),
    record: ClinicalRecord.optional(),
    output: z.string().optional(),
  })
  .refine((row) => (row.input === undefined) !== (row.record === undefined), {
    error: 'one of input and record is needed',
  });

const texts = (found: readonly Excerpt[]): string[] => [...new Set(found.map((f) => f.text))];

/** What of the text has no source in the record, and which of its codes the text lacks. */
const faultsOf = (text: string, record: ClinicalRecord, codes: readonly string[]) => {
  const sources = indexSources(record);
  return {
    missingCodes: codes.filter((code) => !text.includes(code)),
    extraCodes: texts(unsupportedCodes(text, sources)),
    numbers: texts(unsupportedNumbers(text, sources)),
    drugs: texts(unsupportedDrugs(text, sources)),
    words: texts(unsupportedWords(text, sources)),
  };
};

/** A record with its prompt and targets; null target where the chart leaves nothing to write. */
const describe = (record: ClinicalRecord, form: Form) => {
  const plan = planEpicrisis(record, form, institution);
  const draft = draftEpicrisis(plan, 'text');
  const template = templateText(draft);
  // Of the sections form the model writes only what leaves a choice.
  const codes = [
    ...new Set(record.facts.flatMap((f) => (f.kind !== 'note' && f.code !== undefined ? [f.code] : []))),
  ].filter((code) => template.includes(code));
  return {
    plan,
    draft,
    codes,
    shown: { form, messages: chartPrompt(plan), codes, template },
  };
};

const readRow = (line: string): { ok: true; row: z.infer<typeof Row> } | { ok: false; error: string } => {
  try {
    const parsed = Row.safeParse(JSON.parse(line));
    return parsed.success
      ? { ok: true, row: parsed.data }
      : { ok: false, error: z.prettifyError(parsed.error) };
  } catch {
    return { ok: false, error: 'not JSON' };
  }
};

const judged = (line: string, form: Form, withAlignment: boolean): object => {
  const read = readRow(line);
  if (!read.ok) return { error: read.error };
  const { input, output } = read.row;
  const record = read.row.record ?? recordFromDataset(input ?? DatasetInput.parse({}));
  const { draft, codes, shown } = describe(record, form);
  if (output === undefined) return shown;
  const faults = faultsOf(output, record, codes);
  if (!withAlignment || !draft.choice) return { ...shown, faults };
  const chosen = align(draft.choice, output);
  const aligned = derive(draft.choice, asText, (c) => chosen.get(c) ?? (c.options[0] as Node));
  return { ...shown, faults, aligned };
};

/** One invented record with a target drawn by taste. */
const synthetic = (random: Random): object => {
  const form: Form = random.chance(0.6) ? 'parrafo' : 'secciones';
  const record = syntheticRecord(random);
  const { plan, draft, shown } = describe(record, form);
  const output = draft.choice ? derive(draft.choice, asText, preferring(plan, new Map(), random)) : '';
  return { ...shown, record, output };
};

const { values } = parseArgs({
  options: {
    in: { type: 'string' },
    form: { type: 'string', default: 'parrafo' },
    align: { type: 'boolean', default: false },
    synthetic: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});

const write = (answer: object): void => {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
};

if (values.in !== undefined) {
  const form = Form.parse(values.form);
  readFileSync(values.in, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .forEach((line, index) => {
      write({ line: index + 1, ...judged(line, form, values.align) });
    });
}
const random = seeded(Number(values.seed));
for (let i = 0; i < Number(values.synthetic ?? 0); i++) write(synthetic(random));
