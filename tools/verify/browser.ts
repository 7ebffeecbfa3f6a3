/** A task in real Chromium, by WASM or by WebGPU (in software where there is no GPU: slow, but its arithmetic is WebGPU's). */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Dtype } from '../../src/engine/types.ts';
import { bundlePage } from '../bench/bundle.ts';
import { serveBench } from '../bench/serve.ts';
import { browserAdvice, findBrowser } from '../browser.ts';
import type { PageAnswer } from './page/main.ts';
import type { Answer, Task } from './task.ts';

/** Under which the page asks for the folder. */
const NAME = 'verified';

const WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'];

export async function inBrowser(
  folder: string,
  dtype: Dtype,
  backend: 'wasm' | 'webgpu',
  task: Task,
): Promise<Answer & { readonly device: string }> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const page = await bundlePage(resolve(import.meta.dirname, 'page'), 'verify');
  const served = await serveBench(page, { [NAME]: resolve(folder) });
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(backend === 'webgpu' ? WEBGPU : [])],
  });
  try {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(0);
    await tab.goto(served.url);
    await tab.waitForFunction(() => typeof globalThis.verify === 'function');
    const asked = { backend, dtype, model: NAME, prompts: task.prompts };
    const answer: PageAnswer = await tab.evaluate((order) => globalThis.verify(order), asked);
    return { ...answer, whole: answer.whole.map(floats), stepped: answer.stepped.map(floats) };
  } finally {
    await browser.close();
    served.close();
  }
}

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
