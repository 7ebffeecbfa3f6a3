/** Small pages of a test's own, served on loopback; each test says what its page is like. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Pages {
  /** With a final slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** @param pages HTML by path ("/ficha"); a PDF is told by its first characters */
export async function servePages(pages: Readonly<Record<string, string>>): Promise<Pages> {
  const server = createServer((request, response) => {
    const body = pages[(request.url ?? '/').split('?', 1)[0] ?? '/'];
    const type = body?.startsWith('%PDF') ? 'application/pdf' : 'text/html; charset=utf-8';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(body ?? 'No encontrado');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
