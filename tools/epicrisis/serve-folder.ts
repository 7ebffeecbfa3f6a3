/**
 * A saved chart's folder on loopback: extensions may not read `file:` pages, and a saved page loads its neighbours. HTML is
 * sent without a character set where the page names its own, since saved pages of older EHRs are in Latin-1.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, resolve, sep } from 'node:path';

export interface ServedFile {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.pdf': 'application/pdf',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
};

/** How far into the page a browser looks for `<meta charset>`. */
const META_WITHIN = 1024;

export async function serveFile(file: string): Promise<ServedFile> {
  const root = dirname(file);
  const server = createServer(async (request, response) => {
    const path = pathWithin(root, request.url ?? '/');
    const body = path === undefined ? undefined : await readFile(path).catch(() => undefined);
    if (path === undefined || body === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': typeOf(path, body), 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${encodeURIComponent(basename(file))}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function pathWithin(root: string, address: string): string | undefined {
  try {
    const path = resolve(root, `.${decodeURIComponent(address.split(/[?#]/, 1)[0] ?? '/')}`);
    return path.startsWith(root.endsWith(sep) ? root : root + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

function typeOf(path: string, body: Buffer): string {
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  if (!type.startsWith('text/')) return type;
  const namesItsOwn = /charset\s*=/i.test(body.subarray(0, META_WITHIN).toString('latin1'));
  return namesItsOwn || !isUtf8(body) ? type : `${type}; charset=utf-8`;
}

function isUtf8(body: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}
