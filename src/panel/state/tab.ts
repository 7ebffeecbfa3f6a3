/**
 * What the panel knows of one browser tab: its chart, the versions of the summary written from it, and the insertion.
 * Every tab has its own, so switching tabs never mixes two patients.
 */
import type { z } from 'zod';
import type { Epicrisis, Finding, Form } from '../../epicrisis/types.ts';
import { documentText } from '../../epicrisis/types.ts';
import type { ClinicalRecord } from '../../record/schema.ts';
import type {
  Binding,
  EngineToPanel,
  FieldNow,
  FieldProblem,
  InsertEntry,
  InsertMode,
  TargetInfo,
  TokenCountsSchema,
} from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import type { Chosen } from '../mapping.ts';

export type Phase = 'idle' | 'reading' | 'loading' | 'queued' | 'writing' | 'done' | 'stopped' | 'failed';

/** Why the text no longer belongs to what the tab shows. */
export type Stale = 'patient' | 'away' | 'navigated' | 'closed';

export interface Chart {
  readonly binding: Binding;
  readonly record: ClinicalRecord;
  readonly readMs: number;
}

export type Tokens = z.infer<typeof TokenCountsSchema>;
type JobEnd = Extract<EngineToPanel, { type: 'job/end' }>;

/** One writing of the summary. Earlier ones stay within reach. */
export interface Version {
  readonly jobId: string;
  readonly form: Form;
  readonly seed: number;
  /** As asked for; `end.model` is what really wrote. */
  readonly model: string;
  readonly record: ClinicalRecord;
  readonly document: Epicrisis;
  readonly tokens: Tokens;
  readonly check: readonly Finding[];
  readonly end: Pick<JobEnd, 'state' | 'timing' | 'model' | 'backend' | 'chosen' | 'gpuFailed'> | null;
  readonly fallback: AppError | null;
  /** The text as the physician left it; null while untouched. */
  readonly edited: string | null;
  /** `edited` as it was before each correction that a finding offered, the latest last; typing forgets them. */
  readonly corrected?: readonly (string | null)[];
  /** Codes were given or taken back since it was written: the engine's own check no longer holds. */
  readonly recoded?: boolean;
}

/** The job that is running for a tab. `attempts` counts reconnections since the engine last said something. */
export interface Job {
  readonly jobId: string;
  readonly seq: number;
  readonly ahead: number;
  readonly stopping: boolean;
  readonly attaching: boolean;
  readonly attempts: number;
  readonly restarted: boolean;
}

/** The whole text into one field, or each section into its own. */
export type Way = 'whole' | 'sections';

interface Written {
  readonly way: Way;
  /** The fields that hold their text. */
  readonly written: readonly string[];
  /** The fields that do not, and why. */
  readonly failed: readonly FieldProblem[];
  /** How often the page tried to send a form while it was written to. */
  readonly heldBack: number;
  /** What was pressed on the page to show a field. */
  readonly opened?: readonly string[] | undefined;
}

export type Insertion =
  | { readonly step: 'none' }
  | {
      readonly step: 'asking';
      readonly ticket: number;
      readonly way: Way;
      readonly entries: readonly InsertEntry[];
    }
  | {
      /** What would be written, over what the fields hold now; `ticket`: an answer is still to come. */
      readonly step: 'confirm';
      readonly ticket: number | null;
      readonly way: Way;
      readonly entries: readonly InsertEntry[];
      readonly fields: readonly FieldNow[];
      /** Field by field, where the physician chose other than to replace. */
      readonly modes: Readonly<Record<string, InsertMode | 'skip'>>;
    }
  | ({ readonly step: 'inserted' } & Written)
  | ({ readonly step: 'undoing'; readonly ticket: number } & Written)
  | { readonly step: 'undone' };

export interface Tab {
  readonly tabId: number;
  readonly phase: Phase;
  readonly stale: Stale | null;
  /** The same patient's chart shows an entry that `chart.record` has not. */
  readonly outdated: boolean;
  readonly chart: Chart | null;
  /** FHIR that the physician added to this patient's chart; `chart.record` holds both. */
  readonly fhir: ClinicalRecord | null;
  /** What stopped the last attempt. */
  readonly error: AppError | null;
  /** Something that failed beside the text: locating, inserting, copying. */
  readonly notice: AppError | null;
  /** The reading in flight; an answer with another number is late and ignored. */
  readonly ticket: number;
  readonly reread: boolean;
  /** The patient that the page reported while the reading was in flight. */
  readonly seenKey: string | null;
  readonly job: Job | null;
  readonly versions: readonly Version[];
  readonly shown: number;
  readonly form: Form | null;
  readonly targets: readonly TargetInfo[];
  readonly targetId: string | null;
  /** null: as the page's fields suggest. */
  readonly way: Way | null;
  /** Fields for sections as the physician chose them. */
  readonly chosen: Chosen;
  readonly insertion: Insertion;
  readonly editing: boolean;
  readonly copied: boolean;
}

export const emptyTab = (tabId: number): Tab => ({
  tabId,
  phase: 'idle',
  stale: null,
  outdated: false,
  chart: null,
  fhir: null,
  error: null,
  notice: null,
  ticket: 0,
  reread: false,
  seenKey: null,
  job: null,
  versions: [],
  shown: -1,
  form: null,
  targets: [],
  targetId: null,
  way: null,
  chosen: {},
  insertion: { step: 'none' },
  editing: false,
  copied: false,
});

export const noTokens: Tokens = { prompt: 0, output: 0, forced: 0, modelCalls: 0 };

export const shownVersion = (tab: Tab): Version | null => tab.versions[tab.shown] ?? null;

export const versionText = (version: Version): string => version.edited ?? documentText(version.document);

/** The record is of FHIR alone: no page is behind it. */
export const isAlone = (tab: Tab): boolean => tab.chart?.binding.documentId === '';

export const isBusy = (tab: Tab): boolean => tab.phase === 'reading' || tab.job !== null;

/** Is the version on screen the one being written? */
export const isWriting = (tab: Tab): boolean =>
  tab.job !== null && shownVersion(tab)?.jobId === tab.job.jobId;

/** Text may go to the page only when it is whole, its patient is on screen and nothing else is under way. */
export const canInsert = (tab: Tab): boolean => {
  const version = shownVersion(tab);
  return (
    version !== null &&
    tab.stale === null &&
    !isBusy(tab) &&
    versionText(version).trim() !== '' &&
    tab.chart !== null &&
    !isAlone(tab) &&
    tab.insertion.step !== 'asking' &&
    tab.insertion.step !== 'undoing'
  );
};

export const withVersion = (tab: Tab, jobId: string, change: (version: Version) => Version): Tab => ({
  ...tab,
  versions: tab.versions.map((version) => (version.jobId === jobId ? change(version) : version)),
});
