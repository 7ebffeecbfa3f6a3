/**
 * One job: its text so far, who watches it, and how it ended. Every message is a whole snapshot with a rising number, so
 * a panel that was away needs only the latest.
 */
import type { Counts } from '../epicrisis/write.ts';
import type { EngineToPanel, PanelToEngine } from '../shared/messages.ts';
import type { AppError } from '../shared/result.ts';

export type Start = Extract<PanelToEngine, { type: 'job/start' }>;
export type Snapshot = Extract<EngineToPanel, { type: 'job/snapshot' }>;
export type End = Extract<EngineToPanel, { type: 'job/end' }>;

/** A connected panel. */
export interface Panel {
  send(message: EngineToPanel): void;
}

/** Whole documents are sent, so not for every token: the eye sees 30 a second. */
const MIN_SNAPSHOT_MS = 33;

export class Job {
  readonly id: string;
  readonly tabId: number;
  readonly stopped = new AbortController();
  /** Who asked for it and is still connected. */
  owner: Panel | undefined;
  end: End | undefined;
  readonly #watchers = new Set<Panel>();
  readonly #started: number;
  readonly #now: () => number;
  #sentAt = Number.NEGATIVE_INFINITY;
  #firstTextMs: number | undefined;
  #latest: Snapshot | undefined;
  #ahead: number | undefined;
  #seq = 0;

  constructor(
    readonly start: Start,
    owner: Panel,
    now: () => number,
  ) {
    this.id = start.jobId;
    this.tabId = start.binding.tabId;
    this.owner = owner;
    this.#watchers.add(owner);
    this.#now = now;
    this.#started = now();
  }

  /** The panel sees the job from here on, what it missed included. */
  attach(panel: Panel): void {
    this.owner ??= panel;
    this.#watchers.add(panel);
    const missed = this.end ?? this.#latest;
    if (missed !== undefined) panel.send(missed);
    else if (this.#ahead !== undefined)
      panel.send({ type: 'job/queued', jobId: this.id, ahead: this.#ahead });
  }

  detach(panel: Panel): void {
    this.#watchers.delete(panel);
    if (this.owner === panel) this.owner = undefined;
  }

  /** How many jobs go first; said only where it changes. */
  queued(ahead: number): void {
    if (this.end !== undefined || this.#latest !== undefined || ahead === (this.#ahead ?? 0)) return;
    this.#ahead = ahead;
    this.#tell({ type: 'job/queued', jobId: this.id, ahead });
  }

  /** The document so far. */
  snapshot(document: Snapshot['document'], tokens: Counts): void {
    if (this.end !== undefined) return;
    const now = this.#now();
    if (document.sections.length > 0) this.#firstTextMs ??= now - this.#started;
    if (now - this.#sentAt < MIN_SNAPSHOT_MS) {
      // Kept for whoever attaches; the panel gets it with the next one or with the end.
      if (this.#latest !== undefined) this.#latest = { ...this.#latest, document, tokens };
      return;
    }
    this.#sentAt = now;
    this.#latest = { type: 'job/snapshot', jobId: this.id, seq: this.#seq++, document, tokens };
    this.#tell(this.#latest);
  }

  /** The explicit end; only the first counts. Without a document, what there was so far is the document. */
  finish(ending: {
    readonly state: End['state'];
    readonly document?: End['document'];
    readonly check?: End['check'];
    readonly tokens?: Counts;
    readonly model?: string;
    readonly backend?: End['backend'];
    readonly chosen?: End['chosen'];
    readonly gpuFailed?: AppError | undefined;
    readonly loadMs?: number;
    readonly error?: AppError | undefined;
    readonly fallback?: AppError | undefined;
  }): void {
    if (this.end !== undefined) return;
    const totalMs = this.#now() - this.#started;
    const document = ending.document ?? this.#latest?.document ?? { form: this.start.form, sections: [] };
    this.end = {
      type: 'job/end',
      jobId: this.id,
      seq: this.#seq++,
      state: ending.state,
      document,
      check: ending.check ?? [],
      tokens: ending.tokens ?? this.#latest?.tokens ?? { prompt: 0, output: 0, forced: 0, modelCalls: 0 },
      timing: { loadMs: ending.loadMs ?? 0, firstTextMs: this.#firstTextMs ?? totalMs, totalMs },
      model: ending.model ?? this.start.model,
      backend: ending.backend ?? 'none',
      chosen: ending.chosen,
      gpuFailed: ending.gpuFailed,
      error: ending.error,
      fallback: ending.fallback,
    };
    this.#tell(this.end);
  }

  #tell(message: EngineToPanel): void {
    for (const watcher of this.#watchers) watcher.send(message);
  }
}
