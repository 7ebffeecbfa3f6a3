/** The main job in the built extension: real browser, real toolbar button, times taken where the physician looks. */

import type { Page } from 'playwright-core';
import { type Extension, launchExtension } from '../../tests/harness/extension.ts';
import { choose } from '../epicrisis/job.ts';
import { pressTime } from '../epicrisis/press-time.ts';
import { giveModel } from '../give-model.ts';
import type { GivenModel } from '../model-argument.ts';
import { bundleScript, ensureExtension } from './bundle.ts';
import { type Charts, serveCharts } from './charts.ts';
import { hasEnded, type Mark, readClick } from './marks.ts';
import { median, round } from './median.ts';
import type { Click, ClickTimes, JobReport, Way } from './report.ts';

const TAP = new URL('./page/tap.ts', import.meta.url);
const FACTS = 10;
const POLL_MS = 100;
const PATIENCE_MS = 60_000;
/** A model of hundreds of millions takes its time on WebAssembly. */
const MODEL_PATIENCE_MS = 600_000;
const LARGEST_MB = 16_000;
/** After loading a page or ending a job: what the browser still has to do then is no part of the next click. */
const SETTLE_MS = 400;

interface Bench {
  readonly charts: Charts;
  /** The tap, as a script. */
  readonly tap: string;
  readonly log: (line: string) => void;
  /** Instead of the usual one. */
  readonly model: GivenModel | undefined;
}

/** @param model instead of the settings' own; it is given to each browser before the click, as somebody would have */
export async function benchJob(
  runs: number,
  log: (line: string) => void,
  model?: GivenModel,
): Promise<JobReport> {
  ensureExtension();
  const bench: Bench = { charts: await serveCharts(), tap: await bundleScript(TAP), log, model };
  try {
    const cold: Click[] = [];
    for (let run = 0; run < runs; run++) cold.push(await coldClick(bench));
    const { warm, reopened } = await warmClicks(bench, runs);
    return report({ cold, warm, reopened });
  } finally {
    await bench.charts.close();
  }
}

/** A new process and a new profile, and one click. */
async function coldClick(bench: Bench): Promise<Click> {
  const extension = await launch(bench);
  try {
    return await click(bench, extension, bench.charts.tenFacts, 'cold');
  } finally {
    await extension.close();
  }
}

async function warmClicks(bench: Bench, runs: number): Promise<{ warm: Click[]; reopened: Click[] }> {
  const extension = await launch(bench);
  const warm: Click[] = [];
  const reopened: Click[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      await forget(bench, extension);
      warm.push(await click(bench, extension, bench.charts.tenFacts, 'warm'));
      await forget(bench, extension);
      for (const panel of extension.panels()) await panel.close();
      reopened.push(await click(bench, extension, bench.charts.tenFacts, 'reopened'));
    }
    return { warm, reopened };
  } finally {
    await extension.close();
  }
}

/** Other patients in between, so that nothing of this one is kept. */
async function forget(bench: Bench, extension: Extension): Promise<void> {
  for (const other of bench.charts.others) await click(bench, extension, other, 'other');
}

async function launch({ tap, model }: Bench): Promise<Extension> {
  const extension = await launchExtension();
  if (model !== undefined) {
    await giveModel(extension, model);
    await choose(extension, { model: model.id, modelSizeLimitMB: LARGEST_MB });
  }
  await extension.context.addInitScript({ content: tap });
  return extension;
}

async function click(bench: Bench, extension: Extension, url: string, way: Way | 'other'): Promise<Click> {
  const page = await extension.open(url);
  await settle();
  for (const panel of extension.panels()) await panel.evaluate(() => globalThis.epicrisisBench?.splice(0));
  const pressed = pressTime(extension);
  const panel = await extension.click(page);
  const clickedAt = pressed();
  const marks = await untilEnd(panel, clickedAt, bench.model === undefined ? PATIENCE_MS : MODEL_PATIENCE_MS);
  const result = readClick(marks, clickedAt);
  bench.log(`${way}: ${JSON.stringify(result.times)}`);
  await page.close();
  await settle();
  return result;
}

async function untilEnd(panel: Page, clickedAt: number, patienceMs: number): Promise<readonly Mark[]> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const marks = (await panel.evaluate(() => globalThis.epicrisisBench)) ?? [];
    if (hasEnded(marks, clickedAt)) return marks;
    await new Promise((resume) => setTimeout(resume, POLL_MS));
  }
  throw new Error(`no epicrisis within ${patienceMs / 1000} s: ${await panel.innerText('body')}`);
}

const settle = (): Promise<void> => new Promise((resume) => setTimeout(resume, SETTLE_MS));

function report(clicks: Record<Way, readonly Click[]>): JobReport {
  const samples = mapWays((way) => clicks[way].map(({ times }) => roundAll(times)));
  const stages = mapWays((way) => middle(samples[way]));
  const [one] = clicks.warm;
  if (one === undefined) throw new Error('nothing was measured');
  const { tokens, facts, model, backend } = one;
  if (facts !== FACTS) throw new Error(`the chart holds ${FACTS} facts, and ${facts} were read`);
  return {
    coldMs: stages.cold.firstTextMs,
    coldTotalMs: stages.cold.totalMs,
    firstTextMs: stages.warm.firstTextMs,
    totalMs: stages.warm.totalMs,
    forcedShare: round(tokens.forced / tokens.output, 3),
    modelCalls: tokens.modelCalls,
    readMs: stages.warm.readMs,
    facts,
    tokens,
    model,
    backend,
    stages,
    samples,
  };
}

const mapWays = <T>(of: (way: Way) => T): Record<Way, T> => ({
  cold: of('cold'),
  warm: of('warm'),
  reopened: of('reopened'),
});

const roundAll = (times: ClickTimes): ClickTimes => perStep((step) => round(times[step], 1));

const middle = (samples: readonly ClickTimes[]): ClickTimes =>
  perStep((step) => round(median(samples.map((times) => times[step])), 1));

const perStep = (value: (step: keyof ClickTimes) => number): ClickTimes => ({
  panelMs: value('panelMs'),
  askedMs: value('askedMs'),
  readMs: value('readMs'),
  chartMs: value('chartMs'),
  startedMs: value('startedMs'),
  loadMs: value('loadMs'),
  shownMs: value('shownMs'),
  firstTextMs: value('firstTextMs'),
  totalMs: value('totalMs'),
});
