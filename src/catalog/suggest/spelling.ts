/** How alike two words are written, and how alike they sound. */

/** Dice's coefficient of two words' trigrams. 0 to 1. */
export const dice = (left: ReadonlySet<string>, right: ReadonlySet<string>): number => {
  let shared = 0;
  for (const gram of left) if (right.has(gram)) shared++;
  return (2 * shared) / (left.size + right.size);
};

/** A word's runs of three characters, its ends marked. */
export const trigrams = (word: string): ReadonlySet<string> => {
  const marked = `^${word}$`;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= marked.length; at++) grams.add(marked.slice(at, at + 3));
  return grams;
};

/** Dice's coefficient of the words themselves. */
export const trigramSimilarity = (a: string, b: string): number => dice(trigrams(a), trigrams(b));

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ch/g, 'C'],
  [/qu(?=[ei])/g, 'k'],
  [/gu(?=[ei])/g, 'G'],
  [/g(?=[ei])/g, 'j'],
  [/c(?=[ei])/g, 's'],
  [/[cq]/g, 'k'],
  [/z/g, 's'],
  [/x/g, 'ks'],
  [/v/g, 'b'],
  [/ll/g, 'y'],
  [/h/g, ''],
  [/n(?=[bp])/g, 'm'],
  [/(.)\1+/g, '$1'],
];

/**
 * A folded word as it sounds in Chile: b and v, s, z and soft c, y and ll, g and j alike, h silent. Words that are written
 * wrong mostly sound right ("apendisitis", "hemorrajia", "ipotiroidismo").
 */
export const soundOf = (word: string): string =>
  SOUNDS.reduce((sound, [pattern, by]) => sound.replace(pattern, by), word);
