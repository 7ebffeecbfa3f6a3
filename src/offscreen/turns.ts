/** One thing at a time: the runtime has one model and one cache, and two decodes at once would only slow each other. */
export interface Turns {
  /** Runs `task` after all that were asked before; resolves or rejects as it does. */
  take<T>(task: () => Promise<T>): Promise<T>;
}

export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take<T>(task: () => Promise<T>): Promise<T> {
      const turn = last.then(task, task);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
