import { describe, expect, test } from 'vitest';
import { choicesHere, threadsFor, whyNone, worthMeasuring } from './choice.ts';
import { Machine, type Speed } from './machine.ts';
import type { Shape } from './needs.ts';
import { bytesOf, findModel, type ModelRow, modelRows, rowOfFolder } from './registry.ts';
import { CARD } from './testing/machines.ts';

const row = (id: string): ModelRow => {
  const found = findModel(id, { given: true });
  if (!found.ok) throw new Error(id);
  return found.value;
};
const SLOTS = row('epicrisis-slots');
const HALF_B = row('qwen2.5-0.5b-instruct');
const ONE_B = row('qwen2.5-1.5b-instruct');
const FOUR_B = row('qwen3-4b');
/** A model exported here in every type, as large as SmolLM2-135M. */
const SMALL = rowOfFolder(
  'smol',
  'text',
  ['onnx/model.onnx', 'onnx/model_int8.onnx', 'onnx/model_q4.onnx', 'onnx/model_q4f16.onnx'],
  (path) =>
    ({ 'onnx/model.onnx': 541e6, 'onnx/model_int8.onnx': 138e6, 'onnx/model_q4.onnx': 86e6 })[path] ?? 77e6,
);

const machine = (more: Partial<Machine> = {}): Machine =>
  Machine.parse({ cores: 4, isolated: true, memoryGB: 8, jspi: true, ...more });
const card = (more: Partial<NonNullable<Machine['gpu']>> = {}): NonNullable<Machine['gpu']> => ({
  ...CARD,
  maxStorageBufferBindingSize: 2 ** 30,
  ...more,
});

/** A ward's PC of ten years ago, and a card on its mainboard; a server's processor; a card of its own. */
const OLD_PROCESSOR = { fp32: 40, int8: 15, memory: 6 };
const FAST_PROCESSOR = { fp32: 88, int8: 32, memory: 30 };
const BOARD_CARD = { memory: 20, kernelMs: 0.02, answerMs: 0.5 };
const OWN_CARD = { memory: 400, kernelMs: 0.006, answerMs: 0.2 };
/** A driver that takes its time for every kernel. */
const TIRED_CARD = { memory: 3, kernelMs: 1.5, answerMs: 30 };
const with_ = (speed: Speed, more: Partial<Machine> = {}): Machine =>
  machine({ gpu: card(), speed, ...more });

const first = (of: ModelRow, on: Machine, asked = {}) => choicesHere(of, on, asked).choices[0];
const places = (of: ModelRow, on: Machine, asked = {}) =>
  choicesHere(of, on, asked).choices.map(({ backend, dtype }) => `${backend} ${dtype}`);

describe('the bundled model', () => {
  test.each([
    ['without a card', machine()],
    ['with the best card', with_({ processor: OLD_PROCESSOR, graphics: OWN_CARD })],
    ['on two gigabytes', machine({ memoryGB: 2, cores: 1, isolated: false })],
  ])('runs on the processor, one thread, and waits for no measuring: %s', (_, on) => {
    const decision = choicesHere(SLOTS, on);
    expect(decision.choices).toHaveLength(1);
    expect(decision.choices[0]).toMatchObject({ backend: 'wasm', dtype: 'fp32', threads: 1, why: 'SMALL' });
    expect(worthMeasuring(decision)).toEqual({ processor: false, graphics: false });
  });
});

describe('where, on what the browser tells', () => {
  test('a ward’s PC without a card and with four gigabytes takes eight bits', () => {
    const on = machine({ memoryGB: 4 });
    expect(first(HALF_B, on)).toMatchObject({ backend: 'wasm', dtype: 'int8', threads: 2, why: 'GPU_NONE' });
    expect(choicesHere(ONE_B, on)).toMatchObject({
      choices: [],
      left: { wasm: 'CPU_WEIGHTS', webgpu: 'GPU_NONE' },
    });
  });

  test('a card with half precision takes q4f16, one without takes q4', () => {
    expect(places(HALF_B, machine({ gpu: card() }))).toEqual(['webgpu q4f16', 'wasm int8']);
    expect(places(HALF_B, machine({ gpu: card({ shaderF16: false }) }))).toEqual(['webgpu q4', 'wasm int8']);
    expect(first(HALF_B, machine({ gpu: card() }))?.why).toBe('GPU_USUAL');
  });

  test('four bits never go to the processor', () => {
    for (const one of modelRows())
      for (const choice of choicesHere(one, machine({ gpu: card() }), { limitBytes: 1e12 }).choices)
        if (choice.backend === 'wasm') expect(choice.dtype).not.toMatch(/q4/);
  });

  test('a card that the processor imitates is not taken unless asked for', () => {
    const on = machine({ gpu: card({ adapter: 'google swiftshader', software: true, shaderF16: false }) });
    expect(choicesHere(HALF_B, on)).toMatchObject({
      choices: [{ backend: 'wasm', why: 'GPU_SOFTWARE' }],
      left: { webgpu: 'GPU_SOFTWARE' },
    });
    expect(first(HALF_B, on, { software: true })).toMatchObject({ backend: 'webgpu', dtype: 'q4' });
  });

  test('a browser without JSPI has no way to the card', () => {
    expect(first(HALF_B, machine({ gpu: card(), jspi: false }))?.why).toBe('GPU_BROWSER');
  });

  test('weights that only one place runs go there, and the reason is the other place’s', () => {
    expect(first(ONE_B, machine({ gpu: card() }))).toMatchObject({ backend: 'webgpu', why: 'CPU_WEIGHTS' });
    expect(first(row('epicrisis-peft-q8'), machine({ gpu: card() }))).toMatchObject({
      backend: 'wasm',
      why: 'GPU_WEIGHTS',
    });
    // Half precision alone, and a card without it.
    const on = machine({ gpu: card({ shaderF16: false }) });
    expect(choicesHere(FOUR_B, on, { limitBytes: 4e9 })).toMatchObject({
      choices: [],
      left: { webgpu: 'GPU_WEIGHTS' },
    });
  });

  test('threads come with isolation and with cores', () => {
    expect(first(HALF_B, machine({ isolated: false }))?.threads).toBe(1);
    expect(first(HALF_B, machine({ cores: 16 }))?.threads).toBe(4);
  });
});

describe('what fits', () => {
  const shapes = (largestWeight: number): Partial<Record<string, Shape>> =>
    Object.fromEntries(
      ['q4f16', 'q4', 'int8'].map((dtype) => [dtype, { layers: 24, cacheWidth: 256, largestWeight }]),
    );
  const embedding = shapes(272e6);

  test('a buffer must hold the largest weight', () => {
    const small = card({ maxBufferSize: 256 << 20, maxStorageBufferBindingSize: 128 << 20 });
    expect(first(HALF_B, machine({ gpu: small }), { shapes: embedding })).toMatchObject({
      backend: 'wasm',
      why: 'GPU_BUFFER',
    });
  });

  test('a shader may see it in a few pieces, not in many', () => {
    const pieces = (bytes: number) =>
      machine({ gpu: card({ maxBufferSize: 2 ** 31, maxStorageBufferBindingSize: bytes }) });
    expect(first(HALF_B, pieces(128 << 20), { shapes: embedding })?.backend).toBe('webgpu');
    expect(first(HALF_B, pieces(64 << 20), { shapes: embedding })?.why).toBe('GPU_BUFFER');
  });

  test('so must it hold a layer’s keys and values', () => {
    const wide = {
      q4f16: { layers: 24, cacheWidth: 2e6, largestWeight: 0 },
      q4: { layers: 24, cacheWidth: 2e6, largestWeight: 0 },
    };
    expect(first(HALF_B, machine({ gpu: card() }), { shapes: wide })?.why).toBe('GPU_BUFFER');
  });

  test('a type that is too large leaves its place to the next', () => {
    const two = { ...shapes(0), q4f16: { layers: 24, cacheWidth: 256, largestWeight: 3e9 } };
    expect(first(HALF_B, machine({ gpu: card() }), { shapes: two })?.dtype).toBe('q4');
  });

  test('two gigabytes hold half a billion numbers in eight bits, and no more', () => {
    const on = machine({ memoryGB: 2, gpu: card() });
    expect(places(HALF_B, on)).toContain('wasm int8');
    expect(choicesHere(ONE_B, on)).toMatchObject({ choices: [], left: { webgpu: 'GPU_MEMORY' } });
    expect(choicesHere(ONE_B, machine({ memoryGB: 4, gpu: card() })).choices).toHaveLength(1);
  });

  test('a browser that does not tell, or tells its most, refuses nothing', () => {
    const { memoryGB: _, ...silent } = machine({ gpu: card() });
    for (const on of [silent, machine({ gpu: card(), memoryGB: 8 })])
      expect(choicesHere(FOUR_B, on, { limitBytes: 4e9 }).choices).toHaveLength(1);
  });

  test('WebAssembly’s own four gigabytes are the end everywhere', () => {
    const huge = rowOfFolder('huge', 'text', ['onnx/model.onnx'], () => 3.9e9);
    expect(choicesHere(huge, machine(), { limitBytes: 16e9 })).toMatchObject({
      left: { wasm: 'CPU_MEMORY' },
    });
  });

  test('the size limit is held first, and a smaller type under it is taken', () => {
    expect(choicesHere(FOUR_B, machine({ gpu: card() }))).toMatchObject({
      choices: [],
      tooBig: bytesOf(FOUR_B, 'q4f16'),
    });
    expect(places(HALF_B, machine({ gpu: card() }), { limitBytes: 500e6 })).toEqual(['webgpu q4f16']);
  });
});

describe('what is said where nothing runs', () => {
  const said = (of: ModelRow, on: Machine, limitBytes = 2e9) =>
    whyNone(of, choicesHere(of, on, { limitBytes }), limitBytes);
  test('too big, by the limit’s numbers', () => {
    expect(said(FOUR_B, machine({ gpu: card() }))).toMatchObject({
      code: 'E_MODEL_TOO_BIG',
      params: { mb: 2833, limitMb: 2000 },
    });
  });
  test('too little memory', () => {
    expect(said(ONE_B, machine({ memoryGB: 2, gpu: card() }))).toMatchObject({
      code: 'E_MEMORY',
      params: { model: ONE_B.id },
    });
  });
  test('nothing that runs it, with the reasons for IT', () => {
    expect(said(ONE_B, machine())).toMatchObject({
      code: 'E_BACKEND',
      detail: 'wasm: CPU_WEIGHTS, webgpu: GPU_NONE',
    });
  });
});

describe('where, on what was measured', () => {
  test('a card on the mainboard beats an old processor', () => {
    const choice = first(SMALL, with_({ processor: OLD_PROCESSOR, graphics: BOARD_CARD }));
    expect(choice).toMatchObject({ backend: 'webgpu', dtype: 'q4f16', why: 'CPU_SLOWER' });
    expect(choice?.tokensPerSecond).toBeGreaterThan(20);
  });

  test('a card that takes its time loses to it', () => {
    const decision = choicesHere(SMALL, with_({ processor: FAST_PROCESSOR, graphics: TIRED_CARD }));
    expect(decision.choices.map(({ backend, why }) => [backend, why])).toEqual([
      ['wasm', 'GPU_SLOWER'],
      ['webgpu', 'CPU_MEMORY'],
    ]);
  });

  test('a card of its own beats every processor, by much', () => {
    const [gpu, cpu] = choicesHere(SMALL, with_({ processor: FAST_PROCESSOR, graphics: OWN_CARD })).choices;
    expect(gpu?.backend).toBe('webgpu');
    expect((cpu?.jobSeconds ?? 0) / (gpu?.jobSeconds ?? 1)).toBeGreaterThan(5);
  });

  test('one side measured decides nothing', () => {
    expect(first(SMALL, with_({ processor: FAST_PROCESSOR }))?.why).toBe('GPU_USUAL');
    expect(first(SMALL, with_({ graphics: TIRED_CARD }))?.why).toBe('GPU_USUAL');
  });

  test('eight bits go before 32 on the processor, whose arithmetic is not so much faster in them', () => {
    for (const processor of [OLD_PROCESSOR, FAST_PROCESSOR])
      expect(first(SMALL, machine({ speed: { processor } }))).toMatchObject({
        backend: 'wasm',
        dtype: 'int8',
      });
    // A processor that is bad at bytes, with memory to spare.
    const processor = { fp32: 90, int8: 8, memory: 30 };
    expect(first(SMALL, machine({ speed: { processor } }))?.dtype).toBe('fp32');
  });

  test('bytes with a scale for each few numbers go behind 32 bits: WebAssembly unpacks them at every step', () => {
    const both = rowOfFolder('both', 'text', ['onnx/model.onnx', 'onnx/model_quantized.onnx'], (path) =>
      path === 'onnx/model.onnx' ? 541e6 : 154e6,
    );
    const on = machine({ speed: { processor: FAST_PROCESSOR } });
    const shape = { layers: 30, cacheWidth: 384, largestWeight: 0 };
    const shapes = (blocks: boolean) => ({ shapes: { q8: { ...shape, blocks }, fp32: shape } });
    expect(first(both, on, shapes(false))?.dtype).toBe('q8');
    expect(first(both, on, shapes(true))?.dtype).toBe('fp32');
    // Nothing is known of the machine: the row's order.
    expect(first(both, machine(), shapes(true))?.dtype).toBe('q8');
  });

  test('is within a third of what was measured: SmolLM2-135M, one thread and two', () => {
    // tokens/s of ONNX Runtime on the processor of FAST_PROCESSOR, at its best.
    const only = (path: string, bytes: number) => rowOfFolder('one', 'text', [path], () => bytes);
    const int8 = only('onnx/model_int8.onnx', 138e6);
    const fp32 = only('onnx/model.onnx', 541e6);
    const rate = (of: ModelRow, cores: number) =>
      first(of, machine({ cores, speed: { processor: FAST_PROCESSOR } }))?.tokensPerSecond ?? 0;
    for (const [estimated, measured] of [
      [rate(int8, 2), 26],
      [rate(int8, 4), 46],
      [rate(fp32, 2), 38],
    ] as const) {
      expect(estimated / measured).toBeGreaterThan(2 / 3);
      expect(estimated / measured).toBeLessThan(3 / 2);
    }
  });

  test('once measured, nothing is measured again', () => {
    const fresh = choicesHere(SMALL, machine({ gpu: card() }));
    expect(worthMeasuring(fresh)).toEqual({ processor: true, graphics: true });
    // Without a card there is one place, and its types to tell apart.
    expect(worthMeasuring(choicesHere(SMALL, machine()))).toEqual({ processor: true, graphics: false });
    const known = choicesHere(SMALL, with_({ processor: OLD_PROCESSOR, graphics: OWN_CARD }));
    expect(worthMeasuring(known)).toEqual({ processor: false, graphics: false });
    expect(worthMeasuring(choicesHere(FOUR_B, machine()))).toEqual({ processor: false, graphics: false });
  });
});

test('the same machine gives the same decision', () => {
  const on = with_({ processor: OLD_PROCESSOR, graphics: BOARD_CARD });
  for (const one of modelRows()) expect(choicesHere(one, on)).toEqual(choicesHere(one, Machine.parse(on)));
});

test('threads are half of the cores, for models that are worth them, on isolated pages', () => {
  const large = 138_000_000;
  const threads = (cores: number) => threadsFor(large, { cores, isolated: true });
  expect([1, 2, 4, 6, 8, 32].map(threads)).toEqual([1, 1, 2, 3, 4, 4]);
  expect(threadsFor(large, { cores: 8, isolated: false })).toBe(1);
  expect(threadsFor(2_600_000, { cores: 8, isolated: true })).toBe(1);
});
