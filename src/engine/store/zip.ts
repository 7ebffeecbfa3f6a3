/**
 * Models in and out of a zip, piece by piece: a zip of many gigabytes never is in memory. zip.js reads the directory at
 * the end of the file first and knows zip64, so size is no limit but the disk's.
 */
import { BlobReader, configure, type FileEntry, ZipReader, ZipWriter } from '@zip.js/zip.js';
import type { Given } from './given.ts';
import { installedFile } from './library.ts';
import type { Installed } from './manifest.ts';
import { Problem } from './problem.ts';
import type { Storage } from './storage.ts';
import { formatSums } from './sums.ts';

// Its workers would be made from blob: addresses, which the extension's policy forbids; the store is in a worker already.
configure({ useWebWorkers: false });

/** The files of a zip; throws E_GIVEN_CORRUPT where it is none, or locked with a password. */
export async function filesOfZip(zip: Blob): Promise<Given[]> {
  const reader = new ZipReader(new BlobReader(zip));
  const entries = await reader.getEntries().catch((error: unknown) => {
    throw new Problem('E_GIVEN_CORRUPT', { file: 'zip' }, String(error).slice(0, 200));
  });
  const files = entries.filter((entry): entry is FileEntry => !entry.directory);
  const locked = files.find((entry) => entry.encrypted);
  if (locked !== undefined) throw new Problem('E_GIVEN_CORRUPT', { file: locked.filename }, 'encrypted');
  return files.map((entry) => ({
    path: entry.filename.replaceAll('\\', '/'),
    bytes: entry.uncompressedSize,
    async read(take) {
      let refused: unknown;
      const taker = new WritableStream<Uint8Array>({
        async write(piece) {
          try {
            await take(piece);
          } catch (why) {
            refused = why;
            throw why;
          }
        },
      });
      try {
        await entry.getData(taker, { checkSignature: true });
      } catch (why) {
        if (refused !== undefined) throw refused;
        throw new Problem('E_GIVEN_CORRUPT', { file: entry.filename }, String(why).slice(0, 200));
      }
    },
  }));
}

/** Files of a picked or dropped folder; `path` is where each lies in it. */
export function filesOfFolder(files: readonly { readonly path: string; readonly file: Blob }[]): Given[] {
  return files.map(({ path, file }) => ({
    path,
    bytes: file.size,
    async read(take) {
      const reader = file.stream().getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) await take(next.value);
    },
  }));
}

/**
 * Writes a stored model as a zip that `bringModel` takes: its files as they are, a card that names it, and SHA256SUMS.
 * Weights do not compress, so nothing is compressed. `onBytes` gets what is written and may throw to break off.
 */
export async function exportZip(
  storage: Storage,
  model: Installed,
  to: WritableStream<Uint8Array>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const writer = new ZipWriter(to, { level: 0, keepOrder: true });
  const folder = `${model.id}/`;
  const files = model.files.filter(({ path }) => path !== CARD);
  for (const { path } of files) {
    const file = await installedFile(storage, model, path);
    let before = 0;
    await writer.add(folder + path, new BlobReader(file), {
      onprogress(written) {
        onBytes(written - before);
        before = written;
        return undefined;
      },
    });
  }
  const own = await storage.blob(`${model.id}/${model.version}/${CARD}`).then(
    (blob) => blob.text(),
    () => undefined,
  );
  const card = JSON.stringify(
    { ...asObject(own), id: model.id, name: model.name, origin: model.origin },
    null,
    2,
  );
  const sums = formatSums([...files, { path: CARD, sha256: await digestOfText(card) }]);
  await writer.add(folder + CARD, new BlobReader(new Blob([card])));
  await writer.add(`${folder}SHA256SUMS`, new BlobReader(new Blob([sums])));
  await writer.close();
}

const CARD = 'epicrisis.json';

function asObject(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function digestOfText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
