/**
 * Is this the model that its card speaks of? Weights that were quantised badly, or for another runtime, load without a
 * word and write garbage (the reports' INT8). Known sentences tell: their perplexity is compared with the card's value.
 */
import { err, ok, type Result } from '../shared/result.ts';
import type { SelfTest } from './model_card.ts';
import type { CausalModel, Dtype } from './types.ts';

/** Longer than this nobody waits for a test: no further sentence is begun, and those that were decide, half as strictly. */
export const SELF_TEST_MS = 1000;

/**
 * For a text model without a card. Counting is what every language model can: SmolLM2-135M, four-bit or int8, stays below
 * 31 at every point of it, and weights that write garbage are near the size of the vocabulary. (Real sentences would not do:
 * their first words surprise any model.) Said of a chat model's vocabulary; a few hundred tokens prove nothing.
 */
export const COUNTING = '1, 2, 3, 4, 5, 6, 7, 8';
export const GARBAGE_PERPLEXITY = 200;
export const CHAT_VOCABULARY = 10_000;

export interface Test {
  readonly sentences: readonly (readonly number[])[];
  /** More than this is not the model. */
  readonly limit: number;
}

/** What a card asks for, for weights of this type. */
export const testOfCard = ({ sentences, perplexity, dtypes, tolerance }: SelfTest, dtype: Dtype): Test => ({
  sentences,
  limit: (dtypes?.[dtype] ?? perplexity) * tolerance,
});

/**
 * Scores the sentences token by token, over the cache as a text is written, and leaves the cache empty.
 * E_MODEL_GARBAGE: more perplexed than the limit, or no numbers at all. Throws what the model throws.
 */
export async function selfTest(
  id: string,
  model: CausalModel,
  { sentences, limit }: Test,
  now: () => number = () => performance.now(),
): Promise<Result<number>> {
  if (sentences.some((ids) => ids.some((id) => id >= model.vocabSize)))
    return err('E_MODEL_GARBAGE', { model: id }, 'the card is of a model with more tokens');
  const deadline = now() + SELF_TEST_MS;
  let surprise = 0;
  let scored = 0;
  let begun = 0;
  for (const ids of sentences) {
    if (scored > 0 && now() > deadline) break;
    begun++;
    model.truncate(0);
    let logits: Float32Array | undefined;
    for (const [at, token] of ids.entries()) {
      if (logits !== undefined) {
        surprise -= logProbability(logits, token);
        scored++;
      }
      if (at + 1 < ids.length) logits = await model.forward([token]);
    }
  }
  model.truncate(0);
  const perplexity = Math.exp(surprise / Math.max(1, scored));
  const most = begun === sentences.length ? limit : 2 * limit;
  // Written so that NaN fails.
  if (perplexity <= most) return ok(perplexity);
  return err(
    'E_MODEL_GARBAGE',
    { model: id, perplexity: Math.round(perplexity), limit: Math.round(most) },
    'perplexity of the known sentences',
  );
}

/** Natural logarithm of the softmax's value at `token`; NaN where the logits are none, -Infinity for a token they lack. */
export function logProbability(logits: Float32Array, token: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (!(logit <= most)) most = logit;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - most);
  return (logits[token] ?? Number.NEGATIVE_INFINITY) - most - Math.log(total);
}
