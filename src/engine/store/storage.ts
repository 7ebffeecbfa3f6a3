/**
 * What the store needs of a disk: folders of files that can be written at any place, and small files that change whole or
 * not at all. In the browser it is the origin's private file system, in Node a folder.
 */

/** A path inside the store: parts joined by `/`, never `..`. */
export type StorePath = string;

/** A file open for reading and writing at any place. Throws where the disk refuses. */
export interface OpenFile {
  size(): number;
  /** Bytes read into `into` from `at`; fewer only at the end of the file. */
  read(into: Uint8Array, at: number): number;
  write(bytes: Uint8Array, at: number): void;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

export interface Storage {
  /** Names in a folder, folders with a `/` behind; none where there is no such folder. */
  list(folder: StorePath): Promise<readonly string[]>;
  /** A small file's bytes, or undefined where there is none. */
  read(path: StorePath): Promise<Uint8Array | undefined>;
  /** Replaces the file whole: a reader sees the old one or the new one. */
  replace(path: StorePath, bytes: Uint8Array): Promise<void>;
  /** Makes the file and its folders where they are not. One at a time may have it open. */
  open(path: StorePath): Promise<OpenFile>;
  /** The file's bytes without reading them; rejects where there is none. */
  blob(path: StorePath): Promise<Blob>;
  /** A file, or a folder with all that is in it. What is not there is no error. */
  remove(path: StorePath): Promise<void>;
  /** Bytes that may still be written, where that can be known. */
  room(): Promise<number | undefined>;
}
