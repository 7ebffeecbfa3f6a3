import { expect, test } from 'vitest';
import { inSlices } from './slices.ts';

function* counting(to: number): Generator<void, number> {
  let n = 0;
  while (n < to) {
    n++;
    yield;
  }
  return n;
}

test('runs to the end, however many steps', async () => {
  const value = await new Promise<number>((done) => {
    inSlices(counting(50_000), new AbortController().signal, done);
  });
  expect(value).toBe(50_000);
});

test('an abort ends it without a word, and the work with it', async () => {
  const stop = new AbortController();
  let steps = 0;
  function* endless(): Generator<void, number> {
    for (;;) {
      steps++;
      yield;
    }
  }
  let told = false;
  inSlices(endless(), stop.signal, () => {
    told = true;
  });
  stop.abort();
  const before = steps;
  await new Promise<void>((done) => {
    inSlices(counting(10), new AbortController().signal, () => done());
  });
  expect([told, steps]).toEqual([false, before]);
});
