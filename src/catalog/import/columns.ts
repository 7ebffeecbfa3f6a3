/** What the columns of a table mean, guessed from their headings and from what is in them; the person in charge corrects. */
import { codeShapes } from '../../record/code-shapes.ts';
import type { CodeSystem } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import type { Table } from './table.ts';

export interface Mapping {
  readonly system: CodeSystem;
  /** The first row names the columns. */
  readonly heading: boolean;
  readonly code: number | null;
  readonly name: number | null;
  readonly synonyms: readonly number[];
}

const CODE =
  /^(?:cod(?:igo|e|\.)?|code|clave|id|atc|k|cie\W*(?:10|9)?(?:\W*mc)?|fonasa|mai)\b|\bcod(?:igo|\.)?\b|\bcode\b/;
const NAME =
  /\b(?:nombre|descripcion|glosa|detalle|prestacion|termino|display|name|description|denominacion|procedimiento|diagnostico|farmaco|medicamento|principio activo|intervencion|examen)\b/;
const SYNONYM =
  /\b(?:sinonimos?|alias|abrev\w*|otr[oa]s? nombres?|nombres? comercial(?:es)?|marcas?|synonyms?|designation|sigla)\b/;

/** Rows looked at. */
const SAMPLE = 400;

const columnOf = (table: Table, column: number, from: number): string[] =>
  table.rows
    .slice(from, from + SAMPLE)
    .map(({ cells }) => (cells[column] ?? '').trim())
    .filter((cell) => cell !== '');

const share = (cells: readonly string[], test: (cell: string) => boolean): number =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length;

const isCode = (cell: string): boolean =>
  codeShapes(cell).length > 0 || (/\d/.test(cell) && /^[\p{L}\d][\p{L}\d.\-/]{1,14}$/u.test(cell));

const hasWords = (cell: string): boolean => /\p{L}{3}/u.test(cell);

const best = (columns: readonly number[], score: (column: number) => number): number | null => {
  let found: number | null = null;
  let most = 0;
  for (const column of columns) {
    const now = score(column);
    if (now > most) [found, most] = [column, now];
  }
  return found;
};

/** The system whose shape nearly all codes have; local K codes before CIE-10, whose shape they have too. */
export const guessSystem = (codes: readonly string[]): CodeSystem => {
  const systems: readonly CodeSystem[] = ['k', 'fonasa', 'atc', 'cie9mc', 'loinc', 'cie10'];
  return systems.find((system) => share(codes, (code) => codeShapes(code).includes(system)) >= 0.8) ?? 'otro';
};

/** The first row names the columns: its words are such names, or none of it is a code where codes follow. */
const hasHeading = (table: Table): boolean => {
  const first = (table.rows[0]?.cells ?? []).map(fold);
  if (first.some((cell) => cell.length < 40 && (CODE.test(cell) || NAME.test(cell) || SYNONYM.test(cell))))
    return !first.some((cell) => codeShapes(cell).length > 0);
  const columns = first.map((_, column) => column);
  return columns.some(
    (column) => share(columnOf(table, column, 1), isCode) > 0.9 && !isCode(first[column] ?? ''),
  );
};

export const guessMapping = (table: Table): Mapping => {
  const heading = hasHeading(table);
  const from = heading ? 1 : 0;
  const width = table.rows.slice(0, SAMPLE).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const headings = heading ? (table.rows[0]?.cells ?? []).map(fold) : [];
  const columns = Array.from({ length: width }, (_, column) => column);
  const said = (column: number, pattern: RegExp): number => (pattern.test(headings[column] ?? '') ? 1 : 0);
  const cellsOf = columns.map((column) => columnOf(table, column, from));
  const code = best(columns, (column) => {
    const cells = cellsOf[column] ?? [];
    const distinct = new Set(cells).size / Math.max(1, cells.length);
    const shaped = share(cells, isCode);
    return shaped < 0.5 && said(column, CODE) === 0
      ? 0
      : said(column, CODE) * 1.5 + shaped + distinct * 0.3 - column * 0.01;
  });
  const rest = columns.filter((column) => column !== code);
  const synonyms = rest.filter((column) => said(column, SYNONYM) > 0);
  const name = best(
    rest.filter((column) => !synonyms.includes(column)),
    (column) => {
      const cells = cellsOf[column] ?? [];
      const length =
        cells.reduce((sum, cell) => sum + Math.min(cell.length, 60), 0) / Math.max(1, cells.length);
      const distinct = new Set(cells).size / Math.max(1, cells.length);
      return share(cells, hasWords) === 0
        ? 0
        : said(column, NAME) + share(cells, hasWords) + distinct + length / 60;
    },
  );
  const system = code === null ? 'otro' : guessSystem(cellsOf[code] ?? []);
  return { system, heading, code, name, synonyms };
};
