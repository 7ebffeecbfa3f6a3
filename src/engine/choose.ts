/** The choice of one token among those allowed, from whatever logits a model gives: NaN counts as -Infinity. */
import { has, maskOf, tokensOf, unmark } from './mask.ts';

/** `written`: the output so far, for the penalty. */
export type Chooser = (
  logits: Float32Array,
  mask: Int32Array,
  written?: readonly number[],
) => number | undefined;

export interface ChoiceOptions {
  /** 0 or absent: the likeliest. Any other: by chance, the same for the same seed. */
  readonly seed?: number | undefined;
  /** For seeds other than 0; low stays near the likeliest. Default 0.8. */
  readonly temperature?: number | undefined;
  /** For seeds other than 0: of the allowed tokens only the likeliest whose shares add up to this. Default 1, all of them. */
  readonly topP?: number | undefined;
  /** Above 1: tokens that were written before are less likely (Keskar et al., CTRL, 2019). Default 1. */
  readonly repetitionPenalty?: number | undefined;
}

const TEMPERATURE = 0.8;

/** @param taken choices that were made before, of a job that goes on: chance goes on where it was */
export function createChooser(options: ChoiceOptions = {}, taken = 0): Chooser {
  const { seed = 0, temperature = TEMPERATURE, topP = 1, repetitionPenalty = 1 } = options;
  if (isGreedy(options)) return repetitionPenalty === 1 ? likeliest : likeliestPenalised(repetitionPenalty);
  const random = mulberry32(seed);
  for (let at = 0; at < taken; at++) random();
  const choose = sampler(random, temperature, topP);
  return repetitionPenalty === 1 ? choose : penalised(choose, repetitionPenalty);
}

/** Whether the likeliest is taken, and nothing is left to chance. */
export const isGreedy = ({ seed = 0, temperature = TEMPERATURE }: ChoiceOptions): boolean =>
  seed === 0 || !(temperature > 0);

/**
 * The likeliest allowed token, the first of equals. Tokens beyond the logits (bytes that the model does not know) are
 * taken only where nothing else is allowed. Undefined for an empty mask.
 */
const likeliest: Chooser = (logits, mask) => {
  let best: number | undefined;
  let bestLogit = Number.NEGATIVE_INFINITY;
  // The generator of `tokensOf` costs more than all else where a whole vocabulary is allowed.
  for (let word = 0; word < mask.length; word++) {
    for (let bits = mask[word] ?? 0; bits !== 0; bits &= bits - 1) {
      const token = word * 32 + (31 - Math.clz32(bits & -bits));
      const logit = logits[token] ?? Number.NaN;
      if (best !== undefined && !(logit > bestLogit)) continue;
      best = token;
      bestLogit = Number.isNaN(logit) ? Number.NEGATIVE_INFINITY : logit;
    }
  }
  return best;
};

/** The likeliest of those that no penalty touches, against the few that it does: the logits are not copied. */
function likeliestPenalised(penalty: number): Chooser {
  return (logits, mask, written = []) => {
    const again = [...new Set(written)].filter((token) => token < logits.length && has(mask, token));
    if (again.length === 0) return likeliest(logits, mask);
    const others = mask.slice();
    for (const token of again) unmark(others, token);
    const other = likeliest(logits, others);
    const finalists = [...again, ...(other === undefined ? [] : [other])].sort((a, b) => a - b);
    const values = finalists.map((token) => {
      const logit = logits[token] ?? Number.NaN;
      return token === other ? logit : lessened(logit, penalty);
    });
    const most = likeliest(Float32Array.from(values), maskOf(values.keys(), values.length));
    return most === undefined ? undefined : finalists[most];
  };
}

const lessened = (logit: number, penalty: number): number => (logit > 0 ? logit / penalty : logit * penalty);

function sampler(random: () => number, temperature: number, topP: number): Chooser {
  return (logits, mask) => {
    const top = likeliest(logits, mask);
    if (top === undefined) return undefined;
    const most = logits[top] ?? Number.NaN;
    let weighed: { readonly token: number; readonly weight: number }[] = [];
    for (const token of tokensOf(mask)) {
      const weight = weightOf(logits[token] ?? Number.NaN, most, temperature);
      if (weight > 0) weighed.push({ token, weight });
    }
    if (topP < 1) weighed = nucleus(weighed, topP);
    let left = random() * totalOf(weighed);
    for (const { token, weight } of weighed) {
      left -= weight;
      if (left < 0) return token;
    }
    return weighed.at(-1)?.token ?? top;
  };
}

interface Weighed {
  readonly token: number;
  readonly weight: number;
}

const totalOf = (all: readonly Weighed[]): number => all.reduce((sum, { weight }) => sum + weight, 0);

/** The fewest of the likeliest that hold this share of all (Holtzman et al., 2020); at least one. */
function nucleus(all: readonly Weighed[], share: number): Weighed[] {
  const sorted = all.toSorted((a, b) => b.weight - a.weight);
  let left = share * totalOf(sorted);
  const end = sorted.findIndex(({ weight }) => {
    left -= weight;
    return left <= 0;
  });
  return sorted.slice(0, end < 0 ? sorted.length : end + 1);
}

/** The logits are the model's own memory: only a copy of them is changed. */
function penalised(choose: Chooser, penalty: number): Chooser {
  return (logits, mask, written = []) => {
    const changed = logits.slice();
    for (const token of new Set(written)) {
      const logit = changed[token];
      if (logit !== undefined) changed[token] = lessened(logit, penalty);
    }
    return choose(changed, mask);
  };
}

/** Softmax's numerator; equal infinities weigh the same. */
function weightOf(logit: number, most: number, temperature: number): number {
  if (logit === most) return 1;
  const weight = Math.exp((logit - most) / temperature);
  return Number.isNaN(weight) ? 0 : weight;
}

/** Tommy Ettinger's mulberry32: 32 bits of state, enough for a choice of phrases. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
