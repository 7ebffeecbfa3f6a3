/** The chart on screen as a record: by the adapter that knows the page, else by the generic reader. */
import type { ClinicalRecord } from '../record/schema.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { readWithAdapter } from './adapter-reader.ts';
import { nextTask } from './dom/wait.ts';
import { Gathering } from './gathering.ts';
import { readGeneric } from './generic/reader.ts';
import { type HeaderValues, headerOf } from './header.ts';
import { pickAdapter } from './pick.ts';
import type { Adapter } from './types.ts';
import { CODE, unreadableParts } from './unreadable.ts';
import { keepDrafts, restoreDrafts } from './write/drafts.ts';

export interface ReadOptions {
  readonly adapters: readonly Adapter[];
  readonly url: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}
export interface ChartRead {
  readonly record: ClinicalRecord;
  /** The adapter's id, or `generic`. */
  readonly adapterId: string;
}

/**
 * Reads the chart: opens its tabs in turn and goes back to where it was. An adapter that reads nothing any more (the EHR
 * has changed) gives way to the generic reader, and its findings stay. Errors: E_NO_ADAPTER (not a chart), E_CHART_* (shown, and not to be read: a frame of another site, a drawing, a PDF, a closed component), E_EMPTY_CHART
 * (a chart with nothing readable), E_ABORTED. A chart without diagnoses is a record; see `hasDiagnoses`.
 */
export const readChart = async (doc: Document, options: ReadOptions): Promise<Result<ChartRead>> => {
  const { adapters, url, now, signal } = options;
  const adapter = pickAdapter(doc, adapters, url);
  const gathering = new Gathering();
  let adapterId = adapter?.id ?? 'generic';
  let header: HeaderValues = {};
  let isChart = adapter !== null;
  const drafts = keepDrafts(doc, adapter);
  await nextTask();
  try {
    if (adapter) header = await readWithAdapter(doc, adapter, gathering, signal);
    if (gathering.count === 0 && !signal.aborted) {
      const generic = await readGeneric(doc, gathering, signal);
      if (gathering.count > 0) adapterId = 'generic';
      isChart ||= generic.isChart;
      header = { ...generic.header, ...header };
    }
  } finally {
    await restoreDrafts(doc, adapter, drafts);
  }
  if (signal.aborted) return err('E_ABORTED');
  await nextTask();
  const unreadable = unreadableParts(doc);
  const [largest] = unreadable;
  if (gathering.count === 0 && largest && largest.share > 0.25) return err(CODE[largest.kind]);
  if (gathering.count === 0) return err(isChart ? 'E_EMPTY_CHART' : 'E_NO_ADAPTER');
  for (const { what } of unreadable) gathering.note({ code: 'R_FRAME_BLOCKED', what });
  const { identity, episode } = headerOf(header);
  const { facts, findings } = gathering.finish(identity.run);
  const reading = {
    adapter: adapterId,
    url: url.slice(0, 4000),
    title: doc.title.slice(0, 500),
    readAt: now.toISOString(),
    findings,
  };
  return ok({ record: { schema: 1, identity, episode, facts, reading }, adapterId });
};

/** Whether the record has any diagnosis; without one the caller answers E_NO_DIAGNOSES and still shows what was read. */
export const hasDiagnoses = (record: ClinicalRecord): boolean =>
  record.facts.some((f) => f.kind === 'diagnosis');
