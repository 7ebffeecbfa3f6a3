/**
 * The way to a tab's content script: put it there, ask it, and name what stands in the way. `activeTab` lets us in only
 * where the physician clicked, so refusal is an everyday case.
 */
// biome-ignore lint/style/noRestrictedImports: the name of a built file, none of its code
import contentScript from '../content/page.ts?script&iife';
import type { BackgroundToContent } from '../shared/messages.ts';
import { err, ok, type Result } from '../shared/result.ts';

const TOP_FRAME = 0;

/** Puts the content script into the tab's top frame (once: a second copy leaves the first alone). Its document's id. */
export async function injectContent(tabId: number): Promise<Result<string>> {
  try {
    const [frame] = await chrome.scripting.executeScript({
      target: { tabId, frameIds: [TOP_FRAME] },
      files: [contentScript],
      injectImmediately: true,
    });
    return frame === undefined ? refused(tabId) : ok(frame.documentId);
  } catch {
    return refused(tabId);
  }
}

/**
 * Asks the content script; the answer is still to be parsed. With a `documentId` only that document is asked: a tab that
 * has gone elsewhere answers nothing. `E_PAGE_CHANGED` where nobody answered, `E_TAB_CLOSED` where the tab is gone.
 */
export async function askContent(
  tabId: number,
  documentId: string | undefined,
  message: BackgroundToContent,
): Promise<Result<unknown>> {
  try {
    const options = documentId === undefined ? { frameId: TOP_FRAME } : { documentId };
    const answer: unknown = await chrome.tabs.sendMessage(tabId, message, options);
    if (answer !== undefined) return ok(answer);
  } catch {
    // No receiver, or it went away while answering: told apart below.
  }
  return (await tabOf(tabId)) === undefined ? err('E_TAB_CLOSED') : err('E_PAGE_CHANGED');
}

export const tabOf = (tabId: number): Promise<chrome.tabs.Tab | undefined> =>
  chrome.tabs.get(tabId).catch(() => undefined);

async function refused(tabId: number): Promise<Result<never>> {
  const tab = await tabOf(tabId);
  return tab === undefined ? err('E_TAB_CLOSED') : err('E_NOT_INJECTABLE', { reason: reasonFor(tab.url) });
}

/** `browser`: a page of the browser's own or its store, which no extension may read; `permission`: a click is needed. */
export function reasonFor(url: string | undefined): 'browser' | 'file' | 'permission' {
  if (url === undefined || url === '') return 'permission';
  if (url.startsWith('file:')) return 'file';
  if (!/^https?:/.test(url) || STORES.test(url)) return 'browser';
  return 'permission';
}

const STORES =
  /^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore|microsoftedge\.microsoft\.com\/addons)/;
