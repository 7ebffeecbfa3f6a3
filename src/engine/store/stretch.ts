/**
 * One stretch of one file, from the server to the disk. A server may cut, stall, ignore ranges, answer another range than
 * asked, or change the file in between: each is told apart here, and none of it counts as received.
 */
import { ask, checkAnswer, checkFirstBytes, nextPiece, Passing, type Patience } from './answers.ts';
import type { IncomingFile, Part } from './manifest.ts';
import { Problem } from './problem.ts';
import type { Answer, Request } from './request.ts';
import type { OpenFile } from './storage.ts';

/** A file on its way. `lap` rises each time it begins anew: what was asked for in an earlier lap is not written. */
export interface Arriving extends IncomingFile {
  readonly disk: OpenFile;
  lap: number;
  /** The lap whose bytes are being verified. */
  verifying?: number | undefined;
}

export interface Fetching {
  readonly request: Request;
  readonly patience: Patience;
  readonly partBytes: number;
  readonly signal: AbortSignal;
  /** Called with the bytes of each piece that is on disk. */
  readonly onBytes: (bytes: number) => void;
}

/** How often a file may change under us, or arrive other than its digest, before that is the answer. */
const LAPS = 3;

/** A stretch of a file is on disk, or `anew`: the file has begun again and this stretch is none of it any more. */
export type Fetched = 'done' | 'anew';

/** Throws `Problem`; a `Passing` one may be tried again and goes on from where it was. */
export async function fetchStretch(
  file: Arriving,
  part: Part,
  fetching: Fetching,
  gained: () => void,
): Promise<Fetched> {
  const { lap } = file;
  if (file.bytes !== null && part.from + part.done >= part.to) return 'done';
  // Without ranges every attempt is from the start.
  if (file.whole) {
    fetching.onBytes(-part.done);
    part.done = 0;
  }
  const from = part.from + part.done;
  const to = file.bytes === null ? undefined : part.to - 1;
  const range = file.whole ? { from: 0 } : { from, to };
  const { request, signal, patience } = fetching;
  const answer = await ask(request, file.url, { range, signal }, patience);
  try {
    checkAnswer(answer, file.path);
    if (file.lap !== lap) return 'anew';
    if (changed(file, answer, fetching)) return 'anew';
    if (!rangeIsOurs(file, from, to, answer, fetching)) return 'anew';
    return await writeDown(file, part, lap, answer, fetching, gained);
  } finally {
    answer.cancel();
  }
}

/** The first answer names the file's ETag; another one later means that the file is not the same any more. */
function changed(file: Arriving, answer: Answer, fetching: Fetching): boolean {
  const etag = answer.header('etag')?.slice(0, 500);
  const known = file.etag;
  if (etag === undefined) return false;
  file.etag = etag;
  if (known === undefined || known === etag) return false;
  beginAnew(
    file,
    fetching,
    new Problem('E_SOURCE_CHANGED', { host: new URL(answer.url).host, file: file.path }),
  );
  return true;
}

/** True where the answer is what was asked for; else the file begins anew as one stream, or that has failed already. */
function rangeIsOurs(
  file: Arriving,
  from: number,
  to: number | undefined,
  answer: Answer,
  fetching: Fetching,
): boolean {
  const { host } = new URL(answer.url);
  const length = Number(answer.header('content-length') ?? Number.NaN);
  const said = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(answer.header('content-range') ?? '');
  const start = file.whole ? 0 : from;
  const total = answer.status === 200 ? length : Number(said?.[3] ?? Number.NaN);
  if (Number.isFinite(total) && file.bytes === null) knowLength(file, total);
  if (Number.isFinite(total) && total !== file.bytes) {
    throw new Problem('E_SOURCE_LENGTH', { host, file: file.path }, `${total} bytes, not ${file.bytes}`);
  }
  const honest =
    answer.status === 200
      ? start === 0 && (to === undefined || to + 1 === file.bytes)
      : (said === null || (Number(said[1]) === start && (to === undefined || Number(said[2]) <= to))) &&
        !(to !== undefined && length > to + 1 - start);
  if (honest) return true;
  const lie = new Problem('E_SOURCE_LENGTH', { host, file: file.path }, 'the server does not keep to ranges');
  if (file.whole) throw lie;
  file.whole = true;
  beginAnew(file, fetching, lie);
  return false;
}

/** The size came with the file: its one stretch now has an end. */
function knowLength(file: Arriving, bytes: number): void {
  file.bytes = bytes;
  for (const part of file.parts) part.to = bytes;
}

async function writeDown(
  file: Arriving,
  part: Part,
  lap: number,
  answer: Answer,
  { patience, onBytes }: Fetching,
  gained: () => void,
): Promise<Fetched> {
  const { host } = new URL(answer.url);
  const atFirst = part.done;
  const limit = file.bytes === null ? Number.POSITIVE_INFINITY : part.to - part.from;
  for (let piece = await nextPiece(answer, patience); piece; piece = await nextPiece(answer, patience)) {
    if (file.lap !== lap) return 'anew';
    if (part.from + part.done === 0) checkFirstBytes(piece, answer, file.path);
    if (part.done + piece.length > limit) {
      throw new Problem('E_SOURCE_LENGTH', { host, file: file.path }, 'more bytes than the file has');
    }
    file.disk.write(piece, part.from + part.done);
    part.done += piece.length;
    if (file.bytes === null) part.to = part.done;
    onBytes(piece.length);
    if (part.done - atFirst >= PROGRESS) gained();
  }
  if (part.done < limit && limit !== Number.POSITIVE_INFINITY) throw new Passing('E_SOURCE_CUT', { host });
  if (file.bytes === null) file.bytes = part.done;
  return 'done';
}

/** A server that cuts after every few bytes is not getting anywhere. */
const PROGRESS = 64 << 10;

/** Forgets what is on disk of this file; `why` is thrown where that has happened too often. */
export function beginAnew(file: Arriving, { partBytes, onBytes }: Fetching, why: Problem): void {
  file.lap++;
  onBytes(-file.parts.reduce((sum, { done }) => sum + done, 0));
  file.parts = partsOf(file, partBytes);
  if (file.lap >= LAPS) throw why;
}

/** The stretches of a file, each its own request. */
export function partsOf({ bytes, whole }: Pick<IncomingFile, 'bytes' | 'whole'>, partBytes: number): Part[] {
  if (bytes === null || whole) return [{ from: 0, to: bytes ?? 0, done: 0 }];
  const count = Math.max(1, Math.ceil(bytes / partBytes));
  return Array.from({ length: count }, (_, n) => ({
    from: n * partBytes,
    to: Math.min(bytes, (n + 1) * partBytes),
    done: 0,
  }));
}
