/** `config.json` of a model, parsed at the door: only what the cache, the stop and the dialect need. */
import { z } from 'zod';

const TokenIds = z.union([z.number().int(), z.array(z.number().int())]).nullish();

/** How many external data files each graph has: `true` is one; by the graph's name, with or without its ending, or for all. */
const DataFiles = z.union([z.boolean(), z.number().int().nonnegative()]);

const Fields = z.object({
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
  'transformers.js_config': z
    .looseObject({
      use_external_data_format: z.union([DataFiles, z.record(z.string(), DataFiles)]).nullish(),
    })
    .nullish(),
});

/** Models with several parts keep the language model's numbers in `text_config`. */
export const ModelConfig = z.preprocess((json) => {
  const { text_config, ...rest } = Object(json) as { text_config?: unknown };
  return text_config === undefined ? json : { ...Object(text_config), ...rest };
}, Fields);
export type ModelConfig = z.infer<typeof ModelConfig>;

export function tokenIds(ids: z.infer<typeof TokenIds>): readonly number[] {
  return ids === null || ids === undefined ? [] : [ids].flat();
}

/** `generation_config.json`: some models name the tokens that end a turn there alone (Phi-3.5's `<|end|>`). */
export const GenerationConfig = z.looseObject({ eos_token_id: TokenIds });

/** How many external data files `config.json` gives this graph ("onnx/model_q4.onnx"), as Transformers.js reads it. */
export function dataFileCount(config: ModelConfig, graph: string): number {
  const said = config['transformers.js_config']?.use_external_data_format ?? false;
  const file = graph.slice(graph.lastIndexOf('/') + 1);
  const count =
    typeof said === 'object' ? (said[file] ?? said[file.replace(/(_[a-z0-9]+)?\.onnx$/, '')] ?? 0) : said;
  return Number(count);
}
