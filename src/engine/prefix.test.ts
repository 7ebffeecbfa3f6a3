import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { Context } from './context.ts';
import { ModelConfig } from './model_config.ts';
import { nodeRuntime } from './node.ts';
import { type ModelIdentity, Prefixes, type SnapshotStore } from './prefix.ts';
import { OrtModel } from './session.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot_file.ts';
import { TINY_LLAMA } from './testing/tiny_tokenizer.ts';

/** A disk in memory, which can be watched and spoiled. */
class Disk implements SnapshotStore {
  readonly files = new Map<string, Uint8Array>();
  reads = 0;
  async read(name: string) {
    this.reads++;
    return this.files.get(name)?.slice();
  }
  async write(name: string, bytes: Uint8Array) {
    this.files.set(name, bytes);
  }
  async remove(name: string) {
    this.files.delete(name);
  }
}

const IDENTITY: ModelIdentity = { weights: 'w', dtype: 'fp32', backend: 'node', adapter: '', runtime: '1' };
const CONSTANT = Array.from({ length: 40 }, (_, at) => (at * 7 + 3) % 60);
const JOB = [...CONSTANT, 1, 2, 3, 4, 5];
const OTHER = [...CONSTANT, 9, 8, 7];

async function open(disk?: Disk, identity = IDENTITY, chunk?: number) {
  const session = await ort.InferenceSession.create(`${TINY_LLAMA}onnx/model.onnx`);
  const config = ModelConfig.parse(JSON.parse(readFileSync(`${TINY_LLAMA}config.json`, 'utf8')));
  const context = new Context(new OrtModel(nodeRuntime, session, config, chunk));
  const prefixes = new Prefixes(context, identity, disk);
  const job = async (prompt: number[], without = CONSTANT) => {
    const before = context.calls;
    await prefixes.warm(prompt, without, undefined);
    const logits = await context.logitsAfter(prompt, undefined);
    if (!(logits instanceof Float32Array)) throw new Error('no logits at hand');
    return { logits: logits.slice(), calls: context.calls - before };
  };
  return { context, prefixes, job };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a prefix put back from the disk gives the logits of a fresh run, to the bit', async () => {
  const disk = new Disk();
  const fresh = await (await open(disk)).job(JOB);
  expect(fresh.calls).toBe(2);
  await expect.poll(() => disk.files.size).toBe(1);
  const restored = await (await open(disk)).job(JOB);
  expect(restored.calls).toBe(1);
  expect(restored.logits).toEqual(fresh.logits);
});

test('other jobs in between do not disturb it', async () => {
  const { job, context } = await open();
  const fresh = await job(JOB);
  await job([5, 5, 5], []);
  expect(await job(OTHER)).toMatchObject({ calls: 1 });
  await context.logitsAfter([5, 5], undefined);
  const again = await job(JOB);
  expect(again.calls).toBe(1);
  expect(again.logits).toEqual(fresh.logits);
});

test('one that is broken off ahead of a job is gone on with, not begun again', async () => {
  const fresh = await (await open(undefined, IDENTITY, 16)).job(JOB);
  expect(fresh.calls).toBe(3);
  const { job, context, prefixes } = await open(undefined, IDENTITY, 16);
  const stop = new AbortController();
  const forward = context.model.forward.bind(context.model);
  context.model.forward = async (ids) => {
    stop.abort();
    return await forward(ids);
  };
  await prefixes.warm(CONSTANT, CONSTANT, stop.signal);
  expect(context.calls).toBe(1);
  const result = await job(JOB);
  expect(result.calls).toBe(2);
  expect(result.logits).toEqual(fresh.logits);
});

test('nothing of a job is kept: only what the prompt has in common with one that has no record', async () => {
  const disk = new Disk();
  const one = await open(disk);
  await one.job(JOB, [...CONSTANT, 50, 51]);
  await expect.poll(() => disk.files.size).toBe(1);
  const [[name, bytes] = ['', new Uint8Array()]] = disk.files;
  expect((await decodeSnapshot(name, bytes))?.length).toBe(CONSTANT.length);
  // Another patient's prompt finds the same file.
  const other = await open(disk);
  expect((await other.job(OTHER, [...CONSTANT, 50, 51])).calls).toBe(1);
});

test.each<[string, Partial<ModelIdentity>]>([
  ['weights', { weights: 'x' }],
  ['type', { dtype: 'int8' }],
  ['backend', { backend: 'wasm' }],
  ['adapter', { adapter: 'amd' }],
  ['runtime', { runtime: '2' }],
])('another %s computes its own', async (_what, change) => {
  const disk = new Disk();
  await (await open(disk)).job(JOB);
  await expect.poll(() => disk.files.size).toBe(1);
  expect((await (await open(disk, { ...IDENTITY, ...change })).job(JOB)).calls).toBe(2);
  await expect.poll(() => disk.files.size).toBe(2);
});

test('a spoiled file is thrown away and the prefix computed', async () => {
  const disk = new Disk();
  const fresh = await (await open(disk)).job(JOB);
  await expect.poll(() => disk.files.size).toBe(1);
  const [name = ''] = disk.files.keys();
  const good = disk.files.get(name) as Uint8Array;
  for (const spoil of [
    (bytes: Uint8Array) => bytes.fill(bytes[300] === 0 ? 1 : 0, 300, 301),
    (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 10),
    () => new Uint8Array(5),
  ]) {
    disk.files.set(name, spoil(good.slice()));
    const again = await (await open(disk)).job(JOB);
    expect(again.calls).toBe(2);
    expect(again.logits).toEqual(fresh.logits);
    await settled();
  }
});

test('a disk that fails is as good as none', async () => {
  const refuse = async () => {
    throw new Error('no room');
  };
  const broken = { read: refuse, write: refuse, remove: refuse } as unknown as Disk;
  expect((await (await open(broken)).job(JOB)).calls).toBe(2);
});

test('short prefixes are not worth it', async () => {
  const disk = new Disk();
  const { job } = await open(disk);
  expect((await job([1, 2, 3, 4], [1, 2, 3])).calls).toBe(1);
  expect(disk.reads).toBe(0);
});

test('a snapshot file is what was written, under its own name alone', async () => {
  const snapshot = { length: 2, parts: [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(4)] };
  const name = 'a'.repeat(64);
  const bytes = await encodeSnapshot(name, snapshot);
  expect(await decodeSnapshot(name, bytes)).toEqual(snapshot);
  expect(await decodeSnapshot('b'.repeat(64), bytes)).toBeUndefined();
});
