/** The one line that says how things stand, and how far the work is. */
import { t, tn } from '../shared/i18n.ts';
import { factsWritten } from './facts.ts';
import type { Loading, PanelState } from './state/panel.ts';
import { type Phase, shownVersion, type Tab } from './state/tab.ts';

export interface Status {
  readonly state: Phase | 'stale';
  readonly words: string;
  /** 0..1; null: under way, no telling how far; undefined: nothing under way. */
  readonly progress: number | null | undefined;
}

const MB = 1_000_000;

const decimal = (value: number, digits: number): string =>
  value.toFixed(digits).replace('.', t('decimal_mark'));

/** Milliseconds as seconds, "0,8". */
export const seconds = (ms: number): string => decimal(ms / 1000, ms < 9950 ? 1 : 0);

const megabytes = (bytes: number): string => decimal(bytes / MB, bytes < 10 * MB ? 1 : 0);

const loadingStatus = (loading: Loading | null): Pick<Status, 'words' | 'progress'> => {
  if (loading === null || loading.phase === 'ready') return { words: t('status_loading'), progress: null };
  if (loading.phase !== 'files') return { words: t('status_loading_session'), progress: null };
  const share = loading.totalBytes > 0 ? Math.min(1, loading.loadedBytes / loading.totalBytes) : 0;
  return {
    words: t('status_loading_mb', {
      done: megabytes(loading.loadedBytes),
      total: megabytes(loading.totalBytes),
      percent: Math.round(share * 100),
    }),
    progress: share,
  };
};

const writingStatus = (tab: Tab): Pick<Status, 'words' | 'progress'> => {
  const version = shownVersion(tab);
  if (version === null) return { words: t('status_writing_start'), progress: null };
  const { x, y } = factsWritten(version.record, version.document);
  return { words: t('status_writing', { x, y }), progress: y === 0 ? null : x / y };
};

const WORTH_TELLING_MS = 100;

/** The wait from the click: reading and writing for the first text of a reading, writing alone for the others. */
const doneWords = (tab: Tab): string => {
  const version = shownVersion(tab);
  const first = tab.versions.find((one) => one.record === version?.record) === version;
  const read = first && version?.record === tab.chart?.record ? (tab.chart?.readMs ?? 0) : 0;
  const ms = read + (version?.end?.timing.totalMs ?? 0);
  return ms < WORTH_TELLING_MS ? t('status_done_now') : t('status_done', { s: seconds(ms) });
};

const phaseStatus = (panel: PanelState, tab: Tab): Pick<Status, 'words' | 'progress'> => {
  switch (tab.phase) {
    case 'reading':
      return { words: t('status_reading'), progress: null };
    case 'loading':
      return loadingStatus(panel.loading);
    case 'queued':
      return { words: tn('status_queued', tab.job?.ahead ?? 1), progress: null };
    case 'writing':
      return writingStatus(tab);
    case 'done':
      return { words: doneWords(tab), progress: undefined };
    case 'stopped':
      return { words: t('status_stopped'), progress: undefined };
    case 'failed':
      return { words: t('status_failed'), progress: undefined };
    case 'idle':
      return { words: t('status_idle'), progress: undefined };
  }
};

export const statusOf = (panel: PanelState, tab: Tab | null): Status => {
  if (panel.error !== null) return { state: 'failed', words: t('status_failed'), progress: undefined };
  if (tab === null || panel.settings === null)
    return { state: 'idle', words: t('status_starting'), progress: undefined };
  if (tab.stale !== null && tab.phase !== 'reading') {
    return { state: 'stale', words: t(`status_stale_${tab.stale}`), progress: undefined };
  }
  const now = phaseStatus(panel, tab);
  const words = tab.job?.stopping === true ? t('status_stopping') : now.words;
  return { state: tab.phase, words, progress: now.progress };
};
