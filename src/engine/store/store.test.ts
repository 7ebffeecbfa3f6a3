/** The store against a real HTTP server that misbehaves, on a real disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findModel } from '../registry.ts';
import { installedFile, installedModel } from './library.ts';
import type { Installed } from './manifest.ts';
import { placeOf, type Source } from './plan.ts';
import { fetchRequest, type Request } from './request.ts';
import { nodeStorage } from './storage.node.ts';
import type { Storage } from './storage.ts';
import { type DownloadWish, openStore, type Store, type StoreEdges } from './store.ts';
import { type ModelServer, type ServerOptions, serveModel } from './testing/model_server.ts';
import { noise, tinyModel } from './testing/tiny_model.ts';
import type { Work } from './work.ts';

const MODEL = 'epicrisis-peft-q8';
const GRAPH = 'onnx/model_quantized.onnx';
const DATA = `${GRAPH}_data`;
const PART = 256 << 10;
const BIG = 3_000_000;

let folder: string;
let storage: Storage;
let server: ModelServer;
let works: (Work & { id: string })[];
const files = tinyModel(GRAPH, BIG);

async function serve(more: Partial<ServerOptions> = {}): Promise<ModelServer> {
  await server?.close();
  server = await serveModel({ repo: MODEL, revision: 'main', files, ...more });
  return server;
}

const edgesOf = (more: Partial<StoreEdges> = {}): StoreEdges => ({
  storage,
  request: fetchRequest,
  now: () => new Date(),
  clock: () => performance.now(),
  alone: async (_, work) => {
    await work();
    return true;
  },
  onWork: (id, work) => void (work && works.push({ id, ...work })),
  // Long silence is patience with a busy machine; the tests of silence bring less.
  patience: { stallMs: 20_000, tries: 3, backoffMs: 5 },
  partBytes: PART,
  ...more,
});

const wish = (more: Partial<DownloadWish> = {}): DownloadWish => ({
  id: MODEL,
  dtype: 'q8',
  source: { kind: 'mirror', base: server.base },
  limitBytes: 2e9,
  ...more,
});

const codeOf = (result: Awaited<ReturnType<Store['download']>>): string =>
  result.ok ? 'ok' : result.error.code;

/** Waits until so much is said to be there, while the download goes on. */
async function reached(bytes: number, going: Promise<unknown>): Promise<void> {
  let over = false;
  void going.then(() => {
    over = true;
  });
  while ((works.at(-1)?.bytes ?? 0) < bytes) {
    if (over) throw new Error('the download ended first');
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

/** Every file of the installed model is the server's, byte for byte; and nothing else lies in its folder. */
async function expectInstalled(model: Installed): Promise<void> {
  expect(model.files.map(({ path }) => path).sort()).toEqual([...files.keys()].sort());
  for (const [path, bytes] of files) {
    const blob = await installedFile(storage, model, path);
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), Buffer.from(bytes)), path).toBe(0);
  }
  expect(await storage.list(MODEL)).toEqual(['current.json', `${model.version}/`]);
}

/** Fails with this code; nothing of it can be seen as a model. Then the fault goes, and it goes through. */
async function failsThenResumes(
  code: string,
  heal: () => void,
  impatient: Partial<StoreEdges> = {},
): Promise<ModelServer> {
  const store = openStore(edgesOf(impatient));
  const broken = await store.download(wish());
  expect(codeOf(broken)).toBe(code);
  expect(await installedModel(storage, MODEL)).toBeUndefined();
  expect((await store.holdings()).installed).toEqual([]);
  heal();
  const whole = await openStore(edgesOf()).download(wish());
  if (!whole.ok) throw new Error(JSON.stringify(whole.error));
  await expectInstalled(whole.value);
  return server;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'epicrisis-store-'));
  storage = nodeStorage(folder);
  works = [];
  await serve();
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a download', () => {
  it('brings every file, verified, in parallel stretches, and says how far it is', async () => {
    server.faults.set(DATA, { slowly: 80 });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
    expect(result.value).toMatchObject({ id: MODEL, checked: true, origin: { kind: 'mirror' } });
    const ranges = server.requests.filter((line) => line.startsWith(`GET ${DATA}`));
    expect(ranges).toHaveLength(Math.ceil(BIG / PART));
    const downloading = works.filter(({ phase }) => phase === 'downloading');
    const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(downloading.at(-1)?.total).toBe(total);
    expect(downloading.some(({ speed = 0, secondsLeft = 0 }) => speed > 0 && secondsLeft > 0)).toBe(true);
  });

  it('takes sizes and digests from the list of a hub, small files by their git name', async () => {
    const id = 'llama-3.2-1b-instruct';
    const row = findModel(id);
    if (!row.ok || row.value.hub === undefined) throw new Error('no row');
    await serve({ repo: row.value.hub.repo, revision: row.value.hub.revision, tree: true, sums: false });
    const result = await openStore(edgesOf()).download(wish({ id, source: hub() }));
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(result.value.origin).toEqual({ kind: 'hub', place: placeOf(row.value, hub()).files });
    expect(server.requests.filter((line) => line.startsWith('HEAD'))).toEqual([]);
    server.files.set('config.json', new TextEncoder().encode('{}'));
    expect(codeOf(await openStore(edgesOf()).download(wish({ id, source: hub() })))).toBe('ok');
    // Another text under the same git name is not taken.
    await serve({ repo: row.value.hub.repo, revision: row.value.hub.revision, tree: true, sums: false });
    server.faults.set('config.json', { flipAt: 3 });
    await openStore(edgesOf()).remove(id);
    expect(codeOf(await openStore(edgesOf()).download(wish({ id, source: hub() })))).toBe('E_SOURCE_CORRUPT');
  });

  it('holds a pinned model to the digest of its row, whatever the server says of it', async () => {
    const id = 'qwen2.5-0.5b-instruct';
    const row = findModel(id);
    if (!row.ok || row.value.hub === undefined) throw new Error('no row');
    const other = tinyModel('onnx/model_q4f16.onnx');
    await serve({ repo: row.value.hub.repo, revision: row.value.hub.revision, tree: true, files: other });
    const result = await openStore(edgesOf()).download(wish({ id, dtype: 'q4f16', source: hub() }));
    expect(codeOf(result)).toBe('E_SOURCE_CORRUPT');
  });

  it('is refused by its size before anything is asked of the network', async () => {
    const result = await openStore(edgesOf()).download(
      wish({ id: 'qwen3-4b', dtype: 'q4f16', source: hub(), limitBytes: 2e9 }),
    );
    expect(codeOf(result)).toBe('E_MODEL_TOO_BIG');
    expect(server.requests).toEqual([]);
    // A row that knows no size: the server's own count.
    expect(codeOf(await openStore(edgesOf()).download(wish({ limitBytes: 1000 })))).toBe('ok');
  });

  it('is refused for want of room before anything is written', async () => {
    const poor: Storage = { ...storage, room: async () => 33_000_000 };
    const result = await openStore(edgesOf({ storage: poor })).download(wish());
    expect(result).toMatchObject({ ok: false, error: { code: 'E_NO_ROOM', params: { freeMb: 33 } } });
    expect(await storage.list(MODEL)).toEqual([]);
  });

  it('that fills the disk says so, and goes on when there is room', async () => {
    let left = 1_000_000;
    const small: Storage = {
      ...storage,
      async open(path) {
        const file = await storage.open(path);
        return {
          ...file,
          write(bytes, at) {
            left -= bytes.length;
            if (left < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
            file.write(bytes, at);
          },
        };
      },
    };
    const store = openStore(edgesOf({ storage: small }));
    expect(await store.download(wish())).toMatchObject({ ok: false, error: { code: 'E_NO_ROOM' } });
    expect((await store.holdings()).halted[0]?.bytes).toBeGreaterThan(500_000);
    left = 1e9;
    expect(codeOf(await store.download(wish()))).toBe('ok');
  });

  it('that is stopped keeps what it has and asks only for the rest', async () => {
    server.faults.set(DATA, { slowly: 120 });
    const store = openStore(edgesOf());
    const going = store.download(wish());
    await reached(BIG / 3, going);
    store.stop(MODEL);
    expect(codeOf(await going)).toBe('E_ABORTED');
    const [halted] = (await store.holdings()).halted;
    expect(halted?.bytes).toBeGreaterThan(BIG / 4);
    const before = server.sent();
    server.faults.clear();
    const result = await store.download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
    expect(server.sent() - before).toBeLessThan(BIG * 0.9);
  });

  it('that a closed browser left is found, verified and finished', async () => {
    server.faults.set(DATA, { slowly: 120 });
    // The first browser: its disk stops taking in mid-download, its journal is as old as it happens to be.
    const store = openStore(edgesOf());
    const going = store.download(wish());
    await reached(BIG / 2, going);
    const journal = await storage.read(`${MODEL}/incoming.json`);
    store.stop(MODEL);
    await going;
    await storage.replace(`${MODEL}/incoming.json`, journal ?? new Uint8Array());
    server.faults.clear();
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it('of a second version replaces the first when it is whole, and not before', async () => {
    const store = openStore(edgesOf());
    const first = await store.download(wish());
    if (!first.ok) throw new Error('first');
    const newer = new Map(files).set(DATA, noise(BIG + 5).subarray(5));
    await serve({ files: newer });
    server.faults.set(DATA, { cutAfter: 1000 });
    expect(codeOf(await store.download(wish()))).toBe('E_SOURCE_CUT');
    expect(await installedModel(storage, MODEL)).toEqual(first.value);
    await expect(installedFile(storage, first.value, DATA)).resolves.toBeDefined();
    server.faults.clear();
    const second = await store.download(wish());
    if (!second.ok) throw new Error('second');
    expect(second.value.version).not.toBe(first.value.version);
    expect(await storage.list(MODEL)).toEqual(['current.json', `${second.value.version}/`]);
  });

  it('can be given up, and a model removed, without a trace', async () => {
    server.faults.set(DATA, { cutAfter: 1000 });
    const store = openStore(edgesOf());
    await store.download(wish());
    expect((await store.holdings()).halted).toHaveLength(1);
    expect(await store.discard(MODEL)).toEqual({ ok: true, value: null });
    expect(await storage.list('')).toEqual([]);
    server.faults.clear();
    await store.download(wish());
    expect(await store.remove(MODEL)).toEqual({ ok: true, value: null });
    expect(await storage.list('')).toEqual([]);
  });
});

describe('a server that', () => {
  it('cuts every answer is outlasted while it gets further', async () => {
    server.faults.set(DATA, { cutAfter: 100_000 });
    expect(codeOf(await openStore(edgesOf()).download(wish()))).toBe('ok');
  });

  it('cuts and gets nowhere', async () => {
    server.faults.set(DATA, { cutAfter: 1000 });
    await failsThenResumes('E_SOURCE_CUT', () => server.faults.clear());
  });

  it('stalls once is asked again', async () => {
    server.faults.set(DATA, { stallAfter: 1000, stalls: 1 });
    expect(codeOf(await openStore(edgesOf(IMPATIENT)).download(wish()))).toBe('ok');
  });

  it('stalls for good', async () => {
    server.faults.set(DATA, { stallAfter: 1000 });
    await failsThenResumes('E_SOURCE_STALLED', () => server.faults.clear(), IMPATIENT);
  });

  it('knows no ranges sends it in one go', async () => {
    server.faults.set(DATA, { noRanges: true });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it('knows no ranges and cuts: from the start, but it ends', async () => {
    server.faults.set(DATA, { noRanges: true, cutAfter: 2_000_000, cuts: 3 });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it('answers another range than asked is taken at its whole', async () => {
    server.faults.set(DATA, { otherRange: true });
    expect(codeOf(await openStore(edgesOf()).download(wish()))).toBe('ok');
  });

  it('lies about the range is found out by the digest', async () => {
    server.faults.set(DATA, { lyingRange: true });
    await failsThenResumes('E_SOURCE_CORRUPT', () => server.faults.clear());
  });

  it('says another length than the file has', async () => {
    server.faults.set(DATA, { otherLength: 1_500_000 });
    const store = openStore(edgesOf());
    expect(['E_SOURCE_LENGTH', 'E_SOURCE_CUT', 'E_NETWORK']).toContain(codeOf(await store.download(wish())));
    server.faults.clear();
    expect(codeOf(await store.download(wish()))).toBe('ok');
  });

  it('turns a byte over once', async () => {
    server.faults.set(DATA, { flipAt: 1_234_567, flips: 1 });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it('has a byte wrong', async () => {
    server.faults.set(DATA, { flipAt: 1_234_567 });
    await failsThenResumes('E_SOURCE_CORRUPT', () => server.faults.clear());
  });

  it('puts another file in the place in mid-download', async () => {
    server.faults.set(DATA, { newEtagAfter: 4 });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it.each(['honest', 'disguised'] as const)('serves a page for the weights (%s)', async (html) => {
    server.faults.set(DATA, { html });
    await failsThenResumes('E_SOURCE_HTML', () => server.faults.clear());
  });

  it('serves a page for everything, as a captive portal does', async () => {
    for (const path of [...files.keys(), 'SHA256SUMS']) server.faults.set(path, { html: 'honest' });
    await failsThenResumes('E_SOURCE_HTML', () => server.faults.clear());
    expect(server.requests[0]).toContain('SHA256SUMS');
  });

  it('lacks a file', async () => {
    const tokenizer = files.get('tokenizer.json') ?? new Uint8Array();
    server.files.delete('tokenizer.json');
    const store = openStore(edgesOf());
    const result = await store.download(wish());
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'E_SOURCE_MISSING', params: { file: 'tokenizer.json' } },
    });
    expect(await storage.list(MODEL)).toEqual([]);
    server.files.set('tokenizer.json', tokenizer);
    expect(codeOf(await store.download(wish()))).toBe('ok');
  });

  it('refuses', async () => {
    server.faults.set(GRAPH, { status: 403 });
    await failsThenResumes('E_SOURCE_REFUSED', () => server.faults.clear());
  });

  it('is overloaded for a moment', async () => {
    server.faults.set(DATA, { status: 503, statuses: 2 });
    expect(codeOf(await openStore(edgesOf()).download(wish()))).toBe('ok');
  });

  it('knows no HEAD', async () => {
    for (const path of files.keys()) server.faults.set(path, { noHead: true });
    const result = await openStore(edgesOf()).download(wish());
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    await expectInstalled(result.value);
  });

  it('says of no file what it should be', async () => {
    await serve({ sums: false });
    expect(await openStore(edgesOf()).download(wish())).toMatchObject({
      ok: false,
      error: { code: 'E_SOURCE_SUMS', params: { file: 'config.json' } },
    });
  });

  it('is not there', async () => {
    const { base } = server;
    await server.close();
    const request: Request = fetchRequest;
    const result = await openStore(edgesOf({ request })).download(wish({ source: { kind: 'mirror', base } }));
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'E_NETWORK', params: { host: new URL(base).host } },
    });
  });
});

const IMPATIENT = { patience: { stallMs: 1500, tries: 4, backoffMs: 5 } };

const hub = (): Source => ({ kind: 'hub', base: server.base });
