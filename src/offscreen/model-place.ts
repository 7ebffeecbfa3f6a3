/** Where a model's files are: in the extension itself, or in the store, where they were verified when they came. */
import type { ReadFile } from '../engine/model_files.ts';
import { findModel, type ModelRow, rowInFolder, rowOfFolder } from '../engine/registry.ts';
import { installedFile, installedModel } from '../engine/store/library.ts';
import type { Installed } from '../engine/store/manifest.ts';
import { opfsStorage } from '../engine/store/storage.opfs.ts';
import { err, ok, type Result } from '../shared/result.ts';

export interface ModelPlace {
  readonly row: ModelRow;
  readonly readFile: ReadFile;
  readonly fileSize?: (path: string) => Promise<number | undefined>;
  readonly blobOf?: (path: string) => Promise<Blob>;
  readonly digestOf?: (path: string) => string | undefined;
}

/** E_MODEL_UNKNOWN, E_MODEL_DISABLED (a row that waits for its files), E_MODEL_MISSING (nothing in the store). */
export async function placeOf(id: string): Promise<Result<ModelPlace>> {
  const known = findModel(id, { given: true });
  if (known.ok && known.value.source === 'bundled')
    return ok({ row: known.value, readFile: (path) => ownFile(`/models/${id}/${path}`) });
  const storage = opfsStorage();
  const installed = await installedModel(storage, id).catch(() => undefined);
  if (installed !== undefined) {
    return ok({
      row: rowFor(known, installed),
      readFile: async (path) =>
        // Held against their digests when they came, and nobody but us writes there: not again at every load.
        path === 'SHA256SUMS'
          ? Promise.reject(new Error('checked on installing'))
          : new Uint8Array(await (await installedFile(storage, installed, path)).arrayBuffer()),
      blobOf: (path) => installedFile(storage, installed, path),
      digestOf: (path) => installed.files.find((file) => file.path === path)?.sha256,
      fileSize: async (path) => installed.files.find((file) => file.path === path)?.bytes,
    });
  }
  const row = findModel(id);
  return row.ok ? err('E_MODEL_MISSING', { model: id }, 'not in the store') : row;
}

/** What is known of the model, with the weights that the store really holds. */
function rowFor(known: Result<ModelRow>, { id, name, dialect, files }: Installed): ModelRow {
  const paths = files.map(({ path }) => path);
  const size = (path: string): number => files.find((file) => file.path === path)?.bytes ?? 0;
  return known.ok
    ? rowInFolder(known.value, paths, size)
    : { ...rowOfFolder(id, dialect, paths, size), name };
}

/** A file of the extension's, whose root is this worker's origin. One that is not there rejects, as `ReadFile` wants. */
async function ownFile(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, self.location.origin));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
