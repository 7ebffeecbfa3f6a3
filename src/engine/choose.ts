/** The choice of one token among those allowed, from whatever logits a model gives: NaN counts as -Infinity. */
import { tokensOf } from './mask.ts';

export type Chooser = (logits: Float32Array, mask: Int32Array) => number | undefined;

/** Greedy for seed 0; otherwise by chance with this temperature, the same for the same seed. */
export function createChooser(seed = 0, temperature = 0.8): Chooser {
  return seed === 0 || !(temperature > 0) ? likeliest : sampler(mulberry32(seed), temperature);
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

function sampler(random: () => number, temperature: number): Chooser {
  return (logits, mask) => {
    const top = likeliest(logits, mask);
    if (top === undefined) return undefined;
    const most = logits[top] ?? Number.NaN;
    const tokens: number[] = [];
    const weights: number[] = [];
    let total = 0;
    for (const token of tokensOf(mask)) {
      const weight = weightOf(logits[token] ?? Number.NaN, most, temperature);
      if (weight > 0) {
        tokens.push(token);
        weights.push(weight);
        total += weight;
      }
    }
    let left = random() * total;
    for (const [i, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return tokens[i];
    }
    return tokens.at(-1) ?? top;
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
