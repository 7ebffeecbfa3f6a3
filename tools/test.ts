/**
 * `npm test`: unit tests, the builds, then the built extension in a real browser. `npm run test:ehr`: the builds, then the
 * extension in other people's EHRs. Everything runs, whatever failed before; the last line is the sum: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { explain, log } from './failure.ts';
import { ensureBrowser } from './install-browser.ts';

const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'build/test-results');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/** What is used of Vitest's JSON. A file that could not be loaded fails without a test in it. */
const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

interface Sum {
  readonly passed: number;
  readonly failed: number;
}

const ONE_FAILED: Sum = { passed: 0, failed: 1 };

function vitest(project: string): Sum {
  const file = join(RESULTS, `${project}.json`);
  rmSync(file, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      VITEST,
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  const sum = summed(file);
  // A crash, an error outside of any test: no count shows it.
  return status !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum;
}

function summed(file: string): Sum {
  try {
    const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')));
    const unloaded = report.testResults.filter(
      (r) => r.status === 'failed' && r.assertionResults.length === 0,
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
  } catch (thrown) {
    log(`${file}: ${explain(thrown).message}`);
    return ONE_FAILED;
  }
}

/** Of use only when it fails. */
function npmRun(script: string): boolean {
  log(`npm run ${script}`);
  const { status } = spawnSync('npm', ['run', '-s', script], {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0;
}

function browserTests(project: string): Sum {
  try {
    ensureBrowser();
  } catch (thrown) {
    log(explain(thrown).message);
    return ONE_FAILED;
  }
  const builds = project === 'ehr' ? ['build'] : ['build', 'build:demo'];
  return builds.every(npmRun) ? vitest(project) : ONE_FAILED;
}

mkdirSync(RESULTS, { recursive: true });
const sums = process.argv[2] === 'ehr' ? [browserTests('ehr')] : [vitest('unit'), browserTests('e2e')];
const total = (key: keyof Sum): number => sums.reduce((sum, one) => sum + one[key], 0);
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;
