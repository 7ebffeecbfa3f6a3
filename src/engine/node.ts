/** The engine in Node: onnxruntime-node and files on disk. For evaluation, tests and programs; never bundled. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import { err, ok, type Result } from '../shared/result.ts';
import { processorMemory } from './kv_cache.ts';
import { loadModel } from './load.ts';
import { ModelCard } from './model_card.ts';
import { ModelConfig } from './model_config.ts';
import type { ModelFolder } from './model_files.ts';
import { findModel, type ModelRow, modelRows, rowInFolder, rowOfFolder } from './registry.ts';
import type { Runtime } from './runtime.ts';
import type { Dtype, LoadedModel, LoadProgress } from './types.ts';

/** A tensor of Node's is the memory that the runtime reads and writes. */
export const nodeRuntime: Runtime = { ...ort, cacheMemory: processorMemory(ort) };

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

export interface NodeLoadOptions {
  /** Instead of the best type for Node. */
  readonly dtype?: Dtype | undefined;
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Loads a model by its id (bundled: `public/models/<id>`, others: `.cache/models/<id>`) or from a folder in the
 * Transformers.js layout. Errors: E_MODEL_UNKNOWN (neither an id nor a folder), E_MODEL_DISABLED (a row that waits for its
 * files) and those of `loadModel`.
 */
export async function loadNodeModel(
  model: string,
  options: NodeLoadOptions = {},
): Promise<Result<LoadedModel>> {
  const found = locateModel(model);
  if (!found.ok) return found;
  const { row, folder } = found.value;
  return await loadModel({
    row,
    backend: 'node',
    runtime: nodeRuntime,
    sessionOptions: {
      executionProviders: ['cpu'],
      logSeverityLevel: 3,
      ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads }),
    },
    ...folderOnDisk(folder),
    dtype: options.dtype,
    onProgress: options.onProgress,
  });
}

interface Located {
  readonly row: ModelRow;
  readonly folder: string;
}

/**
 * A row's files where programs keep them, or any folder; a folder whose card names a row is that row with its own weights.
 * Errors: E_MODEL_UNKNOWN, E_MODEL_DISABLED, E_MODEL_MISSING, E_MODEL_CORRUPT.
 */
export function locateModel(model: string): Result<Located> {
  const known = modelRows().find(({ id }) => id === model);
  if (known !== undefined) {
    const folder = join(REPOSITORY, known.source === 'bundled' ? 'public/models' : '.cache/models', model);
    const given = existsSync(join(folder, 'config.json'));
    const row = findModel(model, { given });
    if (!row.ok) return row;
    return given
      ? ok({ row: rowInFolder(row.value, filesOf(folder), sizeIn(folder)), folder })
      : err('E_MODEL_MISSING', { model, file: 'config.json' }, `no files in ${relative(REPOSITORY, folder)}`);
  }
  const folder = resolve(model);
  if (!existsSync(join(folder, 'config.json'))) return err('E_MODEL_UNKNOWN', { model });
  let reading = 'config.json';
  try {
    const { dialect } = ModelConfig.parse(json(folder, reading));
    reading = CARD;
    const card = existsSync(join(folder, CARD)) ? ModelCard.parse(json(folder, CARD)) : undefined;
    const files = filesOf(folder);
    const row = modelRows().find(({ id }) => id === card?.id);
    return ok({
      row:
        row === undefined
          ? rowOfFolder(basename(folder), card?.dialect ?? dialect, files, sizeIn(folder))
          : rowInFolder(row, files, sizeIn(folder)),
      folder,
    });
  } catch (error) {
    return err('E_MODEL_CORRUPT', { model, file: reading }, String(error).slice(0, 300));
  }
}

const CARD = 'epicrisis.json';

const json = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));

const sizeIn =
  (folder: string) =>
  (path: string): number =>
    statSync(join(folder, path)).size;

/** The runtime reads weights from the disk by itself: files over 2 GB do not fit a buffer, and none is held twice. */
const folderOnDisk = (folder: string): ModelFolder => ({
  readFile: (path) => readFile(join(folder, path)),
  fileSize: async (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.size,
  onDisk: {
    address: (path) => join(folder, path),
    sha256: async (path) => {
      const hash = createHash('sha256');
      for await (const piece of createReadStream(join(folder, path), { highWaterMark: 1 << 22 }))
        hash.update(piece);
      return hash.digest('hex');
    },
  },
});
