/** The store in a folder of Node's: for tests and programs; never bundled. */
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openAsBlob,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OpenFile, Storage } from './storage.ts';

export function nodeStorage(root: string): Storage {
  const at = (path: string): string => join(root, path);
  const making = (path: string) => mkdir(dirname(at(path)), { recursive: true });
  return {
    async list(folder) {
      const entries = await readdir(at(folder), { withFileTypes: true }).catch(() => []);
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    read: (path) =>
      readFile(at(path)).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      ),
    async replace(path, bytes) {
      await making(path);
      await writeFile(`${at(path)}.new`, bytes);
      await rename(`${at(path)}.new`, at(path));
    },
    async open(path) {
      await making(path);
      return openFile(openSync(at(path), constants.O_RDWR | constants.O_CREAT));
    },
    // Throws at once where there is none; the interface rejects.
    blob: async (path) => openAsBlob(at(path)),
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    async room() {
      await mkdir(root, { recursive: true });
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize;
    },
  };
}

function openFile(file: number): OpenFile {
  return {
    size: () => fstatSync(file).size,
    read: (into, at) => readSync(file, into, 0, into.length, at),
    write(bytes, at) {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(file, bytes, done, bytes.length - done, at + done);
      }
    },
    truncate: (size) => ftruncateSync(file, size),
    // What a process that ends leaves to the system is written all the same; only a power cut would lose it.
    flush: () => undefined,
    close: () => closeSync(file),
  };
}
