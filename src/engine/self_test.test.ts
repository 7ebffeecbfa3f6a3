import { describe, expect, test } from 'vitest';
import { ModelCard } from './model_card.ts';
import { logProbability, SELF_TEST_MS, selfTest, testOfCard } from './self_test.ts';
import { FakeModel } from './testing/fake_model.ts';

const SIZE = 64;
/** Knows that after n comes n + 1, this surely. */
const counting = (certainty: number) =>
  new FakeModel(SIZE, (ids, size) =>
    Float32Array.from({ length: size }, (_, id) => (id === (ids.at(-1) ?? 0) + 1 ? certainty : 0)),
  );
const SENTENCE = Array.from({ length: 12 }, (_, i) => i + 1);

describe('the self-test', () => {
  test('a model that knows the sentences passes, and is left with an empty cache', async () => {
    const model = counting(10);
    const result = await selfTest('m', model, { sentences: [SENTENCE, SENTENCE], limit: 1.1 });
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.value).toBeCloseTo(1.0029, 3);
    expect(model.length).toBe(0);
  });

  test('one that knows nothing is garbage, and says how much', async () => {
    expect(await selfTest('m', counting(0), { sentences: [SENTENCE], limit: 20 })).toMatchObject({
      ok: false,
      error: { code: 'E_MODEL_GARBAGE', params: { model: 'm', perplexity: SIZE, limit: 20 } },
    });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('logits of %d are garbage', async (value) => {
    const model = new FakeModel(SIZE, (_, size) => new Float32Array(size).fill(value));
    expect((await selfTest('m', model, { sentences: [SENTENCE], limit: 1e9 })).ok).toBe(false);
  });

  test('a token beyond the model’s vocabulary is garbage: the card is another model’s', async () => {
    const test = { sentences: [[1, 2, 3, SIZE + 5]], limit: 1e9 };
    expect((await selfTest('m', counting(10), test)).ok).toBe(false);
  });

  test('a slow model is judged by the sentences that it got to, half as strictly', async () => {
    let clock = 0;
    const model = counting(0);
    const test = { sentences: [SENTENCE, SENTENCE, SENTENCE], limit: SIZE / 1.9 };
    const result = await selfTest('m', model, test, () => (clock += 0.6 * SELF_TEST_MS));
    expect(result.ok).toBe(true);
    expect(model.runs).toHaveLength(2 * (SENTENCE.length - 1));
  });

  test('the card’s value for the type goes before that of full precision', () => {
    const card = ModelCard.parse({
      schema: 1,
      selftest: { sentences: [[1, 2, 3, 4]], perplexity: 20, dtypes: { q4: 30 }, tolerance: 2 },
    });
    if (card.selftest === undefined) throw new Error('no self-test');
    expect(testOfCard(card.selftest, 'q4').limit).toBe(60);
    expect(testOfCard(card.selftest, 'int8').limit).toBe(40);
  });
});

test('log probability is that of the softmax', () => {
  expect(logProbability(Float32Array.of(0, Math.log(3)), 1)).toBeCloseTo(Math.log(0.75));
  expect(logProbability(Float32Array.of(1000, -1000), 0)).toBeCloseTo(0);
});
