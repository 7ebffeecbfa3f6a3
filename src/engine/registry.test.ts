import { describe, expect, test } from 'vitest';
import { GRAPH_FILES } from './registry/layout.ts';
import { ModelRow } from './registry/row.ts';
import {
  bytesOf,
  choiceOf,
  disabledFor,
  dtypesFor,
  findModel,
  modelRows,
  rowInFolder,
  rowOfFolder,
  SIZE_LIMIT_BYTES,
  sizeGuard,
} from './registry.ts';
import type { Backend, Dtype } from './types.ts';

const BACKENDS: readonly Backend[] = ['wasm', 'webgpu', 'node'];
const rowOf = (id: string): ModelRow => {
  const row = modelRows().find((one) => one.id === id);
  if (row === undefined) throw new Error(id);
  return row;
};

describe.each(modelRows().map((row) => [row.id, row] as const))('%s', (_, row) => {
  test('is a row as the schema wants it', () => {
    expect(ModelRow.safeParse(row).error?.message).toBeUndefined();
  });

  test('names its weights as the layout does, external data after the graph', () => {
    for (const [dtype, weights] of Object.entries(row.weights)) {
      const graph = GRAPH_FILES[dtype as Dtype];
      const [first, ...rest] = weights.files.map(({ path }) => path);
      expect(first).toBe(graph);
      expect(rest).toEqual(
        rest.map((_, chunk) => (chunk === 0 ? `${graph}_data` : `${graph}_data_${chunk}`)),
      );
    }
  });

  test('runs where it says, by types that the backend has kernels for', () => {
    for (const backend of BACKENDS) {
      const able = dtypesFor(backend, true);
      for (const dtype of row.backends[backend].dtypes) expect(able).toContain(dtype);
    }
    for (const backend of row.recommended) expect(row.backends[backend].dtypes).not.toEqual([]);
  });

  test('on the hub is of one commit, or says that it is not', () => {
    if (row.source === 'hub') expect(row.hub).toBeDefined();
    if (row.hub !== undefined) expect(row.hub.pinned).toBe(row.hub.revision !== 'main');
  });

  test('without files of its own says what to do', () => {
    if (row.source === 'folder') expect(row.disabled?.remedy.es).toBeTruthy();
  });
});

describe('the registry', () => {
  test('has every model of the reports, each once', () => {
    const ids = modelRows().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...[
          'epicrisis-slots',
          'qwen2.5-0.5b-instruct',
          'qwen2.5-1.5b-instruct',
          'qwen3-4b',
          'llama-3.2-1b-instruct',
        ],
        ...['smollm2-360m-instruct', 'smollm2-135m', 'phi-3.5-mini-instruct', 'ministral-3b-instruct'],
        ...['granite-3.0-2b-instruct', 'qwen2.5-coder-1.5b-instruct', 'epicrisis-unsloth-fp16'],
        ...['epicrisis-unsloth-onnx', 'epicrisis-mlx-1.5b', 'epicrisis-peft-q4f16', 'epicrisis-peft-q8'],
        'epicrisis-peft-fp32',
      ]),
    );
  });

  test('knows models by their ids and no other by chance', () => {
    expect(findModel('epicrisis-slots')).toMatchObject({
      ok: true,
      value: { dialect: 'slots', source: 'bundled' },
    });
    expect(findModel('template')).toMatchObject({ ok: false, error: { code: 'E_MODEL_UNKNOWN' } });
  });

  test('the models of the included extension and of the hub can be used at once', () => {
    expect(findModel('qwen2.5-0.5b-instruct').ok).toBe(true);
    expect(rowOf('qwen2.5-0.5b-instruct').recommended).toEqual(['webgpu']);
  });

  test('a row that waits for its files is lifted by their presence alone', () => {
    expect(findModel('epicrisis-peft-q8')).toMatchObject({
      ok: false,
      error: { code: 'E_MODEL_DISABLED', params: { reason: 'NEEDS_FILES' } },
    });
    expect(findModel('epicrisis-peft-q8', { given: true }).ok).toBe(true);
    expect(disabledFor(rowOf('epicrisis-peft-q8'), true)).toBeUndefined();
  });
});

describe('the choice of weights', () => {
  test('WASM is never given four-bit weights', () => {
    expect(dtypesFor('wasm').filter((dtype) => dtype.startsWith('q4'))).toEqual([]);
    for (const row of modelRows()) expect(choiceOf(row, 'wasm')?.startsWith('q4')).not.toBe(true);
  });

  test('WebGPU takes half precision only where the adapter has it', () => {
    const row = rowOf('qwen2.5-0.5b-instruct');
    expect(choiceOf(row, 'webgpu', { shaderF16: true })).toBe('q4f16');
    expect(choiceOf(row, 'webgpu')).toBe('q4');
    expect(choiceOf(rowOf('qwen3-4b'), 'webgpu')).toBeUndefined();
  });

  test('one that is asked for by name is taken where there are weights of it', () => {
    const row = rowOf('qwen2.5-0.5b-instruct');
    expect(choiceOf(row, 'node', { dtype: 'fp16' })).toBe('fp16');
    expect(choiceOf(rowOf('qwen3-4b'), 'node', { dtype: 'fp32' })).toBeUndefined();
  });
});

describe('the size guard', () => {
  test('counts external data, and refuses the reports’ 6 GB before anything is fetched', () => {
    expect(bytesOf(rowOf('qwen3-4b'), 'q4f16')).toBeGreaterThan(2.8e9);
    expect(sizeGuard(rowOf('epicrisis-peft-fp32'), 'fp32')).toEqual({
      ok: false,
      error: {
        code: 'E_MODEL_TOO_BIG',
        params: { model: 'epicrisis-peft-fp32', mb: 6200, limitMb: SIZE_LIMIT_BYTES / 1e6 },
      },
    });
  });

  test('lets through what fits, and what settings allow', () => {
    expect(sizeGuard(rowOf('qwen2.5-1.5b-instruct'), 'q4f16').ok).toBe(true);
    expect(sizeGuard(rowOf('qwen3-4b'), 'q4f16').ok).toBe(false);
    expect(sizeGuard(rowOf('qwen3-4b'), 'q4f16', 4e9).ok).toBe(true);
  });
});

describe('a folder', () => {
  const FILES = [
    'config.json',
    ...['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data', 'onnx/model_q4.onnx_data_1'],
    ...['onnx/model_quantized.onnx', 'onnx/model.onnx', 'onnx/model.onnx.data'],
  ];

  test('is described by its files', () => {
    const row = rowOfFolder('Mi Modelo (2)', 'text', FILES, () => 10);
    expect(ModelRow.safeParse(row).success).toBe(true);
    expect(row).toMatchObject({ id: 'mi-modelo-2-', name: 'Mi Modelo (2)' });
    expect(row.weights.q4?.files.map(({ path }) => path)).toEqual(FILES.slice(1, 4));
    expect(row.weights.fp32?.files.map(({ path }) => path)).toEqual([
      'onnx/model.onnx',
      'onnx/model.onnx.data',
    ]);
    expect(bytesOf(row, 'q4')).toBe(30);
    expect([choiceOf(row, 'node'), choiceOf(row, 'wasm')]).toEqual(['q4', 'q8']);
  });

  test('of a known model keeps what is known of it, with the weights that are there', () => {
    const row = rowInFolder(rowOf('qwen3-4b'), FILES);
    expect(row).toMatchObject({ id: 'qwen3-4b', chat: { thinking: 'switch' } });
    expect(Object.keys(row.weights).sort()).toEqual(['fp32', 'q4', 'q8']);
  });
});
