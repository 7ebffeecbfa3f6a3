/** The same on WebGPU, where there is a graphics card; software that acts as one is timed only on request, under its name. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { browserAdvice, findBrowser } from '../browser.ts';
import { type BrowserPlace, benchJobs, type Variants } from './browser-jobs.ts';
import { bundlePage } from './bundle.ts';
import { emptyPageMB } from './memory.ts';
import type { BenchModel, VariantId } from './protocol.ts';
import type { VariantReport } from './report.ts';
import { EMPTY, serveBench } from './serve.ts';

const CACHE = join(import.meta.dirname, '../../.cache/models');
const CARD = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
const SOFTWARE = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export interface GpuWanted {
  readonly runs: number;
  readonly log: (line: string) => void;
  /** Times SwiftShader, whose times say nothing of a card. */
  readonly software: boolean;
  readonly only?: readonly VariantId[] | undefined;
}

export async function benchGpu({ runs, log, software, only }: GpuWanted): Promise<Variants> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const served = await serveBench(await bundlePage());
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(software ? SOFTWARE : CARD)],
  });
  const variants: VariantReport[] = [];
  const notes: string[] = [];
  try {
    const url = new URL(EMPTY, served.url).href;
    const card = await cardOf(browser, url);
    if (card === undefined || card.software !== software)
      return {
        variants,
        notes: [`webgpu: not measured, no graphics card at hand (${card?.name ?? 'no adapter'})`],
      };
    const emptyMB = await emptyPageMB(browser, url);
    const place: BrowserPlace = {
      ...{ browser, served, log, threads: 1, emptyMB, backend: 'webgpu' },
      label: `webgpu (${card.name})`,
    };
    for (const model of modelsFor(card)) {
      const compared = await benchJobs(place, model, (id) => only?.includes(id) ?? true, runs);
      variants.push(...compared.variants);
      notes.push(...compared.notes);
    }
  } finally {
    await browser.close();
    served.close();
  }
  return { variants, notes };
}

interface Card {
  readonly name: string;
  readonly software: boolean;
  readonly half: boolean;
}

/** Software is too slow for all but the bundled model. */
function modelsFor({ software, half }: Card): BenchModel[] {
  const slots: BenchModel = { id: 'epicrisis-slots', dialect: 'slots', dtype: 'fp32' };
  if (software || !existsSync(join(CACHE, 'smollm2-135m'))) return [slots];
  return [slots, { id: 'smollm2-135m', dialect: 'text', dtype: half ? 'q4f16' : 'q4' }];
}

async function cardOf(browser: Browser, url: string): Promise<Card | undefined> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    return await page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      if (!adapter) return undefined;
      const { vendor, architecture, description } = adapter.info;
      const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
      return { name, software: /swiftshader|llvmpipe/i.test(name), half: adapter.features.has('shader-f16') };
    });
  } finally {
    await page.close();
  }
}
