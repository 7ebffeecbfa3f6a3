/** Long work in slices: a few milliseconds at a time, the browser's own work between them. */

/** Under a frame's 16 ms, with room for what the browser does in it. */
const SLICE_MS = 6;

/** Runs the steps to their end and hands over what they come to; an abort ends it without a word. */
export const inSlices = <T>(
  steps: Iterator<void, T>,
  signal: AbortSignal,
  done: (value: T) => void,
): void => {
  const channel = new MessageChannel();
  const slice = (): void => {
    const until = performance.now() + SLICE_MS;
    while (!signal.aborted && performance.now() < until) {
      const step = steps.next();
      if (!step.done) continue;
      channel.port1.close();
      done(step.value);
      return;
    }
    if (signal.aborted) channel.port1.close();
    else channel.port2.postMessage(null);
  };
  channel.port1.onmessage = slice;
  slice();
};
