/** web-xgrammar in the place of the engine's own matcher, under the engine's own loop. In the bench's page alone. */
import { maskOf, tokensOf } from '../../../src/engine/mask.ts';
import type { GrammarCompiler, Matcher } from '../../../src/engine/matcher.ts';
import type { XGrammarCompiler, XMatcher } from '../../../src/engine/testing/xgrammar.ts';
import type { Vocabulary } from '../../../src/engine/vocabulary.ts';
import { ok } from '../../../src/shared/result.ts';

/**
 * Its compilation answers later and the loop wants a matcher at once, so that it is compiled beforehand: the time that this
 * takes belongs to the run.
 */
export async function xgrammarFor(
  grammars: XGrammarCompiler,
  vocabulary: Vocabulary,
  ebnf: string,
): Promise<GrammarCompiler> {
  const matcher = new XGrammarMatcher(await grammars.matcher(ebnf), vocabulary);
  return { matcher: () => ok(matcher as unknown as Matcher) } as unknown as GrammarCompiler;
}

/** With the method that `bundlePage` adds: the library's own answers by a promise, for no other reason than its loading. */
type Prompt = XMatcher & { bitmaskNow(): Int32Array };

/** A matcher as the loop knows it. */
class XGrammarMatcher {
  readonly exceeded = false;
  readonly #native: Prompt;
  readonly #letters: readonly string[];
  readonly #taken: number[] = [];

  constructor(native: XMatcher, { letters }: Vocabulary) {
    this.#native = native as Prompt;
    this.#letters = letters;
  }

  get isTerminated(): boolean {
    return this.#native.isTerminated();
  }

  mask(): Int32Array {
    return this.isTerminated ? maskOf([], this.#letters.length) : this.#native.bitmaskNow();
  }

  /** Back to where these letters begin, to look at the mask there, and forth again. */
  beyond(letters: string): Int32Array | undefined {
    let count = 0;
    for (let left = letters.length; left > 0; count++)
      left -= this.#letters[this.#taken.at(-1 - count) ?? 0]?.length ?? left;
    const tail = this.#taken.slice(-count);
    this.#native.rollBack(count);
    const longer = [...tokensOf(this.#native.bitmaskNow())].filter((token) => {
      const written = this.#letters[token] ?? '';
      return written.length > letters.length && written.startsWith(letters);
    });
    for (const token of tail) this.#native.acceptToken(token);
    return longer.length === 0 ? undefined : maskOf(longer, this.#letters.length);
  }

  accept(token: number): boolean {
    if (this.isTerminated || !this.#native.acceptToken(token)) return false;
    this.#taken.push(token);
    return true;
  }

  rollback(count: number): void {
    if (count <= 0) return;
    this.#native.rollBack(count);
    this.#taken.length -= count;
  }

  /** Where two characters begin alike the library stops in their middle and gives a wrong one: such an end is left to the mask. */
  forced(): Uint8Array {
    const text = this.isTerminated ? '' : this.#native.findJumpForwardString();
    return new TextEncoder().encode(text.replace(/[^\0-\x7f]$/u, ''));
  }
}
