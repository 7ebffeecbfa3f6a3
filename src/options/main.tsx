/** The options page's entry: joins the settings in storage and the page. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { setLanguage, t } from '../shared/i18n.ts';
import { onSettingsChanged, readSettings, resetSetting, saveSetting } from '../shared/policy.ts';
import type { EffectiveSettings, SettingKey } from '../shared/settings.ts';
import { openAdapters } from './adapters/state.ts';
import { openCatalogs } from './catalogs/state.ts';
import { accepted, settingFields } from './fields.ts';
import { openModels } from './models/state.ts';
import { Options, type Told } from './Options.tsx';

const fields = settingFields();
const effective = signal<EffectiveSettings | null>(null);
const told = signal<Told>({});

const refresh = async (): Promise<void> => {
  effective.value = await readSettings();
};

const tell = (key: SettingKey, what: 'saved' | 'invalid'): void => {
  told.value = { [key]: what };
};

const save = async (key: SettingKey, raw: unknown): Promise<void> => {
  const value = accepted(key, raw);
  if (value === undefined) {
    tell(key, 'invalid');
    return;
  }
  await saveSetting(key, value);
  tell(key, 'saved');
  await refresh();
};

const reset = async (keys: readonly SettingKey[]): Promise<void> => {
  await Promise.all(keys.map(resetSetting));
  told.value = {};
  await refresh();
};

const models = openModels(
  () => effective.value?.values,
  (model) => void (model === undefined ? reset(['model']) : save('model', model)),
);

const adapters = openAdapters();

const catalogs = openCatalogs();

const show = (root: HTMLElement): void => {
  effect(() => {
    if (effective.value === null) return;
    setLanguage(effective.value.values.language);
    document.title = t('options_title');
    render(
      <Options
        fields={fields}
        effective={effective.value}
        told={told.value}
        models={models}
        catalogs={catalogs}
        adapters={adapters}
        version={chrome.runtime.getManifest().version}
        extensionId={chrome.runtime.id}
        save={(key, value) => void save(key, value)}
        reset={(key) => void reset([key])}
        resetAll={() => void reset(fields.map((field) => field.key))}
      />,
      root,
    );
  });
};

const root = document.getElementById('app');
if (root !== null) {
  show(root);
  onSettingsChanged(() => void refresh());
  void refresh();
}
