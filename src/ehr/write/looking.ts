/** The fields before anything is written: what they hold, where the cursor is, and what stands in the way. */
import type { FieldNow, InsertEntry } from '../../shared/messages.ts';
import { type AppError, err, ok, type Result } from '../../shared/result.ts';
import { pickAdapter } from '../pick.ts';
import type { Adapter } from '../types.ts';
import { cursorIn, type FieldKind, fieldText, fitting, isReadOnly, kindOf, limitOf } from './field.ts';
import { leavingNoTrace, type Reached, reachTarget } from './finding.ts';
import { type Target, targetsNow } from './targets.ts';
import { planOf } from './writing.ts';

export interface Field {
  readonly entry: InsertEntry;
  readonly el: HTMLElement;
  readonly kind: FieldKind;
  /** As the field can hold it. */
  readonly text: string;
}

/** Why a field was not reached: behind a button that did not show it, not on the page any more, or no field is. */
export const whyNot = (doc: Document, adapters: readonly Adapter[], { closed }: Reached): AppError => {
  if (closed !== undefined) return { code: 'E_FIELD_CLOSED', params: { field: closed } };
  const none = targetsNow(doc, pickAdapter(doc, adapters, doc.URL)).length === 0;
  return { code: none ? 'E_NO_FIELD' : 'E_FIELD_GONE' };
};

/** The field as this entry can be written into it, or why not: E_FIELD_READONLY, E_FIELD_TOO_SHORT. */
export const fieldOf = (entry: InsertEntry, { el, info }: Target): Result<Field> => {
  const kind = kindOf(el);
  if (kind === null || isReadOnly(el)) return err('E_FIELD_READONLY', { field: info.label });
  const text = fitting(kind, entry.text);
  const limit = limitOf(el);
  // Typing would cut it silently, and a script would slip past the limit that the server keeps.
  const length = limit === null ? 0 : planOf(el, text, entry.mode).wanted.length;
  if (limit !== null && length > limit)
    return err('E_FIELD_TOO_SHORT', { field: info.label, limit, length, over: length - limit });
  return ok({ entry, el, kind, text });
};

export interface Looked {
  readonly fields: FieldNow[];
  /** The buttons that were pressed to show a field. */
  readonly opened: string[];
}

/** The fields as they are now, each with what stands in its way; tabs and forms are opened where they must be. */
const look = async (
  doc: Document,
  adapters: readonly Adapter[],
  entries: readonly InsertEntry[],
  { still, signal }: Asking,
): Promise<Looked> => {
  const fields: FieldNow[] = [];
  const opened: string[] = [];
  for (const entry of entries) {
    const { targetId } = entry;
    const same = still();
    if (!same.ok) {
      fields.push({ targetId, current: '', cursor: null, problem: same.error });
      continue;
    }
    const reached = await reachTarget(doc, adapters, targetId, signal);
    if (reached.opened !== undefined) opened.push(reached.opened);
    const { target } = reached;
    if (!target) {
      fields.push({ targetId, current: '', cursor: null, problem: whyNot(doc, adapters, reached) });
      continue;
    }
    const field = fieldOf(entry, target);
    const now = { targetId, current: fieldText(target.el), cursor: cursorIn(target.el) };
    fields.push(field.ok ? now : { ...now, problem: field.error });
  }
  return { fields, opened };
};

export interface Asking {
  /** Does the page still show the patient that the texts are about? */
  readonly still: () => Result<null>;
  readonly signal?: AbortSignal | undefined;
}

/** Only the fields in tabs make the page move; without any it is left alone. */
export const lookFirst = (
  doc: Document,
  adapters: readonly Adapter[],
  entries: readonly InsertEntry[],
  asking: Asking,
): Promise<Looked> => {
  const adapter = pickAdapter(doc, adapters, doc.URL);
  const here = new Set(targetsNow(doc, adapter).map((t) => t.info.id));
  const work = (): Promise<Looked> => look(doc, adapters, entries, asking);
  const allHere = entries.every(({ targetId }) => here.has(targetId.split('@')[0] ?? ''));
  return allHere ? work() : leavingNoTrace(doc, adapter, work);
};
