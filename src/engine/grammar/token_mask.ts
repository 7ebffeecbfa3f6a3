/** Which tokens may come next: the tokens' tree and the grammar are walked together, along bytes that both allow. */
import { mark } from '../mask.ts';
import { type Automaton, DEAD, type Position } from './automaton.ts';
import { nodeOf, type TokenTrie } from './trie.ts';

/** Sets of tokens, one bit each: token t is bit t % 32 of word t / 32. */
export class TokenMarker {
  readonly #trie: TokenTrie;
  readonly #words: number;
  /** By depth, where the way to the node there leads. */
  readonly #positions: Float64Array;

  /** @param size how many tokens there are */
  constructor(trie: TokenTrie, size: number) {
    this.#trie = trie;
    this.#words = (size + 31) >>> 5;
    this.#positions = new Float64Array(trie.deepest + 1);
  }

  /** All tokens that can be written from `start` on. */
  from(automaton: Automaton, start: Position): Int32Array {
    const mask = new Int32Array(this.#words);
    const { first, ends } = this.#trie;
    this.#positions[0] = start;
    for (const byte of automaton.bytes(start)) {
      const node = first[byte] as number;
      if (node > 0) this.#mark(automaton, node, ends[node] as number, mask);
    }
    return mask;
  }

  /**
   * All tokens that begin with `letters` and can be written if these have just been written and `position` is behind them.
   * Undefined where there is none.
   */
  beyond(automaton: Automaton, position: Position, letters: string): Int32Array | undefined {
    const { depths, ends } = this.#trie;
    const node = nodeOf(this.#trie, letters);
    if (node === undefined || ends[node] === node + 1) return undefined;
    const mask = new Int32Array(this.#words);
    this.#positions[depths[node] as number] = position;
    const marked = this.#mark(automaton, node + 1, ends[node] as number, mask);
    return marked ? mask : undefined;
  }

  /** Of the nodes from `from` up to `to`. False where none of them has a token that can be written. */
  #mark(automaton: Automaton, from: number, to: number, mask: Int32Array): boolean {
    const { bytes, depths, ends, starts, tokens } = this.#trie;
    const positions = this.#positions;
    let marked = false;
    for (let node = from; node < to; ) {
      const depth = depths[node] as number;
      const position = automaton.step(positions[depth - 1] as number, bytes[node] as number);
      if (position === DEAD) {
        node = ends[node] as number;
        continue;
      }
      positions[depth] = position;
      const end = starts[node + 1] as number;
      for (let at = starts[node] as number; at < end; at++) {
        mark(mask, tokens[at] as number);
        marked = true;
      }
      node++;
    }
    return marked;
  }
}
