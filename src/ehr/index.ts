/**
 * What the content script needs of a page: read its chart, know whose it is, show where a fact stands, write text back.
 * Everything takes the document as a parameter; nothing here knows `chrome.*`.
 *
 *   const adapters = loadAdapters(textsFromPolicy);           // Result: E_BAD_ADAPTER
 *   const read = await readChart(document, {adapters: adapters.value, url: location.href, now: new Date(), signal});
 *   const key = patientKey(document, adapters.value);          // '' when no patient is shown
 *   watchPatient(document, adapters.value, signal, (key) => …);
 *   await locateSource(document, fact.source);                 // Result: E_SOURCE_GONE
 *   const targets = await findTargets(document, adapters.value, signal);
 *   const done = await insertText(document, adapters.value, targetId, text, 'replace', false);
 *   if (done.ok && done.value.state === 'inserted') await undoLast(document, done.value.undo);
 */
import type { ClinicalRecord, Source } from '../record/schema.ts';
import type { InsertMode, TargetInfo } from '../shared/messages.ts';
import type { Result } from '../shared/result.ts';
import type { Adapter } from './types.ts';

export interface ReadOptions {
  readonly adapters: readonly Adapter[];
  readonly url: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}
export interface UndoToken {
  readonly targetId: string;
  readonly previous: string;
  readonly written: string;
}
export type Inserted =
  | { readonly state: 'inserted'; readonly value: string; readonly undo: UndoToken }
  | { readonly state: 'confirm'; readonly current: string };

const todo = (): never => {
  throw new Error('src/ehr is being built');
};

export const loadAdapters = (_texts: readonly string[]): Result<readonly Adapter[]> => todo();
export const readChart = (
  _doc: Document,
  _options: ReadOptions,
): Promise<Result<{ record: ClinicalRecord; adapterId: string }>> => todo();
export const hasDiagnoses = (_record: ClinicalRecord): boolean => todo();
export const patientKey = (_doc: Document, _adapters: readonly Adapter[]): string => todo();
export const watchPatient = (
  _doc: Document,
  _adapters: readonly Adapter[],
  _signal: AbortSignal,
  _onChange: (key: string) => void,
): void => todo();
export const locateSource = (_doc: Document, _source: Source, _signal?: AbortSignal): Promise<Result<null>> => todo();
export const findTargets = (
  _doc: Document,
  _adapters: readonly Adapter[],
  _signal?: AbortSignal,
): Promise<TargetInfo[]> => todo();
export const insertText = (
  _doc: Document,
  _adapters: readonly Adapter[],
  _targetId: string,
  _text: string,
  _mode: InsertMode,
  _confirmed: boolean,
  _signal?: AbortSignal,
): Promise<Result<Inserted>> => todo();
export const undoLast = (_doc: Document, _undo: UndoToken): Promise<Result<{ value: string }>> => todo();
