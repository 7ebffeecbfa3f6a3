/** How fast it goes and how long it still takes, from the last seconds: an average since the start would lie after a pause. */

const WINDOW_MS = 6000;

export interface Pace {
  /** Takes down how many bytes there are now; bytes a second and seconds left, where they can be said. */
  at(bytes: number, total: number | undefined): { readonly speed?: number; readonly secondsLeft?: number };
}

/** @param now milliseconds, rising */
export function keepPace(now: () => number): Pace {
  let seen: { readonly when: number; readonly bytes: number }[] = [];
  return {
    at(bytes, total) {
      const when = now();
      // A file that began anew: its bytes were taken back.
      if ((seen.at(-1)?.bytes ?? 0) > bytes) seen = [];
      seen.push({ when, bytes });
      while (seen.length > 2 && (seen[1]?.when ?? when) < when - WINDOW_MS) seen.shift();
      const first = seen[0];
      const elapsed = when - (first?.when ?? when);
      if (first === undefined || elapsed < 500) return {};
      const speed = ((bytes - first.bytes) * 1000) / elapsed;
      return speed > 0 && total !== undefined ? { speed, secondsLeft: (total - bytes) / speed } : { speed };
    },
  };
}
