/** Digests of files that never are in memory whole. */
import { createSHA1, createSHA256, type IHasher } from 'hash-wasm';

/**
 * What a file's bytes must be. `sha256` of the whole; `git` is the hub's name for a small file: SHA-1 of a header and the
 * bytes, as git names a blob. It is taken only where nothing better is known, and only under a pinned revision.
 */
export interface Digest {
  readonly kind: 'sha256' | 'git';
  readonly hex: string;
}

const PIECE = 1 << 20;

export interface Hashing {
  update(bytes: Uint8Array): void;
  hex(): string;
}

export const sha256 = async (): Promise<Hashing> => hashing((await createSHA256()).init());

const hashing = (hasher: IHasher): Hashing => ({
  update: (bytes) => void hasher.update(bytes),
  hex: () => hasher.digest('hex'),
});

/** The part of an open file that hashing reads. */
interface Readable {
  size(): number;
  read(into: Uint8Array, at: number): number;
}

/**
 * Reads a file through, a megabyte at a time: its SHA-256, and whether it is what `expected` says (true where nothing is
 * expected). `onRead` gets the bytes of each piece and may wait or throw to break off.
 */
export async function digestOf(
  file: Readable,
  expected: Digest | undefined,
  onRead: (bytes: number) => Promise<void> | void = () => undefined,
): Promise<{ readonly sha256: string; readonly matches: boolean }> {
  const ours = await sha256();
  const size = file.size();
  const git = expected?.kind === 'git' ? (await createSHA1()).init() : undefined;
  git?.update(`blob ${size}\0`);
  const piece = new Uint8Array(Math.min(PIECE, Math.max(1, size)));
  for (let at = 0; at < size; ) {
    const read = file.read(piece, at);
    if (read <= 0) break;
    const bytes = piece.subarray(0, read);
    ours.update(bytes);
    git?.update(bytes);
    at += read;
    await onRead(read);
  }
  const hex = ours.hex();
  if (expected === undefined) return { sha256: hex, matches: true };
  return { sha256: hex, matches: expected.hex === (git === undefined ? hex : git.digest('hex')) };
}
