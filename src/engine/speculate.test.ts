import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Context } from './context.ts';
import { decode } from './decode.ts';
import type { Decoded } from './job.ts';
import { GrammarCompiler } from './matcher.ts';
import { ModelConfig } from './model_config.ts';
import { nodeRuntime } from './node.ts';
import { OrtModel } from './session.ts';
import { propose } from './speculate.ts';
import { FakeModel, type Logits } from './testing/fake_model.ts';
import { MODEL_SIZE, STOP, TINY_PLAIN, TINY_ROWS, tinyTokenizer } from './testing/tiny_tokenizer.ts';
import type { CausalModel, DecodeRequest } from './types.ts';
import { openHeapRuntime } from './wasm/heap_runtime.ts';

describe('a proposal', () => {
  test('is what followed the last tokens where they were written before', () => {
    expect(propose([1, 2, 3, 4, 5, 9, 1, 2, 3], 2)).toEqual([4, 5]);
    expect(propose([1, 2, 3, 4, 5, 9, 2, 3], 8)).toEqual([4, 5, 9, 2, 3]);
  });
  test('prefers the latest place, and the longer match', () => {
    expect(propose([1, 2, 7, 1, 2, 8, 1, 2], 1)).toEqual([8]);
    expect(propose([0, 1, 2, 7, 5, 1, 2, 8, 0, 1, 2], 1)).toEqual([7]);
  });
  test('is empty where nothing ends alike', () => {
    expect(propose([1, 2, 3, 4], 4)).toEqual([]);
    expect(propose([], 4)).toEqual([]);
    expect(propose([5], 4)).toEqual([]);
  });
});

const grammars = new GrammarCompiler(tinyTokenizer.vocabulary);

async function written(
  model: CausalModel,
  speculate: boolean,
  request: Partial<DecodeRequest>,
): Promise<Decoded & { readonly calls: number }> {
  const context = new Context(model);
  const decoder = { context, tokenizer: tinyTokenizer, grammars, speculate };
  const result = await decode(decoder, { prompt: 'Resumen:', maxTokens: 80, ...request });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { ...result.value, calls: context.calls };
}

/** After some of these the models' random weights repeat what stands there, after others not. */
const PROMPTS = [
  'do',
  'Ingresa por TEP. Ingresa por',
  'abc abc abc abc',
  'la alta la alta',
  'por do por do',
  'in in in in',
];

type Open = (graph: string, config: ModelConfig) => Promise<OrtModel>;

const node: Open = async (graph, config) =>
  new OrtModel(nodeRuntime, await ort.InferenceSession.create(graph), config);

const webAssembly: Open = async (graph, config) => {
  const runtime = await openHeapRuntime({ threads: 1 });
  return new OrtModel(runtime, await runtime.InferenceSession.create(readFileSync(graph), {}), config);
};

/** A fake that gives the rows of every position. */
class RowsModel extends FakeModel {
  forwardRows = async (ids: readonly number[], rows: number): Promise<Float32Array> => {
    const all = new Float32Array(rows * this.vocabSize);
    for (const [at, id] of ids.entries()) {
      const logits = await this.forward([id]);
      const row = at - (ids.length - rows);
      if (row >= 0) all.set(logits, row * this.vocabSize);
    }
    return all;
  };
}

/** Copies a stretch of the prompt, goes astray now and then, and stops some time. */
const copier =
  (period: number, astray: number): Logits =>
  (ids, size) => {
    const logits = new Float32Array(size);
    const wanted = ids.length % astray === 0 ? (ids.length * 13) % size : ids[ids.length - period];
    logits[wanted ?? 0] = 5;
    if (ids.length > 70) logits[STOP] = 9;
    return logits;
  };

describe('free text with proposals', () => {
  test('is that of the loop without, whatever the model copies and wherever it goes astray', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 3 }),
        async (period, astray, maxTokens, seed) => {
          const make = () => new RowsModel(MODEL_SIZE, copier(period, astray));
          const request = { maxTokens, seed, prompt: 'Ingresa por disnea. Ingresa por disnea.' };
          const plain = await written(make(), false, request);
          const fast = await written(make(), true, request);
          expect(fast.ids).toEqual(plain.ids);
          expect([fast.text, fast.finish]).toEqual([plain.text, plain.finish]);
        },
      ),
      { numRuns: 100 },
    );
  });

  // Real graphs: one that gives all rows, and exports of ours, which give as many as they are asked for.
  describe.each([
    ['plain attention', TINY_PLAIN, 'model.onnx', node],
    ['an export, Node', TINY_ROWS, 'model.onnx', node],
    ['an export, WebAssembly', TINY_ROWS, 'model.onnx', webAssembly],
    ['an export, int8, WebAssembly', TINY_ROWS, 'model_int8.onnx', webAssembly],
  ])('of a real model: %s', (_, folder, graph, open) => {
    let model: OrtModel;
    beforeAll(async () => {
      const config = ModelConfig.parse(JSON.parse(readFileSync(`${folder}config.json`, 'utf8')));
      model = await open(`${folder}onnx/${graph}`, config);
    });
    afterAll(() => model.dispose());

    test('the text is the same, in fewer passes', async () => {
      let [passes, fewer] = [0, 0];
      for (const prompt of PROMPTS) {
        const plain = await written(model, false, { prompt });
        model.truncate(0);
        const fast = await written(model, true, { prompt });
        model.truncate(0);
        expect([fast.ids, fast.text, fast.finish], prompt).toEqual([plain.ids, plain.text, plain.finish]);
        passes += plain.calls;
        fewer += fast.calls;
      }
      expect(fewer).toBeLessThan(passes);
    });
  });

  test('a model that gives the last row alone writes as before', async () => {
    const model = new FakeModel(MODEL_SIZE, copier(4, 9));
    const { calls, ids } = await written(model, true, {});
    expect(calls).toBe(ids.length + 1);
  });
});
