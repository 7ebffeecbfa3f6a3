/** What a throwing runtime means. ONNX Runtime has no error classes; memory that was refused is told by its words. */
import { err } from '../shared/result.ts';

/** `E_MEMORY`, or `E_BACKEND` for everything else that a runtime throws. */
export function runtimeError(thrown: unknown): ReturnType<typeof err> {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const memory = /RangeError|memory|allocation|bad_alloc|OOM/i.test(said);
  return err(memory ? 'E_MEMORY' : 'E_BACKEND', undefined, said.slice(0, 300));
}

/** After these the runtime of its thread can't be trusted, and does not start a second time in it. */
export const spoilsRuntime = (code: string): boolean => code === 'E_MEMORY' || code === 'E_BACKEND';
