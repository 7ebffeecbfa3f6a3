/** The same ways of decoding in Node, on onnxruntime-node: a process for each, so that none warms another up. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Variants } from './browser-jobs.ts';
import { type Measured, rowsOf } from './measured.ts';
import { jobFor } from './prompts.ts';
import { type BenchModel, JOBS, type Outcome, type Task, type VariantId } from './protocol.ts';
import { inOrder, lengthFor, mostRuns, suiting } from './suits.ts';

const ROOT = join(import.meta.dirname, '../..');
const MODELS: readonly BenchModel[] = [
  { id: 'epicrisis-slots', dialect: 'slots', dtype: 'fp32' },
  { id: 'smollm2-135m', dialect: 'text', dtype: 'int8' },
];

export interface NodeAnswer {
  readonly outcome?: Outcome;
  readonly peakMB?: number;
  readonly error?: string;
}

export async function benchNode(
  runs: number,
  threads: number,
  log: (line: string) => void,
): Promise<Variants> {
  const variants: Variants['variants'][number][] = [];
  const notes: string[] = [];
  for (const model of MODELS) {
    const folder = join(ROOT, model.dialect === 'slots' ? 'public/models' : '.cache/models', model.id);
    if (!existsSync(join(folder, 'config.json'))) {
      notes.push(
        `${model.id}: not measured, no files in .cache/models; docs/MODELS.md says how to make them`,
      );
      continue;
    }
    for (const job of JOBS) {
      const asked = jobFor(job, model);
      if (asked === undefined) continue;
      const measured = new Map<VariantId, Measured>();
      for (const variant of suiting(job, model, 'node')) {
        const maxTokens = lengthFor(variant, asked, measured);
        const task: Task = {
          variant,
          job,
          model,
          backend: 'node',
          threads,
          ...asked,
          maxTokens,
          warmUps: 1,
          runs: mostRuns(model, runs),
        };
        const { outcome, peakMB = null, error } = await inProcess(task);
        if (outcome === undefined) notes.push(`${variant}, ${job}, ${model.id}: ${error?.slice(0, 400)}`);
        else measured.set(variant, { outcome, peakMB, emptyMB: null });
        log(`node: ${variant}, ${job}, ${model.id}: ${outcome === undefined ? error : 'measured'}`);
      }
      variants.push(...rowsOf({ job, model, backend: 'node', threads }, inOrder(measured)));
    }
  }
  return { variants, notes };
}

function inProcess(task: Task): Promise<NodeAnswer> {
  return new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'node-process.ts'), { stdio: ['ignore', 2, 2, 'ipc'] });
    let answer: NodeAnswer = { error: 'the process ended without an answer' };
    child.on('message', (message) => {
      answer = message as NodeAnswer;
    });
    child.on('exit', () => resolve(answer));
    child.send(task);
  });
}
