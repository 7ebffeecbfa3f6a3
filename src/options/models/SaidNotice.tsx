/** What went wrong, what to do next, and the code to quote to IT. */
import { type MessageKey, t } from '../../shared/i18n.ts';
import type { Said } from './state.ts';

export const SaidNotice = ({ said }: { readonly said: Said | undefined }) => {
  if (said?.error === undefined) return null;
  const { code, params } = said.error;
  return (
    <div class="notice" role="alert" data-testid="model-error" data-code={code}>
      <div class="notice-body">
        <p class="notice-what">{t(`err_${code}` as MessageKey, params)}</p>
        <p class="notice-do">{t(`err_${code}_do` as MessageKey, params)}</p>
      </div>
      <span class="code">{code}</span>
    </div>
  );
};
