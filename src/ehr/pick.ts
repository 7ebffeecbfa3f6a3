/** Which adapter knows this page: those that a hospital ships as JSON, and the product's own. */
import { err, ok, type Result } from '../shared/result.ts';
import { builtIn } from './adapters/index.ts';
import { deepAll } from './dom/query.ts';
import { Adapter } from './types.ts';

/** Largest adapter text taken (characters). */
const MAX_TEXT = 200_000;

/** Adapters from policy or file, parsed, before the product's own. E_BAD_ADAPTER names the first that is none. */
export const loadAdapters = (texts: readonly string[]): Result<readonly Adapter[]> => {
  const own: Adapter[] = [];
  for (const [i, text] of texts.entries()) {
    if (text.length > MAX_TEXT) return err('E_BAD_ADAPTER', { index: i + 1, why: 'demasiado grande' });
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      return err('E_BAD_ADAPTER', { index: i + 1, why: 'no es JSON' });
    }
    const parsed = Adapter.safeParse(data);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return err('E_BAD_ADAPTER', {
        index: i + 1,
        why: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200),
      });
    }
    own.push(parsed.data);
  }
  return ok([...own, ...builtIn]);
};

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
  return globMatches(at.pathname + at.search, path);
};

/** `*` stands for any run of characters; linear, so that no pattern from outside can hang the page. */
const globMatches = (text: string, glob: string): boolean => {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === glob;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  return text.length - last.length >= from && text.endsWith(last);
};

/** The adapter of the highest priority whose address and `when` selectors all match; null: nobody knows this page. */
export const pickAdapter = (doc: Document, adapters: readonly Adapter[], url: string): Adapter | null =>
  adapters
    .filter((a) => (a.urls.length === 0 ? a.when.length > 0 : a.urls.some((p) => matchesUrl(url, p))))
    .filter((a) => a.when.every((selector) => deepAll(doc, selector).length > 0))
    .sort((a, b) => b.priority - a.priority)[0] ?? null;
