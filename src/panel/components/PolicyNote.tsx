/** What the institution has fixed, with its value, and which values it could not fix because they are out of range. */
import { type MessageKey, t, tn } from '../../shared/i18n.ts';
import { type SettingKey, Settings } from '../../shared/settings.ts';
import { PolicyLock } from './PolicyLock.tsx';

const isKey = (key: string): key is SettingKey => key in Settings.shape;

const name = (key: string): string => (isKey(key) ? t(`setting_${key}` as MessageKey) : key);

const valueWords = (value: Settings[SettingKey]): string => {
  if (typeof value === 'boolean') return t(value ? 'value_on' : 'value_off');
  if (Array.isArray(value)) return tn('value_items', value.length);
  if (value === 'parrafo' || value === 'secciones') return t(`form_${value}`);
  return value === '' ? t('value_empty') : String(value);
};

interface Props {
  readonly settings: Settings;
  readonly locked: readonly string[];
  readonly rejected: readonly string[];
}

/** `form` has its lock beside the switch. */
export const PolicyNote = ({ settings, locked, rejected }: Props) => {
  const keys = locked.filter((key): key is SettingKey => key !== 'form' && isKey(key));
  if (keys.length === 0 && rejected.length === 0) return null;
  return (
    <section class="policy" aria-label={t('policy_title')}>
      {keys.length > 0 && <h2 class="small-title">{t('policy_title')}</h2>}
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <PolicyLock settingKey={key} />
            <span class="policy-name">{name(key)}</span>
            <span class="policy-value">{valueWords(settings[key])}</span>
          </li>
        ))}
      </ul>
      {rejected.length > 0 && (
        <p class="small-print">{t('policy_rejected', { keys: rejected.map(name).join(', ') })}</p>
      )}
    </section>
  );
};
