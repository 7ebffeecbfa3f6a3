/** A text of thousands of pieces is drawn a part at a time, frame by frame, so that the panel never stands still. */
import { useEffect, useState } from 'preact/hooks';

const STEP = 400;

/**
 * How many of the pieces to draw now: all of them after a few frames.
 * @param whole another one begins anew
 */
export const useGrowing = (pieces: number, whole: string): number => {
  const [drawn, setDrawn] = useState({ whole, limit: STEP });
  const limit = drawn.whole === whole ? drawn.limit : STEP;
  useEffect(() => {
    if (limit >= pieces) return undefined;
    // Not by animation frames, which a hidden panel has none of.
    const timer = setTimeout(() => setDrawn({ whole, limit: limit + STEP }));
    return () => clearTimeout(timer);
  }, [limit, pieces, whole]);
  return limit;
};
