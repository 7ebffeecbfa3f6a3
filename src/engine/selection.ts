/**
 * The choice of a token where the logits lie on another device: what is brought over is the little that the choice hangs
 * on, and the choice itself is that of `choose.ts`, made on this little. So a token is the same wherever it is chosen.
 */
import type { Tensor } from 'onnxruntime-common';
import { type ChoiceOptions, type Chooser, isGreedy } from './choose.ts';
import { countOf, has, mark, tokensOf, unmark } from './mask.ts';
import type { DeviceLogits } from './types.ts';

/** Finds tokens among logits that a session leaves on its device. */
export interface Selection {
  /** Awaited before anything else. */
  ready(): Promise<void>;
  /** The last `rows` positions of logits [1, n, width]; good until the tensor is disposed of. */
  rowsOf(logits: Tensor, rows: number): readonly DeviceLogits[];
}

/** Among more tokens than these, as without a grammar, a choice by chance needs all logits brought over. */
export const FEW = 1024;

/** What `choose`, made of these options, would take if it had all logits. */
export async function chooseOnDevice(
  choose: Chooser,
  options: ChoiceOptions,
  logits: DeviceLogits,
  mask: Int32Array,
  written: readonly number[],
): Promise<number | undefined> {
  const greedy = isGreedy(options);
  if (!greedy && countOf(mask) > FEW) return choose(await logits.all(), mask, written);
  const brought = greedy
    ? await finalists(options, logits, mask, written)
    : await bring(logits, [...tokensOf(mask)]);
  const few = new Float32Array(Math.max(0, ...brought.keys()) + 1);
  const among = new Int32Array(mask.length);
  for (const [token, logit] of brought) {
    few[token] = logit;
    mark(among, token);
  }
  // Tokens that the model does not know have no logits here either.
  for (const token of tokensOf(mask)) if (token >= logits.size) mark(among, token);
  return choose(few, among, written);
}

/** The likeliest token that no penalty touches, and all that it does. */
async function finalists(
  { repetitionPenalty = 1 }: ChoiceOptions,
  logits: DeviceLogits,
  mask: Int32Array,
  written: readonly number[],
): Promise<Map<number, number>> {
  const again = repetitionPenalty === 1 ? [] : [...new Set(written)].filter((token) => has(mask, token));
  const others = again.length === 0 ? mask : mask.slice();
  for (const token of again) unmark(others, token);
  const [best, touched] = await Promise.all([logits.likeliest(others), bring(logits, again)]);
  return best === undefined ? touched : touched.set(best.token, best.logit);
}

async function bring(logits: DeviceLogits, tokens: readonly number[]): Promise<Map<number, number>> {
  const known = tokens.filter((token) => token < logits.size);
  const values = known.length === 0 ? [] : await logits.of(known);
  return new Map(known.map((token, at) => [token, values[at] ?? Number.NaN]));
}
