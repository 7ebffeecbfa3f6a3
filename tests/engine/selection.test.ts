/** Tokens chosen by WGSL on a real WebGPU device are those that `choose.ts` takes, whatever the logits and the mask. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { bundlePage } from '../../tools/bench/bundle.ts';
import { serveBench } from '../../tools/bench/serve.ts';
import { launch, SOFTWARE_WEBGPU } from './browser.ts';
import type {} from './selection/main.ts';

test('the card chooses as the processor', async ({ skip }) => {
  const served = await serveBench(await bundlePage(resolve(import.meta.dirname, 'selection'), 'selection'));
  const browser = await launch(SOFTWARE_WEBGPU);
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.compare === 'function');
    const compared = await page.evaluate(() => globalThis.compare(120));
    if (compared === null) skip('no WebGPU here');
    expect(compared?.same).toBeGreaterThan(200);
    expect(compared?.amongMany).toBeGreaterThan(0);
  } finally {
    await browser.close();
    served.close();
  }
});
