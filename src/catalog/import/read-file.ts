/** A file of codes by what is in it, not by its name: a workbook, a FHIR resource, or text in columns. */
import { err, ok, type Result } from '../../shared/result.ts';
import { decodeText } from './encoding.ts';
import { readCsv } from './read-csv.ts';
import { readFhirCodes } from './read-fhir.ts';
import { readXlsx } from './read-xlsx.ts';
import { type Encoding, MAX_FILE_MB, MAX_ROWS, type Table } from './table.ts';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte);

/** The old binary format of Excel, and workbooks locked by a password. */
const isOle = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b);
const isPdf = (bytes: Uint8Array): boolean => startsWith(bytes, 0x25, 0x50, 0x44, 0x46);

/** A binary file read as text is full of control characters; a text has a stray one at most. */
const isBinary = (bytes: Uint8Array, encoding: Encoding): boolean => {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return false;
  const sample = bytes.subarray(0, 4096);
  const odd = sample.reduce((n, b) => n + (b < 9 || (b > 13 && b < 32) ? 1 : 0), 0);
  return odd / Math.max(1, sample.length) > 0.05;
};

const firstSign = (bytes: Uint8Array): string =>
  decodeText(bytes.subarray(0, 400)).text.trimStart().charAt(0);

const readAny = async (bytes: Uint8Array, sheet?: string): Promise<Result<Table>> => {
  if (isOle(bytes)) return err('E_CATALOG_XLS');
  if (isPdf(bytes)) return err('E_CATALOG_KIND');
  if (isZip(bytes)) return readXlsx(bytes, sheet);
  const sign = firstSign(bytes);
  if (sign === '{' || sign === '[') return readFhirCodes(bytes);
  const text = readCsv(bytes);
  return isBinary(bytes, text.encoding) ? err('E_CATALOG_KIND') : ok(text);
};

/**
 * Errors: E_CATALOG_TOO_BIG, E_CATALOG_XLS (an old workbook, or one with a password), E_CATALOG_KIND (no list of codes), E_CATALOG_XLSX,
 * E_CATALOG_JSON, E_CATALOG_FHIR, E_CATALOG_EMPTY, E_CATALOG_TOO_MANY (rows).
 */
export const readCatalogFile = async (bytes: Uint8Array, sheet?: string): Promise<Result<Table>> => {
  if (bytes.length > MAX_FILE_MB * 1_000_000) return err('E_CATALOG_TOO_BIG', { limit: MAX_FILE_MB });
  const table = await readAny(bytes, sheet);
  if (!table.ok) return table;
  const filled = table.value.rows.filter(({ cells }) => cells.some((cell) => /[\p{L}\p{N}]/u.test(cell)));
  if (filled.length === 0) return err('E_CATALOG_EMPTY');
  if (table.value.rows.length > MAX_ROWS + 1) return err('E_CATALOG_TOO_MANY', { limit: MAX_ROWS });
  return table;
};
