/** How many clauses the evolution takes: bounded by the days of the stay, as a reader's patience is. */
import type { Clause } from './clauses.ts';

export interface Selection {
  /** Candidates in time order. */
  readonly clauses: readonly Clause[];
  /** Indices into `clauses` that may not be left out. */
  readonly must: ReadonlySet<number>;
  /** Indices that the template takes. */
  readonly preferred: ReadonlySet<number>;
  readonly least: number;
  readonly most: number;
}

/** Upper bound of clauses, however long the stay. */
export const MAX_CLAUSES = 12;
const MAX_CANDIDATES = 24;
/** From this weight on a clause is kept before others (complication, critical care, procedure). */
const WEIGHTY = 8;
/** Of the budget, at least this much is used. */
const LEAST_SHARE = 0.75;

const days = (clauses: readonly Clause[]): number => new Set(clauses.map((c) => c.day ?? c.noteId)).size;

const indicesByWeight = (clauses: readonly Clause[]): number[] =>
  clauses
    .map((clause, index) => ({ clause, index }))
    .sort((a, b) => b.clause.weight - a.clause.weight || a.index - b.index)
    .map(({ index }) => index);

/**
 * What may and must be said. With no more clauses than the budget, all are said; with more, the weightiest are candidates,
 * the weightiest half of the budget is kept, and the rest is the model's choice.
 */
export const selectClauses = (all: readonly Clause[]): Selection => {
  // A long note without days counts by its clauses.
  const budget = Math.min(MAX_CLAUSES, 3 + Math.max(days(all), Math.ceil(all.length / 4)));
  const everything = new Set(all.keys());
  if (all.length <= budget) {
    return { clauses: all, must: everything, preferred: everything, least: all.length, most: all.length };
  }
  const candidates = new Set(indicesByWeight(all).slice(0, MAX_CANDIDATES));
  const clauses = all.filter((_, index) => candidates.has(index));
  const ranked = indicesByWeight(clauses);
  const most = Math.min(budget, clauses.length);
  const least = Math.ceil(most * LEAST_SHARE);
  const must = new Set(
    ranked.slice(0, Math.ceil(most / 2)).filter((i) => (clauses[i]?.weight ?? 0) >= WEIGHTY),
  );
  return { clauses, must, preferred: new Set(ranked.slice(0, most)), least, most };
};
