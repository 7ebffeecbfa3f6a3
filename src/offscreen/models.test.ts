import { beforeEach, expect, test } from 'vitest';
import type { LoadedModel } from '../engine/types.ts';
import { ok } from '../shared/result.ts';
import { keepModel, MODEL_IDLE_MS, type Models } from './models.ts';

let loads: string[];
let disposed: string[];
let waiting: Map<() => void, number>;
let models: Models;

beforeEach(() => {
  loads = [];
  disposed = [];
  waiting = new Map();
  models = keepModel(
    async (id) => {
      loads.push(id);
      return ok({ id, dispose: async () => void disposed.push(id) } as unknown as LoadedModel);
    },
    () => undefined,
    (ms, task) => {
      waiting.set(task, ms);
      return () => waiting.delete(task);
    },
  );
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a model that rests long enough goes, and is loaded again when it is asked for', async () => {
  await models.get('a');
  models.rest();
  expect([...waiting.values()]).toEqual([MODEL_IDLE_MS]);
  for (const task of waiting.keys()) task();
  await settled();
  expect(disposed).toEqual(['a']);
  await models.get('a');
  expect(loads).toEqual(['a', 'a']);
});

test('a model that is asked for in time stays', async () => {
  await models.get('a');
  models.rest();
  await models.get('a');
  expect(waiting.size).toBe(0);
  models.rest();
  models.rest();
  expect(waiting.size).toBe(1);
  expect([loads, disposed]).toEqual([['a'], []]);
});
