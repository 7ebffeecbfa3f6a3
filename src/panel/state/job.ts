import type { AppError } from '../../shared/result.ts';
import { type PanelState, putTab, type Step, step } from './panel.ts';
import { noTokens, type Tab, type Version, versionText } from './tab.ts';

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

export const sendStart = (state: PanelState, tab: Tab, version: Version, delayMs = 0): Step => {
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

export const jobNamed = (jobId: string, restarted: boolean) => ({
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
  return sendStart(state, started, version);
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
export const breakOff = (tab: Tab, outcome: 'stopped' | 'failed', error: AppError | null): Tab => {
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
