/**
 * The charts that are measured, and others between them: a chart of a shape that the engine has just seen would find its
 * grammar compiled and its prompt in the cache, which a physician going from patient to patient does not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pages, servePages } from '../../tests/harness/pages.ts';

const CHART = readFileSync(join(import.meta.dirname, 'ten-facts.html'), 'utf8');

/** More than the grammars that the engine keeps. */
const OTHERS = 4;

export interface Charts extends Pages {
  readonly tenFacts: string;
  /** Charts of other shapes: one entry less, each another one. */
  readonly others: readonly string[];
}

export async function serveCharts(): Promise<Charts> {
  const others = Array.from({ length: OTHERS }, (_, n) => [`/otra-${n}`, without(n)] as const);
  const pages = await servePages({ '/ficha': CHART, ...Object.fromEntries(others) });
  return {
    ...pages,
    tenFacts: `${pages.url}ficha`,
    others: others.map(([path]) => pages.url + path.slice(1)),
  };
}

/** The chart without its n-th row of codes but the first (a chart needs a diagnosis). */
function without(n: number): string {
  const rows = [...CHART.matchAll(/<tr><td>.*<\/tr>/g)].map(([row]) => row);
  const row = rows[n + 1];
  if (row === undefined) throw new Error('the chart has no so many rows');
  return CHART.replace(row, '');
}
