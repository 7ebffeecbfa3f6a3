/**
 * Errors that a user can act on are values: what failed (a stable code for IT), with the facts needed to word it.
 * The words themselves live in `public/_locales` under the code's name; `throw` is left for bugs.
 */

/** Stable codes, shown to the physician beside the message and quoted to IT. Never renumber, never reuse. */
export const ERROR_CODES = [
  'E_NO_ADAPTER', // nothing on this page is recognised as a chart
  'E_EMPTY_CHART', // a chart, but nothing in it could be read
  'E_NO_DIAGNOSES', // a chart without any diagnosis
  'E_CHART_IN_FRAME', // what the page shows is in a frame of another site
  'E_CHART_DRAWN', // drawn as an image (canvas)
  'E_CHART_PDF', // a PDF viewer inside the page
  'E_CHART_CLOSED', // inside a component that lets nobody see in (closed shadow root)
  'E_ORIGIN_NOT_ALLOWED', // settings or policy do not allow this site
  'E_DISABLED', // switched off by policy
  'E_NOT_INJECTABLE', // browser page, PDF viewer, no permission for this tab
  'E_TAB_CLOSED',
  'E_PATIENT_CHANGED',
  'E_CHART_CHANGED', // the same patient's chart shows an entry that the record has not
  'E_PAGE_CHANGED', // the tab navigated elsewhere
  'E_FIELD_GONE',
  'E_FIELD_CLOSED', // behind a button of the page that did not show it, or that must not be pressed
  'E_FIELD_READONLY',
  'E_FIELD_TOO_SHORT', // the field's own limit is less than the text
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
  'E_MODEL_TOO_BIG', // over the size limit of settings or policy; nothing was downloaded or loaded
  'E_MODEL_OPSET', // an opset or operator that the runtime lacks
  'E_MODEL_NO_CACHE', // a graph without past_key_values
  'E_MODEL_GARBAGE', // loads, and is nothing like the model of its card
  'E_MEMORY', // WebAssembly or device memory refused
  'E_BACKEND', // the runtime could not run the model
  'E_NETWORK', // a model's server gave no answer: no network, no such host, or not allowed to this origin
  'E_SOURCE_MISSING', // the server has no such file (404, 410)
  'E_SOURCE_REFUSED', // any other status than success
  'E_SOURCE_HTML', // a web page in place of the file
  'E_SOURCE_STALLED', // connected, and silent
  'E_SOURCE_CUT', // the connection breaks again and again
  'E_SOURCE_LENGTH', // another length or range than was said
  'E_SOURCE_CHANGED', // the file is another one in mid-download
  'E_SOURCE_CORRUPT', // not the file that its digest names, twice
  'E_SOURCE_SUMS', // nobody says what the file should be
  'E_GIVEN_NO_MODEL', // a folder or zip without a model in it
  'E_GIVEN_CORRUPT', // a given file is not what it should be
  'E_NO_ROOM', // quota or disk
  'E_STORE', // the browser's storage refused
  'E_STORE_BUSY', // another page works on this model
  'E_GRAMMAR', // the grammar did not compile: a bug, reported with its code
  'E_BAD_MESSAGE',
  'E_BAD_SENDER',
  'E_BAD_ADAPTER',
  'E_TEACHING_OFF', // policy does not allow teaching by pointing
  'E_NOTHING_TAUGHT', // what was pointed at cannot be read, or not found again
  'E_BAD_SETTINGS',
  'E_BAD_FILE',
  'E_FHIR_TOO_BIG', // longer than is taken
  'E_FHIR_NOT_JSON',
  'E_FHIR_XML', // FHIR as XML
  'E_FHIR_NOT_FHIR', // JSON of another kind
  'E_FHIR_VERSION', // R5, STU3, DSTU2
  'E_FHIR_EMPTY', // nothing in it that an epicrisis tells
  'E_FHIR_UNREADABLE', // resources, none of which fits R4
  'E_FHIR_SERVER', // a server's error in place of resources
  'E_FHIR_PATIENTS', // several patients, and nothing says which
  'E_FHIR_PATIENT', // not the patient of the page
  'E_FHIR_UNVERIFIED', // nothing to tell by whether it is the patient of the page
  'E_CATALOG_TOO_BIG', // a list of codes longer than is taken
  'E_CATALOG_TOO_MANY', // rows
  'E_CATALOG_KIND', // nothing that a list of codes comes in
  'E_CATALOG_XLS', // a workbook of the old format, or with a password
  'E_CATALOG_XLSX', // a damaged workbook
  'E_CATALOG_JSON', // no JSON
  'E_CATALOG_FHIR', // JSON, and no FHIR CodeSystem with concepts
  'E_CATALOG_EMPTY', // no row holds anything
  'E_CATALOG_COLUMNS', // no column is told to hold the codes, or the names
  'E_CATALOG_NOTHING', // no row can be taken
  'E_CATALOG_STORE', // the browser's storage refused
  'E_SMART_CONFIG', // the server names no SMART endpoints, or ones that cannot be trusted
  'E_SMART_LOGIN', // the authorisation was closed, refused or failed
  'E_SMART_READ', // the server refused to give the resources
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
