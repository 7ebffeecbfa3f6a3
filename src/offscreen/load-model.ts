/** Where the engine finds the bundled models and the runtime's own files inside the extension. */
import type { LoadedModel } from '../engine/types.ts';
import { err, type Result } from '../shared/result.ts';

// TEMP until src/engine/index.ts lands.
export async function loadBundled(_id: string): Promise<Result<LoadedModel>> {
  return err('E_MODEL_MISSING');
}
