/** What the options page and its import worker say to each other. Both are this extension's own code. */
import type { Mapping } from '../../catalog/import/columns.ts';
import type { ListDiff } from '../../catalog/import/diff.ts';
import type { Encoding, FileKind } from '../../catalog/import/table.ts';
import type { FindingGroup } from '../../catalog/import/validate.ts';
import type { Result } from '../../shared/result.ts';

/** A file as it was read, before it is said what its columns mean. */
export interface Opened {
  readonly file: string;
  readonly kind: FileKind;
  readonly encoding: Encoding;
  readonly sheets: readonly string[];
  readonly sheet?: string;
  /** The first rows, the heading among them. */
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
  readonly width: number;
  readonly mapping: Mapping;
}

/** What would be saved under a mapping. */
export interface Checked {
  readonly entries: number;
  readonly rows: number;
  readonly leftOut: number;
  readonly findings: readonly FindingGroup[];
  /** Against the list in force; absent where there is none. */
  readonly diff?: ListDiff;
}

export type ImportWish =
  | { readonly do: 'open'; readonly file: File; readonly sheet?: string }
  | { readonly do: 'check'; readonly mapping: Mapping }
  | { readonly do: 'save'; readonly mapping: Mapping };

export interface ToImport {
  readonly n: number;
  readonly wish: ImportWish;
}

export interface FromImport {
  readonly n: number;
  readonly result: Result<Opened | Checked | null>;
}
