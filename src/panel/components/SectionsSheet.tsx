/**
 * Each section and its field, seen before anything is written: another field can be chosen for a section, and for a field
 * that holds text whether it is replaced, added to or left alone, with the difference.
 */
import { t, tn } from '../../shared/i18n.ts';
import type { FieldNow, InsertEntry, InsertMode, TargetInfo } from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import { errorWords } from '../errors.ts';
import type { Mapped } from '../mapping.ts';
import { mappingOf, toWrite } from '../state/insertion.ts';
import type { Insertion, Tab } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { Diff, DiffLegend } from './Diff.tsx';
import { Sheet } from './Sheet.tsx';

type Confirm = Extract<Insertion, { step: 'confirm' }>;

const NONE = '';

interface RowProps {
  readonly section: Mapped;
  readonly targets: readonly TargetInfo[];
  readonly choose: (targetId: string | null) => void;
}

const MapRow = ({ section, targets, choose }: RowProps) => (
  <label class={section.targetId === null ? 'map-row unmapped' : 'map-row'}>
    <span class="map-title">{section.id === 'identidad' ? t('map_identity') : section.title}</span>
    <select
      data-testid={`map-${section.id}`}
      value={section.targetId ?? NONE}
      onChange={({ currentTarget }) => choose(currentTarget.value === NONE ? null : currentTarget.value)}
    >
      <option value={NONE}>{t('map_none')}</option>
      {targets
        .filter((target) => !target.readOnly)
        .map((target) => (
          <option key={target.id} value={target.id}>
            {target.label}
          </option>
        ))}
    </select>
  </label>
);

interface FieldProps {
  readonly entry: InsertEntry;
  readonly now: FieldNow;
  readonly label: string;
  readonly mode: InsertMode | 'skip';
  readonly choose: (mode: InsertMode | 'skip') => void;
}

const modesFor = (now: FieldNow): readonly (InsertMode | 'skip')[] =>
  now.cursor === null ? ['replace', 'append', 'skip'] : ['replace', 'append', 'cursor', 'skip'];

const FilledField = ({ entry, now, label, mode, choose }: FieldProps) => (
  <div class="filled">
    <div class="filled-head">
      <span class="filled-name">{label}</span>
      <select
        class="filled-mode"
        data-testid="field-mode"
        aria-label={t('map_mode', { field: label })}
        value={mode}
        onChange={({ currentTarget }) => choose(currentTarget.value as InsertMode | 'skip')}
      >
        {modesFor(now).map((one) => (
          <option key={one} value={one}>
            {t(`map_mode_${one}`)}
          </option>
        ))}
      </select>
    </div>
    {mode !== 'skip' && <Diff now={now} text={entry.text} mode={mode} label={label} testId="field-diff" />}
  </div>
);

interface Props {
  readonly tab: Tab;
  readonly insertion: Confirm;
  readonly dispatch: Dispatch;
}

export const SectionsSheet = ({ tab, insertion, dispatch }: Props) => {
  const { fields, entries, modes, ticket } = insertion;
  const labelOf = (id: string): string => tab.targets.find((target) => target.id === id)?.label ?? id;
  const shown = entries.flatMap((entry) => {
    const now = fields.find(({ targetId }) => targetId === entry.targetId);
    return now ? [{ entry, now }] : [];
  });
  const filled = shown.filter(({ now }) => now.problem === undefined && now.current.trim() !== '');
  const blocked = shown.filter(({ now }) => now.problem !== undefined);
  const count = toWrite(insertion).length;
  const rows = mappingOf(tab);
  const mapped = rows.filter(({ targetId }) => targetId !== null);
  const unmapped = rows.filter(({ targetId }) => targetId === null);
  const row = (section: Mapped) => (
    <MapRow
      key={section.id}
      section={section}
      targets={tab.targets}
      choose={(targetId) => dispatch({ type: 'user/assign', section: section.id, targetId })}
    />
  );
  const cancel = (): void => dispatch({ type: 'user/cancel' });
  return (
    <Sheet title={t('map_title')} cancel={cancel}>
      <div class="sheet-scroll">
        <p class="map-lead">{t('map_lead')}</p>
        {mapped.length > 0 && (
          <div class="map" data-testid="section-map">
            {mapped.map(row)}
          </div>
        )}
        {blocked.map(({ now }) => (
          <p key={now.targetId} class="map-problem" role="alert">
            {problemWords(now.problem as AppError, labelOf(now.targetId))}
          </p>
        ))}
        {filled.length > 0 && (
          <h3 class="map-filled">
            {t('map_filled')}
            <DiffLegend />
          </h3>
        )}
        {filled.map(({ entry, now }) => (
          <FilledField
            key={entry.targetId}
            entry={entry}
            now={now}
            label={labelOf(entry.targetId)}
            mode={modes[entry.targetId] ?? 'replace'}
            choose={(mode) => dispatch({ type: 'user/mode', targetId: entry.targetId, mode })}
          />
        ))}
        {unmapped.length > 0 && (
          <details class="map-rest" open={mapped.length === 0}>
            <summary data-testid="map-rest">{tn('map_rest', unmapped.length)}</summary>
            <div class="map">{unmapped.map(row)}</div>
          </details>
        )}
      </div>
      <div class="sheet-actions">
        <button
          type="button"
          class="button primary"
          data-testid="confirm-sections"
          disabled={ticket !== null || count === 0}
          onClick={() => dispatch({ type: 'user/confirm' })}
        >
          {count === 0 ? t('map_write_none') : tn('map_write', count)}
        </button>
        <button type="button" class="button quiet" data-testid="confirm-cancel" onClick={cancel}>
          {t('diff_cancel')}
        </button>
      </div>
    </Sheet>
  );
};

const problemWords = (error: AppError, field: string): string => {
  const { what } = errorWords({ ...error, params: { field, ...error.params } });
  return what.includes(field) ? what : t('map_problem', { field, what });
};
