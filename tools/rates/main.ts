/**
 * `npm run -s rates [-- dev|held|stranger-dev|stranger-held|third-dev|third-held] [-- -v]`: what the generic reader reads of pages that no adapter knows, by half and layout.
 * `dev`, `stranger-dev` and `third-dev` are tuned on, `held`, `stranger-held` and `third-held` never are (tests/ehr/heldback).
 * `npm run -s rates -- reading`: what reading 5,000 rows costs the page's main thread.
 * `npm run -s rates -- hang [WORDS]`: how long pages that fight back stand still while they are read.
 */
import { type Scored, scoreHalves } from '../../tests/ehr/heldback/reading.ts';
import { HALVES } from '../../tests/ehr/heldback/score.ts';
import { measureHangs } from './hang.ts';
import { measureReading } from './reading.ts';

const percent = (part: number, whole: number): string =>
  whole ? `${((100 * part) / whole).toFixed(1)} %` : '–';
const line = (label: string, pages: readonly Scored[]): string => {
  const sum = (of: keyof Omit<Scored['score'], 'faults'>): number =>
    pages.reduce((n, p) => n + p.score[of], 0);
  const [expected, read, placed] = [sum('expected'), sum('read'), sum('placed')];
  const header = (of: 'expected' | 'read'): number => pages.reduce((n, p) => n + p.header[of], 0);
  return `| ${label} | ${pages.length} | ${expected} | ${percent(read, expected)} | ${percent(placed, read)} | ${sum('hidden')} | ${sum('foreign')} | ${sum('extra')} | ${percent(header('read'), header('expected'))} |`;
};

const args = process.argv.slice(2);
if (args.includes('reading')) {
  await measureReading();
  process.exit();
}
if (args.includes('hang')) {
  await measureHangs(args[args.indexOf('hang') + 1]);
  process.exit();
}
const verbose = args.includes('-v');
const halves = HALVES.filter((half) => args.includes(half));
const scored = await scoreHalves(halves.length ? halves : HALVES);

console.log(
  '| | pages | facts | read | right kind and moment | from hidden text | foreign | not expected | header |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const half of new Set(scored.map((p) => p.half))) {
  const pages = scored.filter((p) => p.half === half);
  console.log(line(`**${half}**`, pages));
  for (const layout of new Set(pages.map((p) => p.sheet.layout)))
    console.log(
      line(
        layout,
        pages.filter((p) => p.sheet.layout === layout),
      ),
    );
}
if (verbose)
  for (const { half, name, score, header } of scored)
    if (score.faults.length + header.faults.length)
      console.log(`\n${half}/${name}\n  ${[...score.faults, ...header.faults].join('\n  ')}`);
