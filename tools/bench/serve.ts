/** The bench's page, the models and ONNX Runtime's files, on loopback, isolated as the extension's own pages are. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** Where the first part of a path leads, in this order. */
const MODELS = [join(ROOT, 'public/models'), join(ROOT, '.cache/models')];
const RUNTIME = join(ROOT, 'node_modules/onnxruntime-web/dist');
const WLLAMA = join(ROOT, 'node_modules/@wllama/wllama/esm/wasm');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

const ISOLATED = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** A page of nothing, to be taken away from the others' memory. */
export const EMPTY = '/empty';

export interface Served {
  /** With a final slash. */
  readonly url: string;
  readonly close: () => void;
}

/**
 * @param models folders by the id under which they are asked for, beside the usual places
 * @param ggufs files by the id of the model whose weights they hold
 */
export async function serveBench(
  page: string,
  models: Readonly<Record<string, string>> = {},
  ggufs: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server = createServer((request, response) => void answer({ page, models, ggufs }, request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Site {
  readonly page: string;
  readonly models: Readonly<Record<string, string>>;
  readonly ggufs: Readonly<Record<string, string>>;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === EMPTY) {
    response.writeHead(200, { ...ISOLATED, 'content-type': 'text/html' }).end('<!doctype html>');
    return;
  }
  const file = await find(site, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'content-length': file.size,
    ...ISOLATED,
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(file.path).pipe(response);
}

async function find(
  { page, models, ggufs }: Site,
  path: string,
): Promise<{ path: string; size: number } | undefined> {
  const [, first = '', rest = ''] = /^\/(?:(models|ort|wllama|gguf)\/)?(.*)$/.exec(path) ?? [];
  if (first === 'gguf') {
    const path = ggufs[rest];
    return path === undefined ? undefined : { path, size: (await stat(path)).size };
  }
  const folders = { models: MODELS, ort: [RUNTIME], wllama: [WLLAMA] }[first] ?? [page];
  const [id = ''] = rest.split('/', 1);
  const given = first === 'models' ? models[id] : undefined;
  if (given !== undefined) {
    const path = resolve(given, rest.slice(id.length + 1));
    const found = path.startsWith(given + sep) ? await stat(path).catch(() => undefined) : undefined;
    return found?.isFile() ? { path, size: found.size } : undefined;
  }
  for (const folder of folders) {
    const file = resolve(folder, rest === '' ? 'index.html' : rest);
    if (!file.startsWith(folder + sep)) continue;
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile()) return { path: file, size: found.size };
  }
  return undefined;
}
