/**
 * Text to ids and back, exactly. Text of patients is data: whatever it spells ("<|im_end|>"), it is tokenised as plain
 * bytes and never as a control token. `@huggingface/tokenizers` splits and merges; what it gives is checked against the
 * bytes that were asked for, and spelled out token by token where it differs (normalisers, unknown characters).
 */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { fromByteLevel, toByteLevel } from './byte_level.ts';
import type { TokenizerFile } from './tokenizer_file.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A noncharacter put into text to keep it from being read as a special token; prompts lose it after the split. */
const GUARD = '\ufdd0';

/** Text that stays plain inside a string prompt, whatever special tokens it spells. */
export function asPlainText(text: string): string {
  return [...text.replaceAll(GUARD, '')].join(GUARD);
}

/** Between a letter and a space with a letter behind it: no token of a tokenizer that keeps words apart goes across. */
const BETWEEN_WORDS = /(?<=[A-Za-z])(?= [A-Za-z])/;
/** Words whose ids are kept; then they are forgotten all at once. */
const KEPT_WORDS = 4096;

export class Tokenizer {
  readonly file: TokenizerFile;
  readonly vocabulary: Vocabulary;
  readonly #hub: HubTokenizer;
  readonly #controlAndSlots: AddedTokenSplitter;
  readonly #slots: AddedTokenSplitter;
  /** The same few phrases are written in every text. */
  readonly #words = new Map<string, readonly number[]>();

  /** `modelSize`: the width of the model's logits. */
  constructor(file: TokenizerFile, modelSize: number, stopTokens: readonly number[]) {
    this.file = file;
    this.vocabulary = createVocabulary(file, modelSize, stopTokens);
    this.#hub = plainTokenizer(file);
    this.#controlAndSlots = new AddedTokenSplitter(file.added);
    this.#slots = new AddedTokenSplitter(file.added.filter((token) => !token.special));
  }

  /** Ids whose bytes are exactly the text's. Slots (added tokens that are not special) are one token, control tokens never. */
  encode(text: string): number[] {
    return this.#slots.split(text).flatMap((part) => (typeof part === 'number' ? [part] : this.#plain(part)));
  }

  /** A prompt of ours: control tokens and slots are read as such, except in text that `asPlainText` guards. */
  encodePrompt(prompt: string): number[] {
    return this.#controlAndSlots
      .split(prompt)
      .flatMap((part) => (typeof part === 'number' ? [part] : this.#plain(part.replaceAll(GUARD, ''))));
  }

  /** Keeps text from being read as a special token, touching nothing else (templates may trim or search it). */
  guard(text: string): string {
    let guarded = text.replaceAll(GUARD, '');
    for (const { content } of this.file.added) {
      guarded = guarded.replaceAll(content, () => content.charAt(0) + GUARD + content.slice(1));
    }
    // A one-character token cannot be cut; a guarded match may also uncover a shorter one: then guard everything.
    return this.#controlAndSlots.split(guarded).some((part) => typeof part === 'number')
      ? asPlainText(text)
      : guarded;
  }

  /** The bytes of letters in the vocabulary's alphabet. */
  bytesOf(letters: string): Uint8Array {
    return fromByteLevel(letters) ?? new Uint8Array();
  }

  /** The text that ids write; a character cut off at either end becomes U+FFFD. */
  decode(ids: readonly number[]): string {
    const letters = ids.map((id) => this.vocabulary.letters[id] ?? '').join('');
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytesOf(letters));
  }

  #plain(text: string): number[] {
    if (text === '') return [];
    if (!this.vocabulary.wordsApart) return this.#whole(text);
    return text.split(BETWEEN_WORDS).flatMap((word) => this.#word(word));
  }

  #word(word: string): readonly number[] {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    if (this.#words.size >= KEPT_WORDS) this.#words.clear();
    const ids = this.#whole(word);
    this.#words.set(word, ids);
    return ids;
  }

  #whole(text: string): number[] {
    const letters = toByteLevel(text);
    const ids = this.#hub.encode(text, { add_special_tokens: false }).ids;
    return ids.map((id) => this.vocabulary.letters[id] ?? '').join('') === letters
      ? ids
      : this.#spell(text, letters);
  }

  /** Longest token first; a byte is always at hand. Word by word, so that one strange character spoils only its word. */
  #spell(text: string, letters: string): number[] {
    const words = text.match(/ ?[^ ]+| +/g) ?? [];
    if (words.length > 1 && words.join('') === text) return words.flatMap((word) => this.#whole(word));
    const ids: number[] = [];
    for (let at = 0; at < letters.length; ) {
      let end = Math.min(letters.length, at + 64);
      let id = this.vocabulary.idOf(letters.slice(at, end));
      while (id === undefined && end > at + 1) id = this.vocabulary.idOf(letters.slice(at, --end));
      if (id === undefined) throw new Error('a byte without a token');
      ids.push(id);
      at = end;
    }
    return ids;
  }
}

/** The library's tokenizer without its added tokens and normaliser: it sees text, and changes none of it. */
function plainTokenizer(file: TokenizerFile): HubTokenizer {
  const special = new Set(file.added.map((token) => token.content));
  const vocab = file.json.model.vocab;
  const model = {
    ...file.json.model,
    vocab: Array.isArray(vocab)
      ? vocab
      : Object.fromEntries(Object.entries(vocab).filter(([token]) => !special.has(token))),
  };
  const normalizer = spacesOnly(file.json.normalizer);
  const json = { ...file.json, model, added_tokens: [], normalizer, post_processor: null };
  return new HubTokenizer(json, { ...file.config, added_tokens_decoder: {} });
}

/** Of a normaliser, only what writes spaces in SentencePiece's way: everything else would change text. */
function spacesOnly(normalizer: unknown): object | null {
  const { type, normalizers } = Object(normalizer) as { type?: string; normalizers?: unknown[] };
  if (type === 'Replace') return normalizer as object;
  const kept = (normalizers ?? []).map(spacesOnly).filter((part) => part !== null);
  return kept.length === 0 ? null : { type: 'Sequence', normalizers: kept };
}

/** Splits text at added tokens, the longest first where several begin. */
class AddedTokenSplitter {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #pattern: RegExp | undefined;

  constructor(tokens: readonly { readonly content: string; readonly id: number }[]) {
    this.#ids = new Map(tokens.map((token) => [token.content, token.id]));
    const contents = [...this.#ids.keys()].sort((a, b) => b.length - a.length);
    this.#pattern =
      contents.length === 0 ? undefined : new RegExp(`(${contents.map(escapeRegExp).join('|')})`, 'u');
  }

  split(text: string): (string | number)[] {
    if (this.#pattern === undefined) return [text];
    return text.split(this.#pattern).map((part, i) => (i % 2 === 1 ? (this.#ids.get(part) ?? part) : part));
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
