/**
 * The grammar's side of decoding: which tokens may come next. Wraps web-xgrammar (compiled C++), which aborts on a
 * grammar that does not parse and keeps what it is given until told to let go.
 */
import { err, ok, type Result } from '../shared/result.ts';
import { hoistLiterals, isRecursive } from './grammar_text.ts';
import type { Vocabulary } from './vocabulary.ts';

export type XGrammar = Pick<
  typeof import('@mlc-ai/web-xgrammar'),
  'Grammar' | 'GrammarCompiler' | 'GrammarMatcher' | 'TokenizerInfo' | 'Testings'
>;

type Compiler = Awaited<ReturnType<XGrammar['GrammarCompiler']['createGrammarCompiler']>>;
type Compiled = Awaited<ReturnType<Compiler['compileGrammar']>>;
type NativeMatcher = Awaited<ReturnType<XGrammar['GrammarMatcher']['createGrammarMatcher']>>;

/** Grammars hold patients' text: only the last few are kept, so that "regenerate" need not compile again. */
const KEPT_GRAMMARS = 3;
/** Every abort leaves its stack behind in xgrammar's memory; near a hundred of them it breaks. */
const MOST_FAILURES = 32;

let failures = 0;

/** Grammars for one tokenizer. */
export class GrammarCompiler {
  readonly #library: XGrammar;
  readonly #vocabulary: Vocabulary;
  readonly #compiler: Promise<Compiler>;
  readonly #kept = new Map<string, Compiled>();
  readonly #refused = new Set<string>();

  constructor(library: XGrammar, vocabulary: Vocabulary) {
    this.#library = library;
    this.#vocabulary = vocabulary;
    this.#compiler = inTurn(() => createCompiler(library, vocabulary));
  }

  /** Resolves when the tokenizer's tables are built (150 ms for 49 k tokens). */
  async ready(): Promise<void> {
    await this.#compiler;
  }

  /** A matcher at the start of `ebnf` (start rule `root`). E_GRAMMAR where it does not compile. */
  async matcher(ebnf: string): Promise<Result<Matcher>> {
    const compiled = await this.#compile(ebnf);
    if (compiled === undefined) return err('E_GRAMMAR', undefined, 'the grammar does not compile');
    const native = await this.#library.GrammarMatcher.createGrammarMatcher(compiled, [
      ...this.#vocabulary.stopTokens,
    ]);
    return ok(new Matcher(native, !isRecursive(ebnf)));
  }

  /** Frees the tokenizer's tables and all grammars; matchers in use stay valid. */
  async dispose(): Promise<void> {
    for (const compiled of this.#kept.values()) compiled.dispose();
    this.#kept.clear();
    (await this.#compiler).dispose();
  }

  async #compile(ebnf: string): Promise<Compiled | undefined> {
    const known = this.#kept.get(ebnf);
    if (known !== undefined) {
      this.#kept.delete(ebnf);
      this.#kept.set(ebnf, known);
      return known;
    }
    if (this.#refused.has(ebnf) || failures >= MOST_FAILURES) return undefined;
    const compiler = await this.#compiler;
    try {
      const grammar = await this.#library.Grammar.fromEBNF(hoistLiterals(ebnf));
      const compiled = await compiler.compileGrammar(grammar);
      grammar.dispose();
      this.#keep(ebnf, compiled);
      return compiled;
    } catch {
      failures++;
      this.#refused.add(ebnf);
      return undefined;
    }
  }

  #keep(ebnf: string, compiled: Compiled): void {
    this.#kept.set(ebnf, compiled);
    for (const [oldest, old] of this.#kept) {
      if (this.#kept.size <= KEPT_GRAMMARS) break;
      old.dispose();
      this.#kept.delete(oldest);
    }
  }
}

/** The library loads its binary at its first call, and two first calls at once load it twice, with objects that do not mix. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(make: () => Promise<T>): Promise<T> {
  const made = last.then(make);
  last = made.catch(() => undefined);
  return made;
}

async function createCompiler(library: XGrammar, vocabulary: Vocabulary): Promise<Compiler> {
  const info = await library.TokenizerInfo.createTokenizerInfo(
    [...vocabulary.letters],
    'byte_level',
    false,
    vocabulary.letters.length,
    [...vocabulary.stopTokens],
  );
  // Without its cache, which would keep every rule ever compiled.
  const compiler = await library.GrammarCompiler.createGrammarCompiler(info, false);
  info.dispose();
  return compiler;
}

/** A place in a grammar. */
export class Matcher {
  readonly #native: NativeMatcher;
  readonly #finite: boolean;

  constructor(native: NativeMatcher, finite: boolean) {
    this.#native = native;
    this.#finite = finite;
  }

  /** The tokens that may come next, one bit each: token t is bit t % 32 of word t / 32. Not after the end. */
  async mask(): Promise<Int32Array> {
    return await this.#native.getNextTokenBitmask();
  }

  /** Takes a token; false, and nothing changed, where the grammar does not allow it. */
  accept(token: number): boolean {
    return this.#native.acceptToken(token);
  }

  /** Takes back the last `count` tokens. */
  rollback(count: number): void {
    if (count > 0) this.#native.rollBack(count);
  }

  /**
   * Text that must come next. Its last character, where it is not ASCII, may be wrong: the library stops in the middle
   * of a character when two of them begin alike ("é", "è" give "À"). Empty for recursive grammars, where the library
   * would follow a run without end.
   */
  jumpForward(): string {
    if (!this.#finite) return '';
    return this.#native.findJumpForwardString();
  }

  /** True once a stop token has been taken. */
  get isTerminated(): boolean {
    return this.#native.isTerminated();
  }

  dispose(): void {
    this.#native.dispose();
  }
}
