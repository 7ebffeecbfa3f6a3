/** "Set by your institution", beside the setting that is. */
import { t } from '../shared/i18n.ts';

export const Lock = ({ settingKey }: { readonly settingKey: string }) => (
  <span class="lock" data-testid="policy-lock" data-key={settingKey}>
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4.5 7.5h7v6h-7zM6 7.5V5.2a2 2 0 0 1 4 0v2.3" />
    </svg>
    {t('policy_lock')}
  </span>
);
