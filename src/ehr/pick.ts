/** Which adapter knows this page. */
import { builtIn } from './adapters/index.ts';
import { deepAll } from './dom/query.ts';
import { globMatches } from './dom/text.ts';
import type { Adapter } from './types.ts';

/** `https://ficha.hospital.cl/*`, `http://*.hospital.cl/app/*`, `*://…`: scheme and host exact but for `*`, any port unless given. */
export const matchesUrl = (url: string, pattern: string): boolean => {
  const parts = /^(\*|[a-z]+):\/\/([^/]*)(\/.*)?$/i.exec(pattern);
  if (!parts) return false;
  let at: URL;
  try {
    at = new URL(url);
  } catch {
    return false;
  }
  const [, scheme, host = '', path = '/*'] = parts;
  if (scheme !== '*' && `${scheme}:` !== at.protocol) return false;
  const hostOf = host.includes(':') ? at.host : at.hostname;
  if (
    host !== '*' &&
    host !== hostOf &&
    !(host.startsWith('*.') && (hostOf === host.slice(2) || hostOf.endsWith(host.slice(1))))
  )
    return false;
  return globMatches(at.pathname + at.search, path.split('*'));
};

/** How many of an adapter's places the page has: tells two adapters of one address apart. */
const places = (doc: Document, adapter: Adapter): number =>
  adapter.read.filter((r) => r.selector !== undefined && deepAll(doc, r.selector).length > 0).length;

/**
 * The adapter whose address and `when` selectors all match; null: nobody knows this page. Of several, one from outside
 * before the product's own, then the highest priority, then the one more of whose places are there, then the first.
 */
export const pickAdapter = (doc: Document, adapters: readonly Adapter[], url: string): Adapter | null => {
  const fit = adapters
    .filter((a) => a.urls.length === 0 || a.urls.some((p) => matchesUrl(url, p)))
    .filter((a) => a.when.every((selector) => deepAll(doc, selector).length > 0));
  const shipped = fit.filter((a) => !builtIn.includes(a));
  const of = shipped.length > 0 ? shipped : fit;
  const highest = Math.max(...of.map((a) => a.priority));
  const best = of.filter((a) => a.priority === highest);
  if (best.length < 2) return best[0] ?? null;
  const counts = best.map((a) => places(doc, a));
  return best[counts.indexOf(Math.max(...counts))] ?? null;
};
