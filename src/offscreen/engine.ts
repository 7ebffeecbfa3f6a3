/**
 * The engine's side of the panels' Ports: which jobs there are, whose they are, in which order they run and how long
 * their text is kept. A job goes on while its panel is away; its text is dropped with its tab or after half an hour.
 */
import type { Form } from '../epicrisis/types.ts';
import type { Writer } from '../epicrisis/write.ts';
import type { PanelToEngine } from '../shared/messages.ts';
import { type AppError, err } from '../shared/result.ts';
import { Job, type Panel, type Start } from './job.ts';
import { takeTurns } from './turns.ts';
import { TEMPLATE, type Writing, writeJob } from './write-job.ts';

export const KEEP_MS = 30 * 60_000;

export interface Edges extends Writing {
  /** Lets the model read what every prompt of the form begins with. */
  readonly warmPrompt: (model: Writer, form: Form, signal: AbortSignal) => Promise<void>;
  readonly later: (ms: number, task: () => void) => void;
}

export interface Engine {
  heard(panel: Panel, message: PanelToEngine): void;
  gone(panel: Panel): void;
  tabClosed(tabId: number): void;
  /** True while any job runs or waits. */
  busy(): boolean;
}

export function openEngine(edges: Edges): Engine {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  const turns = takeTurns();
  /** Stops what is computed ahead when a job comes. */
  let warming: AbortController | undefined;

  const running = (): Job[] => [...jobs.values()].filter((job) => job.end === undefined);
  const refuse = (panel: Panel, jobId: string, error: AppError): void =>
    panel.send({ type: 'job/refused', jobId, error });

  return {
    heard(panel, message) {
      switch (message.type) {
        case 'job/start':
          start(panel, message);
          break;
        case 'job/stop':
          jobs.get(message.jobId)?.stopped.abort();
          break;
        case 'job/attach':
          attach(panel, message.jobId);
          break;
        case 'model/warm':
          void warm(panel, message.model, message.form);
          break;
      }
    },
    gone(panel) {
      for (const job of jobs.values()) job.detach(panel);
    },
    tabClosed(tabId) {
      for (const job of jobs.values()) if (job.tabId === tabId) forget(job);
    },
    busy: () => running().length > 0,
  };

  function attach(panel: Panel, jobId: string): void {
    const job = jobs.get(jobId);
    if (job === undefined) refuse(panel, jobId, err('E_BAD_MESSAGE', undefined, 'no such job').error);
    else job.attach(panel);
  }

  function start(panel: Panel, message: Start): void {
    const { jobId, binding, settings } = message;
    const others = running().filter((job) => job.tabId === binding.tabId);
    if (jobs.has(jobId)) attach(panel, jobId);
    else if (!settings.enabled) refuse(panel, jobId, err('E_DISABLED').error);
    else if (others.some((job) => job.owner !== undefined && job.owner !== panel)) {
      refuse(panel, jobId, err('E_BUSY').error);
    } else {
      for (const job of others) job.stopped.abort();
      add(new Job(message, panel, edges.now));
    }
  }

  function add(job: Job): void {
    jobs.set(job.id, job);
    job.stopped.signal.addEventListener('abort', () => stopWaiting(job), { once: true });
    void run(job);
  }

  async function run(job: Job): Promise<void> {
    warming?.abort();
    if (job.start.model === TEMPLATE) {
      // Needs no runtime, so it waits for none.
      await writeJob(job, edges);
    } else {
      waiting.push(job);
      countAhead();
      await turns.take(() => writeJob(job, edges));
      leaveQueue(job);
      if (waiting.length === 0) edges.models.rest();
    }
    edges.later(KEEP_MS, () => jobs.delete(job.id));
  }

  /** A job that is stopped while it waits ends at once, not at its turn. */
  function stopWaiting(job: Job): void {
    if (waiting.indexOf(job) <= 0) return;
    job.finish({ state: 'stopped' });
    leaveQueue(job);
  }

  function leaveQueue(job: Job): void {
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
    countAhead();
  }

  function countAhead(): void {
    for (const [ahead, job] of waiting.entries()) job.queued(ahead);
  }

  function forget(job: Job): void {
    job.stopped.abort();
    job.finish({ state: 'stopped' });
    jobs.delete(job.id);
  }

  /** Ahead of the click. Not while a job runs: loading another model would take away the one in use. */
  async function warm(panel: Panel, model: string, form: Form): Promise<void> {
    if (model === TEMPLATE || running().length > 0) return;
    const loaded = await edges.models.get(model);
    if (running().length === 0) edges.models.rest();
    if (!loaded.ok) return;
    panel.send({ type: 'model/progress', model, phase: 'ready', loadedBytes: 0, totalBytes: 0 });
    if (running().length > 0) return;
    warming = new AbortController();
    // What goes wrong here goes wrong in the job too, and is told there.
    await edges.warmPrompt(loaded.value, form, warming.signal).catch(() => undefined);
  }
}
