/**
 * The page of real editors, built by Vite into `build/editors` and answered by the browser's own routing, and the extension's
 * code in an isolated world of it: the same separation from the page's scripts that a content script has.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { build } from 'vite';

const HERE = import.meta.dirname;
const PAGES = join(HERE, 'pages');
const OUT = resolve(HERE, '../../../build/editors');
const CKEDITOR4 = join(HERE, 'node_modules/ckeditor4');
export const ORIGIN = 'https://ficha.test';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Is the built page younger than everything that it is made of? */
const isBuilt = (): boolean => {
  const marker = join(OUT, 'index.html');
  if (!existsSync(marker)) return false;
  const sources = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).map((name) => join(PAGES, name));
  const youngest = Math.max(
    ...[...sources, join(HERE, 'package-lock.json')].map((file) => statSync(file).mtimeMs),
  );
  return statSync(marker).mtimeMs > youngest;
};

/** Installs the editors where that was not done, and builds their pages where they changed. */
export const buildEditors = async (): Promise<void> => {
  if (!existsSync(join(HERE, 'node_modules'))) {
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: HERE, stdio: 'inherit' });
    if (status !== 0) throw new Error('tests/ehr/editors: npm ci');
  }
  if (isBuilt()) return;
  await build({
    root: PAGES,
    configFile: false,
    logLevel: 'error',
    build: {
      rolldownOptions: { input: [join(PAGES, 'index.html'), join(PAGES, 'ficha.html')] },
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      chunkSizeWarningLimit: 20_000,
      target: 'chrome124',
    },
  });
};

const fileOf = (path: string): string | null => {
  const at = path.startsWith('/ckeditor4/')
    ? join(CKEDITOR4, path.slice('/ckeditor4/'.length))
    : join(OUT, path === '/' ? 'index.html' : path);
  return existsSync(at) && statSync(at).isFile() ? at : null;
};

/** Answers from the built files alone; nothing leaves the machine. */
export const serveEditors = (page: Page): Promise<unknown> =>
  page.route('**/*', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = origin === ORIGIN ? fileOf(decodeURIComponent(pathname)) : null;
    return file === null
      ? route.fulfill({ status: 404, body: '' })
      : route.fulfill({
          contentType: TYPES[extname(file)] ?? 'application/octet-stream',
          body: readFileSync(file),
        });
  });

export const editorPage = async (browser: Browser): Promise<Page> => {
  const page = await browser.newPage();
  await serveEditors(page);
  return page;
};

/** The extension's code beside the page: same DOM, other JavaScript. */
export class IsolatedWorld {
  private constructor(
    private readonly session: CDPSession,
    private readonly contextId: number,
  ) {}

  static async in(page: Page, script: string): Promise<IsolatedWorld> {
    const session = await page.context().newCDPSession(page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const { executionContextId } = await session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: 'extension',
    });
    const world = new IsolatedWorld(session, executionContextId);
    await world.call(`() => { ${script} }`);
    return world;
  }

  /** @param declaration a function, as text; its promise is waited for, its value must be JSON */
  async call<T>(declaration: string, ...args: readonly unknown[]): Promise<T> {
    const { result, exceptionDetails } = await this.session.send('Runtime.callFunctionOn', {
      executionContextId: this.contextId,
      functionDeclaration: declaration,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
}
