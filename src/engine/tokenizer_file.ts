/**
 * `tokenizer.json` and `tokenizer_config.json`, parsed at the door. Only what the engine itself needs is looked at; the
 * rest goes to the library as it is.
 */
import { z } from 'zod';

const AddedToken = z.object({
  id: z.number().int().nonnegative(),
  content: z.string().min(1),
  special: z.boolean().default(false),
});
type AddedToken = z.infer<typeof AddedToken>;

const Component = z.looseObject({ type: z.string() });

const TokenizerJson = z.looseObject({
  added_tokens: z.array(AddedToken).default([]),
  decoder: Component.nullish(),
  pre_tokenizer: Component.nullish(),
  model: z.looseObject({
    type: z.string().optional(),
    vocab: z.union([z.record(z.string(), z.number().int()), z.array(z.tuple([z.string(), z.number()]))]),
    unk_token: z.string().nullish(),
    unk_id: z.number().int().nullish(),
  }),
});

const TokenName = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();

const TokenizerConfig = z.looseObject({
  chat_template: z
    .union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))])
    .nullish(),
  bos_token: TokenName,
  eos_token: TokenName,
});

export interface TokenizerFile {
  readonly tokens: readonly (readonly [token: string, id: number])[];
  readonly added: readonly AddedToken[];
  readonly spelling: 'byte-level' | 'sentencepiece' | 'plain';
  readonly unknownId: number | undefined;
  readonly bosToken: string;
  readonly eosToken: string;
  readonly chatTemplate: string | undefined;
  readonly json: z.infer<typeof TokenizerJson>;
  readonly config: z.infer<typeof TokenizerConfig>;
}

/** Throws (zod) where the files are not a tokenizer; the loader reports it as a corrupt model. */
export function parseTokenizerFile(tokenizerJson: unknown, tokenizerConfig: unknown): TokenizerFile {
  const json = TokenizerJson.parse(tokenizerJson);
  const config = TokenizerConfig.parse(tokenizerConfig);
  const tokens = Array.isArray(json.model.vocab)
    ? json.model.vocab.map(([token], id) => [token, id] as const)
    : Object.entries(json.model.vocab);
  const unknown = json.model.unk_token;
  const template = config.chat_template;
  return {
    tokens,
    added: json.added_tokens,
    spelling: spellingOf(json),
    unknownId: json.model.unk_id ?? tokens.find(([token]) => token === unknown)?.[1],
    bosToken: nameOf(config.bos_token),
    eosToken: nameOf(config.eos_token),
    chatTemplate: Array.isArray(template)
      ? (template.find((row) => row.name === 'default') ?? template[0])?.template
      : (template ?? undefined),
    json,
    config,
  };
}

function nameOf(token: z.infer<typeof TokenName>): string {
  return typeof token === 'string' ? token : (token?.content ?? '');
}

function spellingOf(json: z.infer<typeof TokenizerJson>): TokenizerFile['spelling'] {
  const parts = JSON.stringify([json.decoder ?? null, json.pre_tokenizer ?? null]);
  if (parts.includes('"ByteLevel"')) return 'byte-level';
  if (/"(ByteFallback|Metaspace)"/.test(parts) || parts.includes('▁')) return 'sentencepiece';
  return 'plain';
}
