/** The measuring of a machine, in a worker, while a model's files wait: bounded in time, and never a reason to fail. */
import type { GraphicsSpeed, Machine, Speed } from '../machine.ts';
import { probeGraphics } from './graphics.ts';
import { probeProcessor } from './processor.ts';

/** A driver that compiles its first shader takes most of it; one that takes longer stays unmeasured. */
export const PROBE_LIMIT_MS = 600;

export interface Wanted {
  readonly processor: boolean;
  readonly graphics: boolean;
}

/** What was asked for, as far as it could be measured. Never rejects. */
export async function probe(
  { gpu }: Machine,
  wanted: Wanted,
  requestAdapter: () => Promise<GPUAdapter | null> = async () =>
    (await navigator.gpu?.requestAdapter()) ?? null,
): Promise<Speed> {
  // The driver makes its device while the processor is measured.
  const graphics = wanted.graphics && gpu !== undefined ? onGraphics(requestAdapter) : undefined;
  const processor = wanted.processor ? attempt(probeProcessor) : undefined;
  const card = await graphics;
  return {
    ...(processor === undefined ? {} : { processor }),
    ...(card === undefined ? {} : { graphics: card }),
  };
}

async function onGraphics(
  requestAdapter: () => Promise<GPUAdapter | null>,
): Promise<GraphicsSpeed | undefined> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((resolve) => {
    late = setTimeout(() => resolve(undefined), PROBE_LIMIT_MS);
  });
  const measured = requestAdapter()
    .then((adapter) => (adapter === null ? undefined : probeGraphics(adapter)))
    .catch(() => undefined);
  const speed = await Promise.race([measured, limit]);
  clearTimeout(late);
  return speed;
}

function attempt<T>(measure: () => T): T | undefined {
  try {
    return measure();
  } catch {
    return undefined;
  }
}
