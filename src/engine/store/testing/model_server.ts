/**
 * A real HTTP server with a model's files, as a hub or a mirror has them, that can be told to misbehave: for the tests of
 * the store, in Node and in the browser.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does wrong with one file; none: it is a good server. */
export interface Fault {
  /** Ends the connection after so many bytes of each answer. */
  cutAfter?: number;
  /** How many answers are cut; default: every one. */
  cuts?: number;
  /** Sends so many bytes, then nothing more, and holds the connection. */
  stallAfter?: number;
  stalls?: number;
  /** Answers a range with 200 and the whole file. */
  noRanges?: boolean;
  /** Answers 206 with bytes from another place than asked, and says so. */
  otherRange?: boolean;
  /** Answers 206 and says it is what was asked, from another place. */
  lyingRange?: boolean;
  /** Says another length than the file has. */
  otherLength?: number;
  /** Turns over one byte of each answer that holds it; `flips` times. */
  flipAt?: number;
  flips?: number;
  /** The ETag after the first so many answers. */
  newEtagAfter?: number;
  /** A page in place of the file, called what it is or not. */
  html?: 'honest' | 'disguised';
  status?: number;
  /** How many answers get that status; default: every one. */
  statuses?: number;
  noHead?: boolean;
  /** Milliseconds between pieces of 64 KiB. */
  slowly?: number;
}

export interface ModelServer {
  readonly base: string;
  /** By path in the repository; a test puts faults in and takes them out. */
  readonly faults: Map<string, Fault>;
  /** Every request, as `GET path range`. */
  readonly requests: string[];
  readonly files: Map<string, Uint8Array>;
  /** Bytes that left in bodies of files. */
  sent(): number;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly repo: string;
  readonly revision: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Answers like the hub's `tree`. */
  readonly tree?: boolean;
  /** A `SHA256SUMS` beside the files. */
  readonly sums?: boolean;
  readonly cors?: boolean;
  /** Shows scripts of other origins its ETag and Content-Range. */
  readonly exposes?: boolean;
}

const PIECE = 64 << 10;
const hexOf = (kind: string, ...parts: (string | Uint8Array)[]): string => {
  const hash = createHash(kind);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

export const sumsOf = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files].map(([path, bytes]) => `${hexOf('sha256', bytes)}  ${path}\n`).join('');

/** Starts the server on a port of its own. */
export async function serveModel(options: ServerOptions): Promise<ModelServer> {
  const { repo, revision, tree = false, sums = true, cors = true, exposes = true } = options;
  const files = new Map(options.files);
  const faults = new Map<string, Fault>();
  const requests: string[] = [];
  const answered = new Map<string, number>();
  let sent = 0;

  const server = createServer((request, response) => {
    if (cors) response.setHeader('access-control-allow-origin', '*');
    if (cors && exposes) response.setHeader('access-control-expose-headers', 'ETag, Content-Range');
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const path = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : undefined;
    requests.push([request.method, path ?? pathname, request.headers.range ?? ''].join(' ').trim());
    if (tree && pathname === `/api/models/${repo}/tree/${revision}`) return sendTree(response);
    const bytes = path === 'SHA256SUMS' && sums ? text(sumsOf(options.files)) : path && files.get(path);
    const fault = (path !== undefined && faults.get(path)) || {};
    if (!bytes && fault.html === undefined) return void response.writeHead(404).end();
    void sendFile(request, response, path ?? '', bytes || new Uint8Array(), fault);
  });
  const prefix = `/${repo}/resolve/${revision}/`;

  function sendTree(response: ServerResponse): void {
    const list = [...files].map(([path, bytes]) => ({
      type: 'file',
      path,
      size: bytes.length,
      oid: hexOf('sha1', `blob ${bytes.length}\0`, bytes),
      ...(bytes.length > 20_000
        ? { lfs: { oid: hexOf('sha256', bytes), size: bytes.length, pointerSize: 134 } }
        : {}),
    }));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify([{ type: 'directory', path: 'onnx', oid: 'x', size: 0 }, ...list]));
  }

  async function sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    bytes: Uint8Array,
    fault: Fault,
  ): Promise<void> {
    const n = request.method === 'GET' ? (answered.get(path) ?? 0) : 0;
    if (request.method === 'GET') answered.set(path, n + 1);
    if (fault.status !== undefined && (fault.statuses ?? 1e9) > 0) {
      fault.statuses = (fault.statuses ?? 1e9) - 1;
      return void response.writeHead(fault.status).end();
    }
    if (fault.html !== undefined) {
      const type = fault.html === 'honest' ? 'text/html; charset=utf-8' : 'application/octet-stream';
      response.writeHead(200, { 'content-type': type });
      return void response.end('<!DOCTYPE html><html><body>Inicie sesión</body></html>'.padEnd(bytes.length));
    }
    if (request.method === 'HEAD' && fault.noHead) return void response.writeHead(405).end();
    const changed = fault.newEtagAfter !== undefined && n >= fault.newEtagAfter;
    response.setHeader('etag', `"${hexOf('md5', bytes).slice(0, 8)}${changed ? '-new' : ''}"`);
    const said = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const ranged = said !== null && !fault.noRanges && request.method === 'GET';
    const from = ranged ? Number(said[1]) : 0;
    const to = ranged && said[2] ? Math.min(bytes.length, Number(said[2]) + 1) : bytes.length;
    const shift = (fault.otherRange || fault.lyingRange) && from > 0 ? 1 : 0;
    const body = Uint8Array.from(bytes.subarray(from - shift, to - shift));
    const shownFrom = fault.otherRange ? from - shift : from;
    if (ranged)
      response.setHeader(
        'content-range',
        `bytes ${shownFrom}-${shownFrom + body.length - 1}/${bytes.length}`,
      );
    response.setHeader('content-length', fault.otherLength ?? body.length);
    response.setHeader('content-type', 'application/octet-stream');
    const flipped = (fault.flipAt ?? -1) - from;
    if (flipped >= 0 && flipped < body.length && (fault.flips ?? 1e9) > 0) {
      fault.flips = (fault.flips ?? 1e9) - 1;
      body[flipped] = (body[flipped] ?? 0) ^ 1;
    }
    response.writeHead(ranged ? 206 : 200);
    if (request.method === 'HEAD') return void response.end();
    const cut = fault.cutAfter !== undefined && (fault.cuts ?? 1e9) > 0 && body.length > fault.cutAfter;
    const stall =
      fault.stallAfter !== undefined && (fault.stalls ?? 1e9) > 0 && body.length > fault.stallAfter;
    if (cut) fault.cuts = (fault.cuts ?? 1e9) - 1;
    if (stall) fault.stalls = (fault.stalls ?? 1e9) - 1;
    const end = cut ? (fault.cutAfter ?? 0) : stall ? (fault.stallAfter ?? 0) : body.length;
    const closed = new Promise<void>((resume) => response.once('close', () => resume()));
    for (let at = 0; at < end && !response.destroyed; at += PIECE) {
      const piece = body.subarray(at, Math.min(end, at + PIECE));
      sent += piece.length;
      await Promise.race([closed, new Promise<void>((resume) => response.write(piece, () => resume()))]);
      if (fault.slowly !== undefined) await new Promise((resume) => setTimeout(resume, fault.slowly));
    }
    if (cut) response.destroy();
    else if (!stall) response.end();
  }

  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    faults,
    requests,
    files,
    sent: () => sent,
    close: () =>
      new Promise((resume) => {
        server.close(() => resume());
        server.closeAllConnections();
      }),
  };
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
