import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { createChooser } from './choose.ts';
import { fromHalfBits } from './float16.ts';
import { halfSelection } from './half_select.ts';
import { maskOf } from './mask.ts';
import { ModelConfig } from './model_config.ts';
import { nodeRuntime } from './node.ts';
import { chooseOnDevice } from './selection.ts';
import { OrtModel } from './session.ts';
import { TINY_HALF } from './testing/tiny_tokenizer.ts';

const WIDTH = 40;
/** NaN, infinities, both zeros, the smallest; and any. */
const Bits = fc.oneof(
  fc.constantFrom(0x7e00, 0xfe01, 0x7c00, 0xfc00, 0, 0x8000, 1, 0x8001, 0x3c00),
  fc.nat(0xffff),
);
const Options = fc.record({
  seed: fc.integer({ min: 0, max: 3 }),
  repetitionPenalty: fc.constantFrom(1, 1.3),
});
const Tokens = fc.uniqueArray(fc.nat(WIDTH + 20));

test('the token is that of the logits as floats', async () => {
  const pass = fc.array(Bits, { minLength: 3 * WIDTH, maxLength: 3 * WIDTH });
  const property = fc.asyncProperty(
    pass,
    Tokens,
    Tokens,
    Options,
    async (bits, allowed, written, options) => {
      const data = Uint16Array.from(bits);
      const mask = maskOf(allowed, WIDTH + 21);
      const rows = halfSelection.rowsOf({ data, dims: [1, 3, WIDTH] } as never, 2);
      const [here, there] = [createChooser(options), createChooser(options)];
      for (const [row, logits] of rows.entries()) {
        const own = Float32Array.from(data.subarray((row + 1) * WIDTH, (row + 2) * WIDTH), fromHalfBits);
        expect(await logits.all()).toEqual(own);
        const expected = here(own, mask, written);
        expect(await chooseOnDevice(there, options, logits, mask, written)).toBe(expected);
      }
    },
  );
  await fc.assert(property);
});

test('a model of half precision gives them', async () => {
  const config = ModelConfig.parse(JSON.parse(readFileSync(`${TINY_HALF}config.json`, 'utf8')));
  const session = () => ort.InferenceSession.create(`${TINY_HALF}onnx/model_fp16.onnx`);
  const [one, other] = [
    new OrtModel(nodeRuntime, await session(), config),
    new OrtModel(nodeRuntime, await session(), config),
  ];
  const logits = await one.forward([5, 9, 17]);
  const [last] = (await other.forwardOnDevice?.([5, 9, 17], 1)) ?? [];
  expect(await last?.all()).toEqual(logits);
  const mask = maskOf(logits.keys(), logits.length);
  expect((await last?.likeliest(mask))?.token).toBe(createChooser()(logits, mask));
});
