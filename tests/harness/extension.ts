/**
 * The built extension in a real browser: real toolbar button, real side panel, real offscreen document.
 *
 * Playwright shows a browser's tabs alone. Two switches of its own, read from the environment, make it show the side
 * panel and the offscreen document as pages and report what a service worker requests.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page, type Worker } from 'playwright-core';
import { browserAdvice, findBrowser } from '../../tools/browser.ts';
import { controlOf, send, type TargetInfo, tabTarget, targets, windowOf, windowOfPanel } from './targets.ts';
import { until } from './until.ts';

process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

/** Fixed by the manifest's `key`; policy files name it. */
export const EXTENSION_ID = 'lchkadbhcefoomokpbonldnjockngjil';
export const ROOT = `chrome-extension://${EXTENSION_ID}/`;
export const DIST = resolve(process.env.EPICRISIS_DIST ?? join(import.meta.dirname, '../../dist'));

const PANEL = `${ROOT}src/panel/index.html`;
const OFFSCREEN = `${ROOT}src/offscreen/index.html`;

export interface LaunchOptions {
  readonly headless?: boolean;
  /** The built extension; a test may break a copy. */
  readonly dist?: string;
  readonly userDataDir?: string;
  /** Of the browser and so of the panel. Default: es. */
  readonly language?: string;
  /** Further switches of the browser's. */
  readonly args?: readonly string[];
}

export interface Extension {
  readonly context: BrowserContext;
  readonly browser: CDPSession;
  /** Every URL that the extension's own pages, workers and service worker have requested. */
  readonly requests: readonly string[];
  open(url: string): Promise<Page>;
  /** Presses the toolbar button on this page's tab; the side panel of its window. */
  click(page: Page): Promise<Page>;
  panels(): Page[];
  offscreen(): Promise<Page>;
  serviceWorker(): Promise<Worker>;
  /** Makes the loaded model pause this long after each piece of text, so that a test can act in mid-sentence. */
  slowEngine(pauseMs: number): Promise<void>;
  /** Kills the service worker as the browser does when it has been idle. */
  killServiceWorker(): Promise<void>;
  close(): Promise<void>;
}

export async function launchExtension(options: LaunchOptions = {}): Promise<Extension> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error(browserAdvice());
  const dist = options.dist ?? DIST;
  if (!existsSync(join(dist, 'manifest.json'))) throw new Error(`${dist} is not built: npm run build`);

  const profile = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'epicrisis-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    headless: options.headless ?? true,
    // The panel must have its own width, not a tab's.
    viewport: null,
    ignoreDefaultArgs: ['--disable-extensions'],
    // The browser's own language, so that the panel speaks Spanish.
    env: { ...definedEnvironment(), LANGUAGE: options.language ?? 'es' },
    args: [
      '--enable-unsafe-extension-debugging',
      '--window-size=1400,1000',
      `--lang=${options.language ?? 'es'}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(browser.loadsExtensions ? [`--load-extension=${dist}`] : []),
      ...(options.args ?? []),
    ],
  });
  const control = await controlOf(context);
  if (!browser.loadsExtensions) await send(control, 'Extensions.loadUnpacked', { path: dist });

  const requests: string[] = [];
  context.on('request', (request) => {
    const from =
      request.serviceWorker()?.url() ??
      (request.isNavigationRequest() ? request.url() : request.frame().url());
    if (from.startsWith(ROOT)) requests.push(request.url());
  });

  const serviceWorker = async (): Promise<Worker> =>
    context.serviceWorkers().at(-1) ?? (await context.waitForEvent('serviceworker'));
  // A click before the service worker has run for the first time finds nobody who listens.
  await until('the extension', async () => {
    const ready = await (await serviceWorker()).evaluate(() => chrome.action.onClicked.hasListeners());
    return ready || undefined;
  });

  const panels = (): Page[] => context.pages().filter((page) => page.url().startsWith(PANEL));

  const offscreen = (): Promise<Page> =>
    until('the offscreen document', async () =>
      context.pages().find((page) => page.url().startsWith(OFFSCREEN)),
    );

  return {
    context,
    browser: control,
    requests,
    panels,
    async open(url) {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    async click(page) {
      await page.bringToFront();
      await send(control, 'Extensions.triggerAction', {
        id: EXTENSION_ID,
        targetId: await tabTarget(context, control, page),
      });
      const windowId = await windowOf(context, page);
      return until('the side panel', async () => {
        for (const panel of panels()) if ((await windowOfPanel(panel)) === windowId) return panel;
        return undefined;
      });
    },
    offscreen,
    async slowEngine(pauseMs) {
      const page = await offscreen();
      const [worker] = page.workers();
      if (worker === undefined) throw new Error('no model is loaded yet');
      await worker.evaluate((ms) => {
        const scope = self as unknown as {
          postMessage: (message: unknown) => void;
          unhurried?: (message: unknown) => void;
        };
        scope.unhurried ??= scope.postMessage.bind(self);
        const send = scope.unhurried;
        scope.postMessage = (message) => {
          send(message);
          for (const end = performance.now() + ms; performance.now() < end; );
        };
      }, pauseMs);
    },
    serviceWorker,
    async killServiceWorker() {
      const alive = async (): Promise<TargetInfo | undefined> =>
        (await targets(control, [{ type: 'service_worker' }])).targetInfos.find(({ url }) =>
          url.startsWith(ROOT),
        );
      const worker = await alive();
      if (worker === undefined) throw new Error('the service worker is not running');
      await send(control, 'Target.closeTarget', { targetId: worker.targetId });
      await until('its death', async () =>
        (await alive())?.targetId === worker.targetId ? undefined : true,
      );
    },
    async close() {
      await context.close();
      if (options.userDataDir === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
