/**
 * `epicrisis.json` beside a model's files: what the tools that exported and verified it say of it. Optional; a model without
 * one loads as an ordinary chat model and is tested only roughly. Written by `tools/models`, described in docs/MODELS.md.
 */
import { z } from 'zod';

const TokenId = z.number().int().nonnegative();
const Perplexity = z.number().finite().min(1);
const Dtype = z.enum(['fp32', 'fp16', 'q8', 'int8', 'q4', 'q4f16']);

const SelfTest = z.object({
  /** Known sentences as token ids (a leading BOS included where the model wants one), 4 to 64 each, 4 at most. */
  sentences: z.array(z.array(TokenId).min(4).max(64)).min(1).max(4),
  /** Of the reference in full precision, over all sentences: exp of the mean negative log probability of ids[1..]. */
  perplexity: Perplexity,
  /** The same as measured of each exported type, where `verify` has measured it; it goes before `perplexity`. */
  dtypes: z.partialRecord(Dtype, Perplexity).optional(),
  /** How many times the expected perplexity is still the same model. */
  tolerance: z.number().min(1).max(10).default(1.5),
});
export type SelfTest = z.infer<typeof SelfTest>;

export const ModelCard = z.object({
  schema: z.literal(1),
  dialect: z.enum(['slots', 'text']).default('text'),
  /** The registry's id, where it is one of its rows. */
  id: z.string().max(80).optional(),
  /** What it was made from and which version of it this is. */
  base: z.string().max(200).optional(),
  revision: z.string().max(80).optional(),
  thinking: z.enum(['none', 'switch', 'always']).optional(),
  selftest: SelfTest.optional(),
});
export type ModelCard = z.infer<typeof ModelCard>;
