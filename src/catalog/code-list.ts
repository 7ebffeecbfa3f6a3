/** A code list (CIE-10, a hospital's own procedures, an arsenal): codes and their names, as text in two columns. */
import type { CodeSystem } from '../record/schema.ts';

export interface CodeEntry {
  readonly code: string;
  readonly name: string;
  /** Other names, abbreviations, brands. */
  readonly synonyms?: readonly string[];
}

export class CodeList {
  readonly #names: ReadonlyMap<string, string>;

  constructor(
    readonly system: CodeSystem,
    readonly entries: readonly CodeEntry[],
  ) {
    this.#names = new Map(entries.map(({ code, name }) => [codeKey(code), name]));
  }

  /** The name of a code, written with or without its dot, in any case. */
  nameOf(code: string): string | undefined {
    return this.#names.get(codeKey(code));
  }
}

/** A code without its punctuation, in capitals: by it codes are compared. Most are plain already, and a list has thousands. */
export const codeKey = (code: string): string =>
  /^[A-Z\d]+$/.test(code) ? code : code.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A list of lines `code TAB name`, as `public/catalog` holds them; other lines are left out. */
export const parseCodeList = (system: CodeSystem, text: string): CodeList =>
  new CodeList(
    system,
    text.split('\n').flatMap((line) => {
      const tab = line.indexOf('\t');
      return tab > 0 ? [{ code: line.slice(0, tab), name: line.slice(tab + 1).trim() }] : [];
    }),
  );
