/**
 * All tokens of a vocabulary as one tree of bytes, laid out so that walking it is counting: each node stands before its
 * children, and knows where its family ends (the layout of llguidance's trie). Made once for each tokenizer.
 */
import { byteOfLetter } from '../byte_level.ts';

export interface TokenTrie {
  /** By node: the byte that leads to it. Node 0 is the root, and has none. */
  readonly bytes: Uint8Array;
  /** By node: how many bytes lead to it. */
  readonly depths: Uint16Array;
  /** By node: the first node that is not below it. */
  readonly ends: Int32Array;
  /** By node: where its tokens begin in `tokens`; they end where the next node's begin. */
  readonly starts: Int32Array;
  /** Ids. */
  readonly tokens: Int32Array;
  /** By byte: the node that it leads to from the root; 0 where there is none. */
  readonly first: Int32Array;
  readonly deepest: number;
}

/** The node that these letters lead to. */
export function nodeOf(trie: TokenTrie, letters: string): number | undefined {
  let node = 0;
  for (let at = 0; at < letters.length; at++) {
    const byte = byteOfLetter(letters.charCodeAt(at));
    const child = at === 0 ? (trie.first[byte] as number) : childOf(trie, node, byte);
    if (child === 0) return undefined;
    node = child;
  }
  return node;
}

function childOf({ bytes, ends }: TokenTrie, node: number, byte: number): number {
  const end = ends[node] as number;
  for (let child = node + 1; child < end; child = ends[child] as number)
    if (bytes[child] === byte) return child;
  return 0;
}

/** @param letters by id, in the byte-level alphabet; tokens that write nothing are left out */
export function tokenTrie(letters: readonly string[]): TokenTrie {
  const order = sortedIds(letters);
  let size = 1;
  for (const id of order) size += (letters[id] as string).length;
  const bytes = new Uint8Array(size);
  const depths = new Uint16Array(size);
  const ends = new Int32Array(size);
  const starts = new Int32Array(size + 1);
  const first = new Int32Array(256);
  /** The nodes on the way to the last token. */
  const path = [0];
  let count = 1;
  let deepest = 0;
  let before = '';
  for (let rank = 0; rank < order.length; rank++) {
    const token = letters[order[rank] as number] as string;
    let depth = 0;
    while (depth < before.length && before.charCodeAt(depth) === token.charCodeAt(depth)) depth++;
    for (let left = path.length - 1; left > depth; left--) ends[path.pop() as number] = count;
    for (; depth < token.length; depth++) {
      bytes[count] = byteOfLetter(token.charCodeAt(depth));
      depths[count] = depth + 1;
      starts[count] = rank;
      if (depth === 0) first[bytes[count] as number] = count;
      path.push(count++);
    }
    deepest = Math.max(deepest, depth);
    before = token;
  }
  for (const node of path) ends[node] = count;
  starts[count] = order.length;
  return {
    bytes: bytes.slice(0, count),
    depths: depths.slice(0, count),
    ends: ends.slice(0, count),
    starts: starts.slice(0, count + 1),
    tokens: order,
    first,
    deepest,
  };
}

/** Ids with letters, those that begin alike together. */
function sortedIds(letters: readonly string[]): Int32Array {
  const ids = new Map<string, number>();
  /** By id: one more than the next id with the same letters; 0 where there is none. */
  const alike = new Int32Array(letters.length);
  let count = 0;
  for (let id = letters.length - 1; id >= 0; id--) {
    const written = letters[id] as string;
    if (written === '') continue;
    alike[id] = (ids.get(written) ?? -1) + 1;
    ids.set(written, id);
    count++;
  }
  const sorted = new Int32Array(count);
  let rank = 0;
  for (const written of [...ids.keys()].sort()) {
    for (let next = (ids.get(written) as number) + 1; next > 0; next = alike[next - 1] as number)
      sorted[rank++] = next - 1;
  }
  return sorted;
}
