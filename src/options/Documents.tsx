/** Long texts (adapters in JSON), each in its own box, added and removed one by one. */
import { useState } from 'preact/hooks';
import { type MessageKey, t } from '../shared/i18n.ts';
import type { Field } from './fields.ts';

interface Props {
  readonly id: string;
  readonly field: Field;
  readonly values: readonly string[];
  readonly disabled: boolean;
  readonly change: (values: readonly string[]) => void;
}

export const Documents = ({ id, field, values, disabled, change }: Props) => {
  const [adding, setAdding] = useState(false);
  const shown = adding ? [...values, ''] : values;
  const put = (at: number, text: string): void => {
    setAdding(false);
    change(shown.map((one, i) => (i === at ? text : one)).filter((one) => one.trim() !== ''));
  };
  const label = t(`setting_${field.key}` as MessageKey);
  return (
    <div class="documents">
      {shown.length === 0 && <p class="soft">{t('options_list_empty')}</p>}
      {shown.map((text, at) => (
        <div key={`${at}-${text.length}`} class="document">
          <textarea
            id={at === 0 ? id : undefined}
            class="input mono"
            rows={6}
            spellcheck={false}
            maxLength={field.maxLength}
            aria-label={t('options_item', { label, n: at + 1 })}
            value={text}
            disabled={disabled}
            onChange={(event) => put(at, event.currentTarget.value)}
          />
          {!disabled && (
            <button type="button" class="button quiet" onClick={() => put(at, '')}>
              {t('options_remove')}
            </button>
          )}
        </div>
      ))}
      {!disabled && !adding && (
        <button type="button" class="button small" onClick={() => setAdding(true)}>
          {t('options_add')}
        </button>
      )}
    </div>
  );
};
