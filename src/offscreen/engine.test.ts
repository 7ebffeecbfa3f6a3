import { beforeEach, describe, expect, it } from 'vitest';
import type { LoadedModel } from '../engine/types.ts';
import type { WriteRequest, Written } from '../epicrisis/write.ts';
import type { EngineToPanel, PanelToEngine } from '../shared/messages.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { defaultSettings } from '../shared/settings.ts';
import { type Engine, KEEP_MS, openEngine } from './engine.ts';
import type { Panel } from './job.ts';
import { keepModel } from './models.ts';

/** The writing is faked (its own tests drive the real one): each call waits until the test lets it go on. */
interface Call {
  readonly request: WriteRequest;
  readonly say: (text: string) => void;
  readonly finish: (result: Result<Written> | Error) => void;
}

const NO_TOKENS = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };
const doc = (text: string): Written['document'] => ({
  form: 'parrafo',
  sections: [{ id: 'motivo', title: '', segments: [{ text, kind: 'prose' }] }],
});
const written = (text: string): Written => ({
  document: doc(text),
  check: [],
  tokens: NO_TOKENS,
  state: 'done',
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

class FakePanel implements Panel {
  readonly heard: EngineToPanel[] = [];
  send(message: EngineToPanel): void {
    this.heard.push(message);
  }
  of<T extends EngineToPanel['type']>(type: T): Extract<EngineToPanel, { type: T }>[] {
    return this.heard.filter((m): m is Extract<EngineToPanel, { type: T }> => m.type === type);
  }
}

let calls: Call[];
let clock: number;
let later: { ms: number; task: () => void }[];
let loads: string[];
let loadResult: (id: string) => Promise<Result<LoadedModel>>;
let warmings: { readonly form: string; readonly signal: AbortSignal }[];
let engine: Engine;

const model = (id: string): LoadedModel => ({
  id,
  dialect: 'slots',
  backend: 'wasm',
  dtype: 'fp32',
  decode: () => Promise.reject(new Error('not used')),
  dispose: async () => undefined,
});

beforeEach(() => {
  calls = [];
  warmings = [];
  clock = 0;
  later = [];
  loads = [];
  loadResult = async (id) => ok(model(id));
  engine = openEngine({
    models: keepModel(
      (id) => {
        loads.push(id);
        return loadResult(id);
      },
      () => undefined,
    ),
    write: (request) =>
      new Promise((resolve, reject) => {
        calls.push({
          request,
          say: (text) => request.onSnapshot?.(doc(text), NO_TOKENS),
          finish: (result) => (result instanceof Error ? reject(result) : resolve(result)),
        });
      }),
    warmPrompt: (_model, form, signal) => {
      warmings.push({ form, signal });
      return new Promise(() => undefined);
    },
    now: () => clock,
    fellBack: () => undefined,
    later: (ms, task) => later.push({ ms, task }),
  });
});

const start = (
  jobId: string,
  tabId = 1,
  more: Partial<Extract<PanelToEngine, { type: 'job/start' }>> = {},
) => ({
  type: 'job/start' as const,
  jobId,
  binding: { tabId, url: 'https://x/', documentId: 'd', patientKey: 'k' },
  record: {
    schema: 1 as const,
    identity: {},
    episode: {},
    facts: [],
    reading: { adapter: '', url: '', title: '', readAt: '', findings: [] },
  },
  form: 'parrafo' as const,
  model: 'm',
  settings: defaultSettings,
  seed: 0,
  ...more,
});

/** The n-th call of the writing, once it has been made. */
async function call(n: number): Promise<Call> {
  await settle();
  const found = calls[n];
  if (found === undefined) throw new Error(`write was called ${calls.length} times`);
  return found;
}

describe('a job', () => {
  it('sends snapshots with rising numbers and one explicit end', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    const { say, finish } = await call(0);
    for (const text of ['In', 'Ingresa', 'Ingresa por']) {
      clock += 50;
      say(text);
    }
    finish(ok(written('Ingresa por TEP.')));
    await settle();
    expect(panel.of('job/snapshot').map((m) => m.seq)).toEqual([0, 1, 2]);
    const [end, ...more] = panel.of('job/end');
    expect(more).toEqual([]);
    expect(end).toMatchObject({
      seq: 3,
      state: 'done',
      model: 'm',
      backend: 'wasm',
      document: doc('Ingresa por TEP.'),
    });
    expect(end?.timing.firstTextMs).toBe(50);
  });

  it('says where its model ran, why, and what the graphics card failed with', async () => {
    const chosen = { backend: 'wasm', dtype: 'int8', threads: 2, why: 'GPU_FAILED' } as const;
    const gpuFailed = { code: 'E_BACKEND' } as const;
    loadResult = async (id) => ok({ ...model(id), chosen, gpuFailed });
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    (await call(0)).finish(ok(written('Ingresa por TEP.')));
    await settle();
    expect(panel.of('job/end')).toMatchObject([{ chosen, gpuFailed }]);
    expect(panel.of('job/end')[0]?.fallback).toBeUndefined();
    // The template runs nowhere.
    engine.heard(panel, start('b', 2, { model: 'template' }));
    (await call(1)).finish(ok(written('Ingresa por TEP.')));
    await settle();
    expect(panel.of('job/end')[1]?.chosen).toBeUndefined();
  });

  it('goes on while its panel is away, and gives what was missed to who attaches', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    const { say, finish } = await call(0);
    engine.gone(panel);
    say('Ingresa');
    const back = new FakePanel();
    engine.heard(back, { type: 'job/attach', jobId: 'a' });
    expect(back.of('job/snapshot')).toHaveLength(1);
    finish(ok(written('Ingresa por TEP.')));
    await settle();
    expect(back.of('job/end')).toHaveLength(1);
    const late = new FakePanel();
    engine.heard(late, { type: 'job/attach', jobId: 'a' });
    expect(late.of('job/end')).toEqual(back.of('job/end'));
    expect(panel.heard).toEqual([]);
  });

  it('is stopped with the text so far', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    const { say, finish, request } = await call(0);
    say('Ingresa');
    engine.heard(panel, { type: 'job/stop', jobId: 'a' });
    expect(request.signal?.aborted).toBe(true);
    finish(ok({ ...written(''), document: { form: 'parrafo', sections: [] }, state: 'stopped' }));
    await settle();
    expect(panel.of('job/end')).toMatchObject([{ state: 'stopped', document: doc('Ingresa') }]);
  });

  it('can be stopped while its model loads', async () => {
    loadResult = () => new Promise(() => undefined);
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    await settle();
    engine.heard(panel, { type: 'job/stop', jobId: 'a' });
    await settle();
    expect(panel.of('job/end')).toMatchObject([{ state: 'stopped' }]);
    expect(calls).toEqual([]);
  });
});

describe('a model that is wanted soon', () => {
  const warm = { type: 'model/warm' as const, model: 'm', form: 'secciones' as const };

  it('is loaded and reads what every prompt of the form begins with, until a job comes', async () => {
    const panel = new FakePanel();
    engine.heard(panel, warm);
    await settle();
    expect(panel.of('model/progress')).toMatchObject([{ model: 'm', phase: 'ready' }]);
    expect(warmings).toMatchObject([{ form: 'secciones', signal: { aborted: false } }]);
    engine.heard(panel, start('a'));
    expect(warmings[0]?.signal.aborted).toBe(true);
    (await call(0)).finish(ok(written('a')));
    await settle();
    expect(loads).toEqual(['m']);
    expect(panel.of('job/end')).toHaveLength(1);
  });

  it('reads nothing ahead where a job came while it was loading', async () => {
    let loaded: (result: Result<LoadedModel>) => void = () => undefined;
    loadResult = () =>
      new Promise((resolve) => {
        loaded = resolve;
      });
    const panel = new FakePanel();
    engine.heard(panel, warm);
    await settle();
    engine.heard(panel, start('a'));
    loaded(ok(model('m')));
    await call(0);
    expect(warmings).toEqual([]);
  });
});

describe('several jobs', () => {
  it('run one after the other, the second told that it waits', async () => {
    const one = new FakePanel();
    const two = new FakePanel();
    engine.heard(one, start('a', 1));
    engine.heard(two, start('b', 2));
    await settle();
    expect(calls).toHaveLength(1);
    expect(two.heard).toEqual([{ type: 'job/queued', jobId: 'b', ahead: 1 }]);
    (await call(0)).finish(ok(written('a')));
    (await call(1)).finish(ok(written('b')));
    await settle();
    expect(two.of('job/end')).toHaveLength(1);
    expect(loads).toEqual(['m']);
  });

  it('ends a waiting one at once when it is stopped', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a', 1));
    engine.heard(panel, start('b', 2));
    await settle();
    engine.heard(panel, { type: 'job/stop', jobId: 'b' });
    expect(panel.of('job/end')).toMatchObject([{ jobId: 'b', state: 'stopped' }]);
    (await call(0)).finish(ok(written('a')));
    await settle();
    expect(calls).toHaveLength(1);
  });

  it('refuses a second panel on the same tab, and takes over from one that is gone', async () => {
    const one = new FakePanel();
    const two = new FakePanel();
    engine.heard(one, start('a'));
    engine.heard(two, start('b'));
    expect(two.heard).toMatchObject([{ type: 'job/refused', jobId: 'b', error: { code: 'E_BUSY' } }]);
    const first = await call(0);
    engine.gone(one);
    engine.heard(two, start('c'));
    expect(first.request.signal?.aborted).toBe(true);
    first.finish(err('E_ABORTED'));
    (await call(1)).finish(ok(written('c')));
    await settle();
    expect(two.of('job/end')).toMatchObject([{ jobId: 'c', state: 'done' }]);
  });

  it.each([
    ['qwen2.5-coder-1.5b-instruct', true, true],
    ['qwen2.5-coder-1.5b-instruct', false, false],
    ['smollm2-135m', true, false],
    ['epicrisis-slots', true, false],
    ['a folder of somebody', true, false],
  ])('with %s and freeEvolution %s tells the evolution freely: %s', async (id, freeEvolution, freely) => {
    engine.heard(
      new FakePanel(),
      start('a', 1, { model: id, settings: { ...defaultSettings, freeEvolution } }),
    );
    expect((await call(0)).request.freely).toBe(freely);
  });

  it('lets the template write without waiting for the runtime', async () => {
    loadResult = () => new Promise(() => undefined);
    const panel = new FakePanel();
    engine.heard(panel, start('a', 1));
    engine.heard(panel, start('b', 2, { model: 'template' }));
    (await call(0)).finish(ok(written('b')));
    await settle();
    expect(panel.of('job/end')).toMatchObject([{ jobId: 'b', model: 'template', backend: 'none' }]);
  });
});

describe('a model that fails', () => {
  it('leaves the document to the template and names why', async () => {
    loadResult = async () => err('E_MODEL_CORRUPT');
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    const { request, finish } = await call(0);
    expect(request.model).toBeNull();
    finish(ok(written('por plantilla')));
    await settle();
    expect(panel.of('job/end')).toMatchObject([
      { state: 'done', model: 'template', backend: 'none', fallback: { code: 'E_MODEL_CORRUPT' } },
    ]);
    loadResult = async (id) => ok(model(id));
    engine.heard(panel, start('b'));
    (await call(1)).finish(ok(written('por modelo')));
    await settle();
    expect(panel.of('job/end')[1]).toMatchObject({ model: 'm', backend: 'wasm' });
  });

  it('by throwing out of memory is unloaded, and loaded again for the next job', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    (await call(0)).finish(new RangeError('WebAssembly.Memory(): could not allocate memory'));
    (await call(1)).finish(ok(written('por plantilla')));
    await settle();
    expect(panel.of('job/end')).toMatchObject([{ state: 'done', fallback: { code: 'E_MEMORY' } }]);
    engine.heard(panel, start('b'));
    (await call(2)).finish(ok(written('por modelo')));
    await settle();
    expect(panel.of('job/end')[1]).toMatchObject({ model: 'm', backend: 'wasm' });
    expect(loads).toEqual(['m', 'm']);
  });
});

describe('the text', () => {
  it('goes with its tab', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    const { request } = await call(0);
    engine.tabClosed(1);
    expect(request.signal?.aborted).toBe(true);
    expect(panel.of('job/end')).toMatchObject([{ state: 'stopped' }]);
    engine.heard(panel, { type: 'job/attach', jobId: 'a' });
    expect(panel.of('job/refused')).toHaveLength(1);
  });

  it('goes after half an hour', async () => {
    const panel = new FakePanel();
    engine.heard(panel, start('a'));
    (await call(0)).finish(ok(written('a')));
    await settle();
    expect(later.map(({ ms }) => ms)).toEqual([KEEP_MS]);
    for (const { task } of later) task();
    engine.heard(panel, { type: 'job/attach', jobId: 'a' });
    expect(panel.of('job/refused')).toHaveLength(1);
  });
});

it('refuses to write where policy switched the product off', () => {
  const panel = new FakePanel();
  engine.heard(panel, start('a', 1, { settings: { ...defaultSettings, enabled: false } }));
  expect(panel.of('job/refused')).toMatchObject([{ error: { code: 'E_DISABLED' } }]);
});
