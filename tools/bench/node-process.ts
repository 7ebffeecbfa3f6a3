/** One way of decoding in a process of its own: a task comes as a message, and so does what came of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '@huggingface/transformers';
import { nodeRuntime } from '../../src/engine/node.ts';
import { loadXGrammar } from '../../src/engine/testing/xgrammar.node.ts';
import { round } from './median.ts';
import type { NodeAnswer } from './node.ts';
import type { Outcome, Task } from './protocol.ts';
import { oursWithout } from './ways/ours-without.ts';
import type { Place } from './ways/place.ts';
import { stock } from './ways/stock.ts';

const ROOT = join(import.meta.dirname, '../..');
const folderOf = (model: string): string =>
  join(ROOT, model === 'epicrisis-slots' ? 'public/models' : '.cache/models');

const nodePlace: Place = {
  readFile: (model, path) => readFile(join(folderOf(model), model, path)),
  xgrammar: loadXGrammar(),
  runtime: async () => nodeRuntime,
  executionProvider: 'cpu',
  chunk: 256,
  configureStock: () => undefined,
};

process.once('message', (task: Task) => {
  env.allowRemoteModels = false;
  env.localModelPath = folderOf(task.model.id);
  run(task)
    .then(
      (outcome): NodeAnswer => ({ outcome, peakMB: round(process.resourceUsage().maxRSS / 1024) }),
      (error: unknown): NodeAnswer => ({ error: String(error) }),
    )
    .then((answer) => process.send?.(answer, () => process.exit()));
});

async function run(task: Task): Promise<Outcome> {
  const started = performance.now();
  const runner = await (task.variant.startsWith('stock')
    ? stock(nodePlace, task)
    : oursWithout(nodePlace, task, task.variant));
  const loadMs = performance.now() - started;
  for (let run = 0; run < task.warmUps; run++) await runner.run();
  const runs = [];
  for (let run = 0; run < task.runs; run++) runs.push(await runner.run());
  return { loadMs, tokenizerMs: runner.tokenizerMs ?? null, runs };
}
