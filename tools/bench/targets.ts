/** What the engine was to reach, held against what was measured. */
import type { GrowthReport, VariantReport } from './report.ts';

type Row = readonly [what: string, target: string, reached: string, verdict: string];

const SLOTS = 'epicrisis-slots';
const TEXT = 'smollm2-135m';
/** SmolLM2-135M int8: the file, and a token's keys and values (30 layers, 3 heads of 64, twice, four bytes). */
const WEIGHTS_MB = 138;
const TOKEN_MB = (30 * 2 * 3 * 64 * 4) / 1e6;
/** The cache is made for the prompt and so much output, in steps of so many tokens. */
const ROOM = 256;
const STEP = 64;

const weightsAndCacheMB = ({ promptTokens }: VariantReport): number =>
  Math.round(WEIGHTS_MB + TOKEN_MB * STEP * Math.ceil((promptTokens + ROOM) / STEP));

/** Rows whose figures are not there are left out. */
export function targetRows(all: readonly VariantReport[], growth: GrowthReport): Row[] {
  const variants = all.filter(({ backend }) => backend === 'wasm');
  const row = (model: string, id: string): VariantReport | undefined =>
    variants.find((one) => one.model === model && one.id === id && one.job === 'epicrisis');
  const notes = (id: string): VariantReport | undefined =>
    variants.find((one) => one.id === id && one.job === 'notes');
  const ours = row(TEXT, 'ours');
  const slots = row(SLOTS, 'ours');
  const [speculating, plain] = [notes('ours'), notes('ours-no-speculation')];
  const first = growth.steps[0];
  const last = growth.steps.at(-1);
  const needed = ours === undefined ? 0 : weightsAndCacheMB(ours);
  return [
    ours?.ratioToStockConstrained != null &&
      judged(
        'SmolLM2-135M over stock with the same grammar',
        '≥ 4×',
        ours.ratioToStockConstrained >= 4,
        `${ours.ratioToStockConstrained}× (${seconds(ours.totalMs)} against ${seconds(row(TEXT, 'stock-constrained')?.totalMs)})`,
      ),
    ours?.ratioToWllama != null &&
      judged('over wllama', '≥ 2×', ours.ratioToWllama >= 2, `${ours.ratioToWllama}×`),
    share(
      'bundled model: of the time of stock with the same grammar',
      0.4,
      slots?.totalMs,
      row(SLOTS, 'stock-constrained')?.totalMs,
      '≤ 40 %',
    ),
    slots?.outsideShare != null &&
      judged('bundled: outside `run()`', '< 10 %', slots.outsideShare < 0.1, percent(slots.outsideShare)),
    share(
      'SmolLM2: first text with a warm prefix, of without',
      0.3,
      ours?.firstTextMs,
      row(TEXT, 'ours-no-prefix')?.firstTextMs,
      '≤ 30 %',
    ),
    first &&
      last &&
      judged(
        `a step behind ${last.length} tokens, of one behind ${first.length}`,
        '≤ 1.3×',
        last.ms <= 1.3 * first.ms,
        `${(last.ms / first.ms).toFixed(2)}× (copied ${(last.movingMs / first.movingMs).toFixed(1)}×)`,
      ),
    ours?.wasmTouchedMB != null &&
      judged(
        'peak memory, of weights and cache: what WebAssembly has touched',
        '≤ 1.2×',
        ours.wasmTouchedMB <= 1.2 * needed,
        `${(ours.wasmTouchedMB / needed).toFixed(2)}× (${ours.wasmTouchedMB} MB for ${needed}; its memory grows by a fifth at a time and is ${ours.wasmMB})`,
      ),
    ours?.peakOverEmptyMB != null &&
      judged(
        'the same, the page’s whole process over an empty one',
        '≤ 1.2×',
        ours.peakOverEmptyMB <= 1.2 * needed,
        `${(ours.peakOverEmptyMB / needed).toFixed(2)}× (${ours.peakOverEmptyMB} MB; raw ${ours.peakMB})`,
      ),
    slots && judged('load of the bundled model', '≤ 1 s', slots.loadS <= 1, `${slots.loadS} s`),
    speculating?.ratioToStockFree != null &&
      plain !== undefined && [
        'free text: prompt lookup',
        'same text',
        `${speculating.modelCalls} passes for ${plain.modelCalls}, ${(plain.totalMs / speculating.totalMs).toFixed(1)}× as fast as without; ${speculating.ratioToStockFree}× stock`,
        plain.sameText === true ? 'yes' : '**no**',
      ],
  ].filter((line): line is Row => Array.isArray(line));
}

const judged = (what: string, target: string, met: boolean, reached: string): Row => [
  what,
  target,
  met ? `**${reached}**` : reached,
  met ? 'yes' : '**no**',
];

function share(
  what: string,
  most: number,
  part: number | undefined,
  all: number | undefined,
  target: string,
): Row | undefined {
  if (part === undefined || all === undefined) return undefined;
  return judged(what, target, part <= most * all, `${percent(part / all)} (${ms(part)} of ${ms(all)})`);
}

const percent = (of: number): string => `${Math.round(100 * of)} %`;
const ms = (value: number): string => (value < 1000 ? `${Math.round(value)} ms` : seconds(value));
const seconds = (value: number | undefined): string =>
  value === undefined ? '–' : `${(value / 1000).toFixed(1)} s`;
