/**
 * Words from `public/_locales`, by typed key. Places are written `{name}` in the messages and filled here, because
 * chrome.i18n knows only numbered ones and an `AppError` carries named ones. A missing key shows itself, never blank.
 */
import type messages from '../../public/_locales/es/messages.json';

export type MessageKey = keyof typeof messages;
export type MessageParams = Readonly<Record<string, string | number>>;

/** Keys that come in two numbers: `facts_one`, `facts_many`. */
export type CountedKey = {
  [K in MessageKey]: K extends `${infer Stem}_one`
    ? `${Stem}_many` extends MessageKey
      ? Stem
      : never
    : never;
}[MessageKey];

type Lookup = (key: string) => string;

const browserLookup: Lookup = (key) =>
  typeof chrome === 'undefined' || chrome.i18n === undefined ? '' : chrome.i18n.getMessage(key);

let lookup: Lookup = browserLookup;

/** Where there is no browser extension (tests, the panel's preview) the words are handed in. */
export const useMessages = (words: Readonly<Record<string, { readonly message: string }>>): void => {
  lookup = (key) => words[key]?.message ?? '';
};

export const fillPlaces = (message: string, params: MessageParams = {}): string =>
  message.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : String(value);
  });

/** The message under `key`, its `{places}` filled. */
export const t = (key: MessageKey, params?: MessageParams): string => fillPlaces(lookup(key) || key, params);

/** The message for one or for many; `{n}` is the count. */
export const tn = (key: CountedKey, n: number, params?: MessageParams): string =>
  t(`${key}_${n === 1 ? 'one' : 'many'}` as MessageKey, { ...params, n });
