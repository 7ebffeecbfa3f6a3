/**
 * A job from its start to its end. Snapshots are whole documents with a rising number, so one that is late, doubled or
 * out of order is simply passed over; after a lost connection the job is attached to again, and written anew (once) if
 * the engine has forgotten it.
 */
import type { EngineToPanel } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { andThen, type PanelState, putTab, type Step, step } from './panel.ts';
import { noTokens, type Tab, type Version, versionText, withVersion } from './tab.ts';

const MAX_ATTEMPTS = 5;
const FIRST_DELAY_MS = 150;

interface Wish {
  readonly model?: string;
  readonly seed: number;
}

/** The form in force for a tab: the institution's where locked, else the tab's own choice, else the setting. */
export const formOf = (state: PanelState, tab: Tab | null): 'parrafo' | 'secciones' => {
  const setting = state.settings?.form ?? 'secciones';
  return state.locked.includes('form') ? setting : (tab?.form ?? setting);
};

/** The next seed for this chart and form: 0 is the model's first choice, every later one picks other phrases. */
export const nextSeed = (tab: Tab, form: string): number =>
  tab.versions.filter((v) => v.form === form && v.record === tab.chart?.record).length;

const send = (state: PanelState, tab: Tab, version: Version, delayMs = 0): Step => {
  if (tab.chart === null || state.settings === null) return step(putTab(state, tab));
  return step(putTab(state, tab), {
    do: 'engine',
    delayMs,
    message: {
      type: 'job/start',
      jobId: version.jobId,
      binding: tab.chart.binding,
      record: version.record,
      form: version.form,
      model: version.model,
      settings: state.settings,
      seed: version.seed,
    },
  });
};

const jobNamed = (jobId: string, restarted: boolean) => ({
  jobId,
  seq: -1,
  ahead: 0,
  stopping: false,
  attaching: false,
  attempts: 0,
  restarted,
});

/** Starts writing a new version from the chart that the tab holds. */
export const startJob = (before: PanelState, tab: Tab, wish: Wish): Step => {
  const { chart } = tab;
  if (chart === null || before.settings === null) return step(before);
  const state = { ...before, counter: before.counter + 1 };
  const version: Version = {
    jobId: `${state.session}-${state.counter}`,
    form: formOf(state, tab),
    seed: wish.seed,
    model: wish.model ?? before.settings.model,
    record: chart.record,
    document: { form: formOf(state, tab), sections: [] },
    tokens: noTokens,
    check: [],
    end: null,
    fallback: null,
    edited: null,
  };
  const started: Tab = {
    ...tab,
    phase: 'loading',
    error: null,
    notice: null,
    editing: false,
    insertion: { step: 'none' },
    job: jobNamed(version.jobId, false),
    versions: [...tab.versions, version],
    shown: tab.versions.length,
  };
  return send(state, started, version);
};

/** Asks the engine to stop; the text so far stays, and its end will say so. */
export const stopJob = (state: PanelState, tab: Tab): Step => {
  if (tab.job === null || tab.job.stopping) return step(putTab(state, tab));
  const stopping = { ...tab, job: { ...tab.job, stopping: true } };
  return step(putTab(state, stopping), {
    do: 'engine',
    delayMs: 0,
    message: { type: 'job/stop', jobId: tab.job.jobId },
  });
};

/** Ends the tab's job without an end from the engine; a version that holds no text is dropped. */
const breakOff = (tab: Tab, outcome: 'stopped' | 'failed', error: AppError | null): Tab => {
  const jobId = tab.job?.jobId;
  const versions = tab.versions.filter((v) => v.jobId !== jobId || versionText(v).trim() !== '');
  const shown = Math.min(tab.shown, versions.length - 1);
  const phase = outcome === 'stopped' && versions.length === 0 ? 'idle' : outcome;
  return { ...tab, job: null, phase, error, versions, shown };
};

/** Forgets the version being written, as when it is started over in another form. */
export const dropUnfinished = (tab: Tab): Tab => {
  const versions = tab.versions.filter((v) => v.jobId !== tab.job?.jobId);
  return { ...tab, job: null, versions, shown: Math.min(tab.shown, versions.length - 1) };
};

const tabOfJob = (state: PanelState, jobId: string): Tab | null =>
  Object.values(state.tabs).find((tab) => tab.job?.jobId === jobId) ?? null;

const restart = (before: PanelState, tab: Tab, jobId: string): Step => {
  const version = tab.versions.find((v) => v.jobId === jobId);
  if (version === undefined) return step(putTab(before, breakOff(tab, 'failed', null)));
  const state = { ...before, counter: before.counter + 1 };
  const renamed = { ...version, jobId: `${state.session}-${state.counter}` };
  const again = withVersion(tab, jobId, () => renamed);
  return send(state, { ...again, phase: 'loading', job: jobNamed(renamed.jobId, true) }, renamed);
};

const refused = (state: PanelState, tab: Tab, error: AppError): Step => {
  const { job } = tab;
  if (job === null) return step(state);
  if (job.stopping) return step(putTab(state, breakOff(tab, 'stopped', null)));
  if (job.attaching && !job.restarted) return restart(state, tab, job.jobId);
  return step(putTab(state, breakOff(tab, 'failed', error)));
};

const ended = (tab: Tab, message: Extract<EngineToPanel, { type: 'job/end' }>): Tab => {
  const { state, timing, model, backend } = message;
  const held = withVersion(tab, message.jobId, (version) => ({
    ...version,
    document: message.document.sections.length > 0 ? message.document : version.document,
    tokens: message.tokens,
    check: message.check,
    end: { state, timing, model, backend },
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
