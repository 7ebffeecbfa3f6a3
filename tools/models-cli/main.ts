/**
 * `npm run -s models [-- --json] [-- --lang es|en]`: the registry's rows, as a table for people or as JSON for programs.
 * JSON on standard output alone; exit status 1 on failure.
 */
import { parseArgs } from 'node:util';
import { modelRows } from '../../src/engine/registry.ts';
import { explain, log } from '../failure.ts';
import { brief, table } from './listing.ts';

try {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, lang: { type: 'string', default: 'es' } },
  });
  const language = values.lang === 'en' ? 'en' : 'es';
  const rows = modelRows();
  process.stdout.write(
    values.json ? `${JSON.stringify(rows.map(brief), null, 2)}\n` : `${table(rows, language)}\n`,
  );
} catch (thrown) {
  const { code, message } = explain(thrown);
  log(`${code}: ${message}`);
  process.exitCode = 1;
}
