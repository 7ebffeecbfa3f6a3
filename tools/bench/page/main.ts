/** The bench's page: hands a task to a worker of its own and gives back what came of it. */
import type { Outcome, Task } from '../protocol.ts';

declare global {
  var runTask: (task: Task) => Promise<Outcome>;
}

globalThis.runTask = (task) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'the worker failed')));
    worker.addEventListener('message', ({ data }: MessageEvent<{ outcome?: Outcome; error?: string }>) => {
      if (data.outcome === undefined) reject(new Error(data.error));
      else resolve(data.outcome);
    });
    worker.postMessage(task);
  });
