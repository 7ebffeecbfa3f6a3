/**
 * `npm run -s code -- --system cie10 [--top 10] --json [--text "…" | --tsv FILE]`: code suggestions. With `--text` one JSON
 * array of `{code, name, score, why}`; with `--tsv` (one mention a line) one such array a line, an empty line included.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadCie10Suggester } from '../../src/catalog/cie10.ts';
import { fail } from '../failure.ts';

const parse = () => {
  try {
    return parseArgs({
      options: {
        system: { type: 'string', default: 'cie10' },
        top: { type: 'string', default: '10' },
        text: { type: 'string' },
        tsv: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(`E_BAD_ARGUMENT: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const mentionsOf = (file: string): readonly string[] => {
  try {
    const lines = readFileSync(file, 'utf8').split(/\r?\n/);
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  } catch (error) {
    return fail(`E_BAD_FILE: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const args = parse();
const top = Number(args.top);
if (args.system !== 'cie10') fail('E_BAD_ARGUMENT: --system is cie10');
if (!Number.isInteger(top) || top < 1 || top > 100) fail('E_BAD_ARGUMENT: --top is a number from 1 to 100');
if ((args.text === undefined) === (args.tsv === undefined))
  fail('E_BAD_ARGUMENT: one of --text "…" and --tsv FILE is needed');

const folder = new URL('../../public/catalog/', import.meta.url);
const suggester = await loadCie10Suggester((name) => readFile(new URL(name, folder), 'utf8'));
for (const mention of args.tsv === undefined ? [args.text ?? ''] : mentionsOf(args.tsv)) {
  const candidates = suggester.suggest(mention, { top });
  const table = candidates.map(({ code, name, score, why }) => `${code}\t${score}\t${name}\t${why}`);
  process.stdout.write(`${args.json ? JSON.stringify(candidates) : [mention, ...table, ''].join('\n')}\n`);
}
