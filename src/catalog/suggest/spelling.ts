/** How alike two words are written: Dice's coefficient over their trigrams, ends marked. 0 to 1. */
export const trigramSimilarity = (a: string, b: string): number => {
  const left = trigrams(a);
  const right = trigrams(b);
  let shared = 0;
  for (const gram of left) if (right.has(gram)) shared++;
  return (2 * shared) / (left.size + right.size);
};

const trigrams = (word: string): ReadonlySet<string> => {
  const marked = `^${word}$`;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= marked.length; at++) grams.add(marked.slice(at, at + 3));
  return grams;
};
