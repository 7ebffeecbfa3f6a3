/** What a model is told to write and what it wrote, in a shape that can be compared between backends. Runs in pages too. */
import type { Decoded } from '../../src/engine/job.ts';
import type { DecodeResult, LoadedModel, TokenCounts } from '../../src/engine/types.ts';
import type { Result } from '../../src/shared/result.ts';

/** A job for a model: all of it is text, so that it can be handed to a page. */
export interface Order {
  readonly prompt: string;
  readonly grammar: string;
  readonly maxTokens: number;
  /** What the prompt begins with and other jobs too. */
  readonly prefix?: string;
  /** What was chosen before the device was lost. */
  readonly begun?: readonly number[];
}

export interface Outcome {
  readonly ids: readonly number[];
  readonly text: string;
  readonly finish: DecodeResult['finish'];
  readonly tokens: TokenCounts;
}

/** Carries the orders out in turn, greedily. */
export async function outcomesOf(model: LoadedModel, orders: readonly Order[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const order of orders) {
    // The loop gives the ids too; the engine's own type leaves them out.
    const decoded = (await model.decode({ ...order, seed: 0 })) as Result<Decoded>;
    if (!decoded.ok) throw new Error(`${decoded.error.code} ${decoded.error.detail ?? ''}`);
    const { ids, text, finish, tokens } = decoded.value;
    outcomes.push({ ids, text, finish, tokens });
  }
  return outcomes;
}
