/** The growth of times as a plot: SVG, lines with their names at the end, both axes linear from zero. */
import type { GrowthReport } from './report.ts';

const WIDTH = 360;
const HEIGHT = 240;
const LEFT = 52;
const BOTTOM = 34;
const TOP = 30;
const RIGHT = 84;
const COLOURS = ['#0b6e6e', '#b4552d'];

interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export function growthPlot({ model, backend, steps, prompts }: GrowthReport): string {
  const left = panel('One step (ms) by tokens before it', [
    { name: 'in place', points: steps.map(({ length, ms }) => [length, ms]) },
    { name: 'copied', points: steps.map(({ length, movingMs }) => [length, movingMs]) },
  ]);
  const right = panel('Prompt (ms) by its tokens', [
    { name: 'warm prefix', points: prompts.map(({ length, warmMs }) => [length, warmMs]) },
    { name: 'whole', points: prompts.map(({ length, coldMs }) => [length, coldMs]) },
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<title>${model}, ${backend}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    left,
    `<g transform="translate(${WIDTH} 0)">${right}</g>`,
    '</svg>\n',
  ].join('\n');
}

function panel(title: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const mostX = Math.max(...all.map(([x]) => x));
  const mostY = roundUp(Math.max(...all.map(([, y]) => y)));
  const x = (value: number): number => LEFT + (value / mostX) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / mostY) * (HEIGHT - BOTTOM - TOP);
  const ticksX = [0, mostX / 4, mostX / 2, (3 * mostX) / 4, mostX];
  const ticksY = [0, mostY / 4, mostY / 2, (3 * mostY) / 4, mostY];
  return [
    `<text x="${LEFT}" y="16" fill="#222" font-weight="bold">${title}</text>`,
    ...ticksY.map(
      (tick) =>
        `<path d="M${LEFT} ${at(y(tick))}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${at(y(tick) + 4)}" text-anchor="end" fill="#555">${tick}</text>`,
    ),
    ...ticksX.map(
      (tick) =>
        `<text x="${at(x(tick))}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle" fill="#555">${tick}</text>`,
    ),
    ...lines.map(({ name, points }, index) => {
      const colour = COLOURS[index % COLOURS.length];
      const [lastX, lastY] = points.at(-1) ?? [0, 0];
      const path = points.map(([px, py], n) => `${n === 0 ? 'M' : 'L'}${at(x(px))} ${at(y(py))}`).join('');
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${at(x(lastX) + 5)}" y="${at(y(lastY) + 4)}" fill="${colour}">${name}</text>`;
    }),
  ].join('\n');
}

const at = (value: number): string => value.toFixed(1);

/** The next number that is easy to read: four divisions without fractions. */
function roundUp(value: number): number {
  const step = 4 * 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.ceil(value / step) * step;
}
