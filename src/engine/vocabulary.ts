/**
 * What each token writes, as the matcher must know it. Three kinds: ordinary tokens and slots write their bytes; control
 * tokens (special) write nothing and are never allowed; bytes that the tokenizer lacks are added as tokens of our own
 * behind the model's, so that any text whatever can be written with any vocabulary.
 */
import { byteLetter, fromByteLevel, toByteLevel } from './byte_level.ts';
import type { TokenizerFile } from './tokenizer_file.ts';

export interface Vocabulary {
  /** What each token writes, in the byte-level alphabet; '' for control tokens. Longer than the model's by our bytes. */
  readonly letters: readonly string[];
  /** Tokens that the model has logits for; ids from here on are bytes of ours. */
  readonly modelSize: number;
  readonly stopTokens: readonly number[];
  /** The token with exactly these letters. */
  idOf(letters: string): number | undefined;
  /** No token holds the end of a word and the beginning of the next: words are tokenised each by itself. */
  readonly wordsApart: boolean;
  /** The id that the model is fed for a token: itself, or for a byte of ours the tokenizer's unknown token. */
  modelId(id: number): number;
}

/** The end of a word, a space, the next word's beginning. */
const WORDS = /[A-Za-z]Ġ[A-Za-z]/;

/** `modelSize` is the width of the logits, at least the tokenizer's own size (padding has no letters). */
export function createVocabulary(
  file: TokenizerFile,
  modelSize: number,
  stopTokens: readonly number[],
): Vocabulary {
  const letters = new Array<string>(modelSize).fill('');
  const write = tokenWriter(file);
  for (const [token, id] of file.tokens) if (id < modelSize) letters[id] = write(token);
  for (const added of file.added) {
    if (added.id < modelSize) letters[added.id] = added.special ? '' : toByteLevel(added.content);
  }
  for (const stop of stopTokens) letters[stop] = '';
  const ids = new Map<string, number>();
  letters.forEach((written, id) => {
    if (written !== '' && !ids.has(written)) ids.set(written, id);
  });
  for (let byte = 0; byte < 256; byte++) {
    const letter = byteLetter(byte);
    if (!ids.has(letter)) ids.set(letter, letters.push(letter) - 1);
  }
  // A grammar ends with a stop token; a tokenizer without one gets one of ours, which no model chooses.
  const stops = stopTokens.length > 0 ? stopTokens : [letters.push('') - 1];
  const unknown = file.unknownId ?? stopTokens[0] ?? 0;
  return {
    letters,
    modelSize,
    stopTokens: stops,
    idOf: (written) => ids.get(written),
    // SentencePiece may write a space of its own before each text.
    wordsApart: file.spelling === 'byte-level' && !letters.some((written) => WORDS.test(written)),
    modelId: (id) => (id < modelSize ? id : unknown),
  };
}

/** How this kind of tokenizer spells bytes: GPT-2's alphabet, SentencePiece's "▁" and "<0x0A>", or plain text. */
function tokenWriter(file: TokenizerFile): (token: string) => string {
  switch (file.spelling) {
    case 'byte-level':
      return (token) => (fromByteLevel(token) === undefined ? toByteLevel(token) : token);
    case 'sentencepiece':
      return (token) => {
        const byte = /^<0x([0-9A-F]{2})>$/.exec(token)?.[1];
        return byte === undefined
          ? toByteLevel(token.replaceAll('▁', ' '))
          : byteLetter(Number.parseInt(byte, 16));
      };
    case 'plain':
      return toByteLevel;
  }
}
