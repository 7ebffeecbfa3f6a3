/** The panel's side of the code worker: hired at the first question, kept until the panel closes. */
import type { CodedKind } from '../state/coding.ts';
import type { CodeAnswer, CodeAsk } from './protocol.ts';

export interface CodeFinder {
  /** Never rejects: a worker that has died finds nothing. */
  find(kind: CodedKind, text: string, top?: number): Promise<CodeAnswer>;
}

export const createFinder = (): CodeFinder => {
  const waiting = new Map<number, (answer: CodeAnswer) => void>();
  let worker: Worker | undefined;
  let last = 0;

  const hired = (): Worker => {
    if (worker !== undefined) return worker;
    worker = new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<CodeAnswer>) => {
      waiting.get(data.n)?.(data);
      waiting.delete(data.n);
    });
    worker.addEventListener('error', () => {
      for (const [n, answer] of waiting) answer({ n, candidates: [], systems: [] });
      waiting.clear();
      worker?.terminate();
      worker = undefined;
    });
    return worker;
  };

  return {
    find: (kind, text, top = 8) =>
      new Promise((resolve) => {
        const ask: CodeAsk = { n: ++last, kind, text, top };
        waiting.set(ask.n, resolve);
        hired().postMessage(ask);
      }),
  };
};
