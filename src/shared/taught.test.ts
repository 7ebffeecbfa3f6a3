import { expect, test } from 'vitest';
import { forgetTaught, MAX_TAUGHT, readTaught, saveTaught, type TaughtStorage } from './taught.ts';

const memory = (stored: Record<string, unknown> = {}): TaughtStorage => {
  let values = stored;
  return {
    get: async (key) => (key in values ? { [key]: values[key] } : {}),
    set: async (more) => {
      values = { ...values, ...more };
    },
  };
};
const text = (id: string, name = 'x'): string => JSON.stringify({ id, name });

test('keeps what was taught in order, one of each id, and forgets by id', async () => {
  const storage = memory();
  await saveTaught(text('a'), storage);
  await saveTaught(text('b'), storage);
  await saveTaught(text('a', 'otra vez'), storage);
  expect(await readTaught(storage)).toEqual([text('b'), text('a', 'otra vez')]);
  await forgetTaught('b', storage);
  expect(await readTaught(storage)).toEqual([text('a', 'otra vez')]);
});

test('what another version or a hand left there is no list of texts', async () => {
  expect(await readTaught(memory({ taught: 'x' }))).toEqual([]);
  expect(await readTaught(memory({ taught: [1, null, text('a')] }))).toEqual([text('a')]);
});

test('says when there is no room', async () => {
  const storage = memory({ taught: Array.from({ length: MAX_TAUGHT }, (_, i) => text(`t${i}`)) });
  expect(await saveTaught(text('new'), storage)).toBe(false);
  expect(await saveTaught(text('t3', 'anew'), storage)).toBe(true);
});
