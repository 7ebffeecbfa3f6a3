/** An extension whose model is broken, or whose memory is refused, still writes: the template does, and says why. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import { DIST, type LaunchOptions, launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';

const MODEL = 'models/epicrisis-slots';

let demo: DemoServer;
let copies: string;

beforeAll(async () => {
  demo = await serveDemo();
  copies = mkdtempSync(join(tmpdir(), 'epicrisis-broken-'));
});
afterAll(async () => {
  await demo?.close();
  rmSync(copies, { recursive: true, force: true });
});

/** A copy of the built extension, for the test to break. */
function copyOf(name: string, breakIt: (dist: string) => void): string {
  const dist = join(copies, name);
  cpSync(DIST, dist, { recursive: true });
  breakIt(dist);
  return dist;
}

/** One click with this extension: the code under which the template wrote, and the text. Twice, for what is left behind. */
async function written(options: LaunchOptions): Promise<{ codes: (string | null)[]; text: string }> {
  const extension = await launchExtension(options);
  try {
    const page = await extension.open(`${demo.url}#/ficha/204518`);
    const panel = new Panel(await extension.click(page));
    expect(await panel.becomes('done', 'failed')).toBe('done');
    const first = { codes: await panel.errors(), text: await panel.text() };
    await panel.press('regenerate');
    await panel.get('version-label').filter({ hasText: '2/2' }).waitFor();
    expect(await panel.becomes('done', 'failed')).toBe('done');
    expect(await panel.errors()).toEqual(first.codes);
    return first;
  } finally {
    await extension.close();
  }
}

describe('a model', () => {
  it('that is missing', async () => {
    const dist = copyOf('missing', (copy) => rmSync(join(copy, MODEL), { recursive: true, force: true }));
    const { codes, text } = await written({ dist });
    expect(codes).toEqual(['E_MODEL_MISSING']);
    expect(text).toContain('IAM con SDST de pared anterior (I21.0)');
  });

  it('whose weights are corrupt', async () => {
    const dist = copyOf('corrupt', (copy) =>
      writeFileSync(join(copy, MODEL, 'onnx/model.onnx'), 'no es un modelo'),
    );
    const { codes, text } = await written({ dist });
    expect(codes).toEqual(['E_MODEL_CORRUPT']);
    expect(text).toContain('(I21.0)');
  });

  it('whose tokenizer is cut off', async () => {
    const dist = copyOf('cut', (copy) =>
      writeFileSync(join(copy, MODEL, 'tokenizer.json'), '{"version": "1.0", "mod'),
    );
    const { codes, text } = await written({ dist });
    expect(codes).toEqual(['E_MODEL_CORRUPT']);
    expect(text).toContain('(I21.0)');
  });
});

describe('memory', () => {
  it('that the browser refuses to WebAssembly', async () => {
    const { codes, text } = await written({ args: ['--js-flags=--wasm-max-mem-pages=64'] });
    expect(codes).toEqual(['E_MEMORY']);
    expect(text).toContain('(I21.0)');
  });
});
