/**
 * The store's way to the network. The extension's own pages may connect to nothing but the extension; a sandboxed frame
 * (`courier.html`) fetches for the store's worker. It needs no permission for any host: the server must allow any
 * origin (`Access-Control-Allow-Origin: *`), as the hub does.
 */
import { z } from 'zod';
import { type Answer, type Request, rangeHeader } from '../engine/store/request.ts';

const Said = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('head'),
    n: z.number(),
    status: z.number().int(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('piece'), n: z.number(), bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('end'), n: z.number() }),
  z.object({ type: z.literal('failed'), n: z.number(), words: z.string() }),
]);
type Said = z.infer<typeof Said>;
type Numbered = Exclude<Said, { type: 'ready' }>;

/** Puts the frame into this page and joins it to `port`'s other end. One page needs one. */
export function hireCourier(port: MessagePort): void {
  const frame = document.createElement('iframe');
  frame.src = chrome.runtime.getURL('src/options/courier.html');
  frame.hidden = true;
  frame.title = 'courier';
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(null, '*', [port]), { once: true });
  document.body.append(frame);
}

/** Requests over the courier's port; those made before it is there wait for it. */
export function courierRequest(port: MessagePort): Request {
  let last = 0;
  const waiting = new Map<number, { hear(said: Numbered): void; fail(error: Error): void }>();
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const said = Said.safeParse(data);
    if (!said.success || said.data.type === 'ready') return;
    const who = waiting.get(said.data.n);
    if (said.data.type === 'failed') who?.fail(new TypeError(said.data.words));
    else who?.hear(said.data);
  };
  const next = (n: number): Promise<Numbered> =>
    new Promise((resolve, reject) => waiting.set(n, { hear: resolve, fail: reject }));

  return async (url, { method = 'GET', range = { from: 0 }, signal } = {}): Promise<Answer> => {
    const n = ++last;
    const cancel = (): void => {
      port.postMessage({ type: 'cancel', n });
      waiting.get(n)?.fail(new DOMException('cancelled', 'AbortError'));
      waiting.delete(n);
    };
    if (signal?.aborted) throw new DOMException('cancelled', 'AbortError');
    signal?.addEventListener('abort', cancel, { once: true });
    const heading = next(n);
    port.postMessage({ type: 'ask', n, url, method, range: rangeHeader(range) });
    const head = await heading;
    if (head.type !== 'head') throw new TypeError('no answer');
    return {
      status: head.status,
      url: head.url,
      header: (name) => head.headers[name],
      async next() {
        const coming = next(n);
        port.postMessage({ type: 'pull', n });
        const said = await coming;
        return said.type === 'piece' ? said.bytes : undefined;
      },
      cancel() {
        signal?.removeEventListener('abort', cancel);
        cancel();
      },
    };
  };
}
