/**
 * One HTTP request of the store's, read piece by piece. The page that downloads has no way to the network of its own (its
 * policy is `connect-src 'self'`): there a courier in a sandboxed frame answers; in Node it is `fetch`.
 */

/** Bytes wanted: from `from`, to `to` (the last one included) or to the end. */
export interface Range {
  readonly from: number;
  readonly to?: number | undefined;
}

export interface Answer {
  readonly status: number;
  /** After redirections. */
  readonly url: string;
  /** A header by its lower-case name. Across origins the browser shows few of them unless the server allows more. */
  header(name: string): string | undefined;
  /** The next piece, or undefined at the end; rejects where the connection broke. */
  next(): Promise<Uint8Array | undefined>;
  /** Ends the transfer; may be called at any time. */
  cancel(): void;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly range?: Range | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Rejects where no answer came: no network, no such host, refused, or not allowed to this origin. */
export type Request = (url: string, options?: RequestOptions) => Promise<Answer>;

/**
 * A range is always asked for, even the whole: a browser then forbids compression, so that lengths are those of the file.
 * `If-Range` is not used: across origins it needs a preflight that plain file servers refuse; the ETag is compared instead.
 */
export const rangeHeader = ({ from, to }: Range): string => `bytes=${from}-${to ?? ''}`;

/** The platform's own `fetch`, without cookies, referrer or cache. */
export const fetchRequest: Request = async (url, { method = 'GET', range = { from: 0 }, signal } = {}) => {
  const stop = new AbortController();
  signal?.addEventListener('abort', () => stop.abort(), { once: true });
  if (signal?.aborted) stop.abort();
  const response = await fetch(url, {
    method,
    headers: { range: rangeHeader(range) },
    signal: stop.signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
  const reader = response.body?.getReader();
  return {
    status: response.status,
    url: response.url,
    header: (name) => response.headers.get(name) ?? undefined,
    next: async () => (await reader?.read())?.value,
    cancel: () => stop.abort(),
  };
};
