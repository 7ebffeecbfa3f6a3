/** What a model must be before it writes: real graphs, broken in the ways that the reports met, on both runtimes. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as web from 'onnxruntime-web/wasm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppError, Result } from '../shared/result.ts';
import { loadModel } from './load.ts';
import { loadNodeModel } from './node.ts';
import { rowOfFolder } from './registry.ts';
import type { Runtime } from './runtime.ts';
import { TINY_HALF, TINY_LLAMA, TINY_PLAIN } from './testing/tiny_tokenizer.ts';
import type { LoadedModel } from './types.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'guards-'));
});
afterAll(() => rm(scratch, { recursive: true }));

const HALF_FILES = [
  'onnx/model_fp16.onnx',
  'onnx/model_fp16.onnx_data',
  'onnx/model_fp16.onnx_data_1',
] as const;

let copies = 0;
async function changed(from: string, change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(scratch, `model-${copies++}`);
  await cp(from, folder, { recursive: true });
  await rm(join(folder, 'SHA256SUMS'));
  await change(folder);
  return folder;
}

/** The same number of letters, so that the graph's file stays a graph. */
const reword = (file: string, from: string, to: string) => async (folder: string) => {
  const bytes = await readFile(join(folder, file));
  const text = bytes.toString('latin1').replaceAll(from, to);
  expect(text).toContain(to);
  expect(text.length).toBe(bytes.length);
  await writeFile(join(folder, file), Buffer.from(text, 'latin1'));
};

const editJson = (file: string, edit: (json: Record<string, unknown>) => void) => async (folder: string) => {
  const json = JSON.parse(await readFile(join(folder, file), 'utf8'));
  edit(json);
  await writeFile(join(folder, file), JSON.stringify(json));
};

/** As the extension loads it, on ONNX Runtime's WebAssembly. */
async function onWasm(folder: string, files: readonly string[], limitBytes?: number) {
  web.env.wasm.numThreads = 1;
  const read: string[] = [];
  const result = await loadModel({
    row: rowOfFolder('tiny', 'text', files),
    backend: 'wasm',
    runtime: web as unknown as Runtime,
    sessionOptions: { executionProviders: ['wasm'], logSeverityLevel: 4 },
    readFile: async (path) => {
      read.push(path);
      return new Uint8Array(await readFile(join(folder, path)));
    },
    limitBytes,
  });
  return { result, read };
}

const ended = async (result: Result<LoadedModel>): Promise<string | AppError> => {
  if (!result.ok) return result.error;
  await result.value.dispose();
  return 'loaded';
};

describe.each([
  ['Node', async (folder: string) => ended(await loadNodeModel(folder))],
  ['WebAssembly', async (folder: string) => ended((await onWasm(folder, ['onnx/model.onnx'])).result)],
])('on %s', (_, load) => {
  test('an operator that the runtime lacks has a code of its own', async () => {
    const folder = await changed(
      TINY_LLAMA,
      reword('onnx/model.onnx', 'GroupQueryAttention', 'GroupQueryAttentiom'),
    );
    expect(await load(folder)).toMatchObject({ code: 'E_MODEL_OPSET' });
  });

  test('so has an opset of the future, the reports’ “opset 18” of another day', async () => {
    // opset_import { version: 22 } in protobuf.
    const folder = await changed(
      TINY_PLAIN,
      reword('onnx/model.onnx', 'B\x04\n\x00\x10\x11', 'B\x04\n\x00\x10\x63'),
    );
    expect(await load(folder)).toMatchObject({ code: 'E_MODEL_OPSET' });
  });

  test('a graph without past_key_values is refused before it writes a word', async () => {
    const folder = await changed(TINY_PLAIN, reword('onnx/model.onnx', 'past_key_values', 'past_key_valuez'));
    expect(await load(folder)).toMatchObject({ code: 'E_MODEL_NO_CACHE' });
  });

  test('a card that speaks of other weights is garbage', async () => {
    const card = { schema: 1, selftest: { sentences: [[5, 9, 4, 23, 17, 42]], perplexity: 1.2 } };
    const folder = await changed(TINY_LLAMA, (at) =>
      writeFile(join(at, 'epicrisis.json'), JSON.stringify(card)),
    );
    expect(await load(folder)).toMatchObject({ code: 'E_MODEL_GARBAGE' });
  });

  test('a card that is none is a broken file', async () => {
    const folder = await changed(TINY_LLAMA, (at) => writeFile(join(at, 'epicrisis.json'), '{"schema": 2}'));
    expect(await load(folder)).toMatchObject({ code: 'E_MODEL_CORRUPT', params: { file: 'epicrisis.json' } });
  });
});

describe('external data and half precision', () => {
  test('in Node the runtime reads them from the disk; the card’s self-test holds', async () => {
    expect(await ended(await loadNodeModel(TINY_HALF))).toBe('loaded');
  });

  test('in the browser they are handed over with the graph', async () => {
    const { result, read } = await onWasm(TINY_HALF, HALF_FILES);
    expect(await ended(result)).toBe('loaded');
    expect(read).toEqual(expect.arrayContaining([...HALF_FILES]));
  });

  test('chunks that only config.json speaks of are found', async () => {
    const { result, read } = await onWasm(TINY_HALF, HALF_FILES.slice(0, 1));
    expect(await ended(result)).toBe('loaded');
    expect(read).toContain(HALF_FILES[2]);
  });

  test.each(HALF_FILES.slice(1))('a missing %s is named', async (file) => {
    const folder = await changed(TINY_HALF, (at) => rm(join(at, file)));
    expect(await ended((await onWasm(folder, HALF_FILES)).result)).toMatchObject({
      code: 'E_MODEL_MISSING',
      params: { file },
    });
  });

  test('swapped weights load and are garbage', async () => {
    const folder = await changed(TINY_HALF, async (at) => {
      const file = join(at, HALF_FILES[2]);
      await writeFile(file, (await readFile(file)).reverse());
    });
    const problem = await ended((await onWasm(folder, HALF_FILES)).result);
    expect(problem).toMatchObject({ code: expect.stringMatching(/E_MODEL_(GARBAGE|CORRUPT)/) });
  });

  test('writes the same under a grammar as in full precision’s runtime', async () => {
    const inNode = await loadNodeModel(TINY_HALF);
    const { result } = await onWasm(TINY_HALF, HALF_FILES);
    if (!inNode.ok || !result.ok) throw new Error('not loaded');
    const job = { prompt: 'do', grammar: 'root ::= ("con " | "sin ") ("heparina" | "alta")', maxTokens: 60 };
    const [one, other] = await Promise.all([inNode.value.decode(job), result.value.decode(job)]);
    expect(one.ok && one.value.text).toBe(other.ok && other.value.text);
    await inNode.value.dispose();
    await result.value.dispose();
  });
});

describe('the size limit', () => {
  test('refuses on the row’s word, before a byte is read', async () => {
    const row = rowOfFolder('big', 'text', ['onnx/model.onnx'], () => 6_000_000_000);
    const read: string[] = [];
    const result = await loadModel({
      row,
      backend: 'wasm',
      runtime: web as unknown as Runtime,
      sessionOptions: {},
      readFile: async (path) => {
        read.push(path);
        throw new Error('nothing may be read');
      },
      limitBytes: 2e9,
    });
    expect(result).toMatchObject({ error: { code: 'E_MODEL_TOO_BIG', params: { mb: 6000, limitMb: 2000 } } });
    expect(read).toEqual([]);
  });

  test('refuses by the files’ own size where the row knows none, and stops reading', async () => {
    const { result, read } = await onWasm(TINY_HALF, HALF_FILES, 9000);
    expect(result).toMatchObject({ error: { code: 'E_MODEL_TOO_BIG' } });
    expect(read).not.toContain(HALF_FILES[2]);
  });
});

describe('the tokens that end a turn', () => {
  test('may stand in generation_config.json alone, as Phi-3.5’s do', async () => {
    const folder = await changed(TINY_PLAIN, async (at) => {
      await editJson('config.json', (json) => {
        json.eos_token_id = undefined;
      })(at);
      await editJson('tokenizer_config.json', (json) => {
        json.eos_token = undefined;
      })(at);
      // The letter that this model writes first, free: with it as a stop token, it writes nothing.
      await writeFile(
        join(at, 'generation_config.json'),
        JSON.stringify({ eos_token_id: await firstFree() }),
      );
    });
    const model = await loadNodeModel(folder);
    if (!model.ok) throw new Error(model.error.code);
    const result = await model.value.decode({ prompt: 'do', maxTokens: 5 });
    expect(result).toMatchObject({ ok: true, value: { text: '', finish: 'stop' } });
    await model.value.dispose();
  });

  async function firstFree(): Promise<number> {
    const model = await loadNodeModel(TINY_PLAIN);
    if (!model.ok) throw new Error(model.error.code);
    const result = await model.value.decode({ prompt: 'do', maxTokens: 1 });
    await model.value.dispose();
    const ids = result.ok ? (result.value as unknown as { ids: number[] }).ids : [];
    return ids[0] ?? -1;
  }
});

test('a chat template in a file of its own is read', async () => {
  const folder = await changed(TINY_LLAMA, async (at) => {
    await editJson('tokenizer_config.json', (json) => {
      json.chat_template = undefined;
    })(at);
    await writeFile(join(at, 'chat_template.jinja'), '{{ undefined_function() }}');
  });
  const model = await loadNodeModel(folder);
  if (!model.ok) throw new Error(model.error.code);
  const asked = await model.value.decode({ prompt: [{ role: 'user', content: 'x' }], maxTokens: 2 });
  // That it fails shows that it was read.
  expect(asked.ok).toBe(false);
  await model.value.dispose();
});
