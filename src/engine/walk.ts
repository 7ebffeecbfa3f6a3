/**
 * A walk through a grammar: what it forces is written at once (jump-forward), and the walker stops only where there is
 * a choice. Ids are kept as those of the whole text: a forced run is tokenised again together with what stands before
 * it, and its last tokens are left open when they may belong to what follows ("Recibió " + "heparina" -> "Recibió",
 * " heparina"; "<D" + "0>" -> "<D0>").
 */
import { toByteLevel } from './byte_level.ts';
import { firstTwo, mark, tokensOf } from './mask.ts';
import type { Matcher } from './matcher.ts';
import { seamOf } from './seam.ts';
import type { Tokenizer } from './tokenizer.ts';
import { Utf8Stream, wholeCharacters } from './utf8.ts';

/** How many tokens are left open at most. */
const OPEN_TOKENS = 6;

export type Step =
  | { readonly state: 'choice'; readonly mask: Int32Array }
  | { readonly state: 'end' | 'full' | 'stuck' };

export class GrammarWalk {
  /** The tokens written, without those that are left open. */
  readonly ids: number[] = [];
  /** How many tokens were chosen; all others were forced. */
  choices = 0;
  readonly #matcher: Matcher;
  readonly #tokenizer: Tokenizer;
  readonly #output = new Utf8Stream();
  readonly #stops: ReadonlySet<number>;
  /** All that is written, in the byte-level alphabet. */
  #letters = '';
  /** Forced tokens at the end, taken back: the next token begins with their letters, or is the first of them. */
  #open: readonly number[] = [];
  /** Up to here the letters come from a choice: later ones are forced and may be tokenised anew before the model sees them. */
  #chosenEnd = 0;
  /** Where tokens have been opened and closed again, so that they are not opened twice. */
  #closedAt = -1;

  constructor(matcher: Matcher, tokenizer: Tokenizer) {
    this.#matcher = matcher;
    this.#tokenizer = tokenizer;
    this.#stops = new Set(tokenizer.vocabulary.stopTokens);
  }

  /** All whole characters so far. */
  get text(): string {
    return this.#output.text;
  }

  /**
   * Writes everything that is forced, up to the next choice or the end. `full`: more tokens than `limit`; `stuck`: no
   * token can go on.
   */
  advance(limit: number): Step {
    for (;;) {
      if (this.ids.length > limit) return { state: 'full' };
      if (this.#matcher.isTerminated) return { state: 'end' };
      if (this.#jump()) continue;
      const mask = this.#matcher.mask();
      const [first, second] = firstTwo(mask);
      if (first === undefined || this.#matcher.exceeded) return { state: 'stuck' };
      if (this.#onlyStops(mask)) return { state: 'end' };
      if (second !== undefined) return { state: 'choice', mask: this.#openTail(mask) };
      if (!this.#matcher.accept(first)) return { state: 'stuck' };
      this.#append(first);
    }
  }

  /** Takes a token of the mask that `advance` gave. False where the matcher refuses it. */
  choose(token: number): boolean {
    const open = this.#open;
    this.#open = [];
    if (token === open[0]) return this.#close(open);
    if (!this.#matcher.accept(token)) return false;
    if (this.#stops.has(token)) return true;
    this.#append(token, this.#spelling(open).length);
    this.choices++;
    this.#chosenEnd = this.#letters.length;
    return true;
  }

  /** The open tokens stay as they were, for good. */
  #close(open: readonly number[]): boolean {
    this.#closedAt = this.#letters.length;
    return this.#replace(this.ids.length, [], open);
  }

  #append(token: number, written = 0): void {
    this.ids.push(token);
    this.#write(this.#lettersOf(token).slice(written));
  }

  #spelling(tokens: readonly number[]): string {
    return tokens.map((token) => this.#lettersOf(token)).join('');
  }

  #write(letters: string): void {
    this.#letters += letters;
    this.#output.push(this.#tokenizer.bytesOf(letters));
  }

  #lettersOf(token: number): string {
    return this.#tokenizer.vocabulary.letters[token] ?? '';
  }

  /** Writes the text that must come; false where there is none to write in whole characters. */
  #jump(): boolean {
    if (this.#output.insideCharacter) return false;
    const text = wholeCharacters(this.#matcher.forced());
    return text !== '' && this.#force(text);
  }

  /** Writes forced text; false, and nothing changed, where the matcher refuses it. */
  #force(text: string): boolean {
    const letters = toByteLevel(text);
    const from = seamOf(this.ids, this.#tokenizer.vocabulary);
    const kept = this.ids.slice(from);
    const again = this.#tokenizer.encode(this.#tokenizer.decode(kept) + text);
    if (
      !this.#replace(from, kept, again) &&
      !this.#replace(this.ids.length, [], this.#tokenizer.encode(text))
    ) {
      return false;
    }
    this.#write(letters);
    return true;
  }

  /** Puts `next` in the place of `old`, which ends the ids. */
  #replace(from: number, old: readonly number[], next: readonly number[]): boolean {
    let same = 0;
    while (same < old.length && old[same] === next[same]) same++;
    this.#matcher.rollback(old.length - same);
    let taken = same;
    while (taken < next.length && this.#matcher.accept(next[taken] as number)) taken++;
    if (taken === next.length) {
      this.ids.splice(from, old.length, ...next);
      return true;
    }
    this.#matcher.rollback(taken - same);
    for (const token of old.slice(same)) this.#matcher.accept(token);
    return false;
  }

  /** At a choice: takes forced tokens at the end back where one token may stand in their place and reach further. */
  #openTail(mask: Int32Array): Int32Array {
    if (this.#output.insideCharacter || this.#closedAt === this.#letters.length) return mask;
    for (let count = Math.min(OPEN_TOKENS, this.ids.length); count > 0; count--) {
      const tail = this.ids.slice(-count);
      const letters = this.#spelling(tail);
      if (this.#letters.length - letters.length < this.#chosenEnd) continue;
      const longer = this.#matcher.beyond(letters);
      if (longer === undefined) continue;
      this.#matcher.rollback(tail.length);
      this.ids.splice(-tail.length);
      this.#open = tail;
      mark(longer, tail[0] as number);
      return longer;
    }
    return mask;
  }

  #onlyStops(mask: Int32Array): boolean {
    for (const token of tokensOf(mask)) if (!this.#stops.has(token)) return false;
    return true;
  }
}
