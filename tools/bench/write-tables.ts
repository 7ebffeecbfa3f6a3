/**
 * `npm run -s bench:tables -- [--variants FILE] [--growth FILE] [--node FILE] [--doc docs/PERFORMANCE.md]`: the bench's JSON
 * becomes the marked tables of the document. Regions whose report is not given stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Report } from './report.ts';
import { filled, regionsOf } from './tables.ts';

const { values } = parseArgs({
  options: {
    variants: { type: 'string' },
    growth: { type: 'string' },
    node: { type: 'string' },
    doc: { type: 'string', default: 'docs/PERFORMANCE.md' },
  },
});

/** What the bench itself has printed. */
const read = (file: string | undefined): Report | undefined =>
  file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Report);

try {
  const { variants, growth, node, doc } = values;
  const regions = regionsOf({ variants: read(variants), growth: read(growth), node: read(node) });
  if (regions.size === 0) throw new Error('E_BAD_ARGUMENT: --variants, --growth or --node FILE');
  writeFileSync(doc, filled(readFileSync(doc, 'utf8'), regions));
  process.stdout.write(`${doc}: ${[...regions.keys()].join(', ')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
