/** The panel's side of the code worker: hired at the first question, kept until the panel closes. */
import type { Mismatch } from '../../catalog/mismatch.ts';
import type { CodedKind } from '../state/coding.ts';
import type { CodeAnswer, CodeAsk, CodedEntry, DoubtAnswer, DoubtAsk } from './protocol.ts';

export interface CodeFinder {
  /** Never rejects: a worker that has died finds nothing. */
  find(kind: CodedKind, text: string, top?: number): Promise<CodeAnswer>;
  /** For each entry what speaks against its code, or null; a worker that has died doubts nothing. */
  doubt(entries: readonly CodedEntry[]): Promise<readonly (Mismatch | null)[]>;
}

type Answer = CodeAnswer | DoubtAnswer;

export const createFinder = (): CodeFinder => {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let worker: Worker | undefined;
  let last = 0;

  const hired = (): Worker => {
    if (worker !== undefined) return worker;
    worker = new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      waiting.get(data.n)?.(data);
      waiting.delete(data.n);
    });
    worker.addEventListener('error', () => {
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
      worker?.terminate();
      worker = undefined;
    });
    return worker;
  };

  const asked = (question: (n: number) => CodeAsk | DoubtAsk): Promise<Answer | null> =>
    new Promise((resolve) => {
      const n = ++last;
      waiting.set(n, resolve);
      hired().postMessage(question(n));
    });

  return {
    find: async (kind, text, top = 8) => {
      const answer = await asked((n) => ({ ask: 'find', n, kind, text, top }));
      return answer && 'candidates' in answer ? answer : { n: last, candidates: [], systems: [] };
    },
    doubt: async (entries) => {
      const answer = await asked((n) => ({ ask: 'doubt', n, entries }));
      return answer && 'mismatches' in answer ? answer.mismatches : [];
    },
  };
};
