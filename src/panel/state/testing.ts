/** What the tests of the state share: a small record, the engine's messages, and a run of events. */
import type { Epicrisis, Form } from '../../epicrisis/types.ts';
import { ClinicalRecord } from '../../record/schema.ts';
import type { Binding, EngineToPanel, HelloAnswer, ReadAnswer, TargetInfo } from '../../shared/messages.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { type Command, emptyPanel, type PanelEvent, type PanelState } from './panel.ts';
import { reduce } from './reduce.ts';
import type { Tab } from './tab.ts';

export const TAB = 7;

export const bindingOf = (patientKey: string, tabId = TAB): Binding => ({
  tabId,
  url: 'https://ficha.example/1',
  documentId: 'D',
  patientKey,
});

export const recordOf = (name: string): ClinicalRecord =>
  ClinicalRecord.parse({
    schema: 1,
    identity: { name: { text: name, source: { type: 'typed' } } },
    episode: {},
    facts: [
      {
        id: 'd1',
        kind: 'diagnosis',
        moment: 'ingreso',
        text: 'TEP masivo',
        code: 'I26.0',
        system: 'cie10',
        source: { type: 'page', locator: 'l1', label: 'Diagnósticos, fila 1' },
      },
      { id: 'n1', kind: 'note', moment: 'intrahospitalario', text: 'Afebril.', source: { type: 'typed' } },
    ],
    reading: { adapter: 'demo', url: 'u', title: 't', readAt: '2026-05-17T10:00:00', findings: [] },
  });

export const readAnswer = (patientKey = 'rosa', tabId = TAB): ReadAnswer => ({
  binding: bindingOf(patientKey, tabId),
  record: recordOf(patientKey),
  readMs: 5,
});

export const docOf = (text: string, form: Form = 'secciones'): Epicrisis => ({
  form,
  sections: [{ id: 'epicrisis', title: '', segments: [{ text, kind: 'prose' }] }],
});

export const targetOf = (over: Partial<TargetInfo> = {}): TargetInfo => ({
  id: 'epi',
  label: 'Epicrisis',
  kind: 'textarea',
  readOnly: false,
  empty: true,
  preferred: true,
  ...over,
});

const tokens = { prompt: 1, output: 2, forced: 1, modelCalls: 1 };

export const engineSays = (message: EngineToPanel): PanelEvent => ({ type: 'engine/message', message });

export const snapshot = (jobId: string, seq: number, text: string): PanelEvent =>
  engineSays({ type: 'job/snapshot', jobId, seq, document: docOf(text), tokens });

type End = Extract<EngineToPanel, { type: 'job/end' }>;

export const ending = (jobId: string, text: string, over: Partial<End> = {}): PanelEvent =>
  engineSays({
    type: 'job/end',
    jobId,
    seq: 99,
    state: 'done',
    document: docOf(text),
    check: [],
    tokens,
    timing: { loadMs: 1, firstTextMs: 2, totalMs: 3 },
    model: 'epicrisis-slots',
    backend: 'wasm',
    ...over,
  });

export const helloOk = (
  over: Partial<Omit<HelloAnswer, 'settings'>> & { settings?: Partial<Settings> } = {},
): PanelEvent => ({
  type: 'hello/ok',
  answer: {
    tabId: TAB,
    start: false,
    locked: [],
    rejected: [],
    ...over,
    settings: { ...defaultSettings, ...over.settings },
  },
});

export interface Run {
  readonly state: PanelState;
  /** Commands of the last event. */
  readonly commands: readonly Command[];
}

/** Plays events from `from` (or a fresh panel). */
export const play = (events: readonly PanelEvent[], from: PanelState = emptyPanel('s')): Run =>
  events.reduce<Run>(({ state }, event) => reduce(state, event), { state: from, commands: [] });

/** The tab under test; its absence fails the test. */
export const tabOf = (run: Run, tabId = TAB): Tab => {
  const tab = run.state.tabs[tabId];
  if (tab === undefined) throw new Error(`no tab ${tabId}`);
  return tab;
};

/** The running job's id; its absence fails the test. */
export const jobOf = (run: Run, tabId = TAB): string => {
  const jobId = tabOf(run, tabId).job?.jobId;
  if (jobId === undefined) throw new Error('no job');
  return jobId;
};

export const opened: readonly PanelEvent[] = [{ type: 'boot', windowId: 1 }, helloOk()];
const clicked: readonly PanelEvent[] = [...opened, { type: 'user/start' }];

/** Read, and the job just started; its id is `s-2` (ticket 1 was the reading). */
export const started: readonly PanelEvent[] = [
  ...clicked,
  { type: 'read/ok', tabId: TAB, ticket: 1, answer: readAnswer() },
];

export const written: readonly PanelEvent[] = [
  ...started,
  { type: 'targets/ok', tabId: TAB, targets: [targetOf()] },
  snapshot('s-2', 0, 'Ingresa'),
  ending('s-2', 'Ingresa por TEP masivo (I26.0).'),
];

export const page = (message: Extract<PanelEvent, { type: 'background' }>['message']): PanelEvent => ({
  type: 'background',
  message,
});
