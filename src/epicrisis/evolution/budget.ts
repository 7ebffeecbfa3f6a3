/** How many clauses the evolution takes: bounded by the days of the stay, as a reader's patience is. */
import type { Clause } from './clauses.ts';
import { contentWords } from './repeats.ts';

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

/** Upper bound of sentences, however long the stay: of days that are named, one less («Evolución. 12-03-2024: …»). */
export const MAX_SENTENCES = 12;
const MAX_DAYS = MAX_SENTENCES - 1;
/** Clauses of a stay whose days are named: several share a day's sentence. */
const MAX_CLAUSES = 22;
const MAX_CANDIDATES = 24;
/** From this worth on a clause is kept before others (complication, critical care, procedure), and may exceed a day's own. */
const WEIGHTY = 7;
/** Of the budget, at least this much is used. */
const LEAST_SHARE = 0.75;

const days = (clauses: readonly Clause[]): number => new Set(clauses.map((c) => c.day ?? c.noteId)).size;

/** Clauses that are compared with each other for telling the same thing on different days. */
const COMPARED = 160;
/** Share of words from which on two clauses tell of the same thing ("afebril 24 h", "afebril 48 h"). */
const ALIKE = 0.5;

/**
 * A clause's worth beside the others. Of clauses that tell of one thing on several days, what happened counts when it first
 * happened, and a state or result where it was last told; the last day counts more, since it is the state at discharge.
 */
const worths = (clauses: readonly Clause[]): readonly number[] => {
  const worth = clauses.map((c) => c.weight);
  const lastDay = clauses.at(-1)?.day;
  const heaviest = [...clauses.keys()]
    .sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b)
    .slice(0, COMPARED)
    .sort((a, b) => a - b);
  const own = heaviest.map((i) => contentWords(clauses[i]?.text ?? ''));
  heaviest.forEach((i, k) => {
    const clause = clauses[i];
    if (!clause) return;
    const happens =
      clause.topic === 'procedure' || clause.topic === 'critical' || clause.topic === 'complication';
    const others = [...heaviest.keys()].filter((m) => (happens ? m < k : m > k));
    if (others.some((m) => share(own[k] ?? new Set(), own[m] ?? new Set()) >= ALIKE))
      worth[i] = (worth[i] ?? 0) - 2.5;
  });
  if (lastDay !== undefined && lastDay !== clauses[0]?.day)
    clauses.forEach((c, i) => {
      if (c.day === lastDay && c.weight >= 4) worth[i] = (worth[i] ?? 0) + 1.5;
    });
  return worth;
};

const share = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both / (a.size + b.size - both);
};

/** The days that may be named: all, or those with the weightiest clauses, the first and the last. */
const daysTold = (clauses: readonly Clause[], worth: readonly number[]): ReadonlySet<string | undefined> => {
  const best = new Map<string | undefined, number>();
  clauses.forEach((c, i) => {
    const [before, own] = [best.get(c.day) ?? 0, worth[i] ?? 0];
    // A day is worth its weightiest clause, and a little more for each other one.
    best.set(c.day, Math.max(before, own) + (own >= WEIGHTY && before >= WEIGHTY ? 0.3 : 0));
  });
  const all = [...best.keys()];
  if (all.length <= MAX_DAYS) return new Set(all);
  const [first, last] = [all[0], all.at(-1)];
  const others = all
    .filter((d) => d !== first && d !== last)
    .sort((a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0));
  return new Set([first, last, ...others.slice(0, MAX_DAYS - 2)]);
};

/**
 * What may and must be said. With no more clauses than the budget, all are said; with more, the weightiest are candidates,
 * those that decide the stay are kept, and the rest is the model's choice. Whatever is chosen makes at most MAX_SENTENCES:
 * one a day where days are named (`grammar/evolution.ts` joins a day's clauses), one a clause where not.
 */
export const selectClauses = (all: readonly Clause[]): Selection => {
  const worthAll = worths(all);
  const told = daysTold(all, worthAll);
  const within = [...all.keys()].filter((i) => told.has(all[i]?.day));
  const byWorth = (indices: readonly number[], worth: readonly number[]): number[] =>
    [...indices].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
  const dated = told.size > 1;
  // A long note without days counts by its clauses.
  const ordinary = 4 + Math.max(days(all), Math.ceil(all.length / 3));
  const weighty = within.filter((i) => (worthAll[i] ?? 0) >= WEIGHTY).length;
  const budget = dated
    ? Math.min(MAX_CLAUSES, Math.max(Math.min(ordinary, MAX_DAYS), Math.min(weighty, 3 + 2 * days(all))))
    : Math.min(MAX_SENTENCES, Math.max(ordinary, weighty));
  if (within.length <= budget) {
    const clauses = within.flatMap((i) => all[i] ?? []);
    const everything = new Set(clauses.keys());
    return { clauses, must: everything, preferred: everything, least: clauses.length, most: clauses.length };
  }
  const candidates = byWorth(within, worthAll)
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => a - b);
  const clauses = candidates.flatMap((i) => all[i] ?? []);
  const worth = candidates.map((i) => worthAll[i] ?? 0);
  const ranked = byWorth([...clauses.keys()], worth);
  const most = Math.min(budget, clauses.length);
  const must = new Set(ranked.slice(0, most).filter((i) => (worth[i] ?? 0) >= WEIGHTY));
  const least = Math.max(must.size, Math.ceil(most * LEAST_SHARE));
  return { clauses, must, preferred: new Set(ranked.slice(0, most)), least, most };
};
