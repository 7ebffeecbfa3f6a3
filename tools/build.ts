/**
 * Builds what is missing or older than its sources, quietly, for the programs that run the built product. Programs that
 * start together take turns: the first builds, the others find it done.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure, log } from './failure.ts';

const ROOT = resolve(import.meta.dirname, '..');
const LOCK = join(ROOT, '.cache/build.lock');
const LOCK_POLL_MS = 200;

interface Target {
  readonly name: string;
  /** Written by every build. */
  readonly made: string;
  readonly sources: readonly string[];
  readonly script: string;
}

const EXTENSION: Target = {
  name: 'the extension',
  made: 'dist/manifest.json',
  sources: ['src', 'public', 'manifest.json', 'vite.config.ts', 'package-lock.json'],
  script: 'build',
};

const DEMO: Target = {
  name: 'the demo EHR',
  made: 'build/demo/index.html',
  sources: ['demo', 'package-lock.json'],
  script: 'build:demo',
};

/** With `EPICRISIS_DIST` the caller brings a build of its own, which is left as it is. */
export async function ensureExtension(): Promise<void> {
  if (process.env.EPICRISIS_DIST === undefined) await ensure(EXTENSION);
}

export const ensureDemo = (): Promise<void> => ensure(DEMO);

async function ensure(target: Target): Promise<void> {
  if (isFresh(target)) return;
  await locked(() => {
    if (!isFresh(target)) build(target);
  });
}

function build({ name, script }: Target): void {
  log(`building ${name} (npm run ${script})`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    execFileSync(npm, ['run', '-s', script], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
      shell: process.platform === 'win32',
    });
  } catch (thrown) {
    const { stdout = '', stderr = '' } = thrown as { stdout?: string; stderr?: string };
    throw new Failure('E_BUILD', `npm run ${script} failed:\n${stdout}${stderr}`.trimEnd());
  }
}

function isFresh({ made, sources }: Target): boolean {
  const file = join(ROOT, made);
  if (!existsSync(file)) return false;
  const builtAt = statSync(file).mtimeMs;
  return sources.every((source) => newest(join(ROOT, source)) <= builtAt);
}

/** When something under the path was last changed. Tests and their pages are no part of what is built. */
function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const parts = readdirSync(path).filter((name) => !/^(fixtures|preview)$|\.test\.tsx?$/.test(name));
  return Math.max(0, ...parts.map((name) => newest(join(path, name))));
}

async function locked(work: () => void): Promise<void> {
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!take()) {
    if (!isHeld()) rmSync(LOCK, { force: true });
    else await wait(LOCK_POLL_MS);
  }
  try {
    work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function take(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new Failure('E_BUILD', `${relative(ROOT, LOCK)} cannot be written: ${String(thrown)}`);
  }
}

/** By a program that still runs; a program that was killed leaves its lock behind. */
function isHeld(): boolean {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    // Just made, its number not yet written.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
