/**
 * Where the extension may read: the institution's list of origins. `https://ficha.hospital.cl` is that origin alone;
 * `https://*.hospital.cl` is any host below `hospital.cl` and `hospital.cl` itself; a port counts where it is written.
 */

/** True where the page's address belongs to one of the patterns, or where there are none. */
export function originAllowed(pageUrl: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const page = parse(pageUrl);
  if (page === undefined) return false;
  return patterns.some((pattern) => matches(page, pattern));
}

/** The patterns that say nothing sensible, for the options page and IT. */
export const badOrigins = (patterns: readonly string[]): readonly string[] =>
  patterns.filter((pattern) => originOf(pattern) === undefined);

interface Pattern {
  readonly scheme: string;
  readonly host: string;
  readonly below: boolean;
  readonly port: string;
}

function matches(page: URL, pattern: string): boolean {
  const origin = originOf(pattern);
  if (origin === undefined || page.protocol !== origin.scheme || page.port !== origin.port) return false;
  return page.hostname === origin.host || (origin.below && page.hostname.endsWith(`.${origin.host}`));
}

function originOf(pattern: string): Pattern | undefined {
  const below = /^https?:\/\/\*\./.test(pattern);
  const url = parse(below ? pattern.replace('*.', '') : pattern);
  if (url === undefined || url.username !== '' || url.hostname.includes('*')) return undefined;
  // A path would seem to narrow the permission and would not: it is refused rather than ignored.
  if (!/^(\/\*?)?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return undefined;
  return { scheme: url.protocol, host: url.hostname, below, port: url.port };
}

function parse(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : undefined;
}
