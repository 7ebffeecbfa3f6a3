/** What the physician can do about each error. The words are in `_locales` under `err_<CODE>` and `err_<CODE>_do`. */

import { t } from '../shared/i18n.ts';
import type { AppError, ErrorCode } from '../shared/result.ts';

/** `none`: the words say what to do, the panel has nothing to press for it. */
export type Remedy = 'read' | 'template' | 'targets' | 'copy' | 'options' | 'hello' | 'discard' | 'none';

export const remedies: Readonly<Record<ErrorCode, Remedy>> = {
  E_NO_ADAPTER: 'read',
  E_EMPTY_CHART: 'read',
  E_NO_DIAGNOSES: 'read',
  E_CHART_IN_FRAME: 'read',
  E_CHART_DRAWN: 'read',
  E_CHART_PDF: 'read',
  E_CHART_CLOSED: 'none',
  E_ORIGIN_NOT_ALLOWED: 'options',
  E_DISABLED: 'options',
  E_NOT_INJECTABLE: 'read',
  E_TAB_CLOSED: 'discard',
  E_PATIENT_CHANGED: 'read',
  E_CHART_CHANGED: 'read',
  E_PAGE_CHANGED: 'read',
  E_FIELD_GONE: 'targets',
  E_FIELD_CLOSED: 'targets',
  E_FIELD_READONLY: 'copy',
  E_FIELD_TOO_SHORT: 'copy',
  E_FIELD_REJECTED: 'copy',
  E_NO_FIELD: 'targets',
  E_SOURCE_GONE: 'read',
  E_NOTHING_TO_UNDO: 'none',
  E_BUSY: 'read',
  E_NOTE_TOO_LONG: 'read',
  E_MODEL_MISSING: 'template',
  E_MODEL_CORRUPT: 'template',
  E_MODEL_UNKNOWN: 'template',
  E_MODEL_DISABLED: 'template',
  E_MODEL_TOO_BIG: 'template',
  E_MODEL_OPSET: 'template',
  E_MODEL_NO_CACHE: 'template',
  E_MODEL_GARBAGE: 'template',
  E_MEMORY: 'template',
  E_BACKEND: 'template',
  E_NETWORK: 'options',
  E_SOURCE_MISSING: 'options',
  E_SOURCE_REFUSED: 'options',
  E_SOURCE_HTML: 'options',
  E_SOURCE_STALLED: 'options',
  E_SOURCE_CUT: 'options',
  E_SOURCE_LENGTH: 'options',
  E_SOURCE_CHANGED: 'options',
  E_SOURCE_CORRUPT: 'options',
  E_SOURCE_SUMS: 'options',
  E_GIVEN_NO_MODEL: 'options',
  E_GIVEN_CORRUPT: 'options',
  E_NO_ROOM: 'options',
  E_STORE: 'options',
  E_STORE_BUSY: 'options',
  E_GRAMMAR: 'template',
  E_BAD_MESSAGE: 'read',
  E_BAD_SENDER: 'none',
  E_BAD_ADAPTER: 'options',
  E_TEACHING_OFF: 'none',
  E_NOTHING_TAUGHT: 'none',
  E_BAD_SETTINGS: 'options',
  E_BAD_FILE: 'none',
  E_FHIR_TOO_BIG: 'none',
  E_FHIR_NOT_JSON: 'none',
  E_FHIR_XML: 'none',
  E_FHIR_NOT_FHIR: 'none',
  E_FHIR_VERSION: 'none',
  E_FHIR_EMPTY: 'none',
  E_FHIR_UNREADABLE: 'none',
  E_FHIR_SERVER: 'none',
  E_FHIR_PATIENTS: 'none',
  E_FHIR_PATIENT: 'none',
  E_FHIR_UNVERIFIED: 'none',
  E_CATALOG_TOO_BIG: 'none',
  E_CATALOG_TOO_MANY: 'none',
  E_CATALOG_KIND: 'none',
  E_CATALOG_XLS: 'none',
  E_CATALOG_XLSX: 'none',
  E_CATALOG_JSON: 'none',
  E_CATALOG_FHIR: 'none',
  E_CATALOG_EMPTY: 'none',
  E_CATALOG_COLUMNS: 'none',
  E_CATALOG_NOTHING: 'none',
  E_CATALOG_STORE: 'none',
  E_SMART_CONFIG: 'options',
  E_SMART_LOGIN: 'none',
  E_SMART_READ: 'none',
  E_BAD_ARGUMENT: 'read',
  E_ABORTED: 'read',
  E_INTERNAL: 'read',
};

/** A code that this version does not know is shown with the words of an internal error, under its own name. */
const known = (code: string): ErrorCode => (code in remedies ? (code as ErrorCode) : 'E_INTERNAL');

export const remedyOf = (error: AppError): Remedy => remedies[known(error.code)];

export const errorWords = (error: AppError): { readonly what: string; readonly todo: string } => {
  const what = t(`err_${known(error.code)}`, error.params);
  const refused = error.params?.refused;
  return {
    // The adapter that knows the page may be one that could not be used.
    what: refused === undefined ? what : `${what} ${t('err_refused_adapters', { what: refused })}`,
    todo: t(`err_${known(error.code)}_do`, error.params),
  };
};
