/**
 * Lets everything else that waits (messages, a stop, painting) run first. A message to oneself, since
 * `scheduler.yield()` comes back ahead of messages that already wait, and a stop is one of those.
 */
export const nextTask: () => Promise<void> = makeNextTask();

function makeNextTask(): () => Promise<void> {
  // In Node an open port would keep the process alive, and there is no screen to paint.
  if (typeof process !== 'undefined' && process.versions?.node !== undefined) {
    return () => new Promise((resolve) => setImmediate(resolve));
  }
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
