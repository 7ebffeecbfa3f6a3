/** One error: what happened, what to do next, a button for it where there is one, and the code for IT. */
import { type MessageKey, t } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';
import { errorWords, type Remedy, remedyOf } from '../errors.ts';
import { Icon } from './Icon.tsx';

const labels: Readonly<Record<Exclude<Remedy, 'none'>, MessageKey>> = {
  read: 'act_read_again',
  template: 'act_template',
  targets: 'act_targets',
  copy: 'act_copy_text',
  options: 'act_options',
  hello: 'act_retry',
  discard: 'act_discard',
};

interface Props {
  readonly error: AppError;
  readonly remedy?: Remedy;
  readonly tone?: 'error' | 'warning';
  /** Whom or what it is about, above the words. */
  readonly about?: string | undefined;
  /** Other words for what to do next. */
  readonly advice?: string | undefined;
  /** Other words for the button. */
  readonly label?: MessageKey | undefined;
  readonly act: (remedy: Exclude<Remedy, 'none'>) => void;
  readonly dismiss?: () => void;
}

export const ErrorNotice = ({
  error,
  remedy = remedyOf(error),
  tone = 'error',
  about,
  label,
  advice,
  act,
  dismiss,
}: Props) => {
  const { what, todo } = errorWords(error);
  return (
    <div class={`notice ${tone}`} data-testid="error" data-code={error.code} role="alert">
      <Icon name={tone} />
      <div class="notice-body">
        {about !== undefined && <p class="notice-about">{about}</p>}
        <p class="notice-what">{what}</p>
        <p class="notice-do">{advice ?? todo}</p>
        <div class="notice-foot">
          {remedy !== 'none' && (
            <button type="button" class="button small" data-testid="error-action" onClick={() => act(remedy)}>
              {t(label ?? labels[remedy])}
            </button>
          )}
          <code class="code">{error.code}</code>
        </div>
      </div>
      {dismiss !== undefined && (
        <button type="button" class="icon-button" aria-label={t('act_dismiss')} onClick={dismiss}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
};
