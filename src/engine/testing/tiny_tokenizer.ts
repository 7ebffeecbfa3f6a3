/** The tokenizer of `tiny-llama/` (tools/models/epicrisis_models/tiny.py): byte-level BPE, four slots, few bytes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Tokenizer } from '../tokenizer.ts';
import { parseTokenizerFile } from '../tokenizer_file.ts';

export const TINY_LLAMA = fileURLToPath(new URL('./tiny-llama/', import.meta.url));
export const TINY_HALF = fileURLToPath(new URL('./tiny-half/', import.meta.url));
export const TINY_ROWS = fileURLToPath(new URL('./tiny-rows/', import.meta.url));
export const TINY_PLAIN = fileURLToPath(new URL('./tiny-plain/', import.meta.url));

/** The ids of `<|im_start|>` and `<|im_end|>`. */
export const START = 0;
export const STOP = 1;

const json = (name: string): Record<string, unknown> => JSON.parse(readFileSync(TINY_LLAMA + name, 'utf8'));
/** Width of the logits: the vocabulary and some padding, as real models have it. */
export const MODEL_SIZE = json('config.json').vocab_size as number;
export const tinyTokenizer = new Tokenizer(
  parseTokenizerFile(json('tokenizer.json'), json('tokenizer_config.json')),
  MODEL_SIZE,
  [STOP],
);
