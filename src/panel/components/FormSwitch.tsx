/** Párrafo or secciones; fixed and locked where the institution says so. */
import type { Form } from '../../epicrisis/types.ts';
import { t } from '../../shared/i18n.ts';
import { PolicyLock } from './PolicyLock.tsx';

interface Props {
  readonly form: Form;
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly choose: (form: Form) => void;
}

const forms: readonly Form[] = ['secciones', 'parrafo'];

export const FormSwitch = ({ form, locked, disabled, choose }: Props) => (
  <fieldset class="switch" disabled={locked || disabled}>
    <legend class="visually-hidden">{t('form_legend')}</legend>
    {forms.map((one) => (
      <label key={one} class={one === form ? 'switch-option chosen' : 'switch-option'}>
        <input
          type="radio"
          name="form"
          class="visually-hidden"
          data-testid={`form-${one}`}
          value={one}
          checked={one === form}
          onChange={() => choose(one)}
        />
        {t(`form_${one}`)}
      </label>
    ))}
    {locked && <PolicyLock settingKey="form" />}
  </fieldset>
);
