/**
 * Adapters that were taught by pointing on this computer, in `chrome.storage.local`: JSON texts, one an adapter, with
 * nothing of any patient in them. Apart from the settings, so that a policy that locks `adapters` does not hide them;
 * whether teaching is allowed at all is the setting `teaching`.
 */

const KEY = 'taught';
/** Longest list kept. */
export const MAX_TAUGHT = 50;

/** The part of `chrome.storage.local` that is used; tests pass their own. */
export interface TaughtStorage {
  get(key: string): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
}

const idOf = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { id?: unknown }).id;
  } catch {
    return undefined;
  }
};

/** The texts in the order of their teaching; whether each is sound is for `parseAdapter` to say. */
export const readTaught = async (storage: TaughtStorage = chrome.storage.local): Promise<string[]> => {
  const stored = (await storage.get(KEY))[KEY];
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string').slice(0, MAX_TAUGHT) : [];
};

/** Adds one, in place of the one with the same id. False: there are too many. */
export const saveTaught = async (
  text: string,
  storage: TaughtStorage = chrome.storage.local,
): Promise<boolean> => {
  const kept = (await readTaught(storage)).filter((one) => idOf(one) !== idOf(text));
  if (kept.length >= MAX_TAUGHT) return false;
  await storage.set({ [KEY]: [...kept, text] });
  return true;
};

export const forgetTaught = async (
  id: string,
  storage: TaughtStorage = chrome.storage.local,
): Promise<void> => {
  await storage.set({ [KEY]: (await readTaught(storage)).filter((one) => idOf(one) !== id) });
};
