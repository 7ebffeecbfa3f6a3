/** The choice of one token among those allowed, from whatever logits a model gives: NaN counts as -Infinity. */
import { tokensOf } from './mask.ts';

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

export function createChooser(options: ChoiceOptions = {}): Chooser {
  const { seed = 0, temperature = 0.8, topP = 1, repetitionPenalty = 1 } = options;
  const choose = seed === 0 || !(temperature > 0) ? likeliest : sampler(mulberry32(seed), temperature, topP);
  return repetitionPenalty === 1 ? choose : penalised(choose, repetitionPenalty);
}

/**
 * The likeliest allowed token, the first of equals. Tokens beyond the logits (bytes that the model does not know) are
 * taken only where nothing else is allowed. Undefined for an empty mask.
 */
const likeliest: Chooser = (logits, mask) => {
  let best: number | undefined;
  let bestLogit = Number.NEGATIVE_INFINITY;
  for (const token of tokensOf(mask)) {
    const logit = logits[token] ?? Number.NaN;
    if (best === undefined || logit > bestLogit) {
      best = token;
      bestLogit = Number.isNaN(logit) ? Number.NEGATIVE_INFINITY : logit;
    }
  }
  return best;
};

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
      if (logit !== undefined) changed[token] = logit > 0 ? logit / penalty : logit * penalty;
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
