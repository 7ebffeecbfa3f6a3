/**
 * Makes sure that there is a browser which the tests and the demo can drive: `npx tsx tools/install-browser.ts`.
 * Debian as root gets its own `chromium` package; everybody else the Chromium that Playwright downloads (Ubuntu's package
 * is an empty one that asks for snap).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, browserAdvice, findBrowser } from './browser.ts';
import { explain, Failure, log } from './failure.ts';

const PLAYWRIGHT = resolve(import.meta.dirname, '../node_modules/playwright-core/cli.js');
const DEBIAN_PACKAGES = ['chromium', 'fonts-liberation'];

/** The browser found or installed. `E_NO_BROWSER` with what the person can do. */
export function ensureBrowser(): Browser {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.env.CHROME_PATH) throw new Failure('E_NO_BROWSER', browserAdvice());
  const browser =
    (isRoot() && isDebian() && withApt() ? findBrowser() : undefined) ??
    (withPlaywright() ? findBrowser() : undefined);
  if (browser === undefined) throw new Failure('E_NO_BROWSER', browserAdvice());
  log(`installed ${browser.path}`);
  return browser;
}

function withApt(): boolean {
  log(`no browser found: apt-get install ${DEBIAN_PACKAGES.join(' ')}`);
  return (
    runs('apt-get', ['update', '-qq']) &&
    runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES])
  );
}

function withPlaywright(): boolean {
  if (!existsSync(PLAYWRIGHT)) throw new Failure('E_NO_BROWSER', 'npm ci has not been run yet.');
  log('no browser found: npx playwright-core install chromium');
  // The libraries that a bare Linux lacks come through its package manager, which wants root.
  const libraries = process.platform === 'linux' && isRoot() ? ['--with-deps'] : [];
  return runs(process.execPath, [PLAYWRIGHT, 'install', '--no-shell', ...libraries, 'chromium']);
}

/** Its words go to standard error: standard output may be a program's JSON. */
function runs(program: string, args: readonly string[]): boolean {
  const { status } = spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function isDebian(): boolean {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** What the browser says of itself; a program that does not even say that lacks libraries. */
function version({ path }: Browser): string {
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch (thrown) {
    const { stderr } = thrown as { stderr?: string };
    throw new Failure(
      'E_NO_BROWSER',
      `${path} does not start: ${String(stderr ?? thrown).trim()}\nMissing libraries: sudo npx playwright-core install-deps chromium`,
    );
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  try {
    const browser = ensureBrowser();
    log(process.platform === 'win32' ? browser.path : `${version(browser)} (${browser.path})`);
  } catch (thrown) {
    log(explain(thrown).message);
    process.exitCode = 1;
  }
}
