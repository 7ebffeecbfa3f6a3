/** What somebody picks or drops, as the store takes it: one zip, or a folder's files with their places in it. */
import type { Origin } from '../../engine/store/manifest.ts';
import type { GivenByHand } from '../store-messages.ts';

export interface Handed {
  readonly given: GivenByHand;
  readonly origin: Origin;
}

/** From `<input type="file">`, with or without `webkitdirectory`; undefined where nothing was picked. */
export function handedFiles(list: readonly File[]): Handed | undefined {
  const [first] = list;
  if (first === undefined) return undefined;
  if (list.length === 1 && first.webkitRelativePath === '') return zipOf(first);
  const files = list.map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return folderOf(files[0]?.path.split('/')[0] ?? '', files);
}

/** From a drop: entries are only there in the event's own turn, so they are taken at once and read afterwards. */
export async function handedDrop(drop: DataTransfer): Promise<Handed | undefined> {
  const entries = [...drop.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [folder] = entries;
  if (folder?.isDirectory) {
    return folderOf(folder.name, await filesBelow(folder as FileSystemDirectoryEntry));
  }
  return handedFiles([...drop.files]);
}

const zipOf = (file: File): Handed => ({
  given: { kind: 'zip', file },
  origin: { kind: 'zip', place: file.name.slice(0, 500) },
});

const folderOf = (name: string, files: readonly { path: string; file: File }[]): Handed => ({
  given: { kind: 'folder', name, files },
  origin: { kind: 'folder', place: name.slice(0, 500) },
});

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<{ path: string; file: File }[]> {
  const reader = folder.createReader();
  const found: { path: string; file: File }[] = [];
  for (;;) {
    // A hundred at a time, and an empty answer at the end.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesBelow(entry as FileSystemDirectoryEntry)));
      else
        found.push({
          path: entry.fullPath.replace(/^\//, ''),
          file: await fileOf(entry as FileSystemFileEntry),
        });
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));
