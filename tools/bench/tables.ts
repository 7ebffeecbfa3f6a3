/** The bench's JSON as the tables of docs/PERFORMANCE.md. */
import type { GrowthReport, Machine, Report, VariantReport } from './report.ts';
import { targetRows } from './targets.ts';

/** What stands between the marks in the document, by the mark's name. */
export type Regions = ReadonlyMap<string, string>;

export interface Reports {
  /** `--only variants` */
  readonly variants?: Report | undefined;
  /** `--growth` */
  readonly growth?: Report | undefined;
  /** `--node` */
  readonly node?: Report | undefined;
}

/** A region for each report that is there; the targets need the variants and the growth. */
export function regionsOf({ variants, growth, node }: Reports): Regions {
  const regions = new Map<string, string>();
  if (variants !== undefined) {
    regions.set('machine', machineLine(variants.machine));
    regions.set('variants', [browserTable(variants.variants), ...notes(variants)].join('\n\n'));
  }
  if (growth?.growth !== undefined)
    regions.set('growth', `${busy(growth.machine)}\n\n${growthTables(growth.growth)}`);
  if (node !== undefined)
    regions.set(
      'node',
      `${busy(node.machine)}\n\n${[nodeTable(node.variants), ...notes(node)].join('\n\n')}`,
    );
  if (variants !== undefined && growth?.growth !== undefined) {
    const header = ['', 'target', 'reached', ''];
    regions.set('targets', table(header, targetRows(variants.variants, growth.growth)));
  }
  return regions;
}

/** The document with its regions filled anew. Throws where one of them is not marked in it. */
export function filled(document: string, regions: Regions): string {
  let text = document;
  for (const [name, content] of regions) {
    const [begin, end] = [`<!-- bench:${name} -->`, '<!-- /bench -->'];
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`the document has no region ${begin}`);
    text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
  }
  return text;
}

const busy = ({ loadAverage }: Machine): string => `Load average at the start: ${loadAverage}.`;

const notes = ({ notes }: Report): string[] =>
  notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')];

function machineLine({ cpu, cores, memoryGB, os, browser, node, versions, loadAverage }: Machine): string {
  const of = (name: string): string =>
    `${name.slice(name.lastIndexOf('/') + 1)} ${versions[name] ?? 'unknown'}`;
  const packages = Object.keys(versions).filter((name) => name !== 'epicrisis' && name !== 'vite');
  return [
    `${cores} cores (${cpu}), ${memoryGB} GB; ${os}; ${browser.replace(/ \(.*/, '')}; Node ${node}.`,
    `${packages.map(of).join(', ')}. Load average at the start: ${loadAverage}.`,
  ].join(' ');
}

type Column = readonly [head: string, of: (row: VariantReport) => string];

const figure = (value: number | null): string => (value === null ? '–' : String(value));
const percent = (share: number | null): string => (share === null ? '–' : `${round(100 * share)} %`);
const whole = (ms: number): string => String(Math.round(ms));
const round = (value: number): number => Math.round(10 * value) / 10;

const COMMON: readonly Column[] = [
  ['variant', ({ id }) => id],
  ['load s', ({ loadS }) => figure(loadS)],
];
const TIMES: readonly Column[] = [
  ['effective t/s', ({ effectiveTps }) => `**${effectiveTps}**`],
  ['whole ms', ({ totalMs }) => whole(totalMs)],
  ['first text ms', ({ firstTextMs }) => whole(firstTextMs)],
];
const RATIOS: readonly Column[] = [
  ['passes', ({ modelCalls }) => figure(modelCalls)],
  ['× stock', (row) => figure(row.job === 'notes' ? row.ratioToStockFree : row.ratioToStockConstrained)],
  ['same text', ({ sameText }) => (sameText === null ? '–' : sameText ? 'yes' : 'no')],
];

const browserTable = (rows: readonly VariantReport[]): string =>
  grouped(rows, [
    ...COMMON,
    ['prompt t/s', ({ prefillTps }) => figure(prefillTps)],
    ['decode t/s', ({ decodeTps }) => figure(decodeTps)],
    ...TIMES,
    ['grammar ms', ({ grammarMs }) => figure(grammarMs)],
    ['tables ms', ({ tokenizerMs }) => (tokenizerMs === null ? '–' : whole(tokenizerMs))],
    ['outside passes', ({ outsideShare }) => percent(outsideShare)],
    ...RATIOS.slice(0, 1),
    ['peak MB', ({ peakMB }) => figure(peakMB)],
    ['over an empty page', ({ peakOverEmptyMB }) => figure(peakOverEmptyMB)],
    ['WASM, touched', (row) => `${figure(row.wasmMB)}, ${figure(row.wasmTouchedMB)}`],
    ...RATIOS.slice(1),
  ]);

const nodeTable = (rows: readonly VariantReport[]): string => grouped(rows, [...COMMON, ...TIMES, ...RATIOS]);

const JOB_NAMES = { epicrisis: 'ten facts under the grammar', notes: 'notes told freely' } as const;

/** A line for each model and job before its rows. */
function grouped(rows: readonly VariantReport[], columns: readonly Column[]): string {
  let group = '';
  const lines = rows.flatMap((row) => {
    const on = row.backend.startsWith('webgpu') ? `, ${row.backend}` : '';
    const name = `*${row.model}${on}: ${JOB_NAMES[row.job]}*`;
    const begins = name !== group;
    group = name;
    const cells = columns.map(([, cell]) => cell(row));
    return begins ? [[name, ...columns.slice(1).map(() => '')], cells] : [cells];
  });
  return table(
    columns.map(([head]) => head),
    lines,
  );
}

function growthTables({ model, steps, prompts }: GrowthReport): string {
  return [
    `${model}, WebAssembly, ms.`,
    table(
      ['tokens before the step', ...steps.map(({ length }) => String(length))],
      [
        ['in place', ...steps.map(({ ms }) => whole(ms))],
        ['copied', ...steps.map(({ movingMs }) => whole(movingMs))],
      ],
    ),
    table(
      ['tokens of the prompt', ...prompts.map(({ length }) => String(length))],
      [
        ['whole', ...prompts.map(({ coldMs }) => whole(coldMs))],
        ['warm', ...prompts.map(({ warmMs }) => whole(warmMs))],
      ],
    ),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
