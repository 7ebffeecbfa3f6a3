/** The bench's page: hands a task to a worker of its own and gives back what came of it. */
import type { GrowthPoints, GrowthTask, Outcome, Task } from '../protocol.ts';

declare global {
  var runTask: (task: Task) => Promise<Outcome>;
  var runGrowth: (task: GrowthTask) => Promise<GrowthPoints>;
}

globalThis.runTask = inWorker;
globalThis.runGrowth = inWorker;

function inWorker<Answer>(task: Task | GrowthTask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'the worker failed')));
    worker.addEventListener('message', ({ data }: MessageEvent<{ outcome?: Answer; error?: string }>) => {
      if (data.outcome === undefined) reject(new Error(data.error));
      else resolve(data.outcome);
    });
    worker.postMessage(task);
  });
}
