/** The code lists: those that come with the product, the hospital's own, and the way to bring one in. */
import { useState } from 'preact/hooks';
import { formulary } from '../../catalog/formulary.ts';
import type { ListInfo, VersionInfo } from '../../catalog/stored.ts';
import type { CodeSystem } from '../../record/schema.ts';
import { t, tn } from '../../shared/i18n.ts';
import { ErrorNotice } from '../ErrorNotice.tsx';
import { FileButton } from './FileButton.tsx';
import { Mapper } from './Mapper.tsx';
import type { CatalogSaid, Catalogs } from './state.ts';
import { countText, dayText } from './words.ts';

const versionWords = ({ entries, file, importedAt, leftOut }: VersionInfo): string =>
  [
    t('catalogs_entries', { n: countText(entries) }),
    file,
    dayText(importedAt),
    ...(leftOut === 0 ? [] : [t('catalogs_left_out', { n: countText(leftOut) })]),
  ].join(' · ');

const Said = ({ said }: { readonly said: CatalogSaid | null }) => {
  if (said?.error !== undefined) return <ErrorNotice error={said.error} testid="catalog-error" />;
  return (
    <p class="told" role="status" data-testid="catalog-said">
      {said?.done === undefined ? '' : t(`catalogs_done_${said.done}`)}
    </p>
  );
};

/** All versions but the one in force, each a press away. */
const History = ({ list, use }: { readonly list: ListInfo; readonly use: (version: number) => void }) => {
  const others = list.versions.filter(({ version }) => version !== list.current).toReversed();
  if (others.length === 0) return null;
  return (
    <details class="more" data-testid="catalog-history">
      <summary>{tn('catalogs_history', others.length)}</summary>
      <ul class="versions-list">
        {others.map((one) => (
          <li key={one.version}>
            <span>{versionWords(one)}</span>
            <button
              type="button"
              class="button quiet"
              data-testid="catalog-use"
              data-version={one.version}
              onClick={() => use(one.version)}
            >
              {t(one.version < list.current ? 'catalogs_back' : 'catalogs_forward')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

const Row = ({ list, catalogs }: { readonly list: ListInfo; readonly catalogs: Catalogs }) => {
  const [sure, setSure] = useState(false);
  const { system } = list;
  const name = t(`catalogs_system_${system}`);
  const now = list.versions.find(({ version }) => version === list.current);
  return (
    <li class="card" data-testid="catalog" data-system={system} data-version={list.current}>
      <div class="card-head">
        <div class="card-name">
          <h4>{name}</h4>
        </div>
        <div class="actions">
          {sure ? (
            <>
              <button
                type="button"
                class="button small"
                data-testid="catalog-remove-sure"
                onClick={() => catalogs.remove(system)}
              >
                {t('catalogs_remove_sure')}
              </button>
              <button type="button" class="button quiet" onClick={() => setSure(false)}>
                {t('models_remove_not')}
              </button>
            </>
          ) : (
            <>
              <button
                type="button"
                class="button quiet"
                data-testid="catalog-remove"
                aria-label={`${t('models_remove')}: ${name}`}
                onClick={() => setSure(true)}
              >
                {t('models_remove')}
              </button>
              <FileButton
                testId="catalog-update"
                words={t('catalogs_update')}
                label={`${t('catalogs_update')}: ${name}`}
                take={(file) => catalogs.bring(file, system)}
              />
            </>
          )}
        </div>
      </div>
      {now !== undefined && <p class="soft">{versionWords(now)}</p>}
      <History list={list} use={(version) => catalogs.use(system, version)} />
    </li>
  );
};

const Bundled = ({ system, lists }: { readonly system: CodeSystem; readonly lists: readonly ListInfo[] }) => {
  const own = lists.some((list) => list.system === system);
  return (
    <li class="card">
      <div class="card-head">
        <div class="card-name">
          <h4>{t(`system_${system}`)}</h4>
          <span class="tag">{t('catalogs_bundled')}</span>
        </div>
      </div>
      <p class="soft">
        {system === 'atc'
          ? t('catalogs_atc', { n: countText(new Set(formulary.map(({ name }) => name)).size) })
          : t('catalogs_cie10')}
        {own && ` ${t(system === 'atc' ? 'catalogs_joined' : 'catalogs_replaced')}`}
      </p>
    </li>
  );
};

export const CatalogsSection = ({ catalogs }: { readonly catalogs: Catalogs }) => {
  const [over, setOver] = useState(false);
  const lists = catalogs.lists.value;
  const draft = catalogs.draft.value;
  const busy = catalogs.busy.value;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) catalogs.bring(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop a file; the button does the same
    <section
      class={`models catalogs ${over ? 'over' : ''}`}
      data-testid="catalogs"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div class="models-head">
        <h2>{t('catalogs_title')}</h2>
      </div>
      <p class="soft catalogs-lead">{t('catalogs_lead')}</p>
      <ul class="cards">
        <Bundled system="cie10" lists={lists} />
        <Bundled system="atc" lists={lists} />
        {lists.map((list) => (
          <Row key={list.system} list={list} catalogs={catalogs} />
        ))}
      </ul>
      <Said said={catalogs.said.value} />
      {draft === null ? (
        <div class="bring">
          <span>{t(busy ? 'catalogs_reading' : 'catalogs_bring')}</span>
          <div class="bring-buttons">
            <FileButton
              testId="catalog-file"
              words={t('catalogs_choose')}
              disabled={busy}
              take={(file) => catalogs.bring(file)}
            />
          </div>
        </div>
      ) : (
        <Mapper draft={draft} busy={busy} catalogs={catalogs} />
      )}
    </section>
  );
};
