/** The engine in Node: onnxruntime-node and files on disk. For evaluation, tests and programs; never bundled. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import { err, ok, type Result } from '../shared/result.ts';
import { loadModel } from './load.ts';
import { ModelConfig } from './model_config.ts';
import { findModel, type ModelRow, rowOfFolder } from './registry.ts';
import type { Dtype, LoadedModel, LoadProgress } from './types.ts';
import { loadXGrammar } from './xgrammar.node.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

export interface NodeLoadOptions {
  /** Instead of the best type for Node. */
  readonly dtype?: Dtype | undefined;
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Loads a model by its id (bundled: `public/models/<id>`, others: `.cache/models/<id>`) or from a folder in the
 * Transformers.js layout. Errors: E_MODEL_UNKNOWN (neither an id nor a folder) and those of `loadModel`.
 */
export async function loadNodeModel(
  model: string,
  options: NodeLoadOptions = {},
): Promise<Result<LoadedModel>> {
  const found = locate(model);
  if (!found.ok) return found;
  const { row, folder } = found.value;
  return await loadModel({
    row,
    backend: 'node',
    runtime: ort,
    sessionOptions: {
      executionProviders: ['cpu'],
      logSeverityLevel: 3,
      ...(options.threads === undefined ? {} : { intraOpNumThreads: options.threads }),
    },
    xgrammar: loadXGrammar(),
    readFile: (path) => readFile(join(folder, path)),
    dtype: options.dtype,
    onProgress: options.onProgress,
  });
}

function locate(model: string): Result<{ row: ModelRow; folder: string }> {
  const row = findModel(model);
  if (row.ok) {
    const folder = join(
      REPOSITORY,
      row.value.source === 'bundled' ? 'public/models' : '.cache/models',
      model,
    );
    return ok({ row: row.value, folder });
  }
  const folder = resolve(model);
  if (row.error.code !== 'E_MODEL_UNKNOWN' || !existsSync(join(folder, 'config.json'))) return row;
  try {
    const { dialect } = ModelConfig.parse(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')));
    const files = readdirSync(folder, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));
    return ok({ row: rowOfFolder(basename(folder), dialect, files), folder });
  } catch (error) {
    return err('E_MODEL_CORRUPT', { model, file: 'config.json' }, String(error).slice(0, 300));
  }
}
