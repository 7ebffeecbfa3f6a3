/** The control for one setting, by its kind. It hands on what was typed; whether that is good is for the schema. */
import { type MessageKey, t } from '../shared/i18n.ts';
import type { SettingKey, Settings } from '../shared/settings.ts';
import { Documents } from './Documents.tsx';
import { type Field, linesOf } from './fields.ts';

export interface Props {
  readonly field: Field;
  readonly id: string;
  readonly value: Settings[SettingKey];
  readonly disabled: boolean;
  readonly change: (value: unknown) => void;
}

const Choice = ({ field, id, value, disabled, change }: Props) => (
  <div class="choices" role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={`${id}-help`}>
    {field.choices.map((choice) => (
      <label key={choice} class="choice">
        <input
          type="radio"
          name={id}
          value={choice}
          checked={choice === value}
          disabled={disabled}
          onChange={() => change(choice)}
        />
        {t(`${field.key}_${choice}` as MessageKey)}
      </label>
    ))}
  </div>
);

const Line = ({ field, id, value, disabled, change }: Props) => (
  <input
    type="text"
    id={id}
    class="input"
    value={String(value)}
    disabled={disabled}
    maxLength={field.maxLength}
    aria-describedby={`${id}-help`}
    onChange={(event) => change(event.currentTarget.value.trim())}
  />
);

export const FieldInput = (props: Props) => {
  const { field, id, value, disabled, change } = props;
  switch (field.kind) {
    case 'switch':
      return (
        <label class="choice">
          <input
            type="checkbox"
            id={id}
            checked={value === true}
            disabled={disabled}
            aria-describedby={`${id}-help`}
            onChange={(event) => change(event.currentTarget.checked)}
          />
          {t('options_on')}
        </label>
      );
    case 'choice':
      return <Choice {...props} />;
    case 'line':
      return <Line {...props} />;
    case 'number':
      return (
        <input
          type="number"
          id={id}
          class="input"
          value={Number(value)}
          min={field.range?.minimum}
          max={field.range?.maximum}
          step={1}
          disabled={disabled}
          aria-describedby={`${id}-help`}
          onChange={(event) => change(event.currentTarget.valueAsNumber)}
        />
      );
    case 'lines':
      return (
        <textarea
          id={id}
          class="input"
          rows={3}
          spellcheck={false}
          value={Array.isArray(value) ? value.join('\n') : ''}
          disabled={disabled}
          aria-describedby={`${id}-help`}
          onChange={(event) => change(linesOf(event.currentTarget.value))}
        />
      );
    case 'documents':
      return (
        <Documents
          id={id}
          field={field}
          values={Array.isArray(value) ? value : []}
          disabled={disabled}
          change={change}
        />
      );
  }
};
