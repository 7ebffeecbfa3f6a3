/**
 * The content script's own world in a page, as the browser gives it to extensions: the same nodes, other JavaScript objects.
 * What a page does to its prototypes must not reach it.
 */
import type { CDPSession, Page } from 'playwright-core';

export interface Isolated {
  /** Runs an expression there; a promise is waited for. */
  run<T>(expression: string): Promise<T>;
}

export const isolatedWorld = async (page: Page, script: string): Promise<Isolated> => {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'epicrisis',
  });
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  await run(`${script};0`);
  return { run };
};
