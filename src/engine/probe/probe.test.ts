import { expect, test } from 'vitest';
import type { Machine } from '../machine.ts';
import { PROBE_LIMIT_MS, probe } from './probe.ts';
import { probeProcessor } from './processor.ts';
import { openStreamModule } from './stream_module.ts';

const MACHINE: Machine = {
  cores: 2,
  isolated: false,
  jspi: true,
  gpu: {
    adapter: 'x',
    software: false,
    shaderF16: true,
    maxBufferSize: 1e9,
    maxStorageBufferBindingSize: 1e9,
  },
};

test('the kernels read all of it: each byte and number counts', () => {
  const { memory, int8, fp32 } = openStreamModule(65_536);
  const bytes = new Int8Array(memory.buffer);
  for (const at of [0, 1, 15, 16, 63, 64, 127]) {
    bytes.fill(0);
    bytes[at] = -5;
    // Sums are kept in four lanes; the first one's is given.
    expect(int8(128), `${at}`).toBe(Math.floor((at % 8) / 2) === 0 ? -15 : 0);
  }
  bytes.fill(0);
  const numbers = new Float32Array(memory.buffer);
  for (let at = 0; at < 32; at++) numbers[at] = at;
  expect(fp32(128)).toBe(0 + 4 + 8 + 12 + 16 + 20 + 24 + 28);
  expect(fp32(64)).toBe(0 + 4 + 8 + 12);
});

test('a processor has figures, and caches are no slower than memory', () => {
  const speed = probeProcessor();
  for (const figure of Object.values(speed)) expect(figure).toBeGreaterThan(0.01);
  // Half, since other work may have come between.
  expect(speed.fp32).toBeGreaterThan(speed.memory / 2);
});

test('by a clock that goes in steps it ends too, and gives numbers', () => {
  let calls = 0;
  const speed = probeProcessor(() => Math.floor(calls++ / 3) * 5);
  for (const figure of Object.values(speed)) expect(Number.isFinite(figure)).toBe(true);
});

test('a card that never answers, fails or is gone stays unmeasured, and the processor is measured', async () => {
  const wanted = { processor: true, graphics: true };
  const asked: (() => Promise<GPUAdapter | null>)[] = [
    () => new Promise(() => undefined),
    () => Promise.reject(new Error('lost')),
    () => Promise.resolve(null),
    () => Promise.resolve({ requestDevice: () => Promise.reject(new Error('no')) } as unknown as GPUAdapter),
  ];
  for (const request of asked)
    expect(Object.keys(await probe(MACHINE, wanted, request))).toEqual(['processor']);
  expect(PROBE_LIMIT_MS).toBeLessThan(1000);
});

test('nothing is measured that nobody wants', async () => {
  const never = () => Promise.reject(new Error('asked'));
  expect(await probe(MACHINE, { processor: false, graphics: false }, never)).toEqual({});
});
