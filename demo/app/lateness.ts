// The wait of a hospital network: screens come a little after the click. `?retardo=<ms>` sets it, 0 takes it away.
import { useEffect, useState } from 'preact/hooks';

const SHORTEST_MS = 60;
const LONGEST_MS = 150;

/** The delay of one screen in milliseconds: what the address asks for, else one between 60 and 150 fixed by its name. */
export function delayOf(screen: string, href: string = location.href): number {
  const asked = /[?&]retardo=(\d+)/.exec(href)?.[1];
  if (asked !== undefined) return Math.min(Number(asked), 10_000);
  let hash = 0;
  for (const letter of screen) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
  return SHORTEST_MS + (hash % (LONGEST_MS - SHORTEST_MS));
}

/** False until the screen's delay has passed. */
export function useLoaded(screen: string): boolean {
  const delay = delayOf(screen);
  const [loaded, setLoaded] = useState(delay === 0);
  useEffect(() => {
    if (loaded) return;
    const timer = setTimeout(() => setLoaded(true), delay);
    return () => clearTimeout(timer);
  }, [delay, loaded]);
  return loaded;
}
