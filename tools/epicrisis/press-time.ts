/** When the toolbar button goes down: the harness asks the browser several things before it presses. */
import type { Extension } from '../../tests/harness/extension.ts';

/** Call it before the click; the answer gives the time of the press, in milliseconds since 1970. */
export function pressTime({ browser }: Extension): () => number {
  const send = browser.send;
  let at = Date.now();
  browser.send = ((command: string, ...rest: unknown[]) => {
    if (command === 'Extensions.triggerAction') at = Date.now();
    return (send as unknown as (...args: unknown[]) => unknown).call(browser, command, ...rest);
  }) as typeof send;
  return () => {
    browser.send = send;
    return at;
  };
}
