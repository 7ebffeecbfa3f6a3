/** A failure inside the store, thrown to leave loops and callbacks; at its doors it becomes an error value. */
import type { AppError, ErrorCode } from '../../shared/result.ts';

export class Problem extends Error {
  readonly error: AppError;

  constructor(code: ErrorCode, params?: AppError['params'], detail?: string) {
    super(code);
    this.error = { code, params, detail };
  }
}

/** What was thrown, as an error with a code: ours as it is, the disk's by its name, anything else E_STORE. */
export function errorOf(thrown: unknown, signal?: AbortSignal): AppError {
  if (thrown instanceof Problem) return thrown.error;
  if (signal?.aborted) return { code: 'E_ABORTED' };
  const { name, message, code } = thrown as { name?: string; message?: string; code?: string };
  if (name === 'QuotaExceededError' || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'E_NO_ROOM' };
  if (name === 'NoModificationAllowedError') return { code: 'E_STORE_BUSY' };
  return { code: 'E_STORE', detail: `${name ?? typeof thrown}: ${message ?? ''}`.slice(0, 300) };
}
