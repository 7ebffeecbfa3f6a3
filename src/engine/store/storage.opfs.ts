/**
 * The store in the origin's private file system. Large files are written through sync access handles, which only workers
 * have; small ones through a writable, which replaces the file at its close and not before.
 */
import type { OpenFile, Storage } from './storage.ts';

/** All of the store is under this folder of the origin's. */
const ROOT = 'models';

export function opfsStorage(): Storage {
  return {
    async list(folder) {
      const at = await folderAt(folder, false);
      if (at === undefined) return [];
      const names: string[] = [];
      for await (const [name, handle] of at.entries()) {
        names.push(handle.kind === 'directory' ? `${name}/` : name);
      }
      return names.sort();
    },
    async read(path) {
      const handle = await fileAt(path, false);
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async replace(path, bytes) {
      const writable = await (await made(path)).createWritable();
      await writable.write(bytes as Uint8Array<ArrayBuffer>);
      await writable.close();
    },
    async open(path) {
      const handle = (await made(path)) as FileSystemFileHandle & SyncAccess;
      return openFile(await handle.createSyncAccessHandle());
    },
    async blob(path) {
      const handle = await fileAt(path, false);
      if (handle === undefined) throw new DOMException(path, 'NotFoundError');
      return handle.getFile();
    },
    async remove(path) {
      const [folder, name] = split(path);
      const at = await folderAt(folder, false);
      await at?.removeEntry(name, { recursive: true }).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
    async room() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? undefined : Math.max(0, quota - (usage ?? 0));
    },
  };
}

async function made(path: string): Promise<FileSystemFileHandle> {
  const handle = await fileAt(path, true);
  if (handle === undefined) throw new DOMException(path, 'NotFoundError');
  return handle;
}

/** What only workers have, and the types of pages lack. */
interface SyncAccess {
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
}
interface SyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

function openFile(handle: SyncAccessHandle): OpenFile {
  return {
    size: () => handle.getSize(),
    read: (into, at) => handle.read(into as Uint8Array<ArrayBuffer>, { at }),
    write(bytes, at) {
      for (let done = 0; done < bytes.length; ) {
        const wrote = handle.write(bytes.subarray(done) as Uint8Array<ArrayBuffer>, { at: at + done });
        // The handle says "none written" where the quota is spent, instead of throwing.
        if (wrote === 0) throw new DOMException('no room', 'QuotaExceededError');
        done += wrote;
      }
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
    close: () => handle.close(),
  };
}

async function folderAt(folder: string, create: boolean): Promise<FileSystemDirectoryHandle | undefined> {
  let at = await navigator.storage.getDirectory();
  for (const part of [ROOT, ...folder.split('/')]) {
    if (part === '') continue;
    const next = await found(at.getDirectoryHandle(part, { create }));
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

async function fileAt(path: string, create: boolean): Promise<FileSystemFileHandle | undefined> {
  const [folder, name] = split(path);
  const at = await folderAt(folder, create);
  return at && (await found(at.getFileHandle(name, { create })));
}

function split(path: string): [folder: string, name: string] {
  const cut = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
}

async function found<T>(handle: Promise<T>): Promise<T | undefined> {
  try {
    return await handle;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError');
