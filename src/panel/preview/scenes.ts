/** The panel's moments, reached by the same events as in the browser. */
import { documentText, type Epicrisis } from '../../epicrisis/types.ts';
import type { EngineToPanel, FieldNow } from '../../shared/messages.ts';
import { defaultSettings, type Settings } from '../../shared/settings.ts';
import { emptyPanel, type PanelEvent, type PanelState } from '../state/panel.ts';
import { reduce } from '../state/reduce.ts';
import { asParagraph, binding, bySections, record } from './patient.ts';
import { earlierText, findings, manyFindings, sectionTargets, targets } from './review.ts';

const SESSION = 'preview';
const tabId = binding.tabId;
const tokens = { prompt: 96, output: 212, forced: 187, modelCalls: 14 };

const hello = (settings: Partial<Settings> = {}, locked: readonly string[] = []): PanelEvent[] => [
  { type: 'boot', windowId: 1 },
  {
    type: 'hello/ok',
    answer: {
      tabId,
      start: false,
      settings: { ...defaultSettings, ...settings },
      locked: [...locked],
      rejected: [],
    },
  },
];

const user = (type: 'start' | 'stop' | 'regenerate' | 'insert' | 'undo'): PanelEvent => ({
  type: `user/${type}`,
});
type End = Extract<EngineToPanel, { type: 'job/end' }>;

const engine = (message: EngineToPanel): PanelEvent => ({ type: 'engine/message', message });

const readOk: (ticket: number) => PanelEvent = (ticket) => ({
  type: 'read/ok',
  tabId,
  ticket,
  answer: { binding, record, readMs: 84 },
});

const snapshot = (job: number, seq: number, document: Epicrisis): PanelEvent =>
  engine({ type: 'job/snapshot', jobId: `${SESSION}-${job}`, seq, document, tokens });

const end = (job: number, document: Epicrisis, over: Partial<End> = {}): PanelEvent =>
  engine({
    type: 'job/end',
    jobId: `${SESSION}-${job}`,
    seq: 99,
    state: 'done',
    document,
    check: [...findings],
    tokens,
    timing: { loadMs: 640, firstTextMs: 210, totalMs: 820 },
    model: 'epicrisis-slots',
    backend: 'wasm',
    chosen: { backend: 'wasm', dtype: 'fp32', threads: 1, why: 'SMALL' },
    ...over,
  });

const part = (sections: number, segments: number): Epicrisis => ({
  ...bySections,
  sections: bySections.sections
    .slice(0, sections)
    .map((one, i) => (i === sections - 1 ? { ...one, segments: one.segments.slice(0, segments) } : one)),
});

const read: PanelEvent[] = [...hello(), user('start'), readOk(1), { type: 'targets/ok', tabId, targets }];
const done: PanelEvent[] = [...read, snapshot(2, 0, bySections), end(2, bySections)];
const form = (to: 'parrafo' | 'secciones'): PanelEvent => ({ type: 'user/form', form: to });
const paragraph: PanelEvent[] = [...done, form('parrafo'), end(3, asParagraph)];
const asked: PanelEvent[] = [...paragraph, user('insert')];
const bySectionsAsked: PanelEvent[] = [
  ...done,
  { type: 'targets/ok', tabId, targets: sectionTargets },
  { type: 'user/way', way: 'sections' },
  user('insert'),
];
const fieldNow = (targetId: string, current = ''): FieldNow => ({ targetId, current, cursor: null });
const looked: PanelEvent[] = [
  ...bySectionsAsked,
  {
    type: 'insert/ok',
    tabId,
    ticket: 3,
    answer: {
      state: 'confirm',
      fields: [
        ...['motivo', 'dxi', 'med', 'ctl'].map((id) => fieldNow(id)),
        fieldNow('evo', 'Sin requerimientos de O2 desde el 2do día. PENDIENTE completar.'),
        {
          ...fieldNow('dxa'),
          problem: {
            code: 'E_FIELD_TOO_SHORT',
            params: { field: 'Diagnóstico principal de egreso', limit: 60, length: 77, over: 17 },
          },
        },
      ],
    },
  },
];
const locked = hello({ form: 'parrafo', hospitalName: 'Hospital Regional de Aysén' }, [
  'form',
  'model',
  'hospitalName',
]);

/** The paragraph with a hand's slips: another dose, another side, an outcome that nobody charted, somebody else's name. */
const slips = documentText(asParagraph)
  .replace('Enoxaparina 80 mg', 'Enoxaparina 40 mg')
  .replace('TVP femoropoplítea izquierda (I80.2), ind', 'TVP femoropoplítea derecha (I80.2), ind')
  .replace('Egresa', 'Evolución favorable. Don Pedro Soto Vidal sin dolor. Egresa')
  .replace('por 21 días', 'por 30 días');
const review: PanelEvent[] = [
  ...paragraph,
  { type: 'user/editing', on: true },
  { type: 'user/edit', text: slips },
  { type: 'user/editing', on: false },
];

export const scenes: Readonly<Record<string, readonly PanelEvent[]>> = {
  idle: hello(),
  reading: [...hello(), user('start')],
  loading: [
    ...read,
    engine({
      type: 'model/progress',
      model: 'epicrisis-slots',
      phase: 'files',
      loadedBytes: 7_400_000,
      totalBytes: 17_900_000,
    }),
  ],
  streaming: [...read, snapshot(2, 0, part(7, 2))],
  done,
  'many-missing': [...read, end(2, asParagraph, { check: [...manyFindings] })],
  'none-missing': [...read, end(2, bySections, { check: [] })],
  'card-failed': [
    ...read,
    end(2, bySections, {
      model: 'qwen2.5-0.5b-instruct',
      chosen: {
        backend: 'wasm',
        dtype: 'int8',
        threads: 2,
        why: 'GPU_FAILED',
        tokensPerSecond: 6.2,
        jobSeconds: 27.4,
      },
      gpuFailed: { code: 'E_BACKEND' },
    }),
  ],
  paragraph,
  insertion: [
    ...asked,
    {
      type: 'insert/ok',
      tabId,
      ticket: 4,
      answer: {
        state: 'confirm',
        fields: [{ targetId: 'epi', current: earlierText, cursor: { start: 0, end: 0 } }],
      },
    },
  ],
  inserted: [
    ...asked,
    {
      type: 'insert/ok',
      tabId,
      ticket: 4,
      answer: { state: 'written', written: ['epi'], failed: [], heldBack: 0, opened: ['Nueva epicrisis'] },
    },
  ],
  ways: bySectionsAsked.slice(0, -1),
  sections: looked,
  'sections-partial': [
    ...looked,
    { type: 'user/confirm' },
    {
      type: 'insert/ok',
      tabId,
      ticket: 4,
      answer: {
        state: 'written',
        written: ['motivo', 'dxi', 'evo', 'med'],
        failed: [{ targetId: 'ctl', error: { code: 'E_FIELD_GONE' } }],
        heldBack: 1,
      },
    },
  ],
  error: [
    ...hello(),
    user('start'),
    { type: 'read/failed', tabId, ticket: 1, error: { code: 'E_NO_ADAPTER' } },
  ],
  model: [
    ...read,
    engine({ type: 'job/refused', jobId: `${SESSION}-2`, error: { code: 'E_MODEL_CORRUPT' } }),
  ],
  stale: [...done, { type: 'background', message: { type: 'tab/patient', tabId, patientKey: 'otro' } }],
  versions: [...paragraph, user('regenerate'), end(4, asParagraph), { type: 'user/version', index: 1 }],
  editing: [
    ...paragraph,
    { type: 'user/editing', on: true },
    {
      type: 'user/edit',
      text: 'Paciente de 68 años que ingresa por TEP de riesgo intermedio alto (I26.9). Egresa en buenas condiciones.',
    },
  ],
  review,
  corrected: [
    ...review,
    {
      type: 'user/correct',
      checked: slips,
      fix: {
        kind: 'remove',
        start: slips.indexOf('Evolución favorable. '),
        end: slips.indexOf('Don Pedro'),
        text: '',
      },
    },
  ],
  policy: [...locked, user('start'), readOk(1), end(2, asParagraph)],
  closed: [
    ...done,
    { type: 'background', message: { type: 'tab/closed', tabId } },
    { type: 'background', message: { type: 'tab/active', windowId: 1, tabId: 8 } },
  ],
};

export const sceneState = (name: string): PanelState =>
  (scenes[name] ?? []).reduce((state, event) => reduce(state, event).state, emptyPanel(SESSION));
