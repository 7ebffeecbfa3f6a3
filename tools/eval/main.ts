/**
 * `npm run -s eval -- --data FILE.jsonl [--model ID | FOLDER | template] [--form parrafo|secciones] [--free] [--limit N]
 * [--out FILE.jsonl [--resume]] --json`: the product's own core in Node over records in the shape of the training pairs.
 * `--out` is written case by case; with `--resume` the cases that it holds are scored and not written again.
 * `--notes [--model …] [--free] [--limit N]`: the evolution of invented stays (`notes.ts`).
 * `--mutants --hand second [--seed N] [--verbose]`: the same by another author's charts, errors and edits (`second-hand/`).
 * `--mutants [--data FILE.jsonl] [--seed N] [--records N] [--verbose]`: the check under one error of each kind (`mutants.ts`).
 * JSON on stdout alone; exit status 1 on failure.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadNodeModel } from '../../src/engine/node.ts';
import type { LoadedModel } from '../../src/engine/types.ts';
import { parseDatasetLine, recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { Form, type Segment } from '../../src/epicrisis/types.ts';
import { type Counts, writeEpicrisis } from '../../src/epicrisis/write.ts';
import { codeDoubts } from '../code-doubts.ts';
import { fail } from '../failure.ts';
import { decodeFree } from './free.ts';
import { type CaseScore, round, scoreCase, summarise } from './metrics.ts';
import { DEFAULT_RECORDS, inventedRecords, runMutants } from './mutants.ts';
import { evaluateNotes } from './notes.ts';
import { scoreSecondHand } from './second-hand/score.ts';

const parse = () => {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        model: { type: 'string', default: 'epicrisis-slots' },
        form: { type: 'string', default: 'parrafo' },
        free: { type: 'boolean', default: false },
        limit: { type: 'string' },
        out: { type: 'string' },
        resume: { type: 'boolean', default: false },
        mutants: { type: 'boolean', default: false },
        hand: { type: 'string', default: 'first' },
        notes: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        records: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(`E_BAD_ARGUMENT: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const readRows = (file: string, limit: number) => {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    fail(`E_BAD_FILE: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return text
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const row = parseDatasetLine(line, index + 1);
      return row.ok ? [row.value] : fail(`E_BAD_FILE: ${file}:${index + 1}: ${row.error.detail ?? ''}`);
    })
    .slice(0, limit);
};

interface Written {
  readonly input: unknown;
  readonly text: string;
  readonly seconds: number;
  readonly tokens: Counts;
}

/** The whole lines of an earlier run; one that was cut in the middle is written again. */
const readWritten = (file: string): Written[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    : [];

const args = parse();
const naturalOr = (value: string | undefined, otherwise: number, name: string): number => {
  const number = value === undefined ? otherwise : Number(value);
  return Number.isInteger(number) && number >= 0
    ? number
    : fail(`E_BAD_ARGUMENT: --${name} is a whole number`);
};
if (args.mutants) {
  const seed = naturalOr(args.seed, 1, 'seed');
  if (args.hand !== 'first' && args.hand !== 'second') fail('E_BAD_ARGUMENT: --hand is first or second');
  if (args.hand === 'second') {
    const samples = { missed: [], alarms: [] };
    const report = scoreSecondHand(seed, samples);
    if (args.verbose)
      process.stderr.write([...samples.alarms, ...samples.missed].map((line) => `${line}\n`).join(''));
    process.stdout.write(`${JSON.stringify(report, null, args.json ? 0 : 2)}\n`, () => process.exit(0));
    await new Promise(() => undefined);
  }
  const count = naturalOr(args.records ?? args.limit, DEFAULT_RECORDS, 'records');
  const records = args.data
    ? readRows(args.data, count).map((row) => recordFromDataset(row.input))
    : inventedRecords(seed, count);
  const report = runMutants(records, seed, args.verbose);
  // A pipe takes its time: the program ends when all is written.
  process.stdout.write(`${JSON.stringify(report, null, args.json ? 0 : 2)}\n`, () => process.exit(0));
  await new Promise(() => undefined);
}
const form = Form.safeParse(args.form);
if (!args.data && !args.notes) fail('E_BAD_ARGUMENT: --data FILE.jsonl is needed');
if (!form.success) fail('E_BAD_ARGUMENT: --form is parrafo or secciones');
if (args.free && args.model === 'template') fail('E_BAD_ARGUMENT: --free needs a model');
const limit = args.limit === undefined ? Number.POSITIVE_INFINITY : Number(args.limit);
if (!(limit > 0)) fail('E_BAD_ARGUMENT: --limit is a positive number');
const rows = args.notes ? [] : readRows(args.data ?? '', limit);

let model: LoadedModel | null = null;
if (args.model !== 'template') {
  const loaded = await loadNodeModel(args.model);
  if (loaded.ok) model = loaded.value;
  else fail(`${loaded.error.code}: ${args.model}: ${loaded.error.detail ?? ''}`);
}

if (args.notes) {
  const report = await evaluateNotes(model, { freely: args.free, limit });
  await model?.dispose();
  process.stdout.write(`${JSON.stringify(report, null, args.json ? 0 : 2)}\n`, () => process.exit(0));
  await new Promise(() => undefined);
}

const institution = { hospitalName: '', signatureLine: '' };
const scores: CaseScore[] = [];
const tokens = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };
let seconds = 0;
const count = async (
  text: string,
  record: Parameters<typeof scoreCase>[1],
  reference: string | undefined,
  took: number,
  used: Counts,
): Promise<void> => {
  seconds += took;
  scores.push(scoreCase(text, record, reference, form.data ?? 'parrafo', await codeDoubts(record)));
  for (const key of ['prompt', 'output', 'forced', 'modelCalls'] as const) tokens[key] += used[key];
};

const written = args.out && args.resume ? readWritten(args.out) : [];
if (args.out) writeFileSync(args.out, written.map((line) => `${JSON.stringify(line)}\n`).join(''));

for (const [index, row] of rows.entries()) {
  const record = recordFromDataset(row.input);
  const before = written[index];
  if (before !== undefined) {
    if (JSON.stringify(before.input) !== JSON.stringify(row.input))
      fail(`E_BAD_FILE: ${args.out}:${index + 1}: of another case`);
    await count(before.text, record, row.output, before.seconds, before.tokens);
    continue;
  }
  const started = performance.now();
  let segments: Segment[] = [];
  let counts: Counts = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };
  if (args.free && model) {
    const free = await decodeFree(model, planEpicrisis(record, form.data ?? 'parrafo', institution));
    if (!free.ok) fail(`case ${index + 1}: ${free.error.code} ${free.error.detail ?? ''}`);
    else {
      segments = free.value.segments;
      counts = free.value.result.tokens;
    }
  } else {
    const drafted = await writeEpicrisis({
      record,
      form: form.data ?? 'parrafo',
      institution,
      model,
      anyShape: true,
    });
    if (!drafted.ok) fail(`case ${index + 1}: ${drafted.error.code}`);
    else if (drafted.value.fallback) fail(`case ${index + 1}: ${JSON.stringify(drafted.value.fallback)}`);
    else {
      segments = drafted.value.document.sections.flatMap((s) => s.segments);
      counts = drafted.value.tokens;
    }
  }
  const took = (performance.now() - started) / 1000;
  const text = segments.map((s) => s.text).join('');
  await count(text, record, row.output, took, counts);
  if (args.out) {
    const line = { input: row.input, text, segments, seconds: took, tokens: counts };
    appendFileSync(args.out, `${JSON.stringify(line)}\n`);
  }
}
await model?.dispose();
const report = {
  cases: rows.length,
  ...summarise(scores),
  secondsPerCase: rows.length === 0 ? 0 : round(seconds / rows.length),
  tokens,
};
process.stdout.write(`${JSON.stringify(report, null, args.json ? 0 : 2)}\n`);
