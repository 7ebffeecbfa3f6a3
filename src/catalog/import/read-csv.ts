/** CSV, TSV and their kin (semicolons, as Spanish spreadsheets write) by Papa Parse. */
import Papa from 'papaparse';
import { decodeText } from './encoding.ts';
import { MAX_COLUMNS, type Table, type TableRow } from './table.ts';

/** Begins like a formula ("=A1", "@SUM", "+CONCAT("): spreadsheets would compute it. "-Apendicectomía" and "+ 65" would not be. */
const FORMULA = /^\s*(?:[=@]|[+-](?=[A-Za-z_]+[A-Za-z0-9_.]*\())/;

const DELIMITERS = ['\t', ';', ',', '|'] as const;

/** The delimiter that cuts the most rows into the same number of cells; Papa Parse's own guess is put off by empty lines. */
const delimiterOf = (text: string): string => {
  const scored = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 100, skipEmptyLines: 'greedy' });
    const widths = new Map<number, number>();
    for (const { length } of data) widths.set(length, (widths.get(length) ?? 0) + 1);
    const [width = 1, rows = 0] = [...widths].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    return { delimiter, score: width > 1 ? rows / data.length : 0 };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ',';
};

/** Reads all rows; none is left out, empty ones neither. */
export const readCsv = (bytes: Uint8Array): Table => {
  const { text, encoding } = decodeText(bytes);
  const delimiter = delimiterOf(text);
  const { data, errors } = Papa.parse<string[]>(text, { header: false, skipEmptyLines: false, delimiter });
  const rows = data.map((cells, i): TableRow => {
    const kept = cells.slice(0, MAX_COLUMNS);
    const formulas = kept.flatMap((cell, column) =>
      FORMULA.test(cell) ? [[column, 'formula' as const] as const] : [],
    );
    return formulas.length > 0
      ? { n: i + 1, cells: kept, marks: new Map(formulas) }
      : { n: i + 1, cells: kept };
  });
  const last = rows.at(-1);
  // What stands after the file's last line end is no row.
  if (last !== undefined && last.cells.length <= 1 && (last.cells[0] ?? '') === '') rows.pop();
  const broken = errors.flatMap(({ type, row }) => (type === 'Quotes' && row !== undefined ? [row + 1] : []));
  return {
    kind: 'csv',
    encoding,
    delimiter,
    sheets: [],
    rows,
    brokenQuotes: [...new Set(broken)],
  };
};
