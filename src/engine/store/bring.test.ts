/** Models from folders and zips, on a real disk, with zip.js's own zips and fflate's. */
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installedFile } from './library.ts';
import { fetchRequest } from './request.ts';
import { nodeStorage } from './storage.node.ts';
import type { Storage } from './storage.ts';
import { openStore, type Store } from './store.ts';
import { parseSums } from './sums.ts';
import { sumsOf } from './testing/model_server.ts';
import { tinyModel } from './testing/tiny_model.ts';
import { filesOfFolder, filesOfZip } from './zip.ts';

const GRAPH = 'onnx/model.onnx';
const LIMIT = 2e9;
const tiny = tinyModel(GRAPH, 100_000);

let folder: string;
let storage: Storage;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epicrisis-bring-'));
  storage = nodeStorage(folder);
  store = openStore({
    storage,
    request: fetchRequest,
    now: () => new Date(),
    clock: () => performance.now(),
    alone: async (_, work) => {
      await work();
      return true;
    },
    onWork: () => undefined,
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const given = (files: ReadonlyMap<string, Uint8Array>, root = 'mi-modelo/') =>
  filesOfFolder(
    [...files].map(([path, bytes]) => ({
      path: root + path,
      file: new Blob([bytes as Uint8Array<ArrayBuffer>]),
    })),
  );
const withSums = (files: ReadonlyMap<string, Uint8Array>) =>
  new Map(files).set('SHA256SUMS', strToU8(sumsOf(files)));
const bring = (files: ReturnType<typeof given>, id?: string, limitBytes = LIMIT) =>
  store.bring({ id, files, origin: { kind: 'folder', place: 'mi-modelo' }, limitBytes });
const zipped = async (name: string, files: Zippable): Promise<Blob> => {
  const path = join(folder, name);
  await writeFile(path, zipSync(files, { level: 6 }));
  return openAsBlob(path);
};

describe('a folder', () => {
  it('becomes a model under its own name, with what it brings of a model and nothing else', async () => {
    const more = new Map(withSums(tiny))
      .set('model.safetensors', strToU8('x'))
      .set('README.md', strToU8('# Ficha'));
    const result = await bring(given(more));
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(result.value).toMatchObject({ id: 'mi-modelo', checked: true, dialect: 'text' });
    expect(result.value.files.map(({ path }) => path).sort()).toEqual([...tiny.keys(), 'README.md'].sort());
  });

  it('without sums is taken as it comes, and that is written down', async () => {
    expect(await bring(given(tiny), 'qwen2.5-coder-1.5b-instruct')).toMatchObject({
      ok: true,
      value: { id: 'qwen2.5-coder-1.5b-instruct', checked: false },
    });
  });

  it('is named by its card', async () => {
    const card = strToU8(JSON.stringify({ id: 'epicrisis-peft-q8', name: 'El nuestro' }));
    const result = await bring(given(new Map(tiny).set('epicrisis.json', card)));
    expect(result).toMatchObject({ ok: true, value: { id: 'epicrisis-peft-q8', name: 'El nuestro' } });
  });

  it('is refused with the file that is wrong, and leaves nothing', async () => {
    const flipped = new Map(withSums(tiny)).set(
      GRAPH,
      Uint8Array.from(tiny.get(GRAPH) ?? []).fill(7, 99, 100),
    );
    expect(await bring(given(flipped))).toMatchObject({
      error: { code: 'E_GIVEN_CORRUPT', params: { file: GRAPH } },
    });
    const cut = new Map(tiny).set('tokenizer.json', strToU8('{"version": "1.0", "mod'));
    expect(await bring(given(cut))).toMatchObject({
      error: { code: 'E_GIVEN_CORRUPT', params: { file: 'tokenizer.json' } },
    });
    const unnamed = new Map(withSums(tiny)).set('generation_config.json', strToU8('{}'));
    expect(await bring(given(unnamed))).toMatchObject({
      error: { code: 'E_SOURCE_SUMS', params: { file: 'generation_config.json' } },
    });
    const without = new Map(tiny);
    without.delete('tokenizer_config.json');
    expect(await bring(given(without))).toMatchObject({
      error: { code: 'E_GIVEN_NO_MODEL', params: { file: 'tokenizer_config.json' } },
    });
    expect(await bring(given(new Map([['foto.jpg', strToU8('miau')]])))).toMatchObject({
      error: { code: 'E_GIVEN_NO_MODEL', params: { file: 'config.json' } },
    });
    expect(await bring(given(tiny), undefined, 1000)).toMatchObject({ error: { code: 'E_MODEL_TOO_BIG' } });
    expect(await bring(given(tiny), 'epicrisis-slots')).toMatchObject({
      error: { code: 'E_MODEL_DISABLED' },
    });
    expect(await storage.list('')).toEqual([]);
  });
});

describe('a zip', () => {
  it('is read by its directory, compressed or not', async () => {
    const entries = Object.fromEntries([...withSums(tiny)].map(([path, bytes]) => [`otro/${path}`, bytes]));
    const files = await filesOfZip(await zipped('otro.zip', entries));
    expect(
      await store.bring({ files, origin: { kind: 'zip', place: 'otro.zip' }, limitBytes: LIMIT }),
    ).toMatchObject({
      ok: true,
      value: { id: 'otro', checked: true },
    });
  });

  it('with ways out of its folder is refused', async () => {
    const entries = { ...Object.fromEntries(tiny), 'onnx/../../fuera.json': strToU8('{}') };
    await expect(filesOfZip(await zipped('malo.zip', entries))).rejects.toMatchObject({
      error: { code: 'E_GIVEN_CORRUPT' },
    });
  });

  it('that is none, or is cut in the middle, is refused', async () => {
    await expect(filesOfZip(new Blob(['PK\u0003\u0004 nada']))).rejects.toMatchObject({
      error: { code: 'E_GIVEN_CORRUPT' },
    });
    const whole = await zipped('entero.zip', Object.fromEntries(tiny));
    await expect(filesOfZip(whole.slice(0, whole.size - 2000))).rejects.toMatchObject({
      error: { code: 'E_GIVEN_CORRUPT' },
    });
  });

  it('that is exported is taken by another machine, whole and verified', async () => {
    expect(await bring(given(withSums(tiny)))).toMatchObject({ ok: true });
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const to = new WritableStream<Uint8Array>({
      write: (piece) => void pieces.push(Uint8Array.from(piece)),
    });
    expect(await store.exportTo('mi-modelo', to)).toEqual({ ok: true, value: null });
    await store.remove('mi-modelo');
    const files = await filesOfZip(new Blob(pieces));
    let sums = '';
    await files
      .find(({ path }) => path === 'mi-modelo/SHA256SUMS')
      ?.read((piece) => {
        sums += new TextDecoder().decode(piece);
      });
    expect([...parseSums(sums).keys()].sort()).toEqual([...tiny.keys(), 'epicrisis.json'].sort());
    const back = await store.bring({ files, origin: { kind: 'zip', place: 'z.zip' }, limitBytes: LIMIT });
    if (!back.ok) throw new Error(JSON.stringify(back.error));
    expect(back.value).toMatchObject({ id: 'mi-modelo', checked: true });
    const data = await installedFile(storage, back.value, `${GRAPH}_data`);
    expect(
      Buffer.compare(Buffer.from(await data.arrayBuffer()), Buffer.from(tiny.get(`${GRAPH}_data`) ?? [])),
    ).toBe(0);
  });
});
