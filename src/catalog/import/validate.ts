/**
 * The rows of a table as entries of a code list, and what is wrong with which row. Nothing is dropped in silence: a row that is
 * left out is an error with its number, a row that is taken with a change is a warning.
 */
import { codeShapes } from '../../record/code-shapes.ts';
import { cleanText, fold, isMojibake } from '../../record/text.ts';
import { codeKey } from '../code-list.ts';
import type { Mapping } from './columns.ts';
import type { CellMark, Table, TableRow } from './table.ts';

/** Stable, shown beside the words (`row_<code>` in `_locales`). */
export const ROW_CODES = [
  // the row is left out
  'I_NO_CODE',
  'I_NO_NAME',
  'I_FORMULA', // the code or the name is a formula's, never computed
  'I_DATE', // the spreadsheet made a date of the code
  'I_CONFLICT', // a code that an earlier row gave another name
  'I_TOO_LONG',
  'I_RETIRED', // the code system has withdrawn it
  'I_QUOTES', // quotation marks that do not match: the cells cannot be told apart
  // the row is taken
  'I_REPEATED', // the same code and name again
  'I_SAME_CODE', // another name for a code (ATC): kept as a synonym
  'I_CONTROL', // invisible characters, taken out
  'I_BIDI', // characters that turn the direction of writing, taken out
  'I_HTML', // looks like HTML: kept as text
  'I_MOJIBAKE', // broken encoding: kept as it is
  'I_NUMBER', // the spreadsheet made a number of the code: a zero at its end may be lost
  'I_SHAPE', // not the shape of the system's codes
] as const;
export type RowCode = (typeof ROW_CODES)[number];

const LEFT_OUT: ReadonlySet<RowCode> = new Set<RowCode>([
  ...([
    'I_NO_CODE',
    'I_NO_NAME',
    'I_FORMULA',
    'I_DATE',
    'I_CONFLICT',
    'I_TOO_LONG',
    'I_RETIRED',
    'I_QUOTES',
  ] as const),
]);

export const isLeftOut = (code: RowCode): boolean => LEFT_OUT.has(code);

export interface RowFinding {
  readonly code: RowCode;
  readonly row: number;
  /** What stands there, cut short. */
  readonly what: string;
}

export interface FindingGroup {
  readonly code: RowCode;
  readonly count: number;
  /** The first of them. */
  readonly rows: readonly RowFinding[];
}

export interface ImportedEntry {
  readonly code: string;
  readonly name: string;
  readonly synonyms: readonly string[];
}

export interface Validation {
  readonly entries: readonly ImportedEntry[];
  /** Rows that hold something, the heading aside. */
  readonly rows: number;
  readonly leftOut: number;
  /** Gravest first. */
  readonly findings: readonly FindingGroup[];
}

const MAX_CODE = 40;
const MAX_NAME = 500;
const MAX_SYNONYMS = 30;
/** Findings of one kind that are kept with their row; the rest are counted. */
const SHOWN = 200;

const BIDI = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/;
const CONTROL = /(?![\t\n\r])[\p{Cc}\u00AD\u200B-\u200D\u2060\uFEFF]/u;
const HTML = /<\/?[a-z][^>]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});/i;
const SPLIT = /\s*[;|\n]\s*/;

class Report {
  readonly #groups = new Map<RowCode, { count: number; rows: RowFinding[] }>();

  add(code: RowCode, row: number, what: string): void {
    const group = this.#groups.get(code) ?? { count: 0, rows: [] };
    this.#groups.set(code, group);
    group.count++;
    if (group.rows.length < SHOWN) group.rows.push({ code, row, what: what.slice(0, 120) });
  }

  groups(): FindingGroup[] {
    return ROW_CODES.flatMap((code) => {
      const group = this.#groups.get(code);
      return group === undefined ? [] : [{ code, ...group }];
    });
  }
}

/** What is odd about a text that is taken all the same. */
const oddities = (raw: string): RowCode[] => [
  ...(BIDI.test(raw) ? ['I_BIDI' as const] : []),
  ...(CONTROL.test(raw) ? ['I_CONTROL' as const] : []),
  ...(HTML.test(raw) ? ['I_HTML' as const] : isMojibake(raw) ? ['I_MOJIBAKE' as const] : []),
];

/** Why a row cannot be taken, if so. */
const refusal = (
  row: TableRow,
  code: string,
  name: string,
  mapping: Mapping,
  broken: ReadonlySet<number>,
): RowCode | undefined => {
  const mark = (column: number | null): CellMark | undefined =>
    column === null ? undefined : row.marks?.get(column);
  if (broken.has(row.n)) return 'I_QUOTES';
  if (mark(mapping.code) === 'retired') return 'I_RETIRED';
  if (mark(mapping.code) === 'formula' || mark(mapping.name) === 'formula') return 'I_FORMULA';
  if (mark(mapping.code) === 'date') return 'I_DATE';
  if (code === '') return 'I_NO_CODE';
  if (name === '') return 'I_NO_NAME';
  return code.length > MAX_CODE || name.length > MAX_NAME ? 'I_TOO_LONG' : undefined;
};

/** CSV heading or not, the rows that hold something. */
const bodyOf = (table: Table, { heading }: Mapping): readonly TableRow[] =>
  table.rows.slice(heading ? 1 : 0).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));

/** `mapping.code` and `mapping.name` must be set: the caller asks for them first. */
export const validate = (table: Table, mapping: Mapping): Validation => {
  const report = new Report();
  const broken = new Set(table.brokenQuotes);
  const taken = new Map<string, { code: string; name: string; synonyms: Set<string> }>();
  const body = bodyOf(table, mapping);
  let leftOut = 0;
  for (const row of body) {
    const rawCode = (mapping.code === null ? undefined : row.cells[mapping.code]) ?? '';
    const rawName = (mapping.name === null ? undefined : row.cells[mapping.name]) ?? '';
    const code = cleanText(rawCode);
    const name = cleanText(rawName);
    const shown = [code, name].filter((part) => part !== '').join(' · ');
    const no = refusal(row, code, name, mapping, broken);
    if (no !== undefined) {
      leftOut++;
      report.add(no, row.n, shown);
      continue;
    }
    const synonyms = mapping.synonyms
      .filter((column) => row.marks?.get(column) !== 'formula')
      .flatMap((column) => cleanText((row.cells[column] ?? '').replace(/\n/g, ';')).split(SPLIT))
      .filter((text) => text !== '' && text.length <= MAX_NAME)
      .slice(0, MAX_SYNONYMS);
    const before = taken.get(codeKey(code));
    if (before !== undefined) {
      const same = fold(before.name) === fold(name);
      if (!same && mapping.system !== 'atc') {
        leftOut++;
        report.add('I_CONFLICT', row.n, `${shown} (${before.name})`);
        continue;
      }
      report.add(same ? 'I_REPEATED' : 'I_SAME_CODE', row.n, shown);
      for (const text of same ? synonyms : [name, ...synonyms]) before.synonyms.add(text);
      continue;
    }
    for (const odd of new Set([...oddities(rawCode), ...oddities(rawName)])) report.add(odd, row.n, shown);
    if (mapping.code !== null && row.marks?.get(mapping.code) === 'number' && mapping.system === 'cie9mc')
      report.add('I_NUMBER', row.n, shown);
    if (mapping.system !== 'otro' && !codeShapes(code).includes(mapping.system))
      report.add('I_SHAPE', row.n, shown);
    taken.set(codeKey(code), { code, name, synonyms: new Set(synonyms) });
  }
  const entries = [...taken.values()].map(({ code, name, synonyms }) => ({
    code,
    name,
    synonyms: [...synonyms].filter((text) => text !== name).slice(0, MAX_SYNONYMS),
  }));
  return { entries, rows: body.length, leftOut, findings: report.groups() };
};
