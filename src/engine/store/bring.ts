/** Given files become a stored model: copied piece by piece, hashed on the way, and held to `SHA256SUMS` among them. */
import { sha256 } from './digest.ts';
import { type Found, type Given, PAPERS } from './given.ts';
import { filePath, type Installed } from './manifest.ts';
import { Problem } from './problem.ts';
import type { Storage } from './storage.ts';

export interface BringRequest {
  readonly version: string;
  readonly storage: Storage;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onProgress: (bytes: number, total: number) => void;
}

/**
 * Copies and verifies; what it returns may be installed. Throws `Problem`: E_GIVEN_CORRUPT (a file is not what SHA256SUMS
 * says), E_SOURCE_SUMS (SHA256SUMS leaves one out), E_NO_ROOM, E_ABORTED.
 */
export async function copyGiven(found: Found, request: BringRequest): Promise<Installed> {
  const { id, name, dialect, origin, root, files, sums } = found;
  const { storage, version } = request;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  await needRoom(storage, total);
  let copied = 0;
  const taken: Installed['files'] = [];
  for (const file of files) {
    const path = file.path.slice(root.length);
    const digest = await copy(file, filePath({ id, version }, path), request, (bytes) => {
      copied += bytes;
      request.onProgress(copied, total);
    });
    // A card or a licence that the sums leave out runs nowhere; what they name must be right.
    const vouched = sums !== undefined && (sums.has(path) || !PAPERS.test(path));
    if (vouched && sums.get(path) !== digest) {
      throw sums.has(path)
        ? new Problem('E_GIVEN_CORRUPT', { file: path }, 'not the file that SHA256SUMS names')
        : new Problem('E_SOURCE_SUMS', { host: origin.place, file: path });
    }
    taken.push({ path, bytes: file.bytes, sha256: digest });
  }
  const installedAt = request.now().toISOString();
  return {
    format: 1,
    id,
    name,
    dialect,
    version,
    origin,
    files: taken,
    checked: sums !== undefined,
    installedAt,
  };
}

/** Throws E_NO_ROOM where the disk says that so many bytes do not fit; a little must be left for the browser itself. */
export async function needRoom(storage: Storage, bytes: number): Promise<void> {
  const room = await storage.room();
  if (room === undefined || bytes + SPARE_BYTES <= room) return;
  const mb = (n: number): number => Math.ceil(n / 1e6);
  throw new Problem('E_NO_ROOM', { needMb: mb(bytes + SPARE_BYTES), freeMb: mb(room) });
}

const SPARE_BYTES = 32_000_000;

async function copy(
  file: Given,
  to: string,
  { storage, signal }: BringRequest,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const disk = await storage.open(to);
  try {
    disk.truncate(0);
    const hashing = await sha256();
    let at = 0;
    await file.read((piece) => {
      if (signal.aborted) throw new Problem('E_ABORTED');
      disk.write(piece, at);
      hashing.update(piece);
      at += piece.length;
      onBytes(piece.length);
    });
    disk.flush();
    if (at !== file.bytes)
      throw new Problem('E_GIVEN_CORRUPT', { file: file.path }, `${at} of ${file.bytes} bytes`);
    return hashing.hex();
  } finally {
    disk.close();
  }
}
