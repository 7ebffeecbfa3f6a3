/** An entry of the physician's own: what it is, a code for it, and the words that the text will have. */
import { useState } from 'preact/hooks';
import type { Moment } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import { CODED_KINDS, type CodedKind, type TypedEntry } from '../state/coding.ts';
import { CodePicker } from './CodePicker.tsx';
import type { CodeFinder } from './finder.ts';
import type { FoundCode } from './protocol.ts';

interface Props {
  readonly finder: CodeFinder;
  /** The text is being edited: the entry goes where the cursor stands. */
  readonly editing: boolean;
  readonly add: (entry: TypedEntry) => void;
  readonly close: () => void;
  readonly openOptions: () => void;
}

const MOMENTS: Readonly<Record<CodedKind, readonly Moment[]>> = {
  diagnosis: ['alta', 'ingreso'],
  procedure: ['intrahospitalario'],
  drug: ['alta', 'intrahospitalario', 'habitual'],
};

export const AddCoded = ({ finder, editing, add, close, openOptions }: Props) => {
  const [kind, setKind] = useState<CodedKind>('diagnosis');
  const [moment, setMoment] = useState<Moment>('alta');
  const [chosen, setChosen] = useState<FoundCode | null>(null);
  const [text, setText] = useState('');
  const choose = (found: FoundCode, typed: string): void => {
    setChosen(found);
    setText(typed.trim());
  };
  const done = (): void => {
    if (chosen === null || text.trim() === '') return;
    add({ kind, moment, text: text.trim(), code: chosen.code, system: chosen.system });
  };
  return (
    <div class="add-coded" data-testid="add-coded">
      <div class="add-what">
        <fieldset class="switch">
          <legend class="visually-hidden">{t('codes_add_kind')}</legend>
          {CODED_KINDS.map((one) => (
            <label key={one} class={one === kind ? 'switch-option chosen' : 'switch-option'}>
              <input
                type="radio"
                name="coded-kind"
                class="visually-hidden"
                data-testid={`add-${one}`}
                checked={one === kind}
                onChange={() => {
                  setKind(one);
                  setMoment(MOMENTS[one][0] ?? 'alta');
                  setChosen(null);
                }}
              />
              {t(`codes_kind_${one}`)}
            </label>
          ))}
        </fieldset>
        {MOMENTS[kind].length > 1 && (
          <label class="add-moment">
            <span class="visually-hidden">{t('codes_add_moment')}</span>
            <select
              data-testid="add-moment"
              value={moment}
              onChange={(event) => setMoment(event.currentTarget.value as Moment)}
            >
              {MOMENTS[kind].map((one) => (
                <option key={one} value={one}>
                  {t(`codes_moment_${one}` as 'codes_moment_alta')}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {chosen === null ? (
        <CodePicker
          key={kind}
          finder={finder}
          kind={kind}
          initial={text}
          label={t('codes_search')}
          choose={choose}
          close={close}
          openOptions={openOptions}
        />
      ) : (
        <div class="add-words">
          <label>
            <span>{t('codes_add_words')}</span>
            <input
              class="code-input"
              data-testid="add-text"
              type="text"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <p class="add-code">
            <span class="code-of">{chosen.code}</span> {chosen.name}
          </p>
          {text !== chosen.name && (
            <button type="button" class="link" onClick={() => setText(chosen.name)}>
              {t('codes_add_catalog_name')}
            </button>
          )}
          <div class="add-actions">
            <button
              type="button"
              class="button primary small"
              data-testid="add-done"
              disabled={text.trim() === ''}
              onMouseDown={(event) => event.preventDefault()}
              onClick={done}
            >
              {t(editing ? 'codes_add_here' : 'codes_add_done')}
            </button>
            <button type="button" class="button quiet" onClick={() => setChosen(null)}>
              {t('codes_add_back')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
};
