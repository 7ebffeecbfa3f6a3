/**
 * The settings in force: the institution's policy (`chrome.storage.managed`, locked) over the user's choice
 * (`chrome.storage.local`) over the defaults. Chromium drops a policy value of the wrong type without a word and knows
 * nothing of our ranges, and a user's value may come from an older version, so each value is parsed again here, key by
 * key: a bad one is set aside and named, the rest hold.
 */
import { defaultSettings, type EffectiveSettings, type SettingKey, Settings } from './settings.ts';

/** Every setting's name, in the order of the schema. */
export const settingKeys = Object.keys(Settings.shape) as SettingKey[];

type Area = Readonly<Record<string, unknown>>;

/** The part of `chrome.storage` that is read; tests pass their own. */
export interface SettingsStorage {
  readonly managed: { get(): Promise<Area> };
  readonly local: { get(keys: string[]): Promise<Area> };
}

/**
 * Policy over user over default, each value parsed by its own key's schema.
 * @param managed what `chrome.storage.managed.get()` gave; a sound value here is `locked`
 * @param user what `chrome.storage.local.get(settingKeys)` gave
 */
export function effectiveSettings(managed: Area, user: Area): EffectiveSettings {
  const chosen: Record<string, unknown> = { ...defaultSettings };
  const locked: SettingKey[] = [];
  const rejected: SettingKey[] = [];
  for (const key of settingKeys) {
    const fromPolicy = stored(key, managed);
    const fromUser = stored(key, user);
    if (fromPolicy === 'bad' || (fromPolicy === 'absent' && fromUser === 'bad')) rejected.push(key);
    if (typeof fromPolicy === 'object') {
      locked.push(key);
      chosen[key] = fromPolicy.value;
    } else if (typeof fromUser === 'object') {
      chosen[key] = fromUser.value;
    }
  }
  return { values: Settings.parse(chosen), locked, rejected };
}

/** Reads the settings in force. Without any policy some browsers refuse `managed.get()`: that counts as none. */
export async function readSettings(storage: SettingsStorage = chrome.storage): Promise<EffectiveSettings> {
  const [managed, user] = await Promise.all([
    storage.managed.get().catch((): Area => ({})),
    storage.local.get(settingKeys),
  ]);
  return effectiveSettings(managed, user);
}

/** Saves one of the user's choices; a key that the institution locked keeps the institution's value all the same. */
export async function saveSetting<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
  await chrome.storage.local.set({ [key]: value });
}

/** Gives up the user's choice: the default holds again. */
export async function resetSetting(key: SettingKey): Promise<void> {
  await chrome.storage.local.remove(key);
}

/** Calls back after any change of policy or of the user's choice; a policy may arrive minutes after the browser's start. */
export function onSettingsChanged(changed: () => void, signal?: AbortSignal): void {
  const listener = (changes: Area, area: string): void => {
    if (area !== 'managed' && area !== 'local') return;
    if (settingKeys.some((key) => key in changes)) changed();
  };
  chrome.storage.onChanged.addListener(listener);
  signal?.addEventListener('abort', () => chrome.storage.onChanged.removeListener(listener), { once: true });
}

function stored(key: SettingKey, from: Area): { readonly value: unknown } | 'absent' | 'bad' {
  // `in` would accept inherited names, and `undefined` would be taken for the default: both are "not said".
  if (!Object.hasOwn(from, key) || from[key] === undefined) return 'absent';
  const parsed = Settings.shape[key].safeParse(from[key]);
  return parsed.success ? { value: parsed.data } : 'bad';
}
