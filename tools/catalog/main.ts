/**
 * `tsx tools/catalog/main.ts cie-10.csv`: writes `public/catalog/cie10.tsv` from the list inside the PyPI package `cie`
 * (MIT): code and name, sorted, invisible characters dropped, the few codes of later WHO updates that Chilean hospitals
 * use added. Run once for each new edition; the result is committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cleanText } from '../../src/record/text.ts';
import { UPDATES } from './updates.ts';

/** code, five levels above, name (quoted if it holds a comma), level, source. */
const LINE = /^([A-Z]\d[\dA-Z]\d?),(?:[^,]*,){5}(?:"((?:[^"]|"")*)"|([^,]*)),\d,/;

const dotted = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);

const source = process.argv[2];
if (source === undefined) throw new Error('usage: tsx tools/catalog/main.ts cie-10.csv');
const names = new Map<string, string>(UPDATES);
for (const line of readFileSync(source, 'utf8').split(/\r?\n/)) {
  const found = LINE.exec(line);
  const code = found?.[1];
  if (found && code) names.set(dotted(code), cleanText((found[2] ?? found[3] ?? '').replaceAll('""', '"')));
}
const lines = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => `${code}\t${name}`);
writeFileSync('public/catalog/cie10.tsv', `${lines.join('\n')}\n`);
console.log(`${lines.length} codes`);
