/** Snapshots in the origin's private file system, in a folder of their own; the last few are kept. */
import type { SnapshotStore } from './prefix.ts';

const FOLDER = 'prefixes';
const KEPT = 4;

const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

export const opfsSnapshots: SnapshotStore = {
  async read(name) {
    const handle = await (await folder()).getFileHandle(name).catch(() => undefined);
    return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
  },
  async write(name, bytes) {
    const at = await folder();
    const files: { name: string; when: number }[] = [];
    for await (const [other, handle] of at.entries()) {
      if (handle.kind === 'file' && other !== name)
        files.push({ name: other, when: (await (handle as FileSystemFileHandle).getFile()).lastModified });
    }
    files.sort((a, b) => b.when - a.when);
    for (const { name: old } of files.slice(KEPT - 1)) await at.removeEntry(old);
    const writable = await (await at.getFileHandle(name, { create: true })).createWritable();
    await writable.write(bytes as Uint8Array<ArrayBuffer>);
    await writable.close();
  },
  async remove(name) {
    await (await folder()).removeEntry(name);
  },
};
