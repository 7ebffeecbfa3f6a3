/**
 * One document's side of the conversation: reads it, shows where a fact stands, writes into it and takes that back. The
 * knowledge of pages is `src/ehr`'s; here are only the order of steps and the check that the patient is still the same.
 */
import {
  findTargets,
  hasDiagnoses,
  insertTexts,
  loadAdapters,
  locateSource,
  type News,
  nextTask,
  patientKey,
  readChart,
  type UndoToken,
  undoLast,
  watchNews,
  watchPatient,
} from '../ehr/index.ts';
import type { Adapter } from '../ehr/types.ts';
import type {
  BackgroundToContent,
  Binding,
  ContentReadAnswer,
  InsertAnswer,
  TeachEvent,
  UndoAnswer,
} from '../shared/messages.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { sameChart } from './binding.ts';
import { withRefused } from './refused.ts';
import { openTeacher } from './teach.ts';

type Question<T extends BackgroundToContent['type']> = Extract<BackgroundToContent, { type: T }>;

export interface Chart {
  answer(question: BackgroundToContent): Promise<Result<unknown>>;
}

/**
 * @param signal ends everything: watching, reading, highlights
 * @param taught what happened while the physician pointed at examples
 * @param patientShown the page now shows another patient ('' for none); called from the first reading on
 * @param chartChanged the same patient's chart shows an entry that was not there when it was read; once a reading
 */
export function openChart(
  doc: Document,
  signal: AbortSignal,
  patientShown: (key: string) => void,
  taught: (said: TeachEvent) => void,
  chartChanged: () => void,
): Chart {
  const teacher = openTeacher(doc, signal, taught);
  let undo: readonly UndoToken[] = [];
  /** Buttons pressed to show fields since the last writing: looking and writing are two questions. */
  let opened: readonly string[] = [];
  let watching: AbortController | undefined;
  let news: News | undefined;

  return {
    async answer(question) {
      if (question.type === 'content/ping') return ok(null);
      const { adapters, refused } = loadAdapters(question.adapters);
      if (question.type === 'content/read') return withRefused(await read(adapters), refused);
      if (question.type === 'content/watch') {
        const shown = patientKey(doc, adapters);
        watch(adapters, shown);
        return ok({ patientKey: shown });
      }
      if (question.type === 'content/teach') return teacher.answer(question.step, adapters);
      const same = stillSame(adapters, question.binding);
      if (!same.ok) return same;
      switch (question.type) {
        case 'content/locate':
          return locateSource(doc, adapters, question.source, signal);
        case 'content/targets':
          return ok({ targets: await findTargets(doc, adapters, signal) });
        case 'content/insert':
          return insert(adapters, question);
        case 'content/undo':
          return takeBack(adapters, question.binding);
      }
    },
  };

  async function read(adapters: readonly Adapter[]): Promise<Result<ContentReadAnswer>> {
    if (doc.contentType === 'application/pdf') return err('E_NOT_INJECTABLE', { reason: 'pdf' });
    const start = performance.now();
    const before = patientKey(doc, adapters);
    await nextTask();
    const chart = await readChart(doc, { adapters, url: doc.location.href, now: new Date(), signal });
    if (!chart.ok) return chart;
    await nextTask();
    const after = patientKey(doc, adapters);
    // Reading opens tabs and pages and takes a while: a record of two patients would be worse than none.
    if (before !== '' && before !== after) return err('E_PATIENT_CHANGED');
    if (!hasDiagnoses(chart.value.record)) return err('E_NO_DIAGNOSES');
    const { record } = chart.value;
    const ended = watch(adapters, after);
    const byAdapter = chart.value.adapterId !== 'generic';
    const still = (): boolean => patientKey(doc, adapters) === after;
    news = watchNews(doc, adapters, { facts: record.facts, byAdapter }, still, ended, chartChanged);
    return ok({ url: record.reading.url, patientKey: after, record, readMs: performance.now() - start });
  }

  async function insert(
    adapters: readonly Adapter[],
    { binding, entries, ask }: Question<'content/insert'>,
  ): Promise<Result<InsertAnswer>> {
    const still = (): Result<null> => stillSame(adapters, binding);
    const inserted = await insertTexts(doc, adapters, entries, { ask, still, signal });
    news?.ours();
    if (!inserted.ok) return inserted;
    if (inserted.value.undo.length > 0) undo = inserted.value.undo;
    opened = [...new Set([...opened, ...inserted.value.opened])];
    const { answer } = inserted.value;
    if (answer.state !== 'written' || opened.length === 0) return ok(answer);
    const told = { ...answer, opened: [...opened] };
    opened = [];
    return ok(told);
  }

  async function takeBack(adapters: readonly Adapter[], binding: Binding): Promise<Result<UndoAnswer>> {
    const done = await undoLast(doc, adapters, undo, () => stillSame(adapters, binding));
    news?.ours();
    if (!done.ok) return done;
    const { undone, failed, left } = done.value;
    undo = left;
    return ok({ undone, failed });
  }

  function stillSame(adapters: readonly Adapter[], binding: Binding): Result<null> {
    return sameChart(binding, { url: doc.location.href, patientKey: patientKey(doc, adapters) });
  }

  /** The latest adapters win: policy may have brought others since the last reading. */
  function watch(adapters: readonly Adapter[], shown: string): AbortSignal {
    watching?.abort();
    watching = new AbortController();
    news = undefined;
    const ended = AbortSignal.any([signal, watching.signal]);
    watchPatient(doc, adapters, ended, patientShown, shown);
    return ended;
  }
}
