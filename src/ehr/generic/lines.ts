/** A line of text as such: how long one may be, and the bullet or number that it begins with. */

/**
 * Characters of a line beyond which it is prose: no heading, label or list of entries is so long, and patterns that look for
 * something anywhere in a line take the square of its length on lines made to that end.
 */
export const LONG_LINE = 4000;

const BULLET =
  /^\s*(?:[-–—•·*▪◦‣►>»✓✔□☐■]+\s+|[•▪◦‣►✓✔□■]\s*|\(?\d{1,2}\s?[.)°º]\s?[-–]?\s*(?=\D)|\d{1,2}\s?[-–]\s+(?=\p{L})|[a-hA-H][.)]\s+|#\s*(?=\p{L}))/u;
export const bullet = (line: string): { text: string; had: boolean } => {
  const text = line.replace(BULLET, '');
  return { text: text.trim(), had: text !== line };
};
