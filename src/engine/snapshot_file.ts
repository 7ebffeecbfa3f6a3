/**
 * A snapshot as bytes on disk. The file says what it is of and ends with its own digest, so that one of another model, of
 * another version or cut short is never taken for the one that was asked for.
 *
 *     magic (8 bytes) | name (64, hex) | length, parts (uint32) | bytes of each part (uint32) | the parts | SHA-256 of all before
 */
import type { Snapshot } from './types.ts';

const MAGIC = 'EPIKV\0\0\x01';
const NAME = 64;
const DIGEST = 32;
const FIXED = MAGIC.length + NAME + 8;

export async function encodeSnapshot(name: string, { length, parts }: Snapshot): Promise<Uint8Array> {
  if (name.length !== NAME) throw new Error(`a snapshot's name has ${NAME} characters`);
  const head = FIXED + 4 * parts.length;
  const total = parts.reduce((sum, part) => sum + part.length, head);
  const bytes = new Uint8Array(total + DIGEST);
  bytes.set(new TextEncoder().encode(MAGIC + name));
  const view = new DataView(bytes.buffer);
  view.setUint32(FIXED - 8, length, true);
  view.setUint32(FIXED - 4, parts.length, true);
  let at = head;
  for (const [index, part] of parts.entries()) {
    view.setUint32(FIXED + 4 * index, part.length, true);
    bytes.set(part, at);
    at += part.length;
  }
  bytes.set(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.subarray(0, total))), total);
  return bytes;
}

/** Undefined where the bytes are not a whole snapshot of this name. */
export async function decodeSnapshot(name: string, bytes: Uint8Array): Promise<Snapshot | undefined> {
  const total = bytes.length - DIGEST;
  if (total < FIXED) return undefined;
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, FIXED - 8));
  if (text !== MAGIC + name) return undefined;
  const whole = bytes.subarray(0, total) as Uint8Array<ArrayBuffer>;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  if (!digest.every((byte, at) => byte === bytes[total + at])) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(FIXED - 4, true);
  let at = FIXED + 4 * count;
  const parts: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const size = view.getUint32(FIXED + 4 * index, true);
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return at === total ? { length: view.getUint32(FIXED - 8, true), parts } : undefined;
}
