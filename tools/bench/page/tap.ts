/**
 * Put into the panel before its own script: notes what passes through the panel and when, and changes nothing. The clock
 * is the wall clock, which Node's side reads too.
 */
import type { Heard, Mark, Said } from '../marks.ts';

declare global {
  var epicrisisBench: Mark[] | undefined;
}

if (location.pathname.endsWith('/src/panel/index.html')) watch();

function watch(): void {
  const marks: Mark[] = [{ kind: 'opened', at: performance.timeOrigin }];
  globalThis.epicrisisBench = marks;
  tapPort(marks);
  tapQuestions(marks);
  let before = '';
  new MutationObserver(() => {
    const state = document.querySelector('[data-testid="status"]')?.getAttribute('data-state') ?? '';
    const chars = document.querySelector('[data-testid="document"]')?.textContent.length ?? 0;
    if (before === `${state} ${chars}`) return;
    before = `${state} ${chars}`;
    marks.push({ kind: 'shown', at: Date.now(), state, chars });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

function tapPort(marks: Mark[]): void {
  const { runtime } = chrome;
  const connect = runtime.connect.bind(runtime) as (...args: unknown[]) => chrome.runtime.Port;
  const tapped = (...args: unknown[]): chrome.runtime.Port => {
    const port = connect(...args);
    const post = port.postMessage.bind(port);
    port.onMessage.addListener((message: Heard) => {
      marks.push({ kind: 'heard', at: Date.now(), message });
    });
    port.postMessage = (message: Said) => {
      marks.push({
        kind: 'said',
        at: Date.now(),
        type: message.type,
        facts: message.record?.facts.length ?? 0,
      });
      post(message);
    };
    return port;
  };
  runtime.connect = tapped as typeof runtime.connect;
}

/** The panel's questions go through a polyfill, which calls back where the browser's own API would answer a promise. */
function tapQuestions(marks: Mark[]): void {
  const { runtime } = chrome;
  const send = runtime.sendMessage.bind(runtime) as (...args: unknown[]) => unknown;
  const tapped = (...args: unknown[]): unknown => {
    const at = Date.now();
    const question = (args[0] as { type: string }).type;
    const note = (answer: unknown): void => {
      marks.push({ kind: 'answered', at, until: Date.now(), question, readMs: readMsIn(answer) });
    };
    const callback = args.at(-1);
    if (typeof callback !== 'function') {
      return (send(...args) as Promise<unknown>).then((answer) => {
        note(answer);
        return answer;
      });
    }
    return send(...args.slice(0, -1), (answer: unknown) => {
      note(answer);
      callback(answer);
    });
  };
  runtime.sendMessage = tapped as typeof runtime.sendMessage;
}

function readMsIn(answer: unknown): number | null {
  const { value } = (answer ?? {}) as { value?: { readMs?: unknown } | null };
  return typeof value?.readMs === 'number' ? value.readMs : null;
}
