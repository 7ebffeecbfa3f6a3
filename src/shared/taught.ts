/**
 * Adapters that were taught by pointing on this computer, or brought in a file, in `chrome.storage.local`: JSON texts, one an
 * adapter, with nothing of any patient in them. Apart from the settings, so that a policy that locks `adapters` does not
 * hide them; whether teaching is allowed at all is the setting `teaching`. Beside the texts, by id, what is said of them.
 */
import { z } from 'zod';

const KEY = 'taught';
const MARKS = 'taughtMarks';
/** Longest list kept. */
export const MAX_TAUGHT = 50;

/** The part of `chrome.storage.local` that is used; tests pass their own. */
export interface TaughtStorage {
  get(keys: string | string[]): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
}

const Mark = z.object({
  /** It came in a file. */
  file: z.boolean().default(false),
  /** Kept, and not used. */
  off: z.boolean().default(false),
});
type Mark = z.infer<typeof Mark>;
const Marks = z.record(z.string(), Mark).catch({});

export interface Taught extends Mark {
  readonly text: string;
  /** Empty where the text says none. */
  readonly id: string;
}

const idOf = (text: string): string => {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
};

const stored = async (
  storage: TaughtStorage,
): Promise<{ readonly texts: string[]; readonly marks: z.infer<typeof Marks> }> => {
  const { [KEY]: texts, [MARKS]: marks } = await storage.get([KEY, MARKS]);
  return {
    texts: Array.isArray(texts) ? texts.filter((one) => typeof one === 'string').slice(0, MAX_TAUGHT) : [],
    marks: Marks.parse(marks ?? {}),
  };
};

/** All of them in the order of their teaching, those that are switched off too. */
export const listTaught = async (storage: TaughtStorage = chrome.storage.local): Promise<Taught[]> => {
  const { texts, marks } = await stored(storage);
  return texts.map((text) => {
    const id = idOf(text);
    return { text, id, file: false, off: false, ...(marks[id] ?? {}) };
  });
};

/** The texts in use; whether each is sound is for `parseAdapter` to say. */
export const readTaught = async (storage: TaughtStorage = chrome.storage.local): Promise<string[]> =>
  (await listTaught(storage)).filter(({ off }) => !off).map(({ text }) => text);

/** Adds one, in use, in place of the one with the same id. False: there are too many. */
export const saveTaught = async (
  text: string,
  { file }: Pick<Mark, 'file'>,
  storage: TaughtStorage = chrome.storage.local,
): Promise<boolean> => {
  const { texts, marks } = await stored(storage);
  const id = idOf(text);
  const kept = texts.filter((one) => idOf(one) !== id);
  if (kept.length >= MAX_TAUGHT) return false;
  await storage.set({ [KEY]: [...kept, text], [MARKS]: { ...marks, [id]: { file, off: false } } });
  return true;
};

export const switchTaught = async (
  id: string,
  off: boolean,
  storage: TaughtStorage = chrome.storage.local,
): Promise<void> => {
  const { marks } = await stored(storage);
  await storage.set({ [MARKS]: { ...marks, [id]: { file: marks[id]?.file ?? false, off } } });
};

/** By its text, since one from another version may have no id. */
export const forgetTaught = async (
  text: string,
  storage: TaughtStorage = chrome.storage.local,
): Promise<void> => {
  const { texts, marks } = await stored(storage);
  const { [idOf(text)]: _, ...rest } = marks;
  await storage.set({ [KEY]: texts.filter((one) => one !== text), [MARKS]: rest });
};

/** Tells of every change, this page's own too. */
export const onTaughtChanged = (changed: () => void): void =>
  chrome.storage.local.onChanged.addListener((changes) => {
    if (KEY in changes || MARKS in changes) changed();
  });
