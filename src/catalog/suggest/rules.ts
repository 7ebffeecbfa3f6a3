/** What is particular to a code list when it is searched: which codes are one candidate, and which are likelier. */

export interface ListRules {
  /** Codes of one group are one candidate, the best of them: of CIE-10 those of a category. */
  readonly group: (code: string) => string;
  /** How likely a code is meant when nothing else tells, 0 to 1. */
  readonly prior: (code: string) => number;
  /** A category without a name of its own is coded as its unspecified subcategory. */
  readonly categories: boolean;
  /** Answers whose score is less are no answers. */
  readonly least: number;
}

/** Chapters that a hospital's diagnosis seldom means unless it says so: external causes, birth, contacts with services. */
const CHAPTER: Readonly<Record<string, number>> = {
  ...{ V: 0.7, W: 0.75, X: 0.7, Y: 0.7, O: 0.7, P: 0.75, Q: 0.85, Z: 0.9, S: 0.95, T: 0.95, U: 0.8 },
};

export const cie10Rules: ListRules = {
  group: (code) => code.slice(0, 3),
  // COVID-19 stands in the chapter of codes for special purposes, and is an everyday diagnosis.
  prior: (code) => (code.startsWith('U07') ? 1 : (CHAPTER[code.charAt(0)] ?? 1)),
  categories: true,
  least: 0,
};

/** A hospital's own list: every code for itself, none likelier. */
export const plainRules: ListRules = {
  group: (code) => code,
  prior: () => 1,
  categories: false,
  least: 0.08,
};
