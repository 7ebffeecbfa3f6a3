import { beforeEach, expect, it } from 'vitest';
import { ok } from '../shared/result.ts';
import { loadInWorker, type ModelWorker } from './load-model.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** The worker is faked: Node has no Worker of the browser's kind. The real one runs in tests/. */
let sent: ToWorker[];
let ended: boolean;
let listeners: Map<string, (event: unknown) => void>;

const worker = {
  postMessage: (message: ToWorker) => sent.push(message),
  addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  terminate: () => {
    ended = true;
  },
} as unknown as ModelWorker;

const says = (data: FromWorker): void => listeners.get('message')?.({ data });

const FACTS = { id: 'm', dialect: 'slots', backend: 'wasm', dtype: 'fp32' } as const;
const TOKENS = { prompt: 1, output: 1, forced: 0, modelCalls: 1 };
const REQUEST = { prompt: 'p', maxTokens: 9 };

beforeEach(() => {
  sent = [];
  ended = false;
  listeners = new Map();
});

async function loaded() {
  const loading = loadInWorker(
    'm',
    () => undefined,
    2e9,
    () => worker,
  );
  says({ type: 'loaded', result: ok(FACTS) });
  const model = await loading;
  if (!model.ok) throw new Error('not loaded');
  return model.value;
}

it('loads, decodes and passes the text on', async () => {
  const model = await loaded();
  expect(model).toMatchObject(FACTS);
  const texts: string[] = [];
  const decoding = model.decode({ ...REQUEST, onText: (text) => texts.push(text) });
  says({ type: 'text', call: 1, text: 'Ingresa', tokens: TOKENS, chosen: [] });
  const result = {
    text: 'Ingresa.',
    finish: 'stop',
    tokens: TOKENS,
    timing: { prefillMs: 1, decodeMs: 1, grammarMs: 1, modelMs: 1 },
  } as const;
  says({ type: 'decoded', call: 1, result: ok(result) });
  expect(await decoding).toEqual(ok(result));
  expect(texts).toEqual(['Ingresa']);
  expect(sent).toEqual([
    { type: 'load', id: 'm', limitBytes: 2e9 },
    { type: 'decode', call: 1, request: REQUEST },
  ]);
});

it('passes a stop on', async () => {
  const model = await loaded();
  const stop = new AbortController();
  void model.decode({ ...REQUEST, signal: stop.signal });
  stop.abort();
  expect(sent.at(-1)).toEqual({ type: 'abort', call: 1 });
});

it('throws the worker away with a failed load', async () => {
  const loading = loadInWorker(
    'm',
    () => undefined,
    2e9,
    () => worker,
  );
  says({ type: 'loaded', result: { ok: false, error: { code: 'E_MEMORY' } } });
  expect(await loading).toMatchObject({ ok: false, error: { code: 'E_MEMORY' } });
  expect(ended).toBe(true);
});

it('answers what is open when the worker dies or is unloaded', async () => {
  const model = await loaded();
  const decoding = model.decode(REQUEST);
  listeners.get('error')?.({});
  expect(await decoding).toMatchObject({ ok: false, error: { code: 'E_BACKEND' } });
  expect(await model.decode(REQUEST)).toMatchObject({ ok: false, error: { code: 'E_ABORTED' } });
});

it('goes on in a new worker, from what was chosen last, when the graphics card goes away', async () => {
  const model = await loaded();
  const texts: string[] = [];
  const decoding = model.decode({ ...REQUEST, onText: (text) => texts.push(text) });
  says({ type: 'text', call: 1, text: 'Ingresa por', tokens: TOKENS, chosen: [7, 3] });
  const lost = { ok: false, error: { code: 'E_BACKEND', params: { device: 'lost' } } } as const;
  says({ type: 'decoded', call: 1, result: lost });
  await expect.poll(() => sent.filter(({ type }) => type === 'load').length).toBe(2);
  expect(ended).toBe(true);
  says({ type: 'loaded', result: ok(FACTS) });
  await expect.poll(() => sent.filter(({ type }) => type === 'decode').length).toBe(2);
  expect(sent.at(-1)).toEqual({ type: 'decode', call: 1, request: { ...REQUEST, begun: [7, 3] } });
  const timing = { prefillMs: 1, decodeMs: 1, grammarMs: 1, modelMs: 1 };
  const whole = ok({ text: 'Ingresa por TEP.', finish: 'stop', tokens: TOKENS, timing } as const);
  says({ type: 'decoded', call: 1, result: whole });
  expect(await decoding).toEqual(whole);
  expect(texts).toEqual(['Ingresa por']);
});

it('says where it runs now when the card is gone and the processor goes on', async () => {
  const chosen = { backend: 'wasm', dtype: 'int8', threads: 2, why: 'GPU_NONE' } as const;
  const loading = loadInWorker(
    'm',
    () => undefined,
    2e9,
    () => worker,
  );
  says({ type: 'loaded', result: ok({ ...FACTS, backend: 'webgpu', dtype: 'q4f16' }) });
  const onCard = await loading;
  if (!onCard.ok) throw new Error('not loaded');
  void onCard.value.decode(REQUEST);
  const lost = { code: 'E_BACKEND', params: { device: 'lost' } } as const;
  const before = sent.length;
  says({ type: 'decoded', call: 1, result: { ok: false, error: lost } });
  await expect.poll(() => sent.slice(before).some(({ type }) => type === 'load')).toBe(true);
  says({ type: 'loaded', result: ok({ ...FACTS, dtype: 'int8', chosen }) });
  await expect
    .poll(() => onCard.value)
    .toMatchObject({ backend: 'wasm', dtype: 'int8', chosen, gpuFailed: lost });
});

it('hands what one worker measured to the next', async () => {
  await loaded();
  const measured = { machine: '4 true intel', speed: { processor: { fp32: 80, int8: 30, memory: 20 } } };
  says({ type: 'measured', measured });
  await loaded();
  expect(sent.at(-1)).toEqual({ type: 'load', id: 'm', limitBytes: 2e9, measured });
});

it('gives a card up that goes away again and again', async () => {
  const model = await loaded();
  const decoding = model.decode(REQUEST);
  const lost = { ok: false, error: { code: 'E_BACKEND', params: { device: 'lost' } } } as const;
  for (let loads = 2; loads <= 3; loads++) {
    says({ type: 'decoded', call: 1, result: lost });
    await expect.poll(() => sent.filter(({ type }) => type === 'load').length).toBe(loads);
    says({ type: 'loaded', result: ok(FACTS) });
    await expect.poll(() => sent.filter(({ type }) => type === 'decode').length).toBe(loads);
  }
  says({ type: 'decoded', call: 1, result: lost });
  expect(await decoding).toMatchObject({ ok: false, error: { code: 'E_BACKEND' } });
});
