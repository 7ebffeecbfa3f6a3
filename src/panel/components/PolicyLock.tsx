/** The small lock beside a setting that the institution fixed. */
import { t } from '../../shared/i18n.ts';
import { Icon } from './Icon.tsx';

export const PolicyLock = ({ settingKey }: { readonly settingKey: string }) => (
  <span class="lock" data-testid="policy-lock" data-key={settingKey} title={t('policy_lock')}>
    <Icon name="lock" />
    <span class="visually-hidden">{t('policy_lock')}</span>
  </span>
);
