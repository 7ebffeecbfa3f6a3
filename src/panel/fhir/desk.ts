/**
 * Adding FHIR, from the button to the record: a file, a pasted text, the clipboard, or the EHR's server. What is read goes
 * to the tab that it was asked for; nothing is kept here but whether something is under way.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClinicalRecord } from '../../record/schema.ts';
import type { AppError, Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Dispatch } from '../store.ts';
import type { FhirWish } from './fhir-worker.ts';

export interface FhirDesk {
  readonly tabId: number;
  /** The RUN on the page, where there is one. */
  readonly run: string | undefined;
  readonly busy: boolean;
  readonly error: AppError | null;
  /** The browser did not give the clipboard. */
  readonly noClipboard: boolean;
}

export interface FhirEdges {
  readonly read: (wish: FhirWish, signal: AbortSignal) => Promise<Result<ClinicalRecord>>;
  readonly clipboard: () => Promise<string>;
  /** The patient's resources as one JSON text, after the physician has signed in. */
  readonly smart: (signal: AbortSignal) => Promise<Result<string>>;
  readonly dispatch: Dispatch;
}

export interface FhirClerk {
  readonly state: ReadonlySignal<FhirDesk | null>;
  open(tabId: number, run: string | undefined): void;
  close(): void;
  use(from: File | string, title: string): Promise<void>;
  paste(): Promise<void>;
  connect(settings: Settings): Promise<void>;
}

export const createFhirClerk = (edges: FhirEdges): FhirClerk => {
  const state = signal<FhirDesk | null>(null);
  let work = new AbortController();
  const now = (change: Partial<FhirDesk>): void => {
    if (state.value !== null) state.value = { ...state.value, ...change };
  };

  /** One thing at a time; what was closed meanwhile is dropped. */
  const during = async (
    act: (desk: FhirDesk, signal: AbortSignal) => Promise<Result<ClinicalRecord>>,
  ): Promise<void> => {
    const desk = state.value;
    if (desk === null || desk.busy) return;
    work = new AbortController();
    const { signal: ours } = work;
    now({ busy: true, error: null, noClipboard: false });
    const result = await act(desk, ours);
    if (ours.aborted) return;
    if (!result.ok) return now({ busy: false, error: result.error });
    state.value = null;
    edges.dispatch({ type: 'user/fhir', tabId: desk.tabId, record: result.value });
  };
  const reading = ({ run }: FhirDesk, from: File | string, title: string, ours: AbortSignal) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return edges.read({ from, options: { now: new Date(), timeZone, run, title } }, ours);
  };
  const use = (from: File | string, title: string): Promise<void> =>
    during((desk, ours) => reading(desk, from, title, ours));

  return {
    state,
    open(tabId, run) {
      state.value = { tabId, run, busy: false, error: null, noClipboard: false };
    },
    close() {
      work.abort();
      state.value = null;
    },
    use,
    async paste() {
      const text = await edges.clipboard().catch(() => undefined);
      if (text === undefined) now({ noClipboard: true });
      else await use(text, 'portapapeles');
    },
    connect: (settings) =>
      during(async (desk, ours) => {
        const text = await edges.smart(ours);
        return text.ok ? reading(desk, text.value, new URL(settings.fhirIssuer).host, ours) : text;
      }),
  };
};
