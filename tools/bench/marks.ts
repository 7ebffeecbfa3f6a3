/** What the tap in the panel notes, and the times of one click that follow from it. `at` is milliseconds since 1970. */
import type { Click, ClickTimes, Tokens } from './report.ts';

/** The part of the engine's messages that the bench looks at. */
export interface Heard {
  readonly type: string;
  readonly state?: string;
  readonly tokens?: Tokens;
  readonly timing?: { readonly loadMs: number };
  readonly model?: string;
  readonly backend?: string;
}

/** The part of the panel's messages to the engine that the bench looks at. */
export interface Said {
  readonly type: string;
  readonly record?: { readonly facts: readonly unknown[] };
}

export type Mark =
  | { readonly kind: 'opened'; readonly at: number }
  | { readonly kind: 'shown'; readonly at: number; readonly state: string; readonly chars: number }
  | { readonly kind: 'heard'; readonly at: number; readonly message: Heard }
  | { readonly kind: 'said'; readonly at: number; readonly type: string; readonly facts: number }
  | {
      readonly kind: 'answered';
      readonly at: number;
      readonly until: number;
      readonly question: string;
      readonly readMs: number | null;
    };

type MarkOf<K extends Mark['kind']> = Extract<Mark, { kind: K }>;

const ENDED: readonly string[] = ['done', 'failed', 'stopped', 'stale'];

/** Whether the panel shows an end that came after `clickedAt`. */
export function hasEnded(marks: readonly Mark[], clickedAt: number): boolean {
  const since = marks.filter((mark) => mark.at >= clickedAt);
  const last = of(since, 'shown').at(-1);
  const failed = last?.state === 'failed' && of(since, 'answered').length > 0;
  return failed || (last !== undefined && ENDED.includes(last.state) && endIn(since) !== undefined);
}

/** The click's times. Throws where the job did not end with a text written by the model. */
export function readClick(all: readonly Mark[], clickedAt: number): Click {
  const marks = all.filter((mark) => mark.at >= clickedAt);
  const end = endIn(marks);
  const { tokens, timing, model = '', backend = '' } = end?.message ?? {};
  if (end?.message.state !== 'done' || tokens === undefined || tokens.modelCalls === 0) {
    throw new Error(
      `the job did not end as it should: ${JSON.stringify(end?.message ?? of(marks, 'shown'))}`,
    );
  }
  const reading = of(marks, 'answered').find(({ question }) => question === 'panel/read');
  const chosen = of(marks, 'heard').find(({ message }) => (message.tokens?.modelCalls ?? 0) > 0) ?? end;
  const shown = of(marks, 'shown');
  const since = (at: number | undefined, what: string): number => {
    if (at === undefined) throw new Error(`the panel never ${what}`);
    return at - clickedAt;
  };
  const start = of(marks, 'said').find(({ type }) => type === 'job/start');
  const times: ClickTimes = {
    panelMs: Math.max(0, (of(marks, 'opened')[0]?.at ?? clickedAt) - clickedAt),
    askedMs: since(reading?.at, 'asked for the chart'),
    readMs: reading?.readMs ?? 0,
    chartMs: since(reading?.until, 'got the chart'),
    startedMs: since(start?.at, 'started a job'),
    shownMs: since(shown.find(({ at, chars }) => at >= (start?.at ?? 0) && chars > 0)?.at, 'showed text'),
    firstTextMs: since(shown.find(({ at, chars }) => at >= chosen.at && chars > 0)?.at, 'showed the model'),
    loadMs: timing?.loadMs ?? 0,
    totalMs: since(shown.find(({ at, state }) => at >= end.at && state === 'done')?.at, 'was done'),
  };
  return { times, tokens, facts: start?.facts ?? 0, model, backend };
}

const endIn = (marks: readonly Mark[]): MarkOf<'heard'> | undefined =>
  of(marks, 'heard').find(({ message }) => message.type === 'job/end');

const of = <K extends Mark['kind']>(marks: readonly Mark[], kind: K): MarkOf<K>[] =>
  marks.filter((mark): mark is MarkOf<K> => mark.kind === kind);
