/** `config.json` of a model, parsed at the door: only what the cache, the stop and the dialect need. */
import { z } from 'zod';

const TokenIds = z.union([z.number().int(), z.array(z.number().int())]).nullish();

export const ModelConfig = z.object({
  vocab_size: z.number().int().positive(),
  hidden_size: z.number().int().positive(),
  num_hidden_layers: z.number().int().positive(),
  num_attention_heads: z.number().int().positive(),
  num_key_value_heads: z.number().int().positive().nullish(),
  head_dim: z.number().int().positive().nullish(),
  max_position_embeddings: z.number().int().positive().default(2048),
  eos_token_id: TokenIds,
  /** Ours: which dialect the model speaks, for folders that no registry row describes. */
  dialect: z.enum(['slots', 'text']).default('text'),
});
export type ModelConfig = z.infer<typeof ModelConfig>;

export function tokenIds(ids: z.infer<typeof TokenIds>): readonly number[] {
  return ids === null || ids === undefined ? [] : [ids].flat();
}
