/** Long work done a little at a time: generators that yield wherever others on the thread may go on. */

/** Runs a stepwise computation to its end. */
export const drain = <T>(steps: Generator<void, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

/** Longest stretch of work before others on this thread may go on (ms): the panel's buttons live on it too. */
const SLICE_MS = 16;

/** Runs it to its end in slices, the thread free between them. */
export const inSlices = async <T>(steps: Generator<void, T>): Promise<T> => {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((turn) => setTimeout(turn));
    since = performance.now();
  }
};
