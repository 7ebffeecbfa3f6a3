/**
 * Words from `public/_locales`, by typed key. The language is a setting and not the browser's: a ward's browser is often in
 * English, its physicians are not. Places are written `{name}` and filled here, because chrome.i18n knows only numbered
 * ones and an `AppError` carries named ones. A missing key shows itself, never blank.
 */
import en from '../../public/_locales/en/messages.json';
import messages from '../../public/_locales/es/messages.json';
import type { Settings } from './settings.ts';

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

type Words = Readonly<Record<string, { readonly message: string }>>;

const LANGUAGES: Readonly<Record<Settings['language'], Words>> = { es: messages, en };

let words: Words = messages;

/** All words from here on in this language; Spanish until told otherwise. */
export const setLanguage = (language: Settings['language']): void => {
  words = LANGUAGES[language];
  if (typeof document !== 'undefined') document.documentElement.lang = language;
};

export const fillPlaces = (message: string, params: MessageParams = {}): string =>
  message.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : String(value);
  });

/** The message under `key`, its `{places}` filled. */
export const t = (key: MessageKey, params?: MessageParams): string =>
  fillPlaces(words[key]?.message || key, params);

/** The message for one or for many; `{n}` is the count. */
export const tn = (key: CountedKey, n: number, params?: MessageParams): string =>
  t(`${key}_${n === 1 ? 'one' : 'many'}` as MessageKey, { ...params, n });
