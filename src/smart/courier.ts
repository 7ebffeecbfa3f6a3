/**
 * This page's way to the FHIR server: a sandboxed frame (`courier.html`) made for one reading and taken away after it. The
 * server must allow any origin (`Access-Control-Allow-Origin: *`), as SMART's CORS rule for browser apps provides.
 */
import { z } from 'zod';
import type { Fetch } from '../ehr/fhir/smart/authorize.ts';

const Said = z.union([
  z.object({ n: z.number(), status: z.number().int().min(200).max(599), type: z.string(), text: z.string() }),
  z.object({ n: z.number(), failed: z.string() }),
]);

/** Statuses whose responses can have no body. */
const BODILESS = [204, 205, 304];

export interface Courier {
  readonly fetch: Fetch;
  dismiss(): void;
}

export const hireCourier = (): Courier => {
  const { port1, port2 } = new MessageChannel();
  const frame = document.createElement('iframe');
  frame.src = chrome.runtime.getURL('src/smart/courier.html');
  frame.hidden = true;
  frame.title = 'FHIR';
  const waiting = new Map<number, { resolve(response: Response): void; reject(error: Error): void }>();
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    const said = Said.safeParse(data);
    if (!said.success) return;
    const who = waiting.get(said.data.n);
    waiting.delete(said.data.n);
    if ('failed' in said.data) return who?.reject(new TypeError(said.data.failed));
    const { status, type, text } = said.data;
    who?.resolve(
      new Response(BODILESS.includes(status) ? null : text, { status, headers: { 'content-type': type } }),
    );
  };
  // Port messages wait until the frame's script listens.
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(null, '*', [port2]), { once: true });
  document.body.append(frame);
  let last = 0;
  return {
    fetch: (url, { method, headers, body }) => {
      const n = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(n, { resolve, reject });
        port1.postMessage({ n, url, method, headers, ...(body === undefined ? {} : { body }) });
      });
    },
    dismiss() {
      for (const { reject } of waiting.values()) reject(new TypeError('dismissed'));
      port1.close();
      frame.remove();
    },
  };
};
