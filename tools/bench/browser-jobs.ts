/** One job of one model in a browser, in each of the ways, each in a fresh page. */
import type { Browser } from 'playwright-core';
import { type Measured, rowsOf } from './measured.ts';
import { peakMB, touchedMB } from './memory.ts';
import { jobFor } from './prompts.ts';
import { type BenchModel, JOBS, type JobId, type Task, type VariantId } from './protocol.ts';
import type { VariantReport } from './report.ts';
import type { Served } from './serve.ts';
import { inOrder, lengthFor, suiting } from './suits.ts';

const WARM_UPS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 3, text: 0 };
/** Ours computes its prefix on its first job; the ones that count find it kept, as every job but the first does. */
const WARM_PREFIX = 1;
/** The graphics card compiles its programs at their first use. */
const WARM_CARD = 2;

export interface Variants {
  readonly variants: readonly VariantReport[];
  readonly notes: readonly string[];
}

export interface BrowserPlace {
  readonly browser: Browser;
  readonly served: Served;
  readonly log: (line: string) => void;
  readonly threads: number;
  readonly emptyMB: number | null;
  readonly backend: 'wasm' | 'webgpu';
  /** Where the backend's name does not say all. */
  readonly label?: string | undefined;
}

/** Every job that suits the model, in those of its ways that `wanted` takes. */
export async function benchJobs(
  place: BrowserPlace,
  model: BenchModel,
  wanted: (way: VariantId) => boolean,
  runs: number,
): Promise<Variants> {
  const variants: VariantReport[] = [];
  const notes: string[] = [];
  for (const job of JOBS) {
    const ids = suiting(job, model, place.backend).filter(wanted);
    const compared = await benchJob(place, model, job, ids, runs);
    variants.push(...compared.variants);
    notes.push(...compared.notes);
  }
  return { variants, notes };
}

async function benchJob(
  place: BrowserPlace,
  model: BenchModel,
  job: JobId,
  ids: readonly VariantId[],
  runs: number,
): Promise<Variants> {
  const asked = jobFor(job, model);
  if (asked === undefined) return { variants: [], notes: [] };
  const { threads, backend } = place;
  const measured = new Map<VariantId, Measured>();
  const notes: string[] = [];
  for (const variant of ids) {
    const maxTokens = lengthFor(variant, asked, measured);
    const keeps =
      variant === 'wllama' ||
      (variant.startsWith('ours') && variant !== 'ours-no-prefix' && asked.prefix !== undefined);
    try {
      const task: Task = {
        variant,
        job,
        model,
        threads,
        ...asked,
        maxTokens,
        backend,
        warmUps: Math.max(
          WARM_UPS[model.dialect],
          keeps ? WARM_PREFIX : 0,
          backend === 'webgpu' ? WARM_CARD : 0,
        ),
        // It takes most of the bench's time, and its runs hardly differ.
        runs: variant === 'wllama' ? 1 : runs,
      };
      measured.set(variant, await runTask(place, task));
    } catch (error) {
      notes.push(`${variant}, ${job}, ${model.id}: ${String(error).slice(0, 400)}`);
    }
    place.log(`${variant}, ${job}, ${model.id}: ${measured.has(variant) ? 'measured' : notes.at(-1)}`);
  }
  const named = place.label ?? backend;
  return { variants: rowsOf({ job, model, backend: named, threads }, inOrder(measured)), notes };
}

async function runTask({ browser, served, emptyMB }: BrowserPlace, task: Task): Promise<Measured> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.runTask === 'function');
    const outcome = await page.evaluate((task: Task) => globalThis.runTask(task), task);
    const { wasmBytes } = outcome;
    return {
      outcome,
      peakMB: await peakMB(browser),
      emptyMB,
      wasmTouchedMB: typeof wasmBytes === 'number' ? await touchedMB(browser, wasmBytes) : null,
    };
  } finally {
    await context.close();
  }
}
