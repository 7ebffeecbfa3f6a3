/**
 * What comes from the engine. Snapshots are whole documents with a rising number, so one that is late, doubled or out of
 * order is simply passed over; after a lost connection the job is attached to again, and written anew (once) if the
 * engine has forgotten it.
 */
import type { EngineToPanel } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { breakOff, jobNamed, sendStart } from './job.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { type Tab, withVersion } from './tab.ts';

const MAX_ATTEMPTS = 5;
const FIRST_DELAY_MS = 150;

const tabOfJob = (state: PanelState, jobId: string): Tab | null =>
  Object.values(state.tabs).find((tab) => tab.job?.jobId === jobId) ?? null;

const restart = (before: PanelState, tab: Tab, jobId: string): Step => {
  const version = tab.versions.find((v) => v.jobId === jobId);
  if (version === undefined) return step(putTab(before, breakOff(tab, 'failed', null)));
  const state = { ...before, counter: before.counter + 1 };
  const renamed = { ...version, jobId: `${state.session}-${state.counter}` };
  const again = withVersion(tab, jobId, () => renamed);
  return sendStart(state, { ...again, phase: 'loading', job: jobNamed(renamed.jobId, true) }, renamed);
};

const refused = (state: PanelState, tab: Tab, error: AppError): Step => {
  const { job } = tab;
  if (job === null) return step(state);
  if (job.stopping) return step(putTab(state, breakOff(tab, 'stopped', null)));
  if (job.attaching && !job.restarted) return restart(state, tab, job.jobId);
  return step(putTab(state, breakOff(tab, 'failed', error)));
};

const ended = (tab: Tab, message: Extract<EngineToPanel, { type: 'job/end' }>): Tab => {
  const { state, timing, model, backend, chosen, gpuFailed } = message;
  const held = withVersion(tab, message.jobId, (version) => ({
    ...version,
    document: message.document.sections.length > 0 ? message.document : version.document,
    tokens: message.tokens,
    check: message.check,
    end: { state, timing, model, backend, chosen, gpuFailed },
    fallback: (message.fallback as AppError | undefined) ?? null,
  }));
  if (state === 'done') return { ...held, job: null, phase: 'done', error: null };
  return breakOff(
    held,
    state,
    state === 'failed' ? ((message.error as AppError) ?? { code: 'E_INTERNAL' }) : null,
  );
};

/** Everything that the engine says. */
export const engineSaid = (state: PanelState, message: EngineToPanel): Step => {
  if (message.type === 'model/progress') {
    const { model, phase, loadedBytes, totalBytes } = message;
    return step({ ...state, loading: { model, phase, loadedBytes, totalBytes } });
  }
  const tab = tabOfJob(state, message.jobId);
  if (tab === null || tab.job === null) return step(state);
  const job = { ...tab.job, attempts: 0 };
  switch (message.type) {
    case 'job/queued':
      return step(
        putTab(state, { ...tab, phase: 'queued', job: { ...job, attaching: false, ahead: message.ahead } }),
      );
    case 'job/snapshot': {
      if (message.seq <= job.seq) return step(putTab(state, { ...tab, job: { ...job, attaching: false } }));
      const written = withVersion(tab, message.jobId, (version) => ({
        ...version,
        document: message.document,
        tokens: message.tokens,
      }));
      return step(
        putTab(state, { ...written, phase: 'writing', job: { ...job, attaching: false, seq: message.seq } }),
      );
    }
    case 'job/end':
      return step(putTab(state, ended(tab, message)));
    case 'job/refused':
      return refused(state, { ...tab, job }, message.error as AppError);
  }
};

const reattach = (state: PanelState, tab: Tab, error: AppError): Step => {
  const { job } = tab;
  if (job === null) return step(state);
  if (job.stopping) return step(putTab(state, breakOff(tab, 'stopped', null)));
  if (job.attempts >= MAX_ATTEMPTS) return step(putTab(state, breakOff(tab, 'failed', error)));
  const trying = { ...job, attaching: true, attempts: job.attempts + 1 };
  return step(putTab(state, { ...tab, job: trying }), {
    do: 'engine',
    delayMs: FIRST_DELAY_MS * 2 ** job.attempts,
    message: { type: 'job/attach', jobId: job.jobId },
  });
};

/** The Port closed, or could not be opened: attach again to every running job, a little later each time. */
export const engineLost = (state: PanelState, error: AppError = { code: 'E_BACKEND' }): Step =>
  Object.keys(state.tabs).reduce<Step>(
    (so, tabId) =>
      andThen(so, (now) => {
        const tab = now.tabs[Number(tabId)];
        return tab === undefined ? step(now) : reattach(now, tab, error);
      }),
    step({ ...state, loading: state.loading?.phase === 'ready' ? null : state.loading }),
  );
