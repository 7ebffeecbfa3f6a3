/**
 * `npm run -s bench -- --json [--runs 5] [--variants] [--model ID | FOLDER]`: the main job in the built extension and, with `--variants`, ways
 * of decoding side by side. JSON on stdout alone, progress on stderr; exit status 1 on failure.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserAdvice, findBrowser } from '../browser.ts';
import { givenModel } from '../model-argument.ts';
import { benchJob } from './job.ts';
import { describeMachine } from './machine.ts';
import type { Report } from './report.ts';
import { benchVariants } from './variants.ts';

const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      /** One half alone. */
      only: { type: 'string' },
      /** Taken for what it once switched on, and is now always done. */
      variants: { type: 'boolean', default: false },
      gguf: { type: 'string' },
      threads: { type: 'string', default: '1' },
      model: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error('E_BAD_ARGUMENT: --runs is a positive whole number');
  const model = values.model === undefined ? undefined : givenModel(values.model);
  const machine = describeMachine(await browserVersion());
  const { only, gguf } = values;
  if (only !== undefined && only !== 'job' && only !== 'variants')
    throw new Error('E_BAD_ARGUMENT: --only is job or variants');
  const threads = Number(values.threads);
  const job = only === 'variants' ? null : await benchJob(runs, log, model);
  const compared =
    only === 'job'
      ? { variants: [], notes: [] }
      : await benchVariants({ runs, log, given: model, gguf, threads });
  const report: Report = { machine, job, ...compared };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} catch (error) {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
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
