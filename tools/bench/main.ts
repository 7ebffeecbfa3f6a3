/**
 * `npm run -s bench -- --json [--runs 5] [--only job|variants] [--model ID | FOLDER] [--gguf FILE] [--threads 1] [--node]
 * [--ids ours,stock-free] [--software-gpu] [--growth [--svg FILE]]`: the main job in the built extension, and ways of decoding side by side in one browser (with
 * `--node` in onnxruntime-node instead). JSON on stdout alone, progress on stderr; exit status 1 on failure.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserAdvice, findBrowser } from '../browser.ts';
import { givenModel } from '../model-argument.ts';
import { benchGpu } from './gpu.ts';
import { growthPlot } from './growth-plot.ts';
import { benchJob } from './job.ts';
import { describeMachine } from './machine.ts';
import { benchNode } from './node.ts';
import { VARIANTS, type VariantId } from './protocol.ts';
import type { Report } from './report.ts';
import { benchGrowth, benchVariants } from './variants.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  process.stdout.write(`${JSON.stringify(await bench(), null, 2)}\n`);
} catch (error) {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}

async function bench(): Promise<Report> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      // Taken for what it once switched on, and is now always done.
      variants: { type: 'boolean', default: false },
      model: { type: 'string' },
      gguf: { type: 'string' },
      ids: { type: 'string' },
      'software-gpu': { type: 'boolean', default: false },
      threads: { type: 'string', default: '1' },
      node: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      svg: { type: 'string' },
    },
  });
  const { only, gguf, svg } = values;
  const ids = values.ids?.split(',').map((id) => variantId(id));
  const runs = whole('--runs', values.runs);
  const threads = whole('--threads', values.threads);
  if (only !== undefined && only !== 'job' && only !== 'variants')
    throw new Error('E_BAD_ARGUMENT: --only is job or variants');
  const given = values.model === undefined ? undefined : givenModel(values.model);
  const machine = describeMachine(await browserVersion());
  if (values.node) return { machine, job: null, ...(await benchNode(runs, threads, log)) };
  if (values.growth) {
    const growth = await benchGrowth({ log, threads });
    if (svg !== undefined) writeFileSync(svg, growthPlot(growth));
    return { machine, job: null, variants: [], growth, notes: [] };
  }
  const job = only === 'variants' ? null : await benchJob(runs, log, given);
  const none = { variants: [], notes: [] };
  const compared =
    only === 'job' ? none : await benchVariants({ runs, log, given, gguf, threads, only: ids });
  const { 'software-gpu': software } = values;
  const onCard =
    only === 'job' || given !== undefined ? none : await benchGpu({ runs, log, software, only: ids });
  const variants = [...compared.variants, ...onCard.variants];
  return { machine, job, variants, notes: [...compared.notes, ...onCard.notes] };
}

function variantId(id: string): VariantId {
  const found = VARIANTS.find((variant) => variant === id);
  if (found === undefined) throw new Error(`E_BAD_ARGUMENT: --ids is of ${VARIANTS.join(', ')}`);
  return found;
}

function whole(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`E_BAD_ARGUMENT: ${name} is a positive whole number`);
  return number;
}

async function browserVersion(): Promise<string> {
  const found = findBrowser();
  if (found === undefined) throw new Error(browserAdvice());
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
  try {
    return `Chromium ${browser.version()} (${found.path})`;
  } finally {
    await browser.close();
  }
}
