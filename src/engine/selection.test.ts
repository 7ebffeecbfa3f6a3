import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChooser, isGreedy } from './choose.ts';
import { countOf, maskOf, tokensOf } from './mask.ts';
import { chooseOnDevice, FEW } from './selection.ts';
import type { DeviceLogits } from './types.ts';

/** What a device answers, from an array: the real one runs in Chromium (tests/engine/selection.test.ts). */
class Answers implements DeviceLogits {
  readonly asked: string[] = [];
  readonly #values: Float32Array;

  constructor(values: Float32Array) {
    this.#values = values;
  }

  get size(): number {
    return this.#values.length;
  }

  async likeliest(mask: Int32Array): Promise<{ token: number; logit: number } | undefined> {
    this.asked.push('likeliest');
    const known = maskOf(
      [...tokensOf(mask)].filter((token) => token < this.size),
      mask.length * 32,
    );
    const token = createChooser()(this.#values, known);
    return token === undefined ? undefined : { token, logit: this.#values[token] as number };
  }

  async of(tokens: readonly number[]): Promise<Float32Array> {
    this.asked.push('of');
    return Float32Array.from(tokens, (token) => this.#values[token] as number);
  }

  async all(): Promise<Float32Array> {
    this.asked.push('all');
    return this.#values;
  }
}

const Logit = fc.oneof(
  fc.double({ min: -9, max: 9 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 3),
);
const Options = fc.record({
  seed: fc.integer({ min: 0, max: 9 }),
  temperature: fc.constantFrom(0, 0.7, 2),
  topP: fc.constantFrom(0.4, 1),
  repetitionPenalty: fc.constantFrom(1, 1.3),
});
const Tokens = fc.uniqueArray(fc.nat(50));

test('the choice is the one of all logits, and greedily not all are brought over', async () => {
  const values = fc.array(Logit, { minLength: 1, maxLength: 40 });
  const property = fc.asyncProperty(
    values,
    Tokens,
    Tokens,
    Options,
    async (values, allowed, written, options) => {
      const all = Float32Array.from(values);
      const mask = maskOf(allowed, 51);
      const logits = new Answers(all);
      const [here, there] = [createChooser(options), createChooser(options)];
      for (let turn = 0; turn < 3; turn++) {
        const expected = here(all, mask, written);
        expect(await chooseOnDevice(there, options, logits, mask, written)).toBe(expected);
      }
      expect(logits.asked).not.toContain('all');
      if (!isGreedy(options)) expect(logits.asked).not.toContain('likeliest');
    },
  );
  await fc.assert(property);
});

test('by chance among very many, all logits come over', async () => {
  const all = Float32Array.from({ length: 3 * FEW }, (_, token) => Math.sin(token));
  const mask = maskOf(all.keys(), all.length);
  expect(countOf(mask)).toBe(all.length);
  const options = { seed: 7, temperature: 1 };
  const logits = new Answers(all);
  const expected = createChooser(options)(all, mask);
  expect(await chooseOnDevice(createChooser(options), options, logits, mask, [])).toBe(expected);
  expect(logits.asked).toEqual(['all']);
});
