/** A model that no WebAssembly memory holds: a graph of one weight of gigabytes, which need not exist to be refused. */
import { expect, test } from 'vitest';
import { failureOf } from '../failure.ts';
import { openHeapRuntime } from './heap_runtime.ts';

const leb = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];
const number = (field: number, value: number): number[] => [field * 8, ...leb(value)];
const bytes = (field: number, contents: readonly number[]): number[] => [
  field * 8 + 2,
  ...leb(contents.length),
  ...contents,
];
const text = (field: number, words: string): number[] => bytes(field, [...new TextEncoder().encode(words)]);

/** ONNX's messages: `y = Identity(w)`, where `w` lies outside the file. */
function graphOf(gigabytes: number): Uint8Array {
  const length = gigabytes * 1e9;
  const entry = (key: string, value: string): number[] => bytes(13, [...text(1, key), ...text(2, value)]);
  const weight = [
    ...number(1, length / 4),
    ...number(2, 1),
    ...text(8, 'w'),
    ...entry('location', 'weights'),
    ...entry('offset', '0'),
    ...entry('length', `${length}`),
    ...number(14, 1),
  ];
  const float = (name: string): number[] => [...text(1, name), ...bytes(2, bytes(1, number(1, 1)))];
  const node = [...text(1, 'w'), ...text(2, 'y'), ...text(4, 'Identity')];
  const graph = [...bytes(1, node), ...text(2, 'giant'), ...bytes(5, weight), ...bytes(12, float('y'))];
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, number(2, 17))]);
}

test('is E_MEMORY, and the runtime can be used afterwards', async () => {
  const { InferenceSession } = await openHeapRuntime({ threads: 1 });
  const create = (gigabytes: number): Promise<unknown> => {
    const data = {
      byteLength: gigabytes * 1e9,
      subarray: (from: number, to: number) => new Uint8Array(to - from),
    };
    const externalData = [{ path: 'weights', data: data as unknown as Uint8Array }];
    return InferenceSession.create(graphOf(gigabytes), { externalData });
  };
  for (const gigabytes of [4.2, 3.9]) {
    const thrown = await create(gigabytes).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failureOf(thrown, 'E_BACKEND'), String(thrown)).toMatchObject({ error: { code: 'E_MEMORY' } });
  }
  await create(0.001);
});
