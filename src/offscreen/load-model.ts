/** Where the engine finds the bundled models: inside the extension, never elsewhere. */
import { loadBrowserModel } from '../engine/browser.ts';
import { findModel } from '../engine/registry.ts';
import type { LoadedModel, LoadProgress } from '../engine/types.ts';
import { err, type Result } from '../shared/result.ts';

/** Loads a bundled model by its id. Errors: `findModel`'s and `loadBrowserModel`'s. */
export async function loadBundled(
  id: string,
  progress: (now: LoadProgress) => void,
): Promise<Result<LoadedModel>> {
  const row = findModel(id);
  if (!row.ok) return row;
  if (row.value.source !== 'bundled') return err('E_MODEL_MISSING', { model: id });
  return loadBrowserModel({
    row: row.value,
    backend: 'wasm',
    readFile: (path) => ownFile(`models/${id}/${path}`),
    onProgress: progress,
  });
}

/** A file of the extension's. One that is not there rejects, as `ReadFile` wants it. */
async function ownFile(path: string): Promise<Uint8Array> {
  const response = await fetch(chrome.runtime.getURL(path));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
