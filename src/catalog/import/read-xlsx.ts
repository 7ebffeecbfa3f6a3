/** XLSX by hucre (no dependency, no `eval`). Formulas are never computed: what the workbook last stored is shown and marked. */
import { Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { readXlsx as readWorkbook } from 'hucre/xlsx';
import { err, ok, type Result } from '../../shared/result.ts';
import { type CellMark, MAX_COLUMNS, MAX_ROWS, type Table, type TableRow } from './table.ts';

/** What all parts of a workbook may unpack to: a zip of kilobytes can hold gigabytes of nothing. */
const MAX_UNPACKED = 400_000_000;

type Value = string | number | boolean | Date | null | undefined;

const textOf = (value: Value): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return String(value);
};

const markOf = (value: Value, isFormula: boolean): CellMark | undefined => {
  if (isFormula) return 'formula';
  if (value instanceof Date) return 'date';
  return typeof value === 'number' ? 'number' : undefined;
};

const unpackedSize = async (bytes: Uint8Array): Promise<number> => {
  const zip = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entries = await zip.getEntries();
    return entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  } finally {
    await zip.close();
  }
};

/**
 * @param wanted the sheet to read; by default the one with the most rows
 * Errors: E_CATALOG_XLSX (damaged, locked by a password, or no workbook), E_CATALOG_TOO_BIG.
 */
export const readXlsx = async (bytes: Uint8Array, wanted?: string): Promise<Result<Table>> => {
  try {
    if ((await unpackedSize(bytes)) > MAX_UNPACKED)
      return err('E_CATALOG_TOO_BIG', { limit: MAX_UNPACKED / 1_000_000 });
    // One row over the limit tells that there are more.
    const { sheets } = await readWorkbook(bytes, { maxRows: MAX_ROWS + 2 });
    const filled = sheets.filter(({ rows }) => rows.length > 0);
    const chosen =
      filled.find(({ name }) => name === wanted) ??
      filled.toSorted((a, b) => b.rows.length - a.rows.length)[0];
    const rows = (chosen?.rows ?? []).map((row, at): TableRow => {
      const values = Array.from(row.slice(0, MAX_COLUMNS)) as Value[];
      const marks = values.flatMap((value, column) => {
        const mark = markOf(value, chosen?.cells?.get(`${at},${column}`)?.formula !== undefined);
        return mark === undefined ? [] : [[column, mark] as const];
      });
      const cells = values.map(textOf);
      return marks.length > 0 ? { n: at + 1, cells, marks: new Map(marks) } : { n: at + 1, cells };
    });
    return ok({
      kind: 'xlsx',
      encoding: 'utf-8',
      sheets: filled.map(({ name }) => name),
      ...(chosen === undefined ? {} : { sheet: chosen.name }),
      rows,
      brokenQuotes: [],
    });
  } catch (thrown) {
    return err('E_CATALOG_XLSX', undefined, thrown instanceof Error ? thrown.name : 'xlsx');
  }
};
