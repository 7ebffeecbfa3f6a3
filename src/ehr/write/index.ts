/**
 * Text back into the EHR, into one field or each section into its own: looked at first, written, read back, and taken back.
 * Every touch of the page is preceded by the question whether it still shows the same patient; no form is sent meanwhile.
 */
import type { InsertAnswer, InsertEntry } from '../../shared/messages.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Adapter } from '../types.ts';
import { lookFirst } from './looking.ts';
import { keepQuiet, type Quiet } from './quiet.ts';
import { type InsertOptions, Writing } from './sequence.ts';
import type { UndoToken } from './undo.ts';

export { findTargets } from './finding.ts';
export { type UndoToken, undoLast } from './undo.ts';

export interface Inserted {
  readonly answer: InsertAnswer;
  /** For each field written, in the order written. */
  readonly undo: readonly UndoToken[];
  /** The words of the buttons that were pressed to show a field. */
  readonly opened: readonly string[];
}

/**
 * Puts each text into its field. With `ask` the answer is `confirm` and nothing is written (`always`: whatever the fields
 * hold; `filled`: when one holds text). Before the first word all fields are looked at: one that is gone, read-only or too
 * short refuses the whole. Then each is written and read back; a field that does not keep its text has what it held put
 * back and is listed. When `still` says no, nothing more is touched. Errors: what `still` says, where nothing is written yet.
 */
export const insertTexts = async (
  doc: Document,
  adapters: readonly Adapter[],
  entries: readonly InsertEntry[],
  options: InsertOptions,
): Promise<Result<Inserted>> => {
  const same = options.still();
  if (!same.ok) return same;
  const quiet = keepQuiet(doc);
  try {
    return await insertQuietly(doc, adapters, entries, options, quiet);
  } finally {
    quiet.end();
  }
};

const insertQuietly = async (
  doc: Document,
  adapters: readonly Adapter[],
  entries: readonly InsertEntry[],
  options: InsertOptions,
  quiet: Quiet,
): Promise<Result<Inserted>> => {
  const { fields, opened } = await lookFirst(doc, adapters, entries, options);
  const answering = (answer: InsertAnswer): Result<Inserted> => ok({ answer, undo: [], opened });
  const same = options.still();
  if (!same.ok) return same;
  const filled = fields.some((f) => f.current.trim() !== '');
  if (options.ask === 'always') return answering({ state: 'confirm', fields });
  const problems = fields.flatMap(({ targetId, problem }) => (problem ? [{ targetId, error: problem }] : []));
  if (problems.length > 0) return answering({ state: 'refused', problems });
  if (options.ask === 'filled' && filled) return answering({ state: 'confirm', fields });

  const writing = new Writing(doc, adapters, options, quiet);
  for (const entry of entries) await writing.write(entry);
  quiet.textIsIn();
  await writing.verify();
  const { undo, failed, stopped } = writing;
  if (stopped && undo.length === 0 && failed.length === 0) return { ok: false, error: stopped };
  const written = undo.map((token) => token.targetId);
  const answer: InsertAnswer = { state: 'written', written, failed, heldBack: quiet.heldBack() };
  return ok({
    answer: stopped ? { ...answer, stopped } : answer,
    undo,
    opened: [...new Set([...opened, ...writing.opened])],
  });
};
