import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ModelConfig } from '../model_config.ts';
import { OrtModel } from '../session.ts';
import { TINY_LLAMA } from '../testing/tiny_tokenizer.ts';
import type { WeightSource } from '../weight_source.ts';
import { hasOperator, largestWeight, splitGraph } from './external_weights.ts';
import { openHeapRuntime } from './heap_runtime.ts';

const BUNDLED = fileURLToPath(new URL('../../../public/models/epicrisis-slots/', import.meta.url));
const IDS = [5, 9, 23, 17, 42, 8, 8, 30, 61, 3, 7];

/** A file that is read in pieces, and remembers which. */
function source(bytes: Uint8Array): WeightSource & { readonly read: [number, number][] } {
  const read: [number, number][] = [];
  return {
    read,
    byteLength: bytes.length,
    subarray(from, to) {
      read.push([from, to]);
      return bytes.slice(from, to);
    },
  };
}

async function logits(file: WeightSource): Promise<number[]> {
  const runtime = await openHeapRuntime({ threads: 1 });
  const config = ModelConfig.parse(JSON.parse(readFileSync(`${BUNDLED}config.json`, 'utf8')));
  const session = await runtime.InferenceSession.create(file as Uint8Array, {});
  const model = new OrtModel(runtime, session, config);
  const result = [...(await model.forward(IDS))];
  await model.dispose();
  return result;
}

test('weights read where they lie are the weights', async () => {
  const bytes = readFileSync(`${BUNDLED}onnx/model.onnx`);
  const file = source(bytes);
  const split = splitGraph(file);
  expect(split?.graph.length).toBeLessThan(bytes.length / 20);
  // Once over the file to find them, in few reads.
  expect(file.read.length).toBeLessThan(60);
  const node = await import('onnxruntime-node');
  const config = ModelConfig.parse(JSON.parse(readFileSync(`${BUNDLED}config.json`, 'utf8')));
  const there = new OrtModel(node, await node.InferenceSession.create(bytes), config);
  const expected = await there.forward(IDS);
  const here = await logits(file);
  expect(here).toHaveLength(expected.length);
  for (const [token, logit] of here.entries()) expect(logit).toBeCloseTo(expected[token] ?? 0, 3);
  await there.dispose();
});

test('a graph with small tensors alone stays whole', () => {
  const small = Uint8Array.of(0x3a, 2, 0x12, 0);
  expect(splitGraph(small)).toBeUndefined();
});

test('what is no graph is left for the runtime to refuse', async () => {
  const bytes = readFileSync(`${TINY_LLAMA}onnx/model.onnx`);
  for (const broken of [
    bytes.subarray(0, bytes.length / 2),
    bytes.subarray(0, bytes.length - 3),
    new Uint8Array(0),
  ])
    expect(splitGraph(broken)).toBeUndefined();
  const runtime = await openHeapRuntime({ threads: 1 });
  await expect(runtime.InferenceSession.create(bytes.subarray(0, 500), {})).rejects.toThrow(
    /creating a session: .+/,
  );
});

test('a graph tells its largest weight, inside or outside of it, and its operators', () => {
  const bundled = source(readFileSync(`${BUNDLED}onnx/model.onnx`));
  // 1,186 tokens of 128 numbers, stored in halves.
  expect(largestWeight(bundled)).toBe(1186 * 128 * 2);
  expect(hasOperator(bundled, 'GroupQueryAttention')).toBe(true);
  expect(hasOperator(bundled, 'MatMulNBits')).toBe(false);
  const split = splitGraph(bundled);
  expect(split && largestWeight(split.graph)).toBe(1186 * 128 * 2);
  expect(largestWeight(Uint8Array.of(1, 2, 3))).toBe(0);
  expect(hasOperator(Uint8Array.of(1, 2, 3), 'Add')).toBe(false);
});
