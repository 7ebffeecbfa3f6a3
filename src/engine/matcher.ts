/**
 * The grammar's side of decoding: which tokens may come next. A grammar is used once, for one patient, so nothing of it is
 * computed before it is needed (docs/adr/0010).
 */
import { err, ok, type Result } from '../shared/result.ts';
import { byteOfLetter } from './byte_level.ts';
import { Automaton, DEAD, type Position } from './grammar/automaton.ts';
import { parseGrammar } from './grammar/parse.ts';
import { programOf } from './grammar/program.ts';
import { GrammarError } from './grammar/scanner.ts';
import { TokenMarker } from './grammar/token_mask.ts';
import { tokenTrie } from './grammar/trie.ts';
import { mark } from './mask.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Grammars hold patients' text: only the last few are kept, so that "regenerate" need not compile again. */
const KEPT_GRAMMARS = 3;
/** A run without end (`root ::= "a" root`) is given in pieces of so many bytes. */
const RUN = new Uint8Array(4096);

/** Grammars for one tokenizer. */
export class GrammarCompiler {
  readonly #vocabulary: Vocabulary;
  readonly #marker: TokenMarker;
  readonly #kept = new Map<string, Automaton>();

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#marker = new TokenMarker(tokenTrie(vocabulary.letters), vocabulary.letters.length);
  }

  /**
   * A matcher at the start of `ebnf` (start rule `root`). E_GRAMMAR with what is wrong and where: text that is no EBNF, a
   * rule that is not defined or can begin with itself, a grammar of more than four million bytes.
   */
  matcher(ebnf: string): Result<Matcher> {
    const automaton = this.#compile(ebnf);
    return automaton.ok ? ok(new Matcher(automaton.value, this.#vocabulary, this.#marker)) : automaton;
  }

  #compile(ebnf: string): Result<Automaton> {
    const known = this.#kept.get(ebnf);
    this.#kept.delete(ebnf);
    const compiled = known === undefined || known.worn ? automatonOf(ebnf) : ok(known);
    if (!compiled.ok) return compiled;
    this.#kept.set(ebnf, compiled.value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_GRAMMARS) break;
      this.#kept.delete(oldest);
    }
    return compiled;
  }
}

function automatonOf(ebnf: string): Result<Automaton> {
  const rules = parseGrammar(ebnf);
  if (!rules.ok) return rules;
  try {
    return ok(new Automaton(programOf(rules.value)));
  } catch (error) {
    if (error instanceof GrammarError) return err('E_GRAMMAR', undefined, error.message);
    throw error;
  }
}

/** A place in a grammar. */
export class Matcher {
  readonly #automaton: Automaton;
  readonly #vocabulary: Vocabulary;
  readonly #marker: TokenMarker;
  /** After each token; the first is the start. */
  readonly #positions: Position[];
  #terminated = false;

  constructor(automaton: Automaton, vocabulary: Vocabulary, marker: TokenMarker) {
    this.#automaton = automaton;
    this.#vocabulary = vocabulary;
    this.#marker = marker;
    this.#positions = [automaton.start];
  }

  /** True once a stop token has been taken. */
  get isTerminated(): boolean {
    return this.#terminated;
  }

  /** The grammar has become too ambiguous to follow: it may derive more than is allowed from now on. */
  get exceeded(): boolean {
    return this.#automaton.exceeded;
  }

  get #position(): Position {
    return this.#positions.at(-1) ?? DEAD;
  }

  /** The tokens that may come next, one bit each: token t is bit t % 32 of word t / 32. None after the end. */
  mask(): Int32Array {
    const mask = this.#marker.from(this.#automaton, this.#terminated ? DEAD : this.#position);
    if (this.#terminated || !this.#automaton.accepts(this.#position)) return mask;
    for (const stop of this.#vocabulary.stopTokens) mark(mask, stop);
    return mask;
  }

  /**
   * The tokens that begin with `letters`, which have just been taken, and go on: they could stand in place of the tokens that
   * wrote these. Undefined where there is none.
   */
  beyond(letters: string): Int32Array | undefined {
    return this.#marker.beyond(this.#automaton, this.#position, letters);
  }

  /** Takes a token; false, and nothing changed, where the grammar does not allow it. */
  accept(token: number): boolean {
    if (this.#terminated) return false;
    const letters = this.#vocabulary.letters[token] ?? '';
    let position = this.#position;
    if (letters === '') {
      if (!this.#vocabulary.stopTokens.includes(token) || !this.#automaton.accepts(position)) return false;
      this.#terminated = true;
    }
    for (let at = 0; at < letters.length; at++) {
      position = this.#automaton.step(position, byteOfLetter(letters.charCodeAt(at)));
      if (position === DEAD) return false;
    }
    this.#positions.push(position);
    return true;
  }

  /** Takes back the last `count` tokens. */
  rollback(count: number): void {
    if (count <= 0) return;
    this.#terminated = false;
    this.#positions.length = Math.max(1, this.#positions.length - count);
  }

  /** The bytes that must come, as many as there are; a run that is very long comes in pieces, one for each call. */
  forced(): Uint8Array {
    const length = this.#automaton.run(this.#terminated ? DEAD : this.#position, RUN);
    return RUN.slice(0, length);
  }
}
