/**
 * Finds a browser that can load the extension: what `CHROME_PATH` names, then a Chromium, Chrome or Edge of the system,
 * then one that Playwright has downloaded. Chromium comes first: branded Chrome (137 and later) and Edge take no
 * `--load-extension`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Browser {
  readonly path: string;
  /** Takes `--load-extension`; where it does not, the extension goes in through `Extensions.loadUnpacked`. */
  readonly loadsExtensions: boolean;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const APPLICATIONS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ].flatMap((app) => [join('/Applications', app), join(homedir(), 'Applications', app)]),
  win32: [
    'Chromium\\Application\\chrome.exe',
    'Google\\Chrome\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ].flatMap((app) =>
    ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => {
      const root = process.env[folder];
      return root === undefined ? [] : [join(root, app)];
    }),
  ),
};

const PLAYWRIGHT_CACHE: Partial<Record<NodeJS.Platform, string>> = {
  linux: '.cache/ms-playwright',
  darwin: 'Library/Caches/ms-playwright',
  win32: 'AppData/Local/ms-playwright',
};

const PLAYWRIGHT_BINARIES = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
];

/** The first browser found, or undefined: then `browserAdvice()` says what to do. */
export function findBrowser(): Browser | undefined {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? browser(named) : undefined;
  const all = [...onPath(), ...(APPLICATIONS[platform()] ?? []), ...fromPlaywright()].filter((path) =>
    existsSync(path),
  );
  return all.map(browser).toSorted((a, b) => Number(b.loadsExtensions) - Number(a.loadsExtensions))[0];
}

/** What to tell a person whose machine has none. */
export function browserAdvice(): string {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return `CHROME_PATH names ${named}, which does not exist.`;
  return [
    'No Chromium, Chrome or Edge was found. Install one:',
    '  Debian/Ubuntu   sudo apt-get install chromium',
    '  anywhere        npx playwright-core install chromium',
    'or set CHROME_PATH to its program.',
  ].join('\n');
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function fromPlaywright(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), PLAYWRIGHT_CACHE[platform()] ?? '');
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((folder) => /^chromium-\d+$/.test(folder))
    .toSorted()
    .toReversed()
    .flatMap((folder) => PLAYWRIGHT_BINARIES.map((binary) => join(cache, folder, binary)));
}

/** Branded builds are told by their names; Chromium and Chrome for Testing are not branded. */
function browser(path: string): Browser {
  const branded =
    /google-chrome|Google Chrome\.app|Google[\\/]Chrome|edge/i.test(path) && !/Testing/.test(path);
  return { path, loadsExtensions: !branded };
}
