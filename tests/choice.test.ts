/**
 * Where a model runs, in the built extension: chosen by what this browser can do, told in the panel's details, and changed
 * when the graphics card fails. Software WebGPU stands for the card.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import words from '../public/_locales/es/messages.json' with { type: 'json' };
import { DIST, type Extension, type LaunchOptions, launchExtension } from './harness/extension.ts';
import { OptionsPage, useModelFolder } from './harness/options.ts';
import { Panel } from './harness/panel.ts';

const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

let demo: DemoServer;
let folder: string;

beforeAll(async () => {
  demo = await serveDemo();
  folder = mkdtempSync(join(tmpdir(), 'epicrisis-choice-'));
});
afterAll(async () => {
  await demo?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * The bundled model as an ordinary chat model, which no rule sends to the processor: the smallest real one there is. What it
 * prefers is nonsense; under the grammar that is a true text all the same.
 */
function chatModel(): string {
  const at = join(folder, 'charla');
  if (existsSync(at)) return at;
  cpSync(join(DIST, 'models/epicrisis-slots'), at, { recursive: true });
  rmSync(join(at, 'SHA256SUMS'));
  edit(join(at, 'config.json'), '"dialect": "slots"', '"dialect": "text"');
  edit(
    join(at, 'tokenizer_config.json'),
    '"tokenizer_class"',
    `"chat_template": "{{ messages[0].content[:200] }}", "tokenizer_class"`,
  );
  writeFileSync(join(at, 'epicrisis.json'), JSON.stringify({ schema: 1, dialect: 'text' }));
  return at;
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text, `${from} in ${file}`).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}

/** An extension that takes software WebGPU for a real card; `runtime`: what becomes of the card's runtime. */
function withCard(runtime: 'whole' | 'broken'): string {
  const dist = join(folder, `dist-${runtime}`);
  cpSync(DIST, dist, { recursive: true });
  const assets = join(dist, 'assets');
  const named = (pattern: RegExp): string => {
    const found = readdirSync(assets).filter((name) => pattern.test(name));
    expect(found, `${pattern}`).toHaveLength(1);
    return join(assets, found[0] ?? '');
  };
  const worker = named(/^model-worker-.*\.js$/);
  edit(worker, 'swiftshader|', 'none-such|');
  edit(worker, '.isFallbackAdapter', '.isNoneSuch');
  // Nor can it be measured, so that nothing speaks against it.
  edit(worker, 'arrayLength(&weights)', 'arrayLength(&nothing)');
  if (runtime === 'broken') writeFileSync(named(/jspi-.*\.wasm$/), 'no es WebAssembly');
  return dist;
}

interface Written {
  readonly panel: Panel;
  readonly details: string;
}

async function written(extension: Extension): Promise<Written> {
  const page = await extension.open(`${demo.url}#/ficha/204518`);
  const panel = new Panel(await extension.click(page));
  await expect.poll(() => panel.state(), { timeout: 60_000 }).toBe('done');
  await panel.get('details').locator('summary').click();
  return { panel, details: await panel.get('details').innerText() };
}

async function using<T>(options: LaunchOptions, act: (extension: Extension) => Promise<T>): Promise<T> {
  const extension = await launchExtension(options);
  try {
    return await act(extension);
  } finally {
    await extension.close();
  }
}

describe('the details say where it was written and why', () => {
  it('the bundled model: on the processor, because it is small', async () => {
    await using({ args: SOFTWARE_WEBGPU }, async (extension) => {
      const { panel, details } = await written(extension);
      expect(details).toContain(words.where_wasm.message);
      expect(details).toContain(words.why_SMALL.message);
      // It waited for no measuring.
      expect(details).not.toContain(words.details_estimate.message);
      expect(await panel.get('gpu-notice').count()).toBe(0);
    });
  });

  it('a chat model, where the card is software: on the processor, and for how long', {
    timeout: 180_000,
  }, async () => {
    await using({ args: SOFTWARE_WEBGPU }, async (extension) => {
      expect(await useModelFolder(extension, chatModel())).toBe('charla');
      const { panel, details } = await written(extension);
      expect(await panel.errors()).toEqual([]);
      expect(details).toContain('charla');
      expect(details).toContain(words.why_GPU_SOFTWARE.message);
      expect(details).toMatch(/≈ \d+ s por epicrisis \(\d+ tokens\/s\)/);
      expect(await panel.get('gpu-notice').count()).toBe(0);
      const shot = process.env.EPICRISIS_SHOTS;
      if (shot !== undefined) await panel.get('details').screenshot({ path: join(shot, 'details.png') });
    });
  });

  it('before anything is loaded, the options page says it of each model', async () => {
    await using({ args: SOFTWARE_WEBGPU }, async (extension) => {
      const options = await OptionsPage.open(extension);
      const chosen = options.card('qwen2.5-0.5b-instruct').getByTestId('chosen');
      await expect.poll(() => chosen.textContent()).toContain(words.why_GPU_SOFTWARE.message);
      expect(await chosen.textContent()).toContain(words.where_wasm.message);
    });
  });
});

describe('a graphics card that fails', () => {
  it('leaves the job to the processor, and the panel says so calmly', { timeout: 180_000 }, async () => {
    await using({ dist: withCard('broken'), args: SOFTWARE_WEBGPU }, async (extension) => {
      expect(await useModelFolder(extension, chatModel())).toBe('charla');
      const { panel, details } = await written(extension);
      const notice = panel.get('gpu-notice');
      await notice.waitFor();
      expect(await notice.getAttribute('data-code')).toBe('E_BACKEND');
      expect(await notice.innerText()).toContain(words.gpu_failed.message);
      // Nothing was lost: the chosen model wrote.
      expect(await panel.errors()).toEqual([]);
      expect(details).toContain('charla');
      expect(details).toContain(words.why_GPU_FAILED.message);
      expect(await panel.text()).toContain('(I21.0)');
      const shot = process.env.EPICRISIS_SHOTS;
      if (shot !== undefined) await panel.page.screenshot({ path: join(shot, 'notice.png'), fullPage: true });
    });
  });

  it('in mid-sentence: another worker goes on from the last text', { timeout: 240_000 }, async ({ skip }) => {
    await using({ dist: withCard('whole'), args: SOFTWARE_WEBGPU }, async (extension) => {
      expect(await useModelFolder(extension, chatModel())).toBe('charla');
      const { panel, details } = await written(extension);
      if (!details.includes(words.where_webgpu.message)) skip(`no WebGPU here: ${details}`);
      // Long enough for the loss to come before the end.
      await extension.slowEngine(2000);
      await panel.press('regenerate');
      await panel.becomes('writing');
      const before = await panel.text();
      const [worker] = (await extension.offscreen()).workers();
      await extension.browser.send('Browser.crashGpuProcess' as never);
      await expect.poll(() => panel.state(), { timeout: 90_000 }).toBe('done');
      expect((await extension.offscreen()).workers()).not.toContain(worker);
      expect(await panel.errors()).toEqual([]);
      const text = await panel.text();
      expect(text.startsWith(before.trim().slice(0, 40))).toBe(true);
      expect(text).toContain('(I21.0)');
      // What is folded away is text all the same.
      expect(await panel.get('details').textContent()).toContain('charla');
    });
  });
});

describe('a model over the size limit', () => {
  it('is not loaded, the panel says by how much, and the text is written all the same', {
    timeout: 180_000,
  }, async () => {
    await using({}, async (extension) => {
      expect(await useModelFolder(extension, chatModel())).toBe('charla');
      const options = await OptionsPage.open(extension);
      await options.setText('modelSizeLimitMB', '1');
      const { panel } = await written(extension);
      expect(await panel.errors()).toEqual(['E_MODEL_TOO_BIG']);
      expect(await panel.error('E_MODEL_TOO_BIG')).toMatch(/pesa 3 MB y el límite es 1 MB/);
      expect(await panel.text()).toContain('(I21.0)');
    });
  });
});

describe('while a model works', () => {
  it('the panel draws on: the model has a thread of its own', async () => {
    await using({}, async (extension) => {
      const { panel } = await written(extension);
      await extension.slowEngine(400);
      // Frames between two changes of the text while it is written: on the model's own thread there would be none.
      await panel.page.evaluate(() => {
        const seen = { frames: 0, most: 0, texts: 0 };
        Object.assign(window, { seen });
        let text = '';
        const draw = (): void => {
          const now = document.querySelector('[data-testid="document"]')?.textContent ?? '';
          if (now !== text) seen.texts++;
          const writing = document.querySelector('[data-testid="status"][data-state="writing"]') !== null;
          seen.frames = writing && now === text ? seen.frames + 1 : 0;
          text = now;
          seen.most = Math.max(seen.most, seen.frames);
          requestAnimationFrame(draw);
        };
        requestAnimationFrame(draw);
      });
      await panel.press('regenerate');
      await panel.get('version-label').filter({ hasText: '2/2' }).waitFor();
      await expect.poll(() => panel.state(), { timeout: 60_000 }).toBe('done');
      const seen = await panel.page.evaluate(
        () => (window as unknown as { seen: { most: number; texts: number } }).seen,
      );
      expect(seen.texts).toBeGreaterThan(1);
      expect(seen.most).toBeGreaterThan(2);
    });
  });
});
