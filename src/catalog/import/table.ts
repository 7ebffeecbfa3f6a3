/** A file of codes as rows of text, whatever it was: CSV, TSV, XLSX or FHIR. What the columns mean is decided afterwards. */

/** What a cell was, where that puts its text in doubt. */
export type CellMark =
  | 'formula' // its text is what a formula gave, or would give
  | 'number' // a spreadsheet's number: zeros at its ends are lost
  | 'date' // a spreadsheet's date: the code that was typed is lost
  | 'retired'; // a concept that its code system has withdrawn

export interface TableRow {
  /** Its number in the file, from 1: the line of a text whose cells hold no line ends, the row of a sheet. */
  readonly n: number;
  readonly cells: readonly string[];
  /** By column. */
  readonly marks?: ReadonlyMap<number, CellMark>;
}

export type FileKind = 'csv' | 'xlsx' | 'fhir';

export interface Table {
  readonly kind: FileKind;
  /** How the text was encoded; of XLSX and FHIR always UTF-8. */
  readonly encoding: Encoding;
  /** What separates the cells of a text. */
  readonly delimiter?: string;
  /** The sheets of a workbook that hold something, and the one that was read. */
  readonly sheets: readonly string[];
  readonly sheet?: string;
  readonly rows: readonly TableRow[];
  /** Rows whose quotes do not match (CSV). */
  readonly brokenQuotes: readonly number[];
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'cp850';

export const MAX_FILE_MB = 30;
export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 60;
