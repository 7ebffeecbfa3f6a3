/**
 * Prompt lookup (Saxena 2023): what free text copies from its prompt is proposed from there. The last tokens written are
 * looked for in everything before, and what followed them then is proposed now; one pass of the model checks it all.
 */

/** So many tokens must be the same before what followed them is believed; the longer first. */
const LONGEST_MATCH = 3;
const SHORTEST_MATCH = 2;

/** At most `most` tokens that may come next, empty where nothing was written before that ends alike. */
export function propose(ids: readonly number[], most: number): readonly number[] {
  for (let size = LONGEST_MATCH; size >= SHORTEST_MATCH; size--) {
    const end = ids.length - size;
    if (end <= 0) continue;
    // The latest place is the likeliest to go on alike.
    for (let at = end - 1; at >= 0; at--) {
      if (!matches(ids, at, end, size)) continue;
      return ids.slice(at + size, Math.min(at + size + most, ids.length));
    }
  }
  return [];
}

function matches(ids: readonly number[], at: number, end: number, size: number): boolean {
  for (let offset = 0; offset < size; offset++) if (ids[at + offset] !== ids[end + offset]) return false;
  return true;
}
