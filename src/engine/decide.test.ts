import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decideHere, type Situation } from './decide.ts';
import { type Machine, processorHere } from './machine.ts';
import { findModel, rowOfFolder } from './registry.ts';
import { CARD } from './testing/machines.ts';
import { TINY_LLAMA } from './testing/tiny_tokenizer.ts';

const MACHINE: Machine = {
  cores: 4,
  isolated: true,
  jspi: true,
  gpu: CARD,
};
const SPEED = {
  processor: { fp32: 88, int8: 32, memory: 30 },
  graphics: { memory: 400, kernelMs: 0.006, answerMs: 0.2 },
};
const file = (path: string) => new Uint8Array(readFileSync(TINY_LLAMA + path));

const situation = (more: Partial<Situation> = {}): Situation => ({
  row: rowOfFolder('tiny', 'text', ['onnx/model.onnx'], (path) => file(path).length),
  readFile: async (path) => file(path),
  sourceOf: async (path) => file(path),
  limitBytes: 2e9,
  ...more,
});

function edges(machine = MACHINE) {
  const done = { asked: 0, measured: [] as unknown[] };
  return {
    done,
    ask: async () => {
      done.asked++;
      return machine;
    },
    measure: async (_: Machine, wanted: unknown) => {
      done.measured.push(wanted);
      return SPEED;
    },
  };
}

test('the bundled model asks for no card, reads no file and measures nothing', async () => {
  const row = findModel('epicrisis-slots');
  if (!row.ok) throw new Error();
  const { done, ask, measure } = edges();
  const readFile = () => Promise.reject(new Error('read'));
  const { decision, measured } = await decideHere(situation({ row: row.value, readFile }), ask, measure);
  expect(decision.choices).toMatchObject([{ backend: 'wasm', why: 'SMALL' }]);
  expect([done.asked, done.measured, measured]).toEqual([0, [], undefined]);
});

test('what the choice depends on is measured once, and kept for the same machine alone', async () => {
  const { done, ask, measure } = edges();
  const first = await decideHere(situation(), ask, measure);
  expect(done.measured).toEqual([{ processor: true, graphics: true }]);
  expect(first.decision.choices[0]?.jobSeconds).toBeGreaterThan(0);
  const again = await decideHere(situation({ measured: first.measured }), ask, measure);
  expect(done.measured).toHaveLength(1);
  expect(again.decision).toEqual(first.decision);
  const another = edges({
    ...MACHINE,
    gpu: { ...(MACHINE.gpu as object), adapter: 'nvidia ada' } as Machine['gpu'],
  });
  await decideHere(situation({ measured: first.measured }), another.ask, another.measure);
  expect(another.done.measured).toHaveLength(1);
});

test('a card’s limits are held against the files’ largest weight', async () => {
  // 177 tokens of 32 numbers of four bytes.
  const at = (maxBufferSize: number) =>
    edges({ ...MACHINE, gpu: { ...(MACHINE.gpu as NonNullable<Machine['gpu']>), maxBufferSize } });
  // The cache for 2048 tokens is larger than any weight here; a narrow one is asked for.
  const narrow = JSON.parse(new TextDecoder().decode(file('config.json')));
  const readFile = async () =>
    new TextEncoder().encode(JSON.stringify({ ...narrow, head_dim: 1, num_key_value_heads: 1 }));
  const take = async (bytes: number) => {
    const { ask, measure } = at(bytes);
    return (await decideHere(situation({ readFile }), ask, measure)).decision.choices.map(({ why }) => why);
  };
  expect(await take(177 * 32 * 4)).toContain('GPU_SLOWER');
  expect(await take(177 * 32 * 4 - 1)).toEqual(['GPU_BUFFER']);
});

test('files that cannot be read are for the loading to refuse', async () => {
  const { ask, measure } = edges();
  const gone = () => Promise.reject(new Error('gone'));
  const { decision } = await decideHere(situation({ readFile: gone, sourceOf: gone }), ask, measure);
  expect(decision.choices).not.toEqual([]);
});

test('the processor’s part of a machine is known at once', () => {
  expect(
    processorHere({ navigator: { hardwareConcurrency: 6, deviceMemory: 4 }, crossOriginIsolated: true }),
  ).toEqual({
    cores: 6,
    isolated: true,
    memoryGB: 4,
    jspi: 'Suspending' in WebAssembly,
  });
});
