/** The teaching view: what the page gives by itself, what is missing, one button a thing to point at it, and saving. */
import { t, tn } from '../../shared/i18n.ts';
import type { AppError } from '../../shared/result.ts';
import { Icon } from '../components/Icon.tsx';
import { errorWords } from '../errors.ts';
import { MUST, namedDraft, type Teacher, type Teaching, THINGS, type Thing, thingWords } from './teaching.ts';

interface Props {
  readonly teaching: Teaching;
  readonly teacher: Teacher;
  /** Reads and writes with what was taught. */
  readonly read: () => void;
}

const Trouble = ({ error }: { readonly error: AppError }) => {
  const { what, todo } = errorWords(error);
  const { path, why } = error.params ?? {};
  return (
    <div class="notice error" role="alert" data-testid="error" data-code={error.code}>
      <Icon name="error" />
      <div class="notice-body">
        <p class="notice-what">{what}</p>
        <p class="notice-do">{todo}</p>
        {why !== undefined && <p class="small-print">{[path, why].filter((one) => one !== '').join(': ')}</p>}
        <div class="notice-foot">
          <code class="code">{error.code}</code>
        </div>
      </div>
    </div>
  );
};

/** What the last example was taken for, and the way to say that it is something else. */
const Last = ({ teaching, teacher }: Pick<Props, 'teaching' | 'teacher'>) => {
  const { last } = teaching;
  if (last === null) return null;
  if (last === 'nothing') return <p class="teach-last warn">{t('teach_last_nothing')}</p>;
  const known = last !== 'unknown';
  return (
    <div class={`teach-last ${known ? '' : 'warn'}`} data-testid="teach-last">
      <label for="teach-as">{known ? t('teach_last', { n: last.found }) : t('teach_last_unknown')}</label>
      <select
        id="teach-as"
        class="input"
        value={known ? last.thing : ''}
        onChange={(event) => void teacher.name(event.currentTarget.value as Thing)}
      >
        {!known && <option value="">{t('teach_choose')}</option>}
        {THINGS.filter((thing) => thing !== 'patient').map((thing) => (
          <option key={thing} value={thing}>
            {thingWords(thing)}
          </option>
        ))}
      </select>
    </div>
  );
};

const Row = ({
  thing,
  teaching,
  teacher,
}: Pick<Props, 'teaching' | 'teacher'> & { readonly thing: Thing }) => {
  const seen = teaching.previews.find((one) => one.thing === thing);
  const pointing = teaching.step === 'pointing' && teaching.thing === thing;
  const state = seen === undefined ? 'missing' : seen.elsewhere ? 'elsewhere' : 'found';
  const first = thing === 'patient' ? undefined : seen?.samples[0];
  return (
    <li
      class={`teach-row ${state} ${pointing ? 'pointing' : ''}`}
      data-testid="teach-thing"
      data-thing={thing}
      data-count={seen?.count ?? 0}
    >
      <div class="teach-what">
        <span class="teach-name">
          {thingWords(thing)}
          {state === 'found' && thing !== 'field' && <span class="teach-count">{seen?.count}</span>}
        </span>
        {state === 'missing' && MUST.includes(thing) && <span class="teach-need">{t('teach_missing')}</span>}
        {state === 'elsewhere' && <span class="teach-sample">{t('teach_elsewhere')}</span>}
        {first !== undefined && <span class="teach-sample">{first}</span>}
      </div>
      {seen !== undefined && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('teach_drop', { thing: thingWords(thing) })}
          title={t('teach_drop', { thing: thingWords(thing) })}
          onClick={() => void teacher.drop(thing)}
        >
          <Icon name="close" />
        </button>
      )}
      <button
        type="button"
        class="button small"
        data-testid="teach-point"
        aria-pressed={pointing}
        aria-label={t('teach_point_at', { thing: thingWords(thing) })}
        onClick={() => void (pointing ? teacher.rest() : teacher.point(thing))}
      >
        {pointing ? t('teach_pointing') : t('teach_point')}
      </button>
    </li>
  );
};

const fileName = (name: string): string =>
  `${
    name
      .normalize('NFD')
      .replace(/[^\w]+/g, '-')
      .replace(/^-|-$/g, '')
      .toLowerCase() || 'ficha'
  }.adapter.json`;

const download = (teaching: Teaching): void => {
  const text = JSON.stringify(JSON.parse(namedDraft(teaching)), null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = fileName(teaching.name);
  link.click();
  URL.revokeObjectURL(link.href);
};

const bring = async (teacher: Teacher, file: File | undefined): Promise<void> => {
  if (file !== undefined && file.size <= 400_000) await teacher.bring(await file.text());
};

const Saved = ({ teaching, teacher, read }: Props) => (
  <main class="scroll">
    <div class="welcome" data-testid="teach-saved">
      <h2>{t('teach_saved_title', { name: teaching.name })}</h2>
      <p>{t('teach_saved_body')}</p>
      <p class="teach-actions">
        <button type="button" class="button primary" data-testid="teach-read" onClick={read}>
          {t('teach_read')}
        </button>
        <button type="button" class="button" data-testid="teach-export" onClick={() => download(teaching)}>
          {t('teach_export')}
        </button>
        <button
          type="button"
          class="button quiet"
          data-testid="teach-close"
          onClick={() => void teacher.leave()}
        >
          {t('teach_close')}
        </button>
      </p>
    </div>
  </main>
);

export const TeachView = ({ teaching, teacher, read }: Props) => {
  if (teaching.step === 'saved') return <Saved teaching={teaching} teacher={teacher} read={read} />;
  const began = teaching.draft !== '';
  const shown = THINGS.filter(
    (thing) => teaching.previews.some((one) => one.thing === thing) || MUST.includes(thing),
  );
  const others = THINGS.filter((thing) => !shown.includes(thing));
  const missing = MUST.filter((thing) => !teaching.previews.some((one) => one.thing === thing)).length;
  return (
    <>
      <div class="teach-bar" role="status" data-testid="teach-status" data-step={teaching.step}>
        <p class="teach-lead">
          {teaching.step === 'beginning' && t('teach_beginning')}
          {teaching.step === 'pointing' &&
            (teaching.thing === undefined
              ? t('teach_lead')
              : t('teach_lead_one', { thing: thingWords(teaching.thing) }))}
          {(teaching.step === 'resting' || teaching.step === 'saving') && t('teach_resting')}
        </p>
        {began && teaching.step === 'resting' && (
          <button
            type="button"
            class="button small"
            data-testid="teach-go-on"
            onClick={() => void teacher.point(undefined)}
          >
            {t('teach_go_on')}
          </button>
        )}
      </div>
      <main class="scroll" data-testid="teach">
        {teaching.error !== null && <Trouble error={teaching.error} />}
        <Last teaching={teaching} teacher={teacher} />
        {began && (
          <>
            <ul class="teach-list">
              {shown.map((thing) => (
                <Row key={thing} thing={thing} teaching={teaching} teacher={teacher} />
              ))}
            </ul>
            <details class="details">
              <summary>{t('teach_others')}</summary>
              <ul class="teach-list">
                {others.map((thing) => (
                  <Row key={thing} thing={thing} teaching={teaching} teacher={teacher} />
                ))}
              </ul>
            </details>
            <p class="teach-files">
              <label class="link">
                {t('teach_import')}
                <input
                  type="file"
                  class="visually-hidden"
                  accept=".json,application/json"
                  data-testid="teach-import"
                  onChange={(event) => void bring(teacher, event.currentTarget.files?.[0])}
                />
              </label>
              <button
                type="button"
                class="link"
                data-testid="teach-export"
                onClick={() => download(teaching)}
              >
                {t('teach_export')}
              </button>
            </p>
            <p class="foot-note">{t('teach_private')}</p>
          </>
        )}
      </main>
      <footer class="teach-foot">
        {began && (
          <label class="teach-named">
            <span>{t('teach_name')}</span>
            <input
              type="text"
              class="input"
              maxLength={120}
              value={teaching.name}
              data-testid="teach-name"
              onInput={(event) => teacher.rename(event.currentTarget.value)}
            />
          </label>
        )}
        <div class="teach-actions">
          <button
            type="button"
            class="button primary"
            data-testid="teach-save"
            disabled={!began || teaching.step === 'saving' || teaching.previews.length === 0}
            onClick={() => void teacher.save()}
          >
            {t('teach_save')}
          </button>
          <button
            type="button"
            class="button quiet"
            data-testid="teach-cancel"
            onClick={() => void teacher.leave()}
          >
            {t('teach_cancel')}
          </button>
          {began && missing > 0 && <span class="teach-left">{tn('teach_left', missing)}</span>}
        </div>
      </footer>
    </>
  );
};
