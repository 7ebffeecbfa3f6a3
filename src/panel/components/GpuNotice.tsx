/** The graphics card could not write this version, and the processor did: nothing is lost but time. */
import { t } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';
import { Icon } from './Icon.tsx';

export const GpuNotice = ({ error }: { readonly error: AppError }) => (
  <div class="notice info" data-testid="gpu-notice" data-code={error.code} role="status">
    <Icon name="info" />
    <div class="notice-body">
      <p class="notice-what">{t('gpu_failed')}</p>
      <p class="notice-do">{t('gpu_failed_do')}</p>
      <div class="notice-foot">
        <code class="code">{error.code}</code>
      </div>
    </div>
  </div>
);
