/** Where the FHIR comes from: a file, the clipboard, a paste, or the EHR's own server. */
import { useState } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { Settings } from '../../shared/settings.ts';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { Sheet } from '../components/Sheet.tsx';
import type { FhirClerk, FhirDesk } from './desk.ts';

interface Props {
  readonly desk: FhirDesk;
  readonly clerk: FhirClerk;
  readonly settings: Settings;
}

const hostOf = ({ fhirIssuer }: Settings): string =>
  URL.canParse(fhirIssuer) ? new URL(fhirIssuer).host : fhirIssuer;

export const FhirSheet = ({ desk, clerk, settings }: Props) => {
  const [text, setText] = useState('');
  const { busy } = desk;
  return (
    <Sheet title={t('fhir_title')} cancel={() => clerk.close()}>
      <p>{t('fhir_lead')}</p>
      {desk.error !== null && <ErrorNotice error={desk.error} remedy="none" act={() => undefined} />}
      <div class="fhir-ways">
        <label class={busy ? 'button disabled' : 'button'}>
          {t('fhir_file')}
          <input
            type="file"
            class="visually-hidden"
            data-testid="fhir-file"
            accept=".json,.fhir,application/json,application/fhir+json"
            disabled={busy}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file !== undefined) void clerk.use(file, file.name);
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          data-testid="fhir-clipboard"
          disabled={busy}
          onClick={() => void clerk.paste()}
        >
          {t('fhir_clipboard')}
        </button>
        {settings.fhirIssuer !== '' && settings.fhirClientId !== '' && (
          <button
            type="button"
            class="button"
            data-testid="fhir-smart"
            disabled={busy}
            onClick={() => void clerk.connect(settings)}
          >
            {t('fhir_smart', { host: hostOf(settings) })}
          </button>
        )}
      </div>
      {desk.noClipboard && <p class="fhir-note">{t('fhir_clipboard_failed')}</p>}
      <label class="fhir-paste">
        {t('fhir_paste')}
        <textarea
          data-testid="fhir-text"
          rows={5}
          spellcheck={false}
          disabled={busy}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p class="small-print" role="status">
        {t(busy ? 'fhir_reading' : 'fhir_private')}
      </p>
      <div class="sheet-actions">
        <button
          type="button"
          class="button primary"
          data-testid="fhir-use"
          disabled={busy || text.trim() === ''}
          onClick={() => void clerk.use(text, 'texto pegado')}
        >
          {t('fhir_use')}
        </button>
        <button type="button" class="button quiet" data-testid="fhir-cancel" onClick={() => clerk.close()}>
          {t('fhir_cancel')}
        </button>
      </div>
    </Sheet>
  );
};
