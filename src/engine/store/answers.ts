/** What a server's answer means: a status, a web page in place of a file, nothing at all. */
import { Problem } from './problem.ts';
import type { Answer, Request, RequestOptions } from './request.ts';

/** How long a server may be silent and how often it is asked again. */
export interface Patience {
  /** Milliseconds without a byte. */
  readonly stallMs: number;
  /** Attempts in a row without progress. */
  readonly tries: number;
  /** Before the second attempt; doubled each time. */
  readonly backoffMs: number;
}

export const PATIENCE: Patience = { stallMs: 30_000, tries: 5, backoffMs: 500 };

/** Another attempt may help. */
export class Passing extends Problem {}

/** The answer to a request, if one comes in time; its `cancel` must be called in the end. Throws E_NETWORK or E_SOURCE_STALLED (passing) */
export async function ask(
  request: Request,
  url: string,
  options: RequestOptions,
  patience: Patience,
): Promise<Answer> {
  const { host } = new URL(url);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const deaf = (): void => options.signal?.removeEventListener('abort', abort);
  options.signal?.addEventListener('abort', abort, { once: true });
  if (options.signal?.aborted) abort();
  try {
    const answer = await inTime(request(url, { ...options, signal: stop.signal }), patience, host);
    const cancel = (): void => {
      deaf();
      answer.cancel();
    };
    return { ...answer, cancel };
  } catch (thrown) {
    stop.abort();
    deaf();
    if (thrown instanceof Problem || options.signal?.aborted) throw thrown;
    throw new Passing('E_NETWORK', { host }, String(thrown).slice(0, 200));
  }
}

/** The next piece of an answer; throws E_SOURCE_CUT or E_SOURCE_STALLED (passing). */
export async function nextPiece(answer: Answer, patience: Patience): Promise<Uint8Array | undefined> {
  const { host } = new URL(answer.url);
  try {
    return await inTime(answer.next(), patience, host);
  } catch (thrown) {
    answer.cancel();
    if (thrown instanceof Problem) throw thrown;
    throw new Passing('E_SOURCE_CUT', { host }, String(thrown).slice(0, 200));
  }
}

async function inTime<T>(promise: Promise<T>, { stallMs }: Patience, host: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = Math.max(1, Math.round(stallMs / 1000));
    timer = setTimeout(() => reject(new Passing('E_SOURCE_STALLED', { host, seconds })), stallMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws where the answer is not the file: E_SOURCE_MISSING, E_SOURCE_REFUSED (passing for 429 and 5xx), E_SOURCE_HTML. */
export function checkAnswer(answer: Answer, file: string): void {
  const { status, url } = answer;
  const { host } = new URL(url);
  if (status === 404 || status === 410) throw new Problem('E_SOURCE_MISSING', { host, file });
  if (status === 416) throw new Problem('E_SOURCE_LENGTH', { host, file }, 'range not satisfiable');
  if (status === 429 || status >= 500) throw new Passing('E_SOURCE_REFUSED', { host, file, status });
  if (status !== 200 && status !== 206) throw new Problem('E_SOURCE_REFUSED', { host, file, status });
  if (/^text\/html\b/i.test(answer.header('content-type') ?? ''))
    throw new Problem('E_SOURCE_HTML', { host, file });
}

/** A server may call a page of its own anything; its first bytes give it away. */
export function checkFirstBytes(bytes: Uint8Array, answer: Answer, file: string): void {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  if (/^(\ufeff|\u00ef\u00bb\u00bf)?\s*<(!doctype|html|head|script)\b/i.test(start)) {
    throw new Problem('E_SOURCE_HTML', { host: new URL(answer.url).host, file });
  }
}

/** Tries again what may pass, with growing pauses; `attempt` says whether it got further before it failed. */
export async function patiently<T>(
  attempt: (gained: () => void) => Promise<T>,
  { tries, backoffMs }: Patience,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let failed = 0; ; ) {
    let got = false;
    try {
      return await attempt(() => {
        got = true;
      });
    } catch (thrown) {
      failed = got ? 1 : failed + 1;
      if (!(thrown instanceof Passing) || failed >= tries || signal?.aborted) throw thrown;
      await pause(backoffMs * 2 ** (failed - 1), signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}

const TEXT_LIMIT = 16 << 20;

/** A small text file, whole; throws as `ask` and `checkAnswer` do. */
export async function readText(
  request: Request,
  url: string,
  file: string,
  patience: Patience,
  signal?: AbortSignal,
): Promise<string> {
  return patiently(
    async () => {
      const answer = await ask(request, url, { signal }, patience);
      try {
        checkAnswer(answer, file);
        const pieces: Uint8Array[] = [];
        let length = 0;
        for (
          let piece = await nextPiece(answer, patience);
          piece;
          piece = await nextPiece(answer, patience)
        ) {
          if (length === 0) checkFirstBytes(piece, answer, file);
          length += piece.length;
          if (length > TEXT_LIMIT) throw new Problem('E_SOURCE_LENGTH', { host: new URL(url).host, file });
          pieces.push(piece);
        }
        return await new Blob(pieces as BlobPart[]).text();
      } finally {
        answer.cancel();
      }
    },
    patience,
    signal,
  );
}
