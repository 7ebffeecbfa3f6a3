/** The machine asked and measured in real Chromium: without a card, and with one that the processor imitates. */
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Machine } from '../../src/engine/machine.ts';
import { bundlePage } from '../../tools/bench/bundle.ts';
import { type Served, serveBench } from '../../tools/bench/serve.ts';
import { browserAdvice, findBrowser } from '../../tools/browser.ts';
import type { Found } from './probe/main.ts';

let served: Served;
beforeAll(async () => {
  served = await serveBench(await bundlePage(resolve(import.meta.dirname, 'probe'), 'probe'));
});
afterAll(() => served?.close());

async function measured(args: readonly string[]): Promise<Found> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args],
  });
  try {
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => typeof globalThis.measure === 'function');
    return await page.evaluate(() => globalThis.measure());
  } finally {
    await browser.close();
  }
}

it('without a card: the processor alone', async () => {
  const { machine, processor, graphics, inTime } = await measured([
    '--disable-gpu',
    '--disable-software-rasterizer',
  ]);
  expect(Machine.safeParse(machine).success).toBe(true);
  expect(machine).toMatchObject({ isolated: true, jspi: true });
  expect(machine.gpu).toBeUndefined();
  expect(Math.min(...Object.values(processor))).toBeGreaterThan(0);
  expect(graphics).toBeNull();
  expect(inTime).toEqual(['processor']);
});

it('with one that is imitated: known as such, and its kernels run', async ({ skip }) => {
  const { machine, graphics } = await measured([
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ]);
  const { gpu } = machine;
  if (gpu === undefined) return skip('no WebGPU here');
  expect(gpu).toMatchObject({ software: true, shaderF16: false });
  expect(gpu.adapter).toContain('swiftshader');
  expect(Math.min(...Object.values(graphics ?? {}))).toBeGreaterThan(0);
  expect(graphics?.memory).toBeLessThan(1000);
});
