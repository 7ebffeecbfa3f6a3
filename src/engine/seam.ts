/** Where a forced run joins what is written: from how far back it is tokenised again. */
import type { Vocabulary } from './vocabulary.ts';

/** At least so far where tokens may go across words. */
const SEAM_BYTES = 200;

/** The index of a token at a word's start, some way back: what stands before it is not changed by what comes after. */
export function seamOf(ids: readonly number[], { letters, wordsApart }: Vocabulary): number {
  const least = wordsApart ? 0 : SEAM_BYTES;
  let bytes = 0;
  for (let i = ids.length - 1; i > 0; i--) {
    const written = letters[ids[i] as number] ?? '';
    bytes += written.length;
    const wordStart = /^Ġ[A-Za-z]/.test(written) && /[A-Za-z]$/.test(letters[ids[i - 1] as number] ?? '');
    if (bytes >= least && wordStart) return i;
  }
  return 0;
}
