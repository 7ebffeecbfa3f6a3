/** What a runtime threw, as an error with a code. */
import { type AppError, type ErrorCode, err } from '../shared/result.ts';

/** `SafeInt`: a size over the 4 GB that WebAssembly's addresses reach. */
const MEMORY =
  /out of memory|bad_alloc|could not allocate|allocation failed|failed to allocate|invalid (typed )?array length|SafeIntOnOverflow|\bOOM\b/i;

/** E_MEMORY where memory was refused, otherwise `otherwise`. The detail is the runtime's own words, cut short. */
export function failureOf(
  error: unknown,
  otherwise: ErrorCode,
  params?: AppError['params'],
): { readonly ok: false; readonly error: AppError } {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return err(MEMORY.test(words) ? 'E_MEMORY' : otherwise, params, words.slice(0, 300));
}
