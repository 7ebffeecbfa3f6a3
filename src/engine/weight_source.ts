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
