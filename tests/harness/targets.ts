/** The browser below Playwright: its targets (tabs, pages, workers) and windows, over the debugging protocol. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { until } from './until.ts';

export interface TargetInfo {
  readonly targetId: string;
  readonly url: string;
  readonly embedderData?: { readonly tabActive?: boolean };
}

/** Playwright's types don't know these commands, or not all of their fields. */
export function send<T = unknown>(session: CDPSession, command: string, params: object): Promise<T> {
  return (session.send as unknown as (command: string, params: object) => Promise<T>).call(
    session,
    command,
    params,
  );
}

export const targets = (control: CDPSession, filter: object[]): Promise<{ targetInfos: TargetInfo[] }> =>
  send(control, 'Target.getTargets', { filter });

export async function controlOf(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (browser === null) throw new Error('no browser behind the context');
  return browser.newBrowserCDPSession();
}

/**
 * The tab that holds the page: the button is pressed on tabs, while Playwright knows the pages in them. Nothing links the
 * two but the address, the window, and being in front; a tab of the same address that is just closing is waited out.
 */
export async function tabTarget(context: BrowserContext, control: CDPSession, page: Page): Promise<string> {
  const windowId = await windowOf(context, page);
  return until('the tab of the page', async () => {
    const { targetInfos } = await targets(control, [{ type: 'tab' }]);
    const shown = targetInfos.filter(
      ({ url, embedderData }) => url === page.url() && embedderData?.tabActive !== false,
    );
    const windows = await Promise.all(
      shown.map(({ targetId }) =>
        send<{ windowId: number }>(control, 'Browser.getWindowForTarget', { targetId }).then(
          (found) => found.windowId,
          () => undefined,
        ),
      ),
    );
    const here = shown.filter((_, at) => windows[at] === undefined || windows[at] === windowId);
    return here.length === 1 ? here[0]?.targetId : undefined;
  });
}

export async function windowOf(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  const { windowId } = await send<{ windowId: number }>(session, 'Browser.getWindowForTarget', {});
  await session.detach();
  return windowId;
}

export const windowOfPanel = (panel: Page): Promise<number | undefined> =>
  panel.evaluate(async () => (await chrome.windows.getCurrent()).id);
