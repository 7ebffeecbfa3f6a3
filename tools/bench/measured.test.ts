import { expect, test } from 'vitest';
import { growthPlot } from './growth-plot.ts';
import { type Measured, type Place, rowsOf } from './measured.ts';
import { JOBS, type Run, VARIANTS, type VariantId } from './protocol.ts';
import { suiting } from './suits.ts';

const run = (totalMs: number, more: Partial<Run> = {}): Run => ({
  totalMs,
  grammarMs: 10,
  prefillMs: 100,
  decodeMs: totalMs - 110,
  modelMs: null,
  firstTextMs: 120,
  promptTokens: 50,
  outputTokens: 200,
  modelCalls: 9,
  text: 'Ingresa por TEP.',
  ...more,
});

const measured = (...runs: Run[]): Measured => ({
  outcome: { loadMs: 1234, tokenizerMs: null, runs },
  peakMB: 300,
  emptyMB: 110,
});

const PLACE = { job: 'epicrisis', model: { id: 'm', dtype: 'int8' }, backend: 'wasm', threads: 1 } as const;

const rows = (all: Partial<Record<VariantId, Measured>>, place: Place = PLACE) =>
  Object.fromEntries(
    rowsOf(place, new Map(Object.entries(all) as [VariantId, Measured][])).map((row) => [row.id, row]),
  );

test('speeds are of the whole time, ratios of speeds, medians of the runs', () => {
  const { ours, wllama, ...stock } = rows({
    'stock-free': measured(run(1500, { text: 'otro' })),
    'stock-constrained': measured(run(2000, { text: 'Se hospitaliza.', outputTokens: 100 })),
    wllama: measured(run(4000)),
    ours: measured(run(500, { modelMs: 450 }), run(900, { modelMs: 810 }), run(400, { modelMs: 360 })),
  });
  expect(ours).toMatchObject({
    loadS: 1.23,
    prefillTps: 500,
    effectiveTps: 400,
    totalMs: 500,
    outsideShare: 0.1,
    ratioToStockConstrained: 8,
    ratioToWllama: 8,
    sameText: true,
  });
  expect(wllama).toMatchObject({ dtype: 'gguf', grammarMs: null, ratioToStockConstrained: 1 });
  expect(stock['stock-constrained']).toMatchObject({ ratioToStockConstrained: 1, sameText: false });
  expect(stock['stock-free']).toMatchObject({ ratioToStockConstrained: null, sameText: null });
});

test('free text is compared with free text', () => {
  const found = rows(
    {
      'stock-free': measured(run(1500)),
      ours: measured(run(500)),
      'ours-no-speculation': measured(run(1000, { text: 'otro' })),
    },
    { ...PLACE, job: 'notes' },
  );
  expect(found['stock-free']).toMatchObject({
    job: 'notes',
    ratioToStockFree: 1,
    sameText: true,
    grammarMs: null,
  });
  expect(found.ours).toMatchObject({
    ratioToStockFree: 3,
    ratioToStockConstrained: null,
    peakOverEmptyMB: 190,
  });
  expect(found['ours-no-speculation']).toMatchObject({ ratioToStockFree: 1.5, sameText: false });
});

test('every feature is switched off in some job, and ours comes first', () => {
  const backends = ['wasm', 'webgpu'] as const;
  const all = backends.flatMap((backend) =>
    JOBS.flatMap((job) => suiting(job, { dialect: 'text' }, backend)),
  );
  expect(new Set(all)).toEqual(new Set(VARIANTS));
  for (const job of JOBS) expect(suiting(job, { dialect: 'text' }, 'node')[0]).toBe('ours');
  expect(suiting('epicrisis', { dialect: 'slots' }, 'wasm')).not.toContain('ours-no-prefix');
});

test('what nobody measured is null, also in JSON', () => {
  const { ours } = rows({ ours: measured(run(500, { prefillMs: Number.NaN })) });
  expect(JSON.parse(JSON.stringify(ours))).toMatchObject({
    prefillTps: null,
    ratioToStockConstrained: null,
    ratioToWllama: null,
    outsideShare: null,
    wasmMB: null,
  });
});

test('the plot of growth is one picture with four lines that stay inside', () => {
  const svg = growthPlot({
    model: 'm',
    backend: 'wasm',
    steps: [
      { length: 64, ms: 39, movingMs: 60 },
      { length: 1024, ms: 47, movingMs: 181 },
    ],
    prompts: [
      { length: 128, coldMs: 900, warmMs: 410 },
      { length: 4096, coldMs: 43_210, warmMs: 1200 },
    ],
  });
  expect(svg.match(/<path [^>]*stroke-width="2"/g)).toHaveLength(4);
  const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? '').split(' ').map(Number);
  expect([width, height]).toEqual([720, 240]);
  for (const [, x, y] of svg.matchAll(/[ML](\d+\.\d) (\d+\.\d)/g)) {
    expect(Number(x)).toBeLessThanOrEqual(width);
    expect(Number(y)).toBeGreaterThanOrEqual(0);
    expect(Number(y)).toBeLessThanOrEqual(height);
  }
  expect(svg).not.toContain('NaN');
});
