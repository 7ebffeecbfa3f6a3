/** The product's engine, loaded as the extension loads it. */
import { type BrowserLoadRequest, loadBrowserModel } from '../../../src/engine/browser.ts';
import type { LoadedModel } from '../../../src/engine/types.ts';
import type { Runner, Task } from '../protocol.ts';
import { rowOf } from '../ways/place.ts';
import { timed } from '../ways/timed.ts';
import { browserPlace, modelBlob } from './place.ts';

/** More than the grammars that the engine keeps. */
const OTHERS = 4;

const BUNDLED = 'epicrisis-slots';

export async function ours(task: Task): Promise<Runner> {
  const { variant, model, backend, threads, prompt, prefix, grammar, maxTokens } = task;
  const loaded = await loadBrowserModel({
    row: rowOf(model),
    backend: backend === 'webgpu' ? 'webgpu' : 'wasm',
    threads,
    selectOnDevice: variant !== 'ours-no-gpu-select',
    ...(model.id === BUNDLED
      ? { readFile: (path) => browserPlace.readFile(model.id, path) }
      : installed(model.id)),
  });
  if (!loaded.ok) throw new Error(`${loaded.error.code} ${loaded.error.detail ?? ''}`);
  if (loaded.value.backend !== backend) throw new Error(`loaded on ${loaded.value.backend}`);
  return {
    async run() {
      await forget(loaded.value);
      return await timed((request) => loaded.value.decode(request), { prompt, prefix, grammar, maxTokens });
    },
  };
}

/** As from the store, where files were held against their digests when they came, and are read piece by piece. */
const installed = (id: string): Pick<BrowserLoadRequest, 'readFile' | 'blobOf'> => ({
  readFile: (path) =>
    path === 'SHA256SUMS'
      ? Promise.reject(new Error('checked on installing'))
      : browserPlace.readFile(id, path),
  blobOf: (path) => modelBlob(id, path),
});

/** Other jobs in between, so that neither the grammar nor the prompt is found where the last run left it. */
async function forget(model: LoadedModel): Promise<void> {
  for (let other = 0; other < OTHERS; other++) {
    await model.decode({ prompt: 'x', grammar: `root ::= "a${other}" | "b${other}"`, maxTokens: 8 });
  }
}
