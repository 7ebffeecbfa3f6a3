/**
 * The panel's whole state, what can happen to it and what it asks the edges to do. `reduce` is the only way from one
 * state to the next; commands are data, so that every transition can be read and tested without a browser.
 */
import type { Fix, Form, SectionId } from '../../epicrisis/types.ts';
import type { ClinicalRecord, CodeSystem, FactId, Source } from '../../record/schema.ts';
import type {
  BackgroundToPanel,
  Binding,
  EngineToPanel,
  HelloAnswer,
  InsertAnswer,
  InsertEntry,
  InsertMode,
  PanelToEngine,
  ReadAnswer,
  TargetInfo,
  UndoAnswer,
} from '../../shared/messages.ts';
import type { AppError } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { TextRange, TypedEntry } from './coding.ts';
import type { Tab, Way } from './tab.ts';

export interface Loading {
  readonly model: string;
  readonly phase: 'files' | 'session' | 'warmup' | 'ready';
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface PanelState {
  /** Names this panel's jobs: random, chosen once by the edge. */
  readonly session: string;
  readonly windowId: number | null;
  readonly activeTab: number | null;
  /** The tab whose button was pressed before the settings were known. */
  readonly wanted: number | null;
  /** A closed tab whose text is being looked at. */
  readonly viewing: number | null;
  readonly settings: Settings | null;
  readonly locked: readonly string[];
  readonly rejected: readonly string[];
  readonly error: AppError | null;
  readonly loading: Loading | null;
  readonly tabs: Readonly<Record<number, Tab>>;
  /** Counts jobs, readings and insertions, so that each has its own number. */
  readonly counter: number;
}

export const emptyPanel = (session: string): PanelState => ({
  session,
  windowId: null,
  activeTab: null,
  wanted: null,
  viewing: null,
  settings: null,
  locked: [],
  rejected: [],
  error: null,
  loading: null,
  tabs: {},
  counter: 0,
});

/** What the physician did. It concerns the tab on screen unless it names another. */
export type UserAction =
  | { readonly type: 'user/start' }
  | { readonly type: 'user/stop' }
  | { readonly type: 'user/regenerate' }
  | { readonly type: 'user/template' }
  | { readonly type: 'user/form'; readonly form: Form }
  | { readonly type: 'user/version'; readonly index: number }
  | { readonly type: 'user/editing'; readonly on: boolean }
  | { readonly type: 'user/edit'; readonly text: string }
  | { readonly type: 'user/revert' }
  /** The edit that a finding offers; `checked`: the text that it was made for. */
  | { readonly type: 'user/correct'; readonly fix: Fix; readonly checked: string }
  | { readonly type: 'user/uncorrect' }
  | { readonly type: 'user/target'; readonly targetId: string }
  | { readonly type: 'user/targets' }
  | { readonly type: 'user/insert' }
  | { readonly type: 'user/way'; readonly way: Way }
  | { readonly type: 'user/assign'; readonly section: SectionId; readonly targetId: string | null }
  | { readonly type: 'user/mode'; readonly targetId: string; readonly mode: InsertMode | 'skip' }
  | { readonly type: 'user/confirm'; readonly mode?: InsertMode }
  | { readonly type: 'user/cancel' }
  | { readonly type: 'user/undo' }
  | { readonly type: 'user/copy' }
  | { readonly type: 'user/locate'; readonly source: Source }
  | { readonly type: 'user/judge'; readonly factId: FactId; readonly right: boolean }
  /** The physician's code for entries that the chart leaves without one. */
  | {
      readonly type: 'user/code';
      readonly ids: readonly FactId[];
      readonly code: string;
      readonly system: CodeSystem;
    }
  /** Takes a code of the physician's back; an entry that was typed goes with it. */
  | { readonly type: 'user/uncode'; readonly ids: readonly FactId[] }
  /** An entry of the physician's own, with its code. `at`: where the cursor stands in the text being edited. */
  | { readonly type: 'user/code-add'; readonly entry: TypedEntry; readonly at?: TextRange }
  | { readonly type: 'user/dismiss' }
  | { readonly type: 'user/view'; readonly tabId: number | null }
  | { readonly type: 'user/discard'; readonly tabId: number }
  | { readonly type: 'user/options' }
  | { readonly type: 'user/hello' }
  | { readonly type: 'user/fhir'; readonly tabId: number; readonly record: ClinicalRecord }
  | { readonly type: 'user/fhir-drop' };

/** What an edge reports back about a command. `ticket` is the command's; another number is late. */
export type EdgeEvent =
  | { readonly type: 'boot'; readonly windowId: number }
  | { readonly type: 'hello/ok'; readonly answer: HelloAnswer }
  | { readonly type: 'hello/failed'; readonly error: AppError }
  | { readonly type: 'background'; readonly message: BackgroundToPanel }
  | { readonly type: 'engine/message'; readonly message: EngineToPanel }
  | { readonly type: 'engine/lost'; readonly error?: AppError | undefined }
  | { readonly type: 'read/ok'; readonly tabId: number; readonly ticket: number; readonly answer: ReadAnswer }
  | {
      readonly type: 'read/failed';
      readonly tabId: number;
      readonly ticket: number;
      readonly error: AppError;
    }
  | { readonly type: 'targets/ok'; readonly tabId: number; readonly targets: readonly TargetInfo[] }
  | { readonly type: 'targets/failed'; readonly tabId: number; readonly error: AppError }
  | {
      readonly type: 'insert/ok';
      readonly tabId: number;
      readonly ticket: number;
      readonly answer: InsertAnswer;
    }
  | {
      readonly type: 'insert/failed';
      readonly tabId: number;
      readonly ticket: number;
      readonly error: AppError;
    }
  | {
      readonly type: 'undo/ok';
      readonly tabId: number;
      readonly ticket: number;
      readonly answer: UndoAnswer;
    }
  | {
      readonly type: 'undo/failed';
      readonly tabId: number;
      readonly ticket: number;
      readonly error: AppError;
    }
  | { readonly type: 'locate/failed'; readonly tabId: number; readonly error: AppError }
  | { readonly type: 'copy/ok'; readonly tabId: number }
  | { readonly type: 'copy/failed'; readonly tabId: number; readonly error: AppError }
  | { readonly type: 'copy/faded'; readonly tabId: number };

export type PanelEvent = UserAction | EdgeEvent;

export type Command =
  | { readonly do: 'hello'; readonly windowId: number }
  | { readonly do: 'read'; readonly tabId: number; readonly ticket: number }
  | { readonly do: 'targets'; readonly tabId: number; readonly binding: Binding }
  | { readonly do: 'locate'; readonly tabId: number; readonly binding: Binding; readonly source: Source }
  | {
      readonly do: 'insert';
      readonly tabId: number;
      readonly ticket: number;
      readonly binding: Binding;
      readonly entries: readonly InsertEntry[];
      readonly ask: 'always' | 'filled' | 'never';
    }
  | { readonly do: 'undo'; readonly tabId: number; readonly ticket: number; readonly binding: Binding }
  | { readonly do: 'engine'; readonly message: PanelToEngine; readonly delayMs: number }
  | { readonly do: 'copy'; readonly tabId: number; readonly text: string }
  | { readonly do: 'options' };

export interface Step {
  readonly state: PanelState;
  readonly commands: readonly Command[];
}

export const step = (state: PanelState, ...commands: Command[]): Step => ({ state, commands });

/** Runs `next` on the state so far and keeps the commands of both. */
export const andThen = (first: Step, next: (state: PanelState) => Step): Step => {
  const second = next(first.state);
  return { state: second.state, commands: [...first.commands, ...second.commands] };
};

export const putTab = (state: PanelState, tab: Tab): PanelState => ({
  ...state,
  tabs: { ...state.tabs, [tab.tabId]: tab },
});
