/** What went wrong, what to do next, and the code to quote to IT. */
import { type MessageKey, t } from '../shared/i18n.ts';
import type { AppError } from '../shared/result.ts';

interface Props {
  readonly error: AppError;
  readonly testid: string;
  /** It can be put right here and now. */
  readonly mild?: boolean;
}

export const ErrorNotice = ({ error: { code, params }, testid, mild = false }: Props) => (
  <div class={mild ? 'notice warning' : 'notice'} role="alert" data-testid={testid} data-code={code}>
    <div class="notice-body">
      <p class="notice-what">{t(`err_${code}` as MessageKey, params)}</p>
      <p class="notice-do">{t(`err_${code}_do` as MessageKey, params)}</p>
    </div>
    <span class="code">{code}</span>
  </div>
);
