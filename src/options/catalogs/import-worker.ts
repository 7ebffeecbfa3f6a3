/** Reads, checks and saves a list of codes off the page's thread: a hundred thousand rows take seconds. One file at a time. */
import { guessMapping, type Mapping } from '../../catalog/import/columns.ts';
import { diffLists } from '../../catalog/import/diff.ts';
import { readCatalogFile } from '../../catalog/import/read-file.ts';
import { MAX_FILE_MB, type Table } from '../../catalog/import/table.ts';
import { type Validation, validate } from '../../catalog/import/validate.ts';
import { openCatalogStore } from '../../catalog/stored.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Checked, FromImport, ImportWish, Opened, ToImport } from './protocol.ts';

const SAMPLE_ROWS = 6;
const SAMPLE_CELL = 80;

let held: { readonly file: string; readonly table: Table } | undefined;
const store = openCatalogStore();
// An error is answered where the store is asked.
store.catch(() => undefined);

const open = async (file: File, sheet?: string): Promise<Result<Opened>> => {
  held = undefined;
  if (file.size > MAX_FILE_MB * 1_000_000) return err('E_CATALOG_TOO_BIG', { limit: MAX_FILE_MB });
  const table = await readCatalogFile(new Uint8Array(await file.arrayBuffer()), sheet);
  if (!table.ok) return table;
  held = { file: file.name.slice(0, 300), table: table.value };
  const { kind, encoding, sheets, rows } = table.value;
  const sample = rows
    .slice(0, SAMPLE_ROWS)
    .map(({ cells }) => cells.map((cell) => cell.slice(0, SAMPLE_CELL)));
  return ok({
    file: held.file,
    kind,
    encoding,
    sheets,
    ...(table.value.sheet === undefined ? {} : { sheet: table.value.sheet }),
    sample,
    rows: rows.length,
    width: rows.reduce((most, { cells }) => Math.max(most, cells.length), 0),
    mapping: guessMapping(table.value),
  });
};

const validated = (mapping: Mapping): Result<Validation> => {
  if (held === undefined) return err('E_CATALOG_EMPTY');
  const { code, name } = mapping;
  if (code === null || name === null || code === name) return err('E_CATALOG_COLUMNS');
  return ok(validate(held.table, mapping));
};

const check = async (mapping: Mapping): Promise<Result<Checked>> => {
  const found = validated(mapping);
  if (!found.ok) return found;
  const { entries, rows, leftOut, findings } = found.value;
  const before = await (await store).entries(mapping.system);
  return ok({
    entries: entries.length,
    rows,
    leftOut,
    findings,
    ...(before.length === 0 ? {} : { diff: diffLists(before, entries) }),
  });
};

const save = async (mapping: Mapping): Promise<Result<null>> => {
  const found = validated(mapping);
  if (!found.ok) return found;
  const { entries, leftOut } = found.value;
  if (entries.length === 0) return err('E_CATALOG_NOTHING');
  const from = { file: held?.file ?? '', importedAt: new Date().toISOString(), leftOut };
  await (await store).save(
    mapping.system,
    entries.map((entry) => ({ ...entry, synonyms: [...entry.synonyms] })),
    from,
  );
  held = undefined;
  return ok(null);
};

const carryOut = (wish: ImportWish): Promise<FromImport['result']> => {
  if (wish.do === 'open') return open(wish.file, wish.sheet);
  return wish.do === 'check' ? check(wish.mapping) : save(wish.mapping);
};

addEventListener('message', ({ data: { n, wish } }: MessageEvent<ToImport>) => {
  carryOut(wish).then(
    (result) => postMessage({ n, result } satisfies FromImport),
    (thrown: unknown) =>
      postMessage({
        n,
        result: err(
          wish.do === 'open' ? 'E_CATALOG_KIND' : 'E_CATALOG_STORE',
          undefined,
          thrown instanceof Error ? thrown.name : 'import',
        ),
      } satisfies FromImport),
  );
});
