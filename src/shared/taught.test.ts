import { expect, test } from 'vitest';
import {
  forgetTaught,
  listTaught,
  MAX_TAUGHT,
  readTaught,
  saveTaught,
  switchTaught,
  type TaughtStorage,
} from './taught.ts';

const memory = (stored: Record<string, unknown> = {}): TaughtStorage => {
  let values = stored;
  return {
    get: async (keys) =>
      Object.fromEntries([keys].flat().flatMap((key) => (key in values ? [[key, values[key]]] : []))),
    set: async (more) => {
      values = { ...values, ...more };
    },
  };
};
const text = (id: string, name = 'x'): string => JSON.stringify({ id, name });
const HERE = { file: false };

test('keeps what was taught in order, one of each id, and forgets', async () => {
  const storage = memory();
  await saveTaught(text('a'), HERE, storage);
  await saveTaught(text('b'), HERE, storage);
  await saveTaught(text('a', 'otra vez'), HERE, storage);
  expect(await readTaught(storage)).toEqual([text('b'), text('a', 'otra vez')]);
  await forgetTaught(text('b'), storage);
  expect(await readTaught(storage)).toEqual([text('a', 'otra vez')]);
});

test('one that is switched off is kept and not used; taught or brought anew it is in use', async () => {
  const storage = memory();
  await saveTaught(text('a'), { file: true }, storage);
  await switchTaught('a', true, storage);
  expect(await readTaught(storage)).toEqual([]);
  expect(await listTaught(storage)).toEqual([{ text: text('a'), id: 'a', file: true, off: true }]);
  await switchTaught('a', false, storage);
  expect(await readTaught(storage)).toEqual([text('a')]);
  await switchTaught('a', true, storage);
  await saveTaught(text('a', 'anew'), HERE, storage);
  expect(await listTaught(storage)).toEqual([{ text: text('a', 'anew'), id: 'a', file: false, off: false }]);
});

test('what another version or a hand left there is no list of texts', async () => {
  expect(await readTaught(memory({ taught: 'x' }))).toEqual([]);
  expect(await readTaught(memory({ taught: [1, null, text('a')], taughtMarks: [7] }))).toEqual([text('a')]);
  const storage = memory({ taught: ['{', text('a')] });
  await forgetTaught('{', storage);
  expect(await readTaught(storage)).toEqual([text('a')]);
});

test('says when there is no room', async () => {
  const storage = memory({ taught: Array.from({ length: MAX_TAUGHT }, (_, i) => text(`t${i}`)) });
  expect(await saveTaught(text('new'), HERE, storage)).toBe(false);
  expect(await saveTaught(text('t3', 'anew'), HERE, storage)).toBe(true);
});
