/** Above the text: which version it is, another wording, editing by hand. */
import { t } from '../../shared/i18n.ts';
import type { Tab, Version } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { Icon } from './Icon.tsx';

interface Props {
  readonly tab: Tab;
  readonly version: Version;
  readonly busy: boolean;
  readonly dispatch: Dispatch;
}

const VersionSwitch = ({ tab, busy, dispatch }: Omit<Props, 'version'>) => {
  const { shown, versions } = tab;
  const words = t('version_label', { x: shown + 1, y: versions.length });
  const go = (index: number) => () => dispatch({ type: 'user/version', index });
  return (
    <div class="versions">
      <button
        type="button"
        class="icon-button"
        data-testid="version-prev"
        aria-label={t('version_prev')}
        disabled={busy || shown <= 0}
        onClick={go(shown - 1)}
      >
        <Icon name="previous" />
      </button>
      <span data-testid="version-label">
        <span aria-hidden="true">{`${shown + 1}/${versions.length}`}</span>
        <span class="visually-hidden">{words}</span>
      </span>
      <button
        type="button"
        class="icon-button"
        data-testid="version-next"
        aria-label={t('version_next')}
        disabled={busy || shown >= versions.length - 1}
        onClick={go(shown + 1)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
};

export const DocumentTools = ({ tab, version, busy, dispatch }: Props) => (
  <div class="doc-tools">
    {tab.versions.length > 1 && !tab.editing && <VersionSwitch tab={tab} busy={busy} dispatch={dispatch} />}
    {version.edited !== null && <span class="tag">{t('doc_edited')}</span>}
    <span class="spacer" />
    {tab.editing ? (
      <>
        {version.edited !== null && (
          <button
            type="button"
            class="button quiet"
            data-testid="revert"
            onClick={() => dispatch({ type: 'user/revert' })}
          >
            {t('act_revert')}
          </button>
        )}
        <button
          type="button"
          class="button small"
          data-testid="edit-done"
          onClick={() => dispatch({ type: 'user/editing', on: false })}
        >
          <Icon name="check" />
          {t('act_edit_done')}
        </button>
      </>
    ) : (
      <>
        <button
          type="button"
          class="button quiet"
          data-testid="regenerate"
          disabled={busy || tab.stale !== null}
          onClick={() => dispatch({ type: 'user/regenerate' })}
        >
          {t('act_regenerate')}
        </button>
        <button
          type="button"
          class="button quiet"
          data-testid="edit"
          disabled={busy || tab.stale !== null}
          onClick={() => dispatch({ type: 'user/editing', on: true })}
        >
          <Icon name="edit" />
          {t('act_edit')}
        </button>
      </>
    )}
  </div>
);
