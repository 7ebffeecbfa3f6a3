/** Ways of decoding side by side: the same weights, prompt and grammar, each in a fresh page of one browser. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { choiceOf } from '../../src/engine/registry.ts';
import { browserAdvice, findBrowser } from '../browser.ts';
import { Failure } from '../failure.ts';
import type { GivenModel } from '../model-argument.ts';
import { bundlePage } from './bundle.ts';
import { median, round } from './median.ts';
import { peakMB } from './memory.ts';
import { tenFactsFor } from './prompts.ts';
import { type BenchModel, type Outcome, type Task, VARIANTS, type VariantId } from './protocol.ts';
import type { VariantReport } from './report.ts';
import { type Served, serveBench } from './serve.ts';

const MODELS: readonly BenchModel[] = [
  { id: 'epicrisis-slots', dialect: 'slots', dtype: 'fp32' },
  { id: 'smollm2-135m', dialect: 'text', dtype: 'int8' },
];
const CACHE = join(import.meta.dirname, '../../.cache/models');

/** As in the product; more cost more than they give in models of this size. */
const THREADS = 1;
/** A model of 135 M takes half a minute for a run, and is warm after a fraction of one. */
const MOST_RUNS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 50, text: 3 };
const WARM_UPS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 3, text: 0 };

export interface Variants {
  readonly variants: readonly VariantReport[];
  readonly notes: readonly string[];
}

/** @param given this model alone, instead of the usual ones */
export async function benchVariants(
  runs: number,
  log: (line: string) => void,
  given?: GivenModel,
): Promise<Variants> {
  const models = given === undefined ? MODELS : [benchModelOf(given)];
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const served = await serveBench(await bundlePage(), given && { [given.id]: given.folder });
  const browser = await chromium.launch({
    executablePath: found.path,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const variants: VariantReport[] = [];
  const notes: string[] = [];
  try {
    for (const model of models) {
      if (given === undefined && model.id === 'smollm2-135m' && !existsSync(join(CACHE, model.id))) {
        notes.push(`${model.id}: not here; python -m epicrisis_models export makes it`);
        continue;
      }
      const compared = await benchModel(
        { browser, served, log },
        model,
        Math.min(runs, MOST_RUNS[model.dialect]),
      );
      variants.push(...compared.variants);
      notes.push(...compared.notes);
    }
  } finally {
    await browser.close();
    served.close();
  }
  return { variants, notes };
}

function benchModelOf({ id, row }: GivenModel): BenchModel {
  const dtype = choiceOf(row, 'wasm');
  if (dtype === undefined) throw new Failure('E_BACKEND', `${id} has no weights for WebAssembly`);
  return { id, dialect: row.dialect, dtype };
}

interface Place {
  readonly browser: Browser;
  readonly served: Served;
  readonly log: (line: string) => void;
}

interface Measured {
  readonly outcome: Outcome;
  readonly peakMB: number | null;
}

/** Ours goes first: its length is what free decoding is given. */
async function benchModel(place: Place, model: BenchModel, runs: number): Promise<Variants> {
  const job = tenFactsFor(model);
  const measured = new Map<VariantId, Measured>();
  const notes: string[] = [];
  for (const variant of ['ours', 'ours-no-jump', 'stock-constrained', 'stock-free'] as const) {
    const length = measured.get('ours')?.outcome.runs[0]?.outputTokens;
    const maxTokens = variant === 'stock-free' ? (length ?? job.maxTokens) : job.maxTokens;
    try {
      const task: Task = {
        variant,
        model,
        threads: THREADS,
        ...job,
        maxTokens,
        warmUps: WARM_UPS[model.dialect],
        runs,
      };
      measured.set(variant, await runTask(place, task));
    } catch (error) {
      notes.push(`${variant}, ${model.id}: ${String(error).slice(0, 400)}`);
    }
    place.log(`${variant}, ${model.id}: ${measured.has(variant) ? 'measured' : notes.at(-1)}`);
  }
  const variants = VARIANTS.flatMap((id) => {
    const one = measured.get(id);
    return one === undefined ? [] : [reportOf(id, model, one, measured)];
  });
  return { variants, notes };
}

async function runTask({ browser, served }: Place, task: Task): Promise<Measured> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.runTask === 'function');
    const outcome = await page.evaluate((task: Task) => globalThis.runTask(task), task);
    return { outcome, peakMB: await peakMB(browser) };
  } finally {
    await context.close();
  }
}

function reportOf(
  id: VariantId,
  model: BenchModel,
  { outcome, peakMB }: Measured,
  all: ReadonlyMap<VariantId, Measured>,
): VariantReport {
  const { runs } = outcome;
  const [one] = runs;
  if (one === undefined) throw new Error('nothing was measured');
  const middle = (value: (run: (typeof runs)[number]) => number): number => median(runs.map(value));
  const totalMs = middle((run) => run.totalMs);
  const constrained = all.get('stock-constrained')?.outcome.runs.map((run) => run.totalMs);
  const ours = all.get('ours')?.outcome.runs[0]?.text;
  return {
    id,
    model: model.id,
    backend: 'wasm',
    dtype: model.dtype,
    threads: THREADS,
    loadS: round(outcome.loadMs / 1000, 2),
    prefillTps: round(
      middle((run) => (run.promptTokens / run.prefillMs) * 1000),
      1,
    ),
    decodeTps: round(
      middle((run) => (run.outputTokens / run.decodeMs) * 1000),
      1,
    ),
    effectiveTps: round(
      middle((run) => (run.outputTokens / run.totalMs) * 1000),
      1,
    ),
    totalMs: round(totalMs, 1),
    grammarMs:
      id === 'stock-free'
        ? null
        : round(
            middle((run) => run.grammarMs),
            1,
          ),
    outputTokens: one.outputTokens,
    modelCalls: one.modelCalls,
    peakMB,
    // Of speeds: how many times as fast as stock under the same grammar. Free text is another text.
    ratioToStockConstrained:
      constrained === undefined || id === 'stock-free' ? null : round(median(constrained) / totalMs, 2),
    sameText: ours === undefined || id === 'stock-free' ? null : one.text === ours,
    samples: { totalMs: runs.map((run) => round(run.totalMs, 1)) },
  };
}
