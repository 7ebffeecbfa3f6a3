/** What the columns of a file mean: the guess above each column, to be corrected; then what would be saved. */
import type { Mapping } from '../../catalog/import/columns.ts';
import { CodeSystem } from '../../record/schema.ts';
import { type MessageKey, t } from '../../shared/i18n.ts';
import { ErrorNotice } from '../ErrorNotice.tsx';
import { ImportReport } from './ImportReport.tsx';
import type { Catalogs, Draft } from './state.ts';
import { countText } from './words.ts';

interface Props {
  readonly draft: Draft;
  readonly busy: boolean;
  readonly catalogs: Catalogs;
}

const ROLES = ['none', 'code', 'name', 'synonyms'] as const;
type Role = (typeof ROLES)[number];

const roleOf = ({ code, name, synonyms }: Mapping, column: number): Role => {
  if (column === code) return 'code';
  if (column === name) return 'name';
  return synonyms.includes(column) ? 'synonyms' : 'none';
};

/** The mapping with another role for a column: there is one column of codes and one of names. */
export const withRole = (mapping: Mapping, column: number, role: Role): Mapping => {
  const free = (held: number | null): number | null => (held === column ? null : held);
  const synonyms = mapping.synonyms.filter((one) => one !== column);
  return {
    ...mapping,
    code: role === 'code' ? column : free(mapping.code),
    name: role === 'name' ? column : free(mapping.name),
    synonyms: role === 'synonyms' ? [...synonyms, column] : synonyms,
  };
};

const fileWords = ({ kind, encoding }: Draft['opened']): string =>
  kind === 'csv'
    ? t(`catalogs_encoding_${encoding.replaceAll('-', '_')}` as MessageKey)
    : t(`catalogs_kind_${kind}`);

const Preview = ({ draft, map }: { readonly draft: Draft; readonly map: (mapping: Mapping) => void }) => {
  const { opened, mapping } = draft;
  const columns = Array.from({ length: opened.width }, (_, column) => column);
  return (
    <div class="preview-scroll">
      <table class="preview">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <select
                  class={roleOf(mapping, column) === 'none' ? 'role' : 'role chosen'}
                  data-testid="catalog-column"
                  aria-label={t('catalogs_column', { n: column + 1 })}
                  value={roleOf(mapping, column)}
                  onChange={(event) => map(withRole(mapping, column, event.currentTarget.value as Role))}
                >
                  {ROLES.map((role) => (
                    <option key={role} value={role}>
                      {t(`catalogs_role_${role}`)}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {opened.sample.map((cells, row) => (
            <tr key={row} class={row === 0 && mapping.heading ? 'heading-row' : ''}>
              {columns.map((column) => (
                <td key={column} class={roleOf(mapping, column) === 'none' ? 'unused' : ''}>
                  {cells[column] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const Mapper = ({ draft, busy, catalogs }: Props) => {
  const { opened, mapping, checked, error } = draft;
  return (
    <div class="mapper" data-testid="catalog-mapper">
      <div class="mapper-head">
        <h3>{opened.file}</h3>
        <p class="soft">
          {t('catalogs_file', {
            rows: countText(opened.rows),
            encoding: fileWords(opened),
          })}
        </p>
      </div>
      <div class="mapper-row">
        <label>
          <span>{t('catalogs_system')}</span>
          <select
            data-testid="catalog-system"
            value={mapping.system}
            onChange={(event) =>
              catalogs.map({ ...mapping, system: CodeSystem.parse(event.currentTarget.value) })
            }
          >
            {CodeSystem.options.map((system) => (
              <option key={system} value={system}>
                {t(`catalogs_system_${system}`)}
              </option>
            ))}
          </select>
        </label>
        {opened.sheets.length > 1 && (
          <label>
            <span>{t('catalogs_sheet')}</span>
            <select
              data-testid="catalog-sheet"
              value={opened.sheet}
              onChange={(event) => catalogs.sheet(event.currentTarget.value)}
            >
              {opened.sheets.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="choice">
          <input
            type="checkbox"
            data-testid="catalog-heading"
            checked={mapping.heading}
            onChange={(event) => catalogs.map({ ...mapping, heading: event.currentTarget.checked })}
          />
          {t('catalogs_heading')}
        </label>
      </div>
      <p class="soft">{t('catalogs_columns')}</p>
      <Preview draft={draft} map={catalogs.map} />
      {error !== null && <ErrorNotice error={error} testid="catalog-error" mild />}
      {checked === null && error === null && <p class="soft">{t('catalogs_checking')}</p>}
      {checked !== null && <ImportReport checked={checked} />}
      <div class="mapper-actions">
        <button
          type="button"
          class="button primary"
          data-testid="catalog-save"
          disabled={busy || checked === null || checked.entries === 0}
          onClick={() => void catalogs.save()}
        >
          {checked === null ? t('catalogs_save') : t('catalogs_save_n', { n: countText(checked.entries) })}
        </button>
        <button type="button" class="button quiet" data-testid="catalog-cancel" onClick={catalogs.cancel}>
          {t('catalogs_cancel')}
        </button>
      </div>
    </div>
  );
};
