import { expect, test } from 'vitest';
import { nodeOf, tokenTrie } from './trie.ts';

const LETTERS = ['a', '', 'ab', 'b', 'abc', 'a', 'Ġa', 'Ã±', '', 'ba'];
const trie = tokenTrie(LETTERS);

test('each token stands at the node that its letters lead to, equal ones at one', () => {
  for (const letters of new Set(LETTERS)) {
    const node = nodeOf(trie, letters);
    if (node === undefined || letters === '') continue;
    const tokens = trie.tokens.slice(trie.starts[node], trie.starts[node + 1]);
    expect([...tokens]).toEqual([...LETTERS.keys()].filter((id) => LETTERS[id] === letters));
    expect(trie.depths[node]).toBe(letters.length);
  }
  // Tokens that write nothing stand nowhere.
  expect([...trie.tokens].sort()).toEqual([0, 2, 3, 4, 5, 6, 7, 9]);
});

test('what begins with no token has no node', () => {
  for (const letters of ['c', 'abcd', 'Ġb', 'Ã', 'bb'])
    expect(nodeOf(trie, letters) === undefined).toBe(letters !== 'Ã');
});

test('a node’s family ends before the next that is not below it', () => {
  for (let node = 1; node < trie.bytes.length; node++) {
    const end = trie.ends[node] as number;
    for (let below = node + 1; below < end; below++)
      expect(trie.depths[below]).toBeGreaterThan(trie.depths[node] ?? 0);
    if (end < trie.bytes.length) expect(trie.depths[end]).toBeLessThanOrEqual(trie.depths[node] ?? 0);
  }
});
