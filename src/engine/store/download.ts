/**
 * Brings a plan's files to disk: several stretches at a time, each file verified when it is whole, a journal that says
 * what is there already. Whatever ends it (an error, a stop, the browser), the next one goes on from the journal.
 */
import { type Patience, patiently } from './answers.ts';
import { digestOf } from './digest.ts';
import { saveIncoming } from './library.ts';
import {
  bytesOnDisk,
  bytesWanted,
  filePath,
  type Incoming,
  type IncomingFile,
  type Installed,
} from './manifest.ts';
import type { Plan } from './plan.ts';
import { Problem } from './problem.ts';
import type { Request } from './request.ts';
import type { Storage } from './storage.ts';
import { type Arriving, beginAnew, type Fetching, fetchStretch, partsOf } from './stretch.ts';

export interface DownloadOptions {
  readonly storage: Storage;
  readonly request: Request;
  readonly patience: Patience;
  /** Requests at a time. */
  readonly parallel: number;
  readonly partBytes: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: 'downloading' | 'verifying';
  readonly bytes: number;
  /** Undefined where the server does not say. */
  readonly total: number | undefined;
}

/** Between two writes of the journal: what a crash may cost. */
const JOURNAL_MS = 1000;

/** The journal for a plan; files of the same name, length and digest keep what `before` has of them. */
export function incomingFor(
  about: Pick<Incoming, 'id' | 'name' | 'dialect' | 'dtype'>,
  plan: Plan,
  before: Incoming | undefined,
  { partBytes, version }: { readonly partBytes: number; readonly version: string },
): Incoming {
  const files = plan.files.map((file): IncomingFile => {
    const old = before?.files.find(
      (one) =>
        one.path === file.path &&
        one.digest.hex === file.digest.hex &&
        (one.bytes === file.bytes || file.bytes === null),
    );
    const fresh = { ...file, whole: false, parts: partsOf({ bytes: file.bytes, whole: false }, partBytes) };
    return old === undefined ? fresh : { ...old, url: file.url };
  });
  return { format: 1, ...about, version: before?.version ?? version, origin: plan.origin, files };
}

/**
 * Downloads and verifies every file of `incoming`, which is kept up to date.
 * @returns what may be installed; throws `Problem`s and what the disk throws. The journal is saved either way.
 */
export async function download(incoming: Incoming, options: DownloadOptions): Promise<Installed> {
  const { storage, signal } = options;
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  if (signal.aborted) stop.abort();
  const files: Arriving[] = [];
  const journal = keepJournal(storage, incoming, files);
  let bytes = bytesOnDisk(incoming);
  let failed: { readonly why: unknown } | undefined;
  const fetching: Fetching = {
    ...options,
    signal: stop.signal,
    onBytes: (more) => {
      bytes += more;
      journal.soon();
      options.onProgress({ phase: 'downloading', bytes, total: bytesWanted({ ...incoming, files }) });
    },
  };
  try {
    for (const file of incoming.files) {
      files.push({ ...file, lap: 0, disk: await storage.open(filePath(incoming, file.path)) });
    }
    fetching.onBytes(0);
    const next = stretches(files);
    const runners = Array.from({ length: options.parallel }, async () => {
      try {
        for (let work = next(); work !== undefined; work = next()) {
          await carryOut(work, fetching, options);
        }
      } catch (why) {
        // The others' ends are echoes of this one.
        failed ??= { why };
        stop.abort();
      }
    });
    await Promise.allSettled(runners);
    if (signal.aborted) throw new Problem('E_ABORTED');
    if (failed !== undefined) throw failed.why;
    return installedOf(incoming, files, options.now());
  } finally {
    await journal.last().catch(() => undefined);
    for (const { disk } of files) disk.close();
  }
}

interface Work {
  readonly file: Arriving;
  readonly part: IncomingFile['parts'][number];
}

/** The next stretch that nobody works on; small files come first, so that a wrong server is found out soon. */
function stretches(files: readonly Arriving[]): () => Work | undefined {
  const taken = new WeakSet<object>();
  const inOrder = [...files].sort((a, b) => (a.bytes ?? 0) - (b.bytes ?? 0));
  return () => {
    for (const file of inOrder) {
      if (file.sha256 !== undefined) continue;
      const part = file.parts.find((one) => !taken.has(one));
      if (part === undefined) continue;
      taken.add(part);
      return { file, part };
    }
    return undefined;
  };
}

async function carryOut({ file, part }: Work, fetching: Fetching, options: DownloadOptions): Promise<void> {
  const fetched = await patiently(
    (gained) => fetchStretch(file, part, fetching, gained),
    fetching.patience,
    fetching.signal,
  );
  const { lap } = file;
  if (fetched === 'anew' || !isWhole(file) || file.verifying === lap) return;
  file.verifying = lap;
  file.disk.truncate(file.bytes ?? 0);
  file.disk.flush();
  let read = 0;
  const { sha256, matches } = await digestOf(file.disk, file.digest, async (more) => {
    if (fetching.signal.aborted) throw new Problem('E_ABORTED');
    const before = read;
    read += more;
    if (Math.floor(before / TURN_BYTES) === Math.floor(read / TURN_BYTES)) return;
    options.onProgress({ phase: 'verifying', bytes: read, total: file.bytes ?? read });
    await turn();
  });
  if (matches) {
    file.sha256 = sha256;
    return;
  }
  // A byte may have been turned over on the way: once more from the start, and what is wrong twice is wrong there.
  const { host } = new URL(file.url);
  file.lap = Math.max(file.lap, 1);
  beginAnew(file, fetching, new Problem('E_SOURCE_CORRUPT', { host, file: file.path }));
}

const TURN_BYTES = 16 << 20;

/** Lets messages (a stop) through between two pieces of a long computation. */
const turn = (): Promise<void> => new Promise((resume) => setTimeout(resume, 0));

const isWhole = ({ bytes, parts }: Arriving): boolean =>
  bytes !== null && parts.every(({ from, to, done }) => from + done >= to);

function installedOf(incoming: Incoming, files: readonly Arriving[], now: Date): Installed {
  const { dtype: _, files: _files, ...about } = incoming;
  return {
    ...about,
    files: files.map(({ path, bytes, sha256 }) => {
      if (bytes === null || sha256 === undefined)
        throw new Problem('E_STORE', undefined, `${path} is not whole`);
      return { path, bytes, sha256 };
    }),
    checked: true,
    installedAt: now.toISOString(),
  };
}

/** Writes the journal now and then, and at the end; bytes are on disk before the journal says so. */
function keepJournal(storage: Storage, incoming: Incoming, files: readonly Arriving[]) {
  let writing: Promise<void> = Promise.resolve();
  let saved = Date.now();
  const save = (): Promise<void> => {
    saved = Date.now();
    for (const { disk } of files) disk.flush();
    const now = files.map(({ disk: _disk, lap: _lap, ...file }) => structuredClone(file));
    writing = writing.then(() =>
      saveIncoming(storage, { ...incoming, files: now.length > 0 ? now : incoming.files }),
    );
    return writing;
  };
  return {
    soon: (): void => {
      if (Date.now() - saved > JOURNAL_MS) void save().catch(() => undefined);
    },
    last: save,
  };
}
