import { readFileSync } from 'node:fs';
import createModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import { expect, test } from 'vitest';
import { createChooser } from '../choose.ts';
import { failureOf } from '../failure.ts';
import { maskOf } from '../mask.ts';
import { ModelConfig } from '../model_config.ts';
import { OrtModel } from '../session.ts';
import { TINY_LLAMA } from '../testing/tiny_tokenizer.ts';
import { PLAIN_ATTENTION, setEnvironment } from './environment.ts';
import { allocate } from './heap.ts';
import { heapBytes, ORT_WEB_VERSION, openHeapRuntime } from './heap_runtime.ts';

test('snapshots name the version that is installed', () => {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  expect(dependencies['onnxruntime-web']).toBe(ORT_WEB_VERSION);
});

test('this version of the runtime has a place for its switches', async () => {
  const module = await createModule({ numThreads: 1 });
  expect(setEnvironment(module, PLAIN_ATTENTION)).toBe(true);
  const written = Buffer.from(module.HEAPU8);
  expect(written.includes(`${PLAIN_ATTENTION}\0`)).toBe(true);
  // The place is taken.
  expect(setEnvironment(module, PLAIN_ATTENTION)).toBe(false);
});

test('tensors lie in the runtime’s memory, and are freed', async () => {
  const { Tensor } = await openHeapRuntime({ threads: 1 });
  const tensor = new Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]);
  expect([...(tensor.data as Float32Array)]).toEqual([1, 2, 3, 4]);
  (tensor.data as Float32Array)[3] = 9;
  expect([...((await tensor.getData()) as Float32Array)]).toEqual([1, 2, 3, 9]);
  tensor.dispose();
  tensor.dispose();
  expect(() => new Tensor('float32', Float32Array.of(1), [2])).toThrow(/4 bytes/);
});

test('a token is chosen among the logits where they lie', async () => {
  const runtime = await openHeapRuntime({ threads: 1 });
  const graph = readFileSync(`${TINY_LLAMA}onnx/model.onnx`);
  const config = ModelConfig.parse(JSON.parse(readFileSync(`${TINY_LLAMA}config.json`, 'utf8')));
  const model = new OrtModel(runtime, await runtime.InferenceSession.create(graph, {}), config);
  const logits = await model.forward([5, 9, 17]);
  // A view of all of WebAssembly's memory, and what is written there is what is chosen.
  expect(logits.buffer.byteLength).toBe(await heapBytes());
  expect(logits.length).toBe(model.vocabSize);
  logits[40] = 1e9;
  expect(createChooser()(logits, maskOf([1, 40, 41], model.vocabSize))).toBe(40);
  await model.dispose();
});

test('memory that cannot be had is an error with words, not a crash', async () => {
  const module = await createModule({ numThreads: 1 });
  let thrown: unknown;
  try {
    allocate(module, 2 ** 32 - 64);
  } catch (error) {
    thrown = error;
  }
  expect(failureOf(thrown, 'E_BACKEND')).toMatchObject({ error: { code: 'E_MEMORY' } });
});
