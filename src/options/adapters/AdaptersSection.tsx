/** The adapters: what each knows, where it applies, who brought it; bring one in a file, take one along, put one away. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Adapter } from '../../ehr/types.ts';
import { type MessageKey, t } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';
import type { EffectiveSettings } from '../../shared/settings.ts';
import { Lock } from '../Lock.tsx';
import { type AdapterRow, adapterRows } from './rows.ts';
import { type Adapters, nameOf } from './state.ts';

interface Props {
  readonly adapters: Adapters;
  readonly effective: EffectiveSettings;
  /** The setting that holds adapters as text, for those who write them. */
  readonly children: ComponentChildren;
}

const dayOf = (day: string, language: 'es' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en' : 'es-CL', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

const placesOf = ({ urls }: Adapter): string =>
  urls.length === 0 ? t('adapters_by_marks') : urls.join(', ');

/** What is wrong and where, for whoever writes adapters. */
const flawOf = ({ params = {} }: AppError): string =>
  t(params.path ? 'adapters_flaw_at' : 'adapters_flaw', params);

interface RowProps {
  readonly row: AdapterRow;
  readonly adapters: Adapters;
  readonly effective: EffectiveSettings;
}

const RowActions = ({ row, adapters, effective }: RowProps) => {
  const [sure, setSure] = useState(false);
  const name = nameOf(row);
  const button = (testId: string, key: MessageKey, press: () => void) => (
    <button
      type="button"
      class="button small quiet"
      data-testid={testId}
      aria-label={`${t(key)}: ${name}`}
      onClick={press}
    >
      {t(key)}
    </button>
  );
  if (sure)
    return (
      <div class="actions">
        {button('adapter-delete-sure', 'adapters_delete_sure', () => void adapters.remove(row))}
        {button('adapter-delete-not', 'adapters_delete_not', () => setSure(false))}
      </div>
    );
  return (
    <div class="actions">
      {row.own &&
        row.adapter &&
        effective.values.teaching &&
        button(
          'adapter-turn',
          row.off ? 'adapters_on' : 'adapters_off',
          () => void adapters.turn(row, !row.off),
        )}
      {row.adapter && button('adapter-export', 'adapters_export', () => adapters.export(row))}
      {row.own && button('adapter-delete', 'adapters_delete', () => setSure(true))}
    </div>
  );
};

const Row = (props: RowProps) => {
  const { row, effective } = props;
  const { adapter, source, off } = row;
  return (
    <li
      class={off ? 'card off' : 'card'}
      data-testid="adapter"
      data-id={adapter?.id ?? ''}
      data-source={source}
    >
      <div class="card-head">
        <div class="card-name">
          <h4>{adapter?.name ?? t('adapters_unreadable')}</h4>
          {source === 'policy' ? (
            <Lock settingKey="adapters" />
          ) : (
            <span class="tag">{t(`adapters_source_${source}` as MessageKey)}</span>
          )}
          {off && <span class="tag warned-tag">{t('adapters_is_off')}</span>}
        </div>
        <RowActions {...props} />
      </div>
      {adapter ? (
        <p class="soft breaking">
          {t('adapters_where', {
            places: placesOf(adapter),
            date: dayOf(adapter.lastChecked, effective.values.language),
          })}
        </p>
      ) : (
        row.error && <p class="warned breaking">{flawOf(row.error)}</p>
      )}
    </li>
  );
};

export const AdaptersSection = ({ adapters, effective, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const { done, error } = adapters.said.value;
  const { teaching } = effective.values;
  return (
    <section class="models adapters" aria-labelledby="adapters-title" data-testid="adapters">
      <div class="models-head">
        <h2 id="adapters-title">{t('adapters_title')}</h2>
      </div>
      <p class="soft">{t('adapters_about')}</p>
      <p class="told" role="status" data-testid="adapters-said">
        {done && t(`adapters_done_${done.what}` as MessageKey, { name: done.name })}
      </p>
      {error && (
        <div class="notice" role="alert" data-testid="adapters-error" data-code={error.code}>
          <div class="notice-body">
            <p class="notice-what">{t('adapters_refused')}</p>
            <p class="notice-do">{flawOf(error)}</p>
          </div>
          <span class="code">{error.code}</span>
        </div>
      )}
      <ul class="cards">
        {adapterRows(effective, adapters.taught.value).map((row) => (
          <Row key={row.key + row.text.length} row={row} adapters={adapters} effective={effective} />
        ))}
      </ul>
      <div class="bring">
        <p>{t(teaching ? 'adapters_import_about' : 'adapters_teaching_off')}</p>
        {teaching && (
          <div class="bring-buttons">
            <button type="button" class="button small" onClick={() => input.current?.click()}>
              {t('adapters_import')}
            </button>
            <input
              ref={input}
              type="file"
              accept=".json,application/json"
              hidden
              data-testid="adapters-import"
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                // The same file may be picked again after it was put right.
                currentTarget.value = '';
                if (file) void adapters.bring(file);
              }}
            />
          </div>
        )}
      </div>
      <details class="group">
        <summary>
          <h3>{t('adapters_as_text')}</h3>
        </summary>
        {children}
      </details>
    </section>
  );
};
