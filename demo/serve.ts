// A small static server for the built demo EHR, for tests and `npm run demo`: loopback only, files of build/demo only.
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../build/demo');

const MIME_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
};

export interface DemoServer {
  /** Address of the start page, with a final slash, e.g. `http://127.0.0.1:41873/`. */
  url: string;
  close(): Promise<void>;
}

/** Serves `build/demo` on 127.0.0.1; port 0 (the default) takes any free one. Rejects where the demo isn't built. */
export async function serveDemo(options: { port?: number } = {}): Promise<DemoServer> {
  const built = await stat(join(ROOT, 'index.html')).catch(() => undefined);
  if (!built) throw new Error(`${ROOT} is not built: run "npx vite build -c demo/vite.config.ts" first`);

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()));
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileOf(request.url ?? '/');
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || body === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No encontrado');
    return;
  }
  response.writeHead(200, {
    'content-type': MIME_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** The file that a request path names, or undefined where it is malformed or leaves the root. */
function fileOf(requestUrl: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(requestUrl.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const file = resolve(ROOT, `.${path.startsWith('/') ? path : `/${path}`}`);
  if (file !== ROOT && !file.startsWith(ROOT + sep)) return undefined;
  return path.endsWith('/') ? join(file, 'index.html') : file;
}
