/** The settings, one field each; what the institution fixed shows its lock and cannot be changed here. */
import { type MessageKey, t } from '../shared/i18n.ts';
import type { EffectiveSettings, SettingKey } from '../shared/settings.ts';
import { AdaptersSection } from './adapters/AdaptersSection.tsx';
import type { Adapters } from './adapters/state.ts';
import { CatalogsSection } from './catalogs/CatalogsSection.tsx';
import type { Catalogs } from './catalogs/state.ts';
import { FieldInput } from './FieldInput.tsx';
import { type Field, isDefault } from './fields.ts';
import { Lock } from './Lock.tsx';
import { ModelsSection } from './models/ModelsSection.tsx';
import type { Models } from './models/state.ts';

/** Settings with a place of their own on the page. */
const OWN_PLACE: readonly SettingKey[] = ['model', 'adapters'];

/** What was said last about a field. */
export type Told = Readonly<Partial<Record<SettingKey, 'saved' | 'invalid'>>>;

export interface Props {
  readonly fields: readonly Field[];
  readonly effective: EffectiveSettings;
  readonly told: Told;
  readonly models: Models;
  readonly catalogs: Catalogs;
  readonly adapters: Adapters;
  readonly version: string;
  readonly extensionId: string;
  readonly save: (key: SettingKey, value: unknown) => void;
  readonly reset: (key: SettingKey) => void;
  readonly resetAll: () => void;
}

const toldWords = (told: 'saved' | 'invalid' | undefined): string => {
  if (told === undefined) return '';
  return told === 'saved' ? t('options_saved') : t('options_invalid', { reason: t('options_invalid_shape') });
};

const Setting = ({ field, ...page }: Omit<Props, 'fields'> & { readonly field: Field }) => {
  const { effective, told } = page;
  const id = `setting-${field.key}`;
  const locked = effective.locked.includes(field.key);
  const value = effective.values[field.key];
  const grouped = field.kind === 'choice' || field.kind === 'switch' || field.kind === 'documents';
  const label = t(`setting_${field.key}` as MessageKey);
  return (
    <section class="setting" data-testid="setting" data-key={field.key}>
      <div class="setting-head">
        <h2 id={`${id}-label`}>{grouped ? label : <label for={id}>{label}</label>}</h2>
        {locked && <Lock settingKey={field.key} />}
        <span class={`told ${told[field.key] ?? ''}`} role="status">
          {toldWords(told[field.key])}
        </span>
        {!locked && !isDefault(field.key, value) && (
          <button type="button" class="button quiet" onClick={() => page.reset(field.key)}>
            {t('options_reset')}
          </button>
        )}
      </div>
      <p class="soft" id={`${id}-help`}>
        {field.description}
        {field.kind === 'lines' && ` ${t('options_per_line')}`}
      </p>
      <FieldInput
        field={field}
        id={id}
        value={value}
        disabled={locked}
        change={(next) => page.save(field.key, next)}
      />
      {locked && <p class="soft small">{t('options_locked_note')}</p>}
      {effective.rejected.includes(field.key) && <p class="warned small">{t('options_rejected')}</p>}
    </section>
  );
};

export const Options = (props: Props) => (
  <main class="page">
    <header class="page-head">
      <img src="/icons/icon-48.png" width="40" height="40" alt="" />
      <div>
        <h1>{t('options_title')}</h1>
        <p class="soft">{t('options_version', { version: props.version })}</p>
      </div>
    </header>
    <ModelsSection models={props.models} effective={props.effective} />
    <AdaptersSection adapters={props.adapters} effective={props.effective}>
      <div class="settings">
        {props.fields
          .filter(({ key }) => key === 'adapters')
          .map((field) => (
            <Setting key={field.key} {...props} field={field} />
          ))}
      </div>
    </AdaptersSection>
    <CatalogsSection catalogs={props.catalogs} />
    <h2 class="part">{t('options_settings')}</h2>
    <div class="settings">
      {props.fields
        .filter(({ key }) => !OWN_PLACE.includes(key))
        .map((field) => (
          <Setting key={field.key} {...props} field={field} />
        ))}
    </div>
    <p>
      <button type="button" class="button" data-testid="reset-all" onClick={props.resetAll}>
        {t('options_reset_all')}
      </button>
    </p>
    <section class="it">
      <h2>{t('options_it_title')}</h2>
      <p>{t('options_it_body')}</p>
      <p class="soft">{t('options_it_id', { id: props.extensionId })}</p>
      <p class="soft">{t('options_privacy')}</p>
    </section>
  </main>
);
