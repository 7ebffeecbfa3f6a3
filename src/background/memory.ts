/**
 * What must outlive the service worker, in `chrome.storage.session` (memory, gone with the browser): tab ids and flags
 * alone, never anything of a patient.
 */

/** The click asked this tab to start; taken once, by the panel's hello or its reading. */
const startKey = (tabId: number): string => `start:${tabId}`;
/** A chart was read in this tab, so its panel wants to hear that the page went elsewhere. */
const readKey = (tabId: number): string => `read:${tabId}`;

export const rememberStart = (tabId: number): Promise<void> => set(startKey(tabId));

export async function takeStart(tabId: number): Promise<boolean> {
  const key = startKey(tabId);
  const wanted = await has(key);
  if (wanted) await chrome.storage.session.remove(key);
  return wanted;
}

export const rememberRead = (tabId: number): Promise<void> => set(readKey(tabId));
export const wasRead = (tabId: number): Promise<boolean> => has(readKey(tabId));

export const forgetTab = (tabId: number): Promise<void> =>
  chrome.storage.session.remove([startKey(tabId), readKey(tabId)]);

const set = (key: string): Promise<void> => chrome.storage.session.set({ [key]: true });

const has = async (key: string): Promise<boolean> => (await chrome.storage.session.get(key))[key] === true;
