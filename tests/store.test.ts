/** Models that come from elsewhere, in the real browser: real downloads into the real private file system, and a real job. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import words from '../public/_locales/es/messages.json' with { type: 'json' };
import {
  type ModelServer,
  type ServerOptions,
  serveModel,
  sumsOf,
} from '../src/engine/store/testing/model_server.ts';
import { tinyModel } from '../src/engine/store/testing/tiny_model.ts';
import { DIST, type Extension, launchExtension, ROOT } from './harness/extension.ts';
import { OptionsPage, useModelFolder } from './harness/options.ts';
import { Panel } from './harness/panel.ts';
import { installPolicy, whyNoPolicy } from './harness/policy.ts';

/** A row that waits for its files: a mirror that has them is enough. */
const MODEL = 'epicrisis-peft-q8';
const GRAPH = 'onnx/model_int8.onnx';
const DATA = `${GRAPH}_data`;
const BIG = 40_000_000;
const COURIER = `${ROOT}src/options/courier.html`;
const files = tinyModel(GRAPH, BIG);

let extension: Extension;
let options: OptionsPage;
let server: ModelServer;
let folder: string;

async function serve(more: Partial<ServerOptions> = {}): Promise<void> {
  await server?.close();
  server = await serveModel({ repo: MODEL, revision: 'main', files, ...more });
  await options.setText('modelMirror', server.base);
}

/** The paths of everything in the store. */
const stored = (): Promise<string[]> =>
  options.page.evaluate(async () => {
    const found: string[] = [];
    const walk = async (at: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of at.entries()) {
        if (handle.kind === 'file') found.push(path + name);
        else await walk(handle as FileSystemDirectoryHandle, `${path}${name}/`);
      }
    };
    await walk(await navigator.storage.getDirectory(), '');
    return found.filter((path) => path.startsWith('models/')).sort();
  });

/** What the page says of how far it is, in bytes, once it is past `least`. */
async function past(least: number): Promise<void> {
  const bar = options.card(MODEL).locator('progress');
  await expect
    .poll(async () => Number((await bar.getAttribute('value')) ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(least);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'epicrisis-e2e-store-'));
  extension = await launchExtension();
  options = await OptionsPage.open(extension);
});

afterEach(async () => {
  await extension.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a download', () => {
  it('is shown, can be halted, outlives the page, asks only for the rest, and is verified', async () => {
    await serve();
    server.faults.set(DATA, { slowly: 40 });
    await options.press(MODEL, 'download');
    await past(0.4);
    expect(await options.card(MODEL).getByTestId('work').innerText()).toMatch(
      /Descargando.* MB de 40,\d MB · .*B\/s · quedan \d+ s/,
    );
    // A browser that closes does not ask; the page does.
    await options.page.close({ runBeforeUnload: false });
    options = await OptionsPage.open(extension);
    await options.card(MODEL).getByTestId('resume').waitFor();
    expect(await options.card(MODEL).innerText()).toContain(words.models_halted.message);
    expect((await stored()).some((path) => path.endsWith('current.json'))).toBe(false);
    const before = server.sent();
    server.faults.clear();
    await options.press(MODEL, 'resume');
    expect(await options.installed(MODEL)).toBe('ok');
    expect(server.sent() - before).toBeLessThan(BIG * 0.9);
    expect((await stored()).map((path) => path.replace(/\/v\w+\//, '/v/'))).toEqual(
      [
        `models/${MODEL}/current.json`,
        ...[...files.keys()].map((path) => `models/${MODEL}/v/${path}`),
      ].sort(),
    );
    await options.press(MODEL, 'remove');
    await options.press(MODEL, 'remove-sure');
    await options.card(MODEL).getByTestId('download').waitFor();
    expect(await stored()).toEqual([]);
    // Everything that left the extension was asked for by the courier alone.
    const outside = extension.requests.filter((url) => !url.startsWith(ROOT));
    expect(outside.length).toBeGreaterThan(3);
    expect(outside.filter((url) => !url.startsWith(server.base))).toEqual([]);
    const couriers = extension.context.pages().flatMap((page) => page.frames());
    expect(couriers.some((frame) => frame.url() === COURIER)).toBe(true);
  });

  it('survives cuts, stalls, ranges that are none and a byte that turns over', async () => {
    await serve({ exposes: false });
    server.faults.set(DATA, { cutAfter: 3_000_000, cuts: 4, flipAt: 20_000_000, flips: 1 });
    await options.press(MODEL, 'download');
    expect(await options.installed(MODEL)).toBe('ok');
    await options.press(MODEL, 'remove');
    await options.press(MODEL, 'remove-sure');
    server.faults.set(DATA, { noRanges: true });
    await options.press(MODEL, 'download');
    expect(await options.installed(MODEL)).toBe('ok');
  });

  it.each([
    ['E_SOURCE_HTML', (): unknown => server.faults.set(DATA, { html: 'disguised' })],
    ['E_SOURCE_CORRUPT', (): unknown => server.faults.set(DATA, { flipAt: 5_000_000 })],
    ['E_SOURCE_MISSING', (): unknown => server.files.delete(GRAPH)],
    ['E_SOURCE_REFUSED', (): unknown => server.faults.set(GRAPH, { status: 403 })],
  ] as const)('that ends with %s says what to do, and leaves no model behind', async (code, breakIt) => {
    await serve();
    breakIt();
    await options.press(MODEL, 'download');
    const error = await options.error();
    expect(error.code).toBe(code);
    expect(error.words).toContain(words[`err_${code}_do`].message.slice(0, 20));
    expect((await stored()).some((path) => path.endsWith('current.json'))).toBe(false);
  });

  it('without a network, without CORS, without room: says so, and goes on afterwards', async () => {
    await serve({ cors: false });
    await options.press(MODEL, 'download');
    expect((await options.error()).code).toBe('E_NETWORK');
    await serve();
    const control = await extension.context.newCDPSession(options.page);
    const origin = ROOT.slice(0, -1);
    await control.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20_000_000 });
    await options.press(MODEL, 'download');
    const error = await options.error();
    expect(error.code).toBe('E_NO_ROOM');
    expect(error.words).toMatch(/se necesitan \d+ MB y quedan \d+ MB/);
    expect((await stored()).some((path) => path.endsWith('current.json'))).toBe(false);
    await control.send('Storage.overrideQuotaForOrigin', { origin });
    await options.page.reload();
    await options
      .card(MODEL)
      .getByTestId('resume')
      .or(options.card(MODEL).getByTestId('download'))
      .first()
      .click();
    expect(await options.installed(MODEL)).toBe('ok');
  });

  it('is done by one page at a time', async () => {
    await serve();
    server.faults.set(DATA, { slowly: 10 });
    await options.press(MODEL, 'download');
    await past(0.05);
    const other = await OptionsPage.open(extension);
    await other.press(MODEL, 'resume');
    expect((await other.error()).code).toBe('E_STORE_BUSY');
    server.faults.clear();
  });
});

/** The bundled model as somebody's own: a real model that writes, in a folder. */
function ownModel(name: string, change: (folder: string) => void = () => undefined): string {
  const at = join(folder, name);
  cpSync(join(DIST, 'models/epicrisis-slots'), at, { recursive: true });
  change(at);
  return at;
}

describe('a model given by hand', () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(() => demo?.close());

  async function written(): Promise<{ panel: Panel; codes: (string | null)[] }> {
    const page = await extension.open(`${demo.url}#/ficha/204518`);
    const panel = new Panel(await extension.click(page));
    // Up to three loads one after another: the usual model, the chosen one, the usual one again.
    await expect.poll(() => panel.state(), { timeout: 60_000 }).toBe('done');
    return { panel, codes: await panel.errors() };
  }

  it('writes, is exported, and comes back from the zip', { timeout: 240_000 }, async () => {
    expect(await useModelFolder(extension, ownModel('propio-slots'))).toBe('propio-slots');
    const { panel, codes } = await written();
    expect(codes).toEqual([]);
    expect(await panel.text()).toContain('IAM con SDST de pared anterior (I21.0)');
    expect(await panel.page.locator('body').innerText()).not.toContain(words.fallback_bundled_note.message);

    await options.page.reload();
    const card = options.card('propio-slots');
    await card.getByTestId('export').waitFor();
    // The real stream into a real file; only the browser's dialog can't be clicked here.
    await options.page.evaluate(() => {
      Object.assign(window, {
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
          (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
      });
    });
    await options.press('propio-slots', 'export');
    await expect
      .poll(() => options.page.getByTestId('models-said').textContent(), { timeout: 30_000 })
      .toContain('propio-slots');
    const zip = await options.page.evaluate(async () => {
      const file = await (
        await (await navigator.storage.getDirectory()).getFileHandle('propio-slots.zip')
      ).getFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      let binary = '';
      for (let at = 0; at < bytes.length; at += 0x8000)
        binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(binary);
    });
    const path = join(folder, 'otro-nombre.zip');
    writeFileSync(path, Buffer.from(zip, 'base64'));
    await options.press('propio-slots', 'remove');
    await options.press('propio-slots', 'remove-sure');
    await expect.poll(stored).toEqual([]);
    await options.bring(path);
    expect(await options.installed('propio-slots')).toBe('ok');
    expect(await options.card('propio-slots').innerText()).not.toContain(words.models_unchecked.message);
  });

  it('that does not load gives way to the bundled one, and the panel says so', {
    timeout: 240_000,
  }, async () => {
    const broken = ownModel('roto', (at) => {
      rmSync(join(at, 'SHA256SUMS'));
      writeFileSync(join(at, 'onnx/model.onnx'), 'no es un modelo');
    });
    expect(await useModelFolder(extension, broken)).toBe('roto');
    await options.page.reload();
    expect(await options.card('roto').innerText()).toContain(words.models_unchecked.message);
    const { panel, codes } = await written();
    expect(codes).toEqual(['E_MODEL_CORRUPT']);
    expect(await panel.error('E_MODEL_CORRUPT')).toContain(words.fallback_bundled_note.message);
    expect(await panel.text()).toContain('(I21.0)');
  });

  it('is refused whole where a file is not what its SHA256SUMS says, is cut, or is no model', async () => {
    await options.bring(
      ownModel('volteado', (at) => {
        const graph = join(at, 'onnx/model.onnx');
        const bytes = readFileSync(graph);
        bytes[1000] = (bytes[1000] ?? 0) ^ 1;
        writeFileSync(graph, bytes);
      }),
    );
    const flipped = await options.error();
    expect(flipped.code).toBe('E_GIVEN_CORRUPT');
    expect(flipped.words).toContain('onnx/model.onnx');
    await options.bring(
      ownModel('cortado', (at) => writeFileSync(join(at, 'tokenizer.json'), '{"version": "1.0", "mod')),
    );
    await expect.poll(async () => (await options.error()).words).toContain('tokenizer.json');
    mkdirSync(join(folder, 'fotos'));
    writeFileSync(join(folder, 'fotos/gato.jpg'), 'miau');
    await options.bring(join(folder, 'fotos'));
    await expect.poll(async () => (await options.error()).code).toBe('E_GIVEN_NO_MODEL');
    writeFileSync(join(folder, 'medio.zip'), 'PK\u0003\u0004 y nada más');
    await options.bring(join(folder, 'medio.zip'));
    await expect.poll(async () => (await options.error()).words).toContain('zip');
    expect(await stored()).toEqual([]);
  });

  it('may be dropped on the page', async () => {
    const text = Object.fromEntries(
      [...files].filter(([path]) => path !== DATA).map(([path, bytes]) => [path, [...bytes]]),
    );
    const sums = sumsOf(new Map([...files].filter(([path]) => path !== DATA)));
    const { zipSync, strToU8 } = await import('fflate');
    const entries = Object.entries(text).map(
      ([path, bytes]) => [`soltado/${path}`, Uint8Array.from(bytes)] as const,
    );
    const zip = zipSync({ ...Object.fromEntries(entries), 'soltado/SHA256SUMS': strToU8(sums) });
    await options.page.evaluate(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], 'soltado.zip', { type: 'application/zip' }));
        const target = document.querySelector('[data-testid="models"]');
        target?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [...zip],
    );
    expect(await options.installed('soltado')).toBe('ok');
  });
});

describe.skipIf(whyNoPolicy() !== undefined)('a policy', () => {
  it('names the mirror and the model, and locks both', async () => {
    await extension.close();
    server = await serveModel({ repo: MODEL, revision: 'main', files: tinyModel(GRAPH) });
    const remove = installPolicy({
      modelSource: 'mirror',
      modelMirror: server.base,
      model: 'epicrisis-slots',
    });
    try {
      extension = await launchExtension();
      options = await OptionsPage.open(extension);
      await options.press(MODEL, 'download');
      expect(await options.installed(MODEL)).toBe('ok');
      expect(await options.card(MODEL).getByTestId('use').count()).toBe(0);
      expect(await options.page.locator('[data-testid="models"] [data-testid="policy-lock"]').count()).toBe(
        1,
      );
      expect(await options.page.locator('#setting-modelMirror').isEnabled()).toBe(false);
    } finally {
      remove();
    }
  });

  it('of the bundled model alone leaves nothing to download or to give', async () => {
    await extension.close();
    const remove = installPolicy({ modelSource: 'bundled' });
    try {
      extension = await launchExtension();
      options = await OptionsPage.open(extension);
      expect(await options.page.getByTestId('download').count()).toBe(0);
      expect(await options.page.getByTestId('bring').count()).toBe(0);
      expect(await options.page.getByTestId('models').innerText()).toContain(words.models_none_else.message);
    } finally {
      remove();
    }
  });
});
