/** Chromium with and without WebGPU, for the engine's own pages. */
import { type Browser, chromium } from 'playwright-core';
import { browserAdvice, findBrowser } from '../../tools/browser.ts';

/** WebGPU without a GPU: slow, but its arithmetic is WebGPU's. */
export const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
export const NO_WEBGPU = ['--disable-gpu', '--disable-software-rasterizer'];

export function launch(args: readonly string[]): Promise<Browser> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  return chromium.launch({
    executablePath: found.path,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
  });
}
