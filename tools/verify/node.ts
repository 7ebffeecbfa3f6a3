/** A task in Node: onnxruntime-node reads the files from the disk by itself. */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import type { Dtype } from '../../src/engine/types.ts';
import { measure } from './measure.ts';
import { openModel } from './open.ts';
import type { Answer, Task } from './task.ts';

export async function inNode(folder: string, dtype: Dtype, task: Task): Promise<Answer> {
  const started = performance.now();
  const model = await openModel(
    ort,
    { executionProviders: ['cpu'], logSeverityLevel: 3 },
    {
      readFile: (path) => readFile(join(folder, path)),
      fileSize: async (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.size,
      onDisk: { address: (path) => join(folder, path), sha256: (path) => digest(join(folder, path)) },
    },
    dtype,
  );
  const loadSeconds = (performance.now() - started) / 1000;
  return { loadSeconds, ...(await measure(model, task)) };
}

async function digest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 22 })) hash.update(piece);
  return hash.digest('hex');
}
