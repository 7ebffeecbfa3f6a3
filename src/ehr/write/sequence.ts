/** Several texts into several fields, one after the other: what is written so far, what failed, and what stopped it. */
import type { FieldProblem, InsertEntry } from '../../shared/messages.ts';
import type { AppError, Result } from '../../shared/result.ts';
import { isVisible } from '../dom/visible.ts';
import type { Adapter } from '../types.ts';
import { fieldText, holds, isReadOnly, kindOf } from './field.ts';
import { reachTarget } from './finding.ts';
import { type Field, fieldOf, whyNot } from './looking.ts';
import type { Quiet } from './quiet.ts';
import type { UndoToken } from './undo.ts';
import { planOf, putBack, rememberField, writePlanned } from './writing.ts';

export interface InsertOptions {
  /** When to answer with the fields' present texts instead of writing. */
  readonly ask: 'always' | 'filled' | 'never';
  /** Does the page still show the patient that the texts are about? */
  readonly still: () => Result<null>;
  readonly signal?: AbortSignal | undefined;
}

/** A page that changes what was typed often does so after a round trip of its own; looked at once more after this long (ms). */
const LATER_MS = 350;
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LATER_MS));

export class Writing {
  readonly undo: UndoToken[] = [];
  readonly failed: FieldProblem[] = [];
  /** The buttons that were pressed to show a field. */
  readonly opened: string[] = [];
  stopped: AppError | undefined;
  /** What had to be written a second time, and where. */
  private readonly again = new Map<UndoToken, HTMLElement>();

  constructor(
    private readonly doc: Document,
    private readonly adapters: readonly Adapter[],
    private readonly options: InsertOptions,
    private readonly quiet: Pick<Quiet, 'pressed'>,
  ) {}

  /** May the page be touched? The first no is remembered and ends the writing. */
  private readonly allowed = (): boolean => {
    if (this.stopped) return false;
    const same = this.options.still();
    if (!same.ok) this.stopped = same.error;
    else if (this.options.signal?.aborted) this.stopped = { code: 'E_ABORTED' };
    return this.stopped === undefined;
  };

  async write(entry: InsertEntry): Promise<void> {
    const { targetId } = entry;
    if (!this.allowed()) return;
    const reached = await reachTarget(this.doc, this.adapters, targetId, this.options.signal);
    if (reached.opened !== undefined) this.opened.push(reached.opened);
    if (!this.allowed()) return;
    const { target } = reached;
    const field: Result<Field> = target
      ? fieldOf(entry, target)
      : { ok: false, error: whyNot(this.doc, this.adapters, reached) };
    if (!field.ok) {
      this.failed.push({ targetId, error: field.error });
      return;
    }
    const { el, kind, text } = field.value;
    const before = rememberField(el);
    const plan = planOf(el, text, entry.mode);
    if (await writePlanned(el, kind, plan, before, { allowed: this.allowed })) {
      this.undo.push({ targetId, before, wanted: plan.wanted, el });
    } else if (!this.stopped) this.failed.push({ targetId, error: this.lost(el) });
  }

  private lost(el: HTMLElement): AppError {
    return { code: el.isConnected ? 'E_FIELD_REJECTED' : 'E_FIELD_GONE' };
  }

  /**
   * Reads every field once more; what the page has changed meanwhile is written again, once. A form that forgets its text
   * when its tab is left cannot hold it beside another such form: the one that was left last counts as failed.
   */
  async verify(): Promise<void> {
    if (this.undo.length === 0) return;
    await later();
    for (const token of [...this.undo]) {
      if (!this.allowed()) return;
      if ((await this.keeps(token)) || this.stopped) continue;
      this.fail(token, this.lost(token.el));
    }
    for (const [token, el] of this.again)
      if (!el.isConnected && !this.quiet.pressed()) this.fail(token, { code: 'E_FIELD_REJECTED' });
  }

  private fail(token: UndoToken, error: AppError): void {
    const at = this.undo.indexOf(token);
    if (at < 0) return;
    this.undo.splice(at, 1);
    this.failed.push({ targetId: token.targetId, error });
  }

  private async keeps(token: UndoToken): Promise<boolean> {
    // The physician has taken over: a form that saved and closed itself took the text along; nothing is written again.
    if (this.quiet.pressed())
      return (
        !token.el.isConnected || holds(kindOf(token.el) ?? 'textarea', fieldText(token.el), token.wanted)
      );
    const el = await this.findAgain(token);
    const kind = el && kindOf(el);
    if (!el || !kind) return false;
    if (holds(kind, fieldText(el), token.wanted)) return true;
    if (isReadOnly(el) || !this.allowed()) return false;
    const plan = { place: 'all', text: token.wanted, wanted: token.wanted } as const;
    if (!(await writePlanned(el, kind, plan, rememberField(el), { allowed: this.allowed }))) return false;
    await later();
    if (holds(kind, fieldText(el), token.wanted)) {
      this.again.set(token, el);
      return true;
    }
    await putBack(el, kind, token.before, { allowed: this.allowed });
    return false;
  }

  /** The field again, also where a tab was opened since, the page has drawn it anew, or its form has closed. */
  private async findAgain({ el, targetId }: UndoToken): Promise<HTMLElement | null> {
    if (el.isConnected && isVisible(el)) return el;
    const { doc, adapters, options } = this;
    return (await reachTarget(doc, adapters, targetId, options.signal)).target?.el ?? null;
  }
}
