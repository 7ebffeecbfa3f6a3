import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Machine, Report, VariantReport } from './report.ts';
import { filled, regionsOf } from './tables.ts';

const machine: Machine = {
  cpu: 'A processor',
  cores: 2,
  memoryGB: 8,
  os: 'An OS',
  browser: 'Chromium 1 (/somewhere/chrome)',
  node: 'v20',
  loadAverage: 0.5,
  versions: { epicrisis: '1', '@huggingface/transformers': '4' },
};

const row = (id: string, more: Partial<VariantReport> = {}): VariantReport => ({
  id,
  job: 'epicrisis',
  model: 'smollm2-135m',
  backend: 'wasm',
  dtype: 'int8',
  threads: 1,
  loadS: 2.5,
  prefillTps: 200,
  decodeTps: null,
  effectiveTps: 80.8,
  totalMs: 3231,
  firstTextMs: 1603,
  grammarMs: 1,
  tokenizerMs: null,
  outsideShare: 0.0101,
  promptTokens: 357,
  outputTokens: 261,
  modelCalls: 17,
  peakMB: 500,
  peakOverEmptyMB: 390,
  wasmMB: 195,
  wasmTouchedMB: 180,
  ratioToStockConstrained: 6.9,
  ratioToStockFree: null,
  ratioToWllama: 16.5,
  sameText: true,
  samples: { totalMs: [3231] },
  ...more,
});

const variants: Report = {
  machine,
  job: null,
  variants: [
    row('ours', { model: 'epicrisis-slots', totalMs: 20, loadS: 0.6 }),
    row('stock-constrained', { model: 'epicrisis-slots', totalMs: 80 }),
    row('ours'),
    row('stock-constrained', { totalMs: 22283, ratioToStockConstrained: 1 }),
    row('ours-no-prefix', { firstTextMs: 2100 }),
    row('ours', { job: 'notes', modelCalls: 34, totalMs: 2000, ratioToStockFree: 5 }),
    row('ours-no-speculation', { job: 'notes', modelCalls: 161, totalMs: 5600 }),
  ],
  notes: ['wllama: not measured'],
};
const growth: Report = {
  machine,
  job: null,
  variants: [],
  growth: {
    model: 'smollm2-135m',
    backend: 'wasm',
    steps: [
      { length: 64, ms: 34, movingMs: 43 },
      { length: 1024, ms: 43, movingMs: 148 },
    ],
    prompts: [{ length: 128, coldMs: 725.4, warmMs: 354 }],
  },
  notes: [],
};

test('each report fills its regions, the targets both', () => {
  expect([...regionsOf({ node: variants }).keys()]).toEqual(['node']);
  expect([...regionsOf({ growth }).keys()]).toEqual(['growth']);
  const regions = regionsOf({ variants, growth });
  const table = regions.get('variants') ?? '';
  expect(table).toContain('| *smollm2-135m: notes told freely* |');
  expect(table).toContain('| ours | 2.5 | 200 | – | **80.8** | 3231 | 1603 | 1 | – | 1 % | 17 |');
  expect(table).toContain('- wllama: not measured');
  const widths = new Set(
    table.split('\n').flatMap((line) => line.match(/^\|.*\|$/)?.[0].split('|').length ?? []),
  );
  expect(widths.size).toBe(1);
  expect(regions.get('growth')).toContain('| whole | 725 |');
  expect(regions.get('machine')).not.toContain('/somewhere');
});

test('a target is met or it is not', () => {
  const targets = regionsOf({ variants, growth }).get('targets') ?? '';
  expect(targets).toContain('| ≥ 4× | **6.9× (3.2 s against 22.3 s)** | yes |');
  expect(targets).toContain('| ≤ 40 % | **25 % (20 ms of 80 ms)** | yes |');
  expect(targets).toContain('| ≤ 30 % | 76 % (1.6 s of 2.1 s) | **no** |');
  expect(targets).toContain('| ≤ 1.3× | **1.26× (copied 3.4×)** | yes |');
  expect(targets).toContain(
    '**1.08× (180 MB for 167; its memory grows by a fifth at a time and is 195)** | yes |',
  );
  expect(targets).toContain('2.34× (390 MB; raw 500) | **no** |');
  expect(targets).toContain('34 passes for 161, 2.8× as fast as without; 5× stock | yes |');
});

test('the document has a place for every region, and nothing else is touched', () => {
  const document = readFileSync(new URL('../../docs/PERFORMANCE.md', import.meta.url), 'utf8');
  const regions = regionsOf({ variants, growth, node: variants });
  const once = filled(document, regions);
  expect(filled(once, regions)).toBe(once);
  const outside = (text: string) => text.replace(/(<!-- bench:\w+ -->)[\s\S]*?(<!-- \/bench -->)/g, '$1$2');
  expect(outside(once)).toBe(outside(document));
  expect(() => filled('# no places', regions)).toThrow('bench:machine');
});
