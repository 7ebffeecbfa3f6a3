/** A file's bytes read piece by piece where they are needed, so that they are never in JavaScript's memory as a whole. */
export interface WeightSource {
  readonly byteLength: number;
  subarray(from: number, to: number): Uint8Array;
}

/** What reads a blob while its worker waits. */
interface BlobReader {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** Reads a file on demand, at once. In workers alone: elsewhere there is no `FileReaderSync`. */
export function blobSource(blob: Blob): WeightSource {
  const { FileReaderSync } = globalThis as unknown as { FileReaderSync: new () => BlobReader };
  const reader = new FileReaderSync();
  return {
    byteLength: blob.size,
    subarray: (from, to) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(from, to))),
  };
}

/**
 * For a reader that copies each piece before it asks for the next: the memory of the one before is given back then, and not
 * when the collector comes, which is late for what lies outside its own. Only for sources that make every piece anew.
 */
export function givingBack(source: WeightSource): WeightSource {
  let last: Movable | undefined;
  return {
    byteLength: source.byteLength,
    subarray(from, to) {
      last?.transfer?.(0);
      const piece = source.subarray(from, to);
      last = piece.buffer as Movable;
      return piece;
    },
  };
}

/** ES2024: moves the memory away; what is moved to a length of 0 is freed. */
type Movable = ArrayBuffer & { transfer?(length: number): ArrayBuffer };
