/** A grammar as it is written: rules by number, the texts of all literals as UTF-8 one behind the other. */

/** First and last code point of each stretch. */
export type CodeRange = readonly [first: number, last: number];

export type Expression =
  /** From `from` up to `to` in `Rules.bytes`. */
  | { readonly kind: 'literal'; readonly from: number; readonly to: number }
  | { readonly kind: 'class'; readonly ranges: readonly CodeRange[]; readonly negated: boolean }
  | { readonly kind: 'rule'; readonly rule: number }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly body: Expression; readonly least: number; readonly most: number };

export interface Rule {
  readonly name: string;
  readonly body: Expression;
}

export interface Rules {
  readonly rules: readonly Rule[];
  /** The number of `root`. */
  readonly root: number;
  readonly bytes: Uint8Array;
}
