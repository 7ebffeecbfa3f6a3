/**
 * Who sent a message, proved by the fields that the browser stamps on it. Nothing inside the message counts: a page can
 * make a renderer say anything, but not change its own `sender`.
 */

/** The stamped fields; `chrome.runtime.MessageSender` and a Port's `sender` both have them. */
export interface Stamped {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

/** The extension that receives: its id and the root of its own pages. */
export interface Self {
  readonly id: string;
  readonly root: string;
}

export const self = (): Self => ({ id: chrome.runtime.id, root: chrome.runtime.getURL('') });

/** The pages of ours that may speak for themselves. */
export type OwnPage = 'panel' | 'options' | 'offscreen';

const PAGES: Readonly<Record<OwnPage, string>> = {
  panel: 'src/panel/index.html',
  options: 'src/options/index.html',
  offscreen: 'src/offscreen/index.html',
};

/** Sent by this page of ours: same extension, and the page's own address (query and hash may differ). */
export function isOwnPage(page: OwnPage, sender: Stamped | undefined, me: Self): boolean {
  if (sender?.id !== me.id || sender.url === undefined) return false;
  return sender.url.split(/[?#]/, 1)[0] === me.root + PAGES[page];
}

/** Sent by our service worker: our own origin, no tab and none of our pages. */
export function isBackground(sender: Stamped | undefined, me: Self): boolean {
  if (sender?.id !== me.id || sender.tab !== undefined || sender.url === undefined) return false;
  return sender.url.startsWith(me.root) && sender.url.split(/[?#]/, 1)[0]?.endsWith('.js') === true;
}

/** Sent by our content script in the top frame of a tab: which tab and document, or undefined where it was not. */
export function contentSender(
  sender: Stamped | undefined,
  me: Self,
): { readonly tabId: number; readonly documentId: string | undefined } | undefined {
  if (sender?.id !== me.id || sender.tab?.id === undefined || sender.frameId !== 0) return undefined;
  if (sender.url === undefined || sender.url.startsWith(me.root)) return undefined;
  return { tabId: sender.tab.id, documentId: sender.documentId };
}
