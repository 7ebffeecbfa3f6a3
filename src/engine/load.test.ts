import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from './load.ts';
import { loadNodeModel } from './node.ts';
import { dtypesFor, findModel, rowOfFolder } from './registry.ts';
import { TINY_LLAMA } from './testing/tiny_tokenizer.ts';
import type { LoadedModel, LoadProgress } from './types.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterAll(() => rm(scratch, { recursive: true }));

async function broken(name: string, change: (folder: string) => Promise<unknown>) {
  const folder = join(scratch, name);
  await cp(TINY_LLAMA, folder, { recursive: true });
  await change(folder);
  const result = await loadNodeModel(folder);
  return result.ok ? 'loaded' : [result.error.code, result.error.params?.file];
}

async function tiny(onProgress?: (progress: LoadProgress) => void): Promise<LoadedModel> {
  const result = await loadNodeModel(TINY_LLAMA, { onProgress });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const GRAMMAR = 'root ::= ("Ingresa por " | "Se hospitaliza por ") "hidatídico" (", " | ". ") "<D0>"';

describe('a model in a folder', () => {
  test('loads, tells its progress and decodes under a grammar', async () => {
    const phases: LoadProgress[] = [];
    const model = await tiny((progress) => phases.push(progress));
    expect(model).toMatchObject({ backend: 'node', dtype: 'fp32', dialect: 'text' });
    expect([...new Set(phases.map(({ phase }) => phase))]).toEqual(['files', 'session', 'warmup', 'ready']);
    expect(phases.at(-1)?.loadedBytes).toBe(phases.at(-1)?.totalBytes);
    const result = await model.decode({ prompt: 'do', grammar: GRAMMAR, maxTokens: 200 });
    expect(result).toMatchObject({ ok: true, value: { finish: 'stop' } });
    await model.dispose();
  });

  test('the same request gives the same text, and other seeds give others', async () => {
    const model = await tiny();
    const text = async (seed: number) => {
      const result = await model.decode({
        prompt: 'do',
        grammar: GRAMMAR,
        maxTokens: 200,
        seed,
        temperature: 2,
      });
      return result.ok ? result.value.text : '';
    };
    expect(await text(0)).toBe(await text(0));
    expect(await text(5)).toBe(await text(5));
    const texts = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(text));
    expect(new Set(texts).size).toBeGreaterThan(1);
    await model.dispose();
  });

  test('what is computed ahead is not computed in the job, which writes the same', async () => {
    const prompt = [{ role: 'user', content: 'Ingresa por TEP. Ingresa por hidatídico. Alta' }] as const;
    const job = { prompt, prefix: prompt, grammar: GRAMMAR, maxTokens: 200 };
    const fresh = await tiny();
    const alone = await fresh.decode(job);
    await fresh.dispose();
    const model = await tiny();
    const ahead = await model.decode({ prompt, prefix: prompt, maxTokens: 0 });
    expect(ahead).toMatchObject({ ok: true, value: { text: '', tokens: { output: 0, modelCalls: 1 } } });
    const result = await model.decode(job);
    if (!alone.ok || !result.ok) throw new Error('did not decode');
    expect(result.value.text).toBe(alone.value.text);
    expect(result.value.tokens.modelCalls).toBe(alone.value.tokens.modelCalls - 1);
    expect((await model.decode({ ...job, maxTokens: 0, signal: AbortSignal.abort() })).ok).toBe(true);
    await model.dispose();
  });

  test('jobs wait for each other; an unloaded model says so', async () => {
    const model = await tiny();
    const job = { prompt: 'do', grammar: GRAMMAR, maxTokens: 200 };
    const alone = await model.decode(job);
    const results = await Promise.all([
      model.decode(job),
      model.decode(job),
      model.decode({ ...job, grammar: 'root ::= x' }),
    ]);
    const text = (result: (typeof results)[number]) => (result.ok ? result.value.text : result.error.code);
    expect(results.map(text)).toEqual([text(alone), text(alone), 'E_GRAMMAR']);
    expect(text(await model.decode(job))).toBe(text(alone));
    await model.dispose();
    expect(text(await model.decode(job))).toBe('E_ABORTED');
  });
});

describe('bad input', () => {
  test('a name that is neither a model nor a folder', async () => {
    expect(await loadNodeModel('gpt-9')).toMatchObject({ ok: false, error: { code: 'E_MODEL_UNKNOWN' } });
  });

  test.each([
    [
      'a missing weights file',
      (folder: string) => rm(join(folder, 'onnx/model.onnx')),
      'E_BACKEND',
      undefined,
    ],
    [
      'a missing tokenizer',
      (folder: string) => rm(join(folder, 'tokenizer.json')),
      'E_MODEL_MISSING',
      'tokenizer.json',
    ],
    [
      'truncated weights',
      async (folder: string) => {
        const file = join(folder, 'onnx/model.onnx');
        await writeFile(file, (await readFile(file)).subarray(0, 1000));
      },
      'E_MODEL_CORRUPT',
      'onnx/model.onnx',
    ],
    [
      'truncated weights without sums',
      async (folder: string) => {
        await rm(join(folder, 'SHA256SUMS'));
        await writeFile(
          join(folder, 'onnx/model.onnx'),
          readFileSync(`${TINY_LLAMA}onnx/model.onnx`).subarray(0, 1000),
        );
      },
      'E_MODEL_CORRUPT',
      undefined,
    ],
    [
      'one changed byte',
      async (folder: string) => {
        const file = join(folder, 'onnx/model.onnx');
        const bytes = await readFile(file);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        await writeFile(file, bytes);
      },
      'E_MODEL_CORRUPT',
      'onnx/model.onnx',
    ],
    [
      'a tokenizer that is not JSON',
      async (folder: string) => {
        await rm(join(folder, 'SHA256SUMS'));
        await writeFile(join(folder, 'tokenizer.json'), '{');
      },
      'E_MODEL_CORRUPT',
      'tokenizer.json',
    ],
  ])('%s', async (name, change, code, file) => {
    expect(await broken(name, change)).toEqual([code, file]);
  });

  test('memory that is refused, and a runtime that refuses the graph', async () => {
    const row = rowOfFolder('tiny', 'text', ['onnx/model.onnx']);
    const load = (words: string) =>
      loadModel({
        row,
        backend: 'wasm',
        // A fake: onnxruntime-node cannot be made to run out of memory here.
        runtime: {
          Tensor: ort.Tensor,
          InferenceSession: { create: () => Promise.reject(new RangeError(words)) },
        },
        sessionOptions: {},
        readFile: (path) => readFile(TINY_LLAMA + path),
      });
    expect(await load('WebAssembly.Memory(): could not allocate memory')).toMatchObject({
      error: { code: 'E_MEMORY' },
    });
    expect(await load('no kernel for Foo(22)')).toMatchObject({
      error: { code: 'E_BACKEND', params: { model: 'tiny' } },
    });
  });
});

describe('registry', () => {
  test('knows the bundled model and no other by chance', () => {
    expect(findModel('epicrisis-slots')).toMatchObject({
      ok: true,
      value: { dialect: 'slots', source: 'bundled' },
    });
    expect(findModel('template')).toMatchObject({ ok: false, error: { code: 'E_MODEL_UNKNOWN' } });
  });

  test('WASM is never given four-bit weights', () => {
    expect(dtypesFor('wasm').filter((dtype) => dtype.startsWith('q4'))).toEqual([]);
    expect(dtypesFor('webgpu')[0]).toBe('q4');
    expect(dtypesFor('webgpu', true)[0]).toBe('q4f16');
  });
});
