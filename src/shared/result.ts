/**
 * Errors that a user can act on are values: what failed (a stable code for IT), with the facts needed to word it.
 * The words themselves live in `public/_locales` under the code's name; `throw` is left for bugs.
 */

/** Stable codes, shown to the physician beside the message and quoted to IT. Never renumber, never reuse. */
export const ERROR_CODES = [
  'E_NO_ADAPTER', // nothing on this page is recognised as a chart
  'E_EMPTY_CHART', // a chart, but nothing in it could be read
  'E_NO_DIAGNOSES', // a chart without any diagnosis
  'E_ORIGIN_NOT_ALLOWED', // settings or policy do not allow this site
  'E_DISABLED', // switched off by policy
  'E_NOT_INJECTABLE', // browser page, PDF viewer, no permission for this tab
  'E_TAB_CLOSED',
  'E_PATIENT_CHANGED',
  'E_PAGE_CHANGED', // the tab navigated elsewhere
  'E_FIELD_GONE',
  'E_FIELD_READONLY',
  'E_FIELD_REJECTED', // the page changed the text back after insertion
  'E_NO_FIELD', // no field to write into was found
  'E_SOURCE_GONE', // the fact's element is no longer on the page
  'E_NOTHING_TO_UNDO',
  'E_BUSY', // another panel is generating for this tab
  'E_NOTE_TOO_LONG',
  'E_MODEL_MISSING',
  'E_MODEL_CORRUPT',
  'E_MODEL_UNKNOWN',
  'E_MODEL_DISABLED',
  'E_MEMORY', // WebAssembly or device memory refused
  'E_BACKEND', // the runtime could not run the model
  'E_GRAMMAR', // the grammar did not compile: a bug, reported with its code
  'E_BAD_MESSAGE',
  'E_BAD_SENDER',
  'E_BAD_ADAPTER',
  'E_BAD_SETTINGS',
  'E_BAD_FILE',
  'E_BAD_ARGUMENT',
  'E_ABORTED',
  'E_INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Plain serialisable data: crosses message ports as it is. `params` fill the message's places and never hold patient data. */
export interface AppError {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** Technical detail for IT's console; no patient data. */
  readonly detail?: string | undefined;
}

export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = (
  code: ErrorCode,
  params?: Readonly<Record<string, string | number>>,
  detail?: string,
): { readonly ok: false; readonly error: AppError } => ({ ok: false, error: { code, params, detail } });
