/** web-xgrammar, what one would otherwise pick: the peer that the matcher is held against in tests and in the bench. */
import type { Vocabulary } from '../vocabulary.ts';

export type XGrammar = Pick<
  typeof import('@mlc-ai/web-xgrammar'),
  'Grammar' | 'GrammarCompiler' | 'GrammarMatcher' | 'TokenizerInfo' | 'Testings'
>;

type Compiler = Awaited<ReturnType<XGrammar['GrammarCompiler']['createGrammarCompiler']>>;
export type XMatcher = Awaited<ReturnType<XGrammar['GrammarMatcher']['createGrammarMatcher']>>;

/** Grammars for one tokenizer. */
export class XGrammarCompiler {
  readonly #library: XGrammar;
  readonly #compiler: Compiler;
  readonly #stops: number[];

  private constructor(library: XGrammar, compiler: Compiler, stops: number[]) {
    this.#library = library;
    this.#compiler = compiler;
    this.#stops = stops;
  }

  static async create(library: XGrammar, { letters, stopTokens }: Vocabulary): Promise<XGrammarCompiler> {
    const stops = [...stopTokens];
    const info = await library.TokenizerInfo.createTokenizerInfo(
      [...letters],
      'byte_level',
      false,
      letters.length,
      stops,
    );
    // Without its cache, so that every grammar is compiled as a new patient's is.
    const compiler = await library.GrammarCompiler.createGrammarCompiler(info, false);
    info.dispose();
    return new XGrammarCompiler(library, compiler, stops);
  }

  /** A matcher at the start of `ebnf`; throws where it does not compile. The caller disposes of it. */
  async matcher(ebnf: string): Promise<XMatcher> {
    const grammar = await this.#library.Grammar.fromEBNF(hoistLiterals(ebnf));
    const compiled = await this.#compiler.compileGrammar(grammar);
    grammar.dispose();
    const matcher = await this.#library.GrammarMatcher.createGrammarMatcher(compiled, this.#stops);
    compiled.dispose();
    return matcher;
  }
}

/** Strings, character classes and comments: what may hold a quote. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"|\[(?:[^\]\\\n]|\\.)*\]|#[^\n]*/gu;
/** Shorter literals stay where they are. */
const SHORTEST = 6;

/**
 * Gives every long literal a rule of its own. xgrammar's compile time grows with the square of a rule's bytes: forty facts in
 * one rule take 1.5 s, in rules of their own 0.05 s, and it should be compared at its best. Rules named `literal_…` are ours.
 */
function hoistLiterals(ebnf: string): string {
  const names = new Map<string, string>();
  const body = ebnf.replace(QUOTED, (part) => {
    if (!part.startsWith('"') || part.length < SHORTEST) return part;
    const name = names.get(part) ?? `literal_${names.size}`;
    names.set(part, name);
    return name;
  });
  return [body, ...[...names].map(([literal, name]) => `${name} ::= ${literal}`)].join('\n');
}
