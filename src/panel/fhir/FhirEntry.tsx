/** The way into adding FHIR, and what has been added. */
import { t } from '../../shared/i18n.ts';
import type { Tab } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import type { FhirClerk } from './desk.ts';

interface Props {
  readonly tab: Tab;
  readonly clerk: FhirClerk;
  readonly dispatch: Dispatch;
}

export const FhirEntry = ({ tab, clerk, dispatch }: Props) => (
  <div class="teach-entry" data-testid="fhir-entry">
    <p>{tab.fhir === null ? t('fhir_entry') : t('fhir_added', { title: tab.fhir.reading.title })}</p>
    <span class="fhir-acts">
      {tab.fhir !== null && (
        <button
          type="button"
          class="link"
          data-testid="fhir-remove"
          onClick={() => dispatch({ type: 'user/fhir-drop' })}
        >
          {t('fhir_remove')}
        </button>
      )}
      <button
        type="button"
        class="link"
        data-testid="fhir-add"
        onClick={() => clerk.open(tab.tabId, tab.chart?.record.identity.run?.text)}
      >
        {t('fhir_add')}
      </button>
    </span>
  </div>
);
