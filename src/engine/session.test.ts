import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';
import { afterAll, describe, expect, test } from 'vitest';
import { ModelConfig } from './model_config.ts';
import { OrtModel } from './session.ts';
import { TINY_HALF, TINY_LLAMA, TINY_PLAIN } from './testing/tiny_tokenizer.ts';

const SMOLLM2 = fileURLToPath(new URL('../../.cache/models/smollm2-135m/', import.meta.url));
const IDS = [5, 9, 0, 23, 17, 42, 8, 8, 30, 61, 3, 7];

// Real sessions. `tiny-llama` is made by the builder of the real exports, `tiny-plain` in the way of the others.
const models = [
  { name: 'GroupQueryAttention', folder: TINY_LLAMA, file: 'onnx/model.onnx', within: 1e-4 },
  { name: 'plain attention', folder: TINY_PLAIN, file: 'onnx/model.onnx', within: 1e-4 },
  // Half precision has three digits; its external data lies beside it.
  { name: 'half precision', folder: TINY_HALF, file: 'onnx/model_fp16.onnx', within: 0.1 },
  // Four-bit weights at accuracy level 4 round the activations; the same graph in fp32 agrees within 4e-5.
  {
    name: 'SmolLM2-135M q4 (tools/models: export_text)',
    folder: SMOLLM2,
    file: 'onnx/model_q4.onnx',
    within: 2,
  },
];

for (const { name, folder, file, within } of models) {
  describe.skipIf(!existsSync(folder + file))(name, () => {
    const opened: OrtModel[] = [];
    const open = async (): Promise<OrtModel> => {
      const config = ModelConfig.parse(JSON.parse(readFileSync(`${folder}config.json`, 'utf8')));
      const session = await ort.InferenceSession.create(folder + file, { logSeverityLevel: 3 });
      const model = new OrtModel(ort, session, config);
      opened.push(model);
      return model;
    };
    afterAll(async () => {
      for (const model of opened) await model.dispose();
    });
    const close = (actual: Float32Array, expected: Float32Array) => {
      const furthest = actual.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 0))),
        0,
      );
      expect(furthest).toBeLessThan(within);
    };

    test('k tokens at once equal k single steps', async () => {
      const model = await open();
      const atOnce = (await model.forward(IDS)).slice();
      expect(atOnce).toHaveLength(model.vocabSize);
      expect(model.length).toBe(IDS.length);
      model.truncate(0);
      let single = new Float32Array();
      for (const id of IDS) single = (await model.forward([id])).slice();
      close(single, atOnce);
    });

    test('a cut cache goes on exactly as one that never was longer', async () => {
      const model = await open();
      await model.forward(IDS.slice(0, 5));
      const straight = (await model.forward(IDS.slice(5))).slice();
      model.truncate(5);
      await model.forward([1, 2, 3, 4, 5, 6, 7]);
      model.truncate(9);
      model.truncate(5);
      expect(model.length).toBe(5);
      expect(await model.forward(IDS.slice(5))).toEqual(straight);
      model.truncate(0);
      await model.forward(IDS.slice(0, 5));
      expect(await model.forward(IDS.slice(5))).toEqual(straight);
    });

    test('what comes before changes the logits', async () => {
      const model = await open();
      const one = (await model.forward([5, 9])).slice();
      model.truncate(0);
      expect(await model.forward([6, 9])).not.toEqual(one);
    });
  });
}
