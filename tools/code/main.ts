/**
 * `npm run -s code -- --system cie10 [--top 10] --json [--text "…" | --tsv FILE]`: code suggestions. With `--text` one JSON
 * array of `{code, name, score, why}`; with `--tsv` (one mention a line) one such array a line, an empty line included.
 * `--system` is `cie10` or `atc`; with `--list FILE` (CSV, TSV, XLSX, FHIR CodeSystem) the codes are those of that list.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadCie10Suggester } from '../../src/catalog/cie10.ts';
import { CodeList } from '../../src/catalog/code-list.ts';
import { guessMapping } from '../../src/catalog/import/columns.ts';
import { readCatalogFile } from '../../src/catalog/import/read-file.ts';
import { validate } from '../../src/catalog/import/validate.ts';
import { suggestDrug } from '../../src/catalog/suggest/drug.ts';
import { listSuggester } from '../../src/catalog/suggest/for-list.ts';
import type { Candidate } from '../../src/catalog/suggest/suggest.ts';
import { Vocabulary } from '../../src/catalog/suggest/vocabulary.ts';
import { CodeSystem } from '../../src/record/schema.ts';
import { fail } from '../failure.ts';

const parse = () => {
  try {
    return parseArgs({
      options: {
        system: { type: 'string', default: 'cie10' },
        top: { type: 'string', default: '10' },
        list: { type: 'string' },
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

const folder = new URL('../../public/catalog/', import.meta.url);
const catalogFile = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8');

type Suggest = (mention: string, options: { readonly top: number }) => readonly Candidate[];

/** The suggestions of a hospital's list; what is wrong with its rows goes to standard error. */
const ofList = async (file: string, system: CodeSystem): Promise<Suggest> => {
  const bytes = await readFile(file).catch(() => fail(`E_BAD_FILE: ${file} cannot be read`));
  const table = await readCatalogFile(new Uint8Array(bytes));
  if (!table.ok) return fail(`${table.error.code}: ${file}`);
  const mapping = { ...guessMapping(table.value), system };
  if (mapping.code === null || mapping.name === null) return fail(`E_CATALOG_COLUMNS: ${file}`);
  const { entries, findings } = validate(table.value, mapping);
  for (const { code, count } of findings) process.stderr.write(`${code}: ${count}\n`);
  const suggester = listSuggester(
    new CodeList(system, entries),
    new Vocabulary(await catalogFile('synonyms.txt')),
  );
  return (mention, options) => suggester.suggest(mention, options);
};

const ofBundled = async (system: CodeSystem): Promise<Suggest> => {
  if (system === 'atc') return suggestDrug;
  const suggester = await loadCie10Suggester(catalogFile);
  return (mention, options) => suggester.suggest(mention, options);
};

const args = parse();
const top = Number(args.top);
const system = CodeSystem.safeParse(args.system);
if (!system.success || (args.list === undefined && system.data !== 'cie10' && system.data !== 'atc'))
  fail(`E_BAD_ARGUMENT: --system is cie10 or atc; with --list FILE one of ${CodeSystem.options.join(', ')}`);
if (!Number.isInteger(top) || top < 1 || top > 100) fail('E_BAD_ARGUMENT: --top is a number from 1 to 100');
if ((args.text === undefined) === (args.tsv === undefined))
  fail('E_BAD_ARGUMENT: one of --text "…" and --tsv FILE is needed');

const wanted = CodeSystem.parse(args.system);
const suggest = await (args.list === undefined ? ofBundled(wanted) : ofList(args.list, wanted));
for (const mention of args.tsv === undefined ? [args.text ?? ''] : mentionsOf(args.tsv)) {
  const candidates = suggest(mention, { top });
  const table = candidates.map(({ code, name, score, why }) => `${code}\t${score}\t${name}\t${why}`);
  process.stdout.write(`${args.json ? JSON.stringify(candidates) : [mention, ...table, ''].join('\n')}\n`);
}
