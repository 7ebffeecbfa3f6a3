/** Taking back what was written, field by field, the last one first. */
import type { FieldProblem } from '../../shared/messages.ts';
import { type AppError, err, ok, type Result } from '../../shared/result.ts';
import { isVisible } from '../dom/visible.ts';
import type { Adapter } from '../types.ts';
import { isReadOnly, kindOf } from './field.ts';
import { findTarget } from './finding.ts';
import { keepQuiet } from './quiet.ts';
import { type Before, putBack } from './writing.ts';

/** What undoing one field needs. Holds the field itself: keep it in memory, it does not cross messages. */
export interface UndoToken {
  readonly targetId: string;
  readonly before: Before;
  readonly wanted: string;
  readonly el: HTMLElement;
}

export interface Undone {
  readonly undone: string[];
  readonly failed: FieldProblem[];
  /** Still to be taken back. */
  readonly left: readonly UndoToken[];
}

/**
 * Puts back what the fields held before, the last one first. Errors: E_NOTHING_TO_UNDO, and what `still` says; for a field:
 * E_FIELD_GONE, E_FIELD_READONLY, E_FIELD_REJECTED.
 */
export const undoLast = async (
  doc: Document,
  adapters: readonly Adapter[],
  tokens: readonly UndoToken[],
  still: () => Result<null>,
): Promise<Result<Undone>> => {
  if (tokens.length === 0) return err('E_NOTHING_TO_UNDO');
  const undone: string[] = [];
  const failed: FieldProblem[] = [];
  const left: UndoToken[] = [];
  const quiet = keepQuiet(doc);
  try {
    for (const token of [...tokens].reverse()) {
      const same = still();
      if (!same.ok) {
        if (undone.length === 0) return same;
        failed.push({ targetId: token.targetId, error: same.error });
        left.unshift(token);
        continue;
      }
      const problem = await undoOne(doc, adapters, token, () => still().ok);
      if (problem === null) undone.push(token.targetId);
      else {
        failed.push({ targetId: token.targetId, error: { code: problem } });
        left.unshift(token);
      }
    }
  } finally {
    quiet.end();
  }
  return ok({ undone, failed, left });
};

const undoOne = async (
  doc: Document,
  adapters: readonly Adapter[],
  { el: known, targetId, before }: UndoToken,
  allowed: () => boolean,
): Promise<AppError['code'] | null> => {
  const el =
    known.isConnected && isVisible(known) ? known : ((await findTarget(doc, adapters, targetId))?.el ?? null);
  const kind = el && kindOf(el);
  if (!el || !kind) return 'E_FIELD_GONE';
  if (isReadOnly(el)) return 'E_FIELD_READONLY';
  return (await putBack(el, kind, before, { allowed })) ? null : 'E_FIELD_REJECTED';
};
