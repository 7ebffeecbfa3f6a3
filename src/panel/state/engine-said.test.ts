import { describe, expect, test } from 'vitest';
import { shownVersion, versionText } from './tab.ts';
import type { Run } from './testing.ts';
import {
  ending,
  engineSays,
  jobOf,
  opened,
  play,
  readAnswer,
  snapshot,
  started,
  TAB,
  tabOf,
  written,
} from './testing.ts';

const textOf = (run: Run): string => {
  const version = shownVersion(tabOf(run));
  return version === null ? '' : versionText(version);
};

const refusal = (jobId: string, code: 'E_BUSY' | 'E_ABORTED') =>
  engineSays({ type: 'job/refused', jobId, error: { code } });

describe('writing', () => {
  test('snapshots replace one another, the end closes the job', () => {
    const run = play([...started, snapshot('s-2', 0, 'In'), snapshot('s-2', 1, 'Ingresa')]);
    expect(tabOf(run).phase).toBe('writing');
    expect(textOf(run)).toBe('Ingresa');
    const done = play([ending('s-2', 'Ingresa por TEP.')], run.state);
    expect(tabOf(done)).toMatchObject({ phase: 'done', job: null });
    expect(shownVersion(tabOf(done))?.end?.backend).toBe('wasm');
  });

  test('doubled and out-of-order snapshots, other jobs and late messages are passed over', () => {
    const run = play([
      ...started,
      snapshot('s-2', 3, 'cuatro'),
      snapshot('s-2', 3, 'otra'),
      snapshot('s-2', 1, 'dos'),
    ]);
    expect(textOf(run)).toBe('cuatro');
    expect(textOf(play([snapshot('s-99', 9, 'ajeno')], run.state))).toBe('cuatro');
    const done = play(
      [ending('s-2', 'fin'), snapshot('s-2', 50, 'tarde'), ending('s-2', 'otro fin')],
      run.state,
    );
    expect(textOf(done)).toBe('fin');
    expect(tabOf(done).phase).toBe('done');
  });

  test('loading and queueing show, and writing goes on from them', () => {
    const loading = play([
      ...started,
      engineSays({ type: 'model/progress', model: 'm', phase: 'files', loadedBytes: 1, totalBytes: 4 }),
    ]);
    expect(loading.state.loading).toMatchObject({ phase: 'files', loadedBytes: 1 });
    const queued = play([engineSays({ type: 'job/queued', jobId: 's-2', ahead: 2 })], loading.state);
    expect(tabOf(queued)).toMatchObject({ phase: 'queued', job: { ahead: 2 } });
    expect(tabOf(play([snapshot('s-2', 0, 'I')], queued.state)).phase).toBe('writing');
  });

  test('stop asks the engine once and keeps the text', () => {
    const run = play([...started, snapshot('s-2', 0, 'Ingresa'), { type: 'user/stop' }]);
    expect(run.commands).toMatchObject([{ message: { type: 'job/stop', jobId: 's-2' } }]);
    expect(play([{ type: 'user/stop' }], run.state).commands).toEqual([]);
    const stopped = play([ending('s-2', 'Ingresa', { state: 'stopped' })], run.state);
    expect(tabOf(stopped).phase).toBe('stopped');
    expect(textOf(stopped)).toBe('Ingresa');
  });

  test('a stop before any text leaves the panel as it was opened', () => {
    const run = play([...started, { type: 'user/stop' }, ending('s-2', '', { state: 'stopped' })]);
    expect(tabOf(run)).toMatchObject({ phase: 'idle', versions: [], shown: -1 });
  });

  test('a failure keeps what was written; a refused start leaves no empty version', () => {
    const failed = play([
      ...started,
      snapshot('s-2', 0, 'Ingresa'),
      ending('s-2', '', {
        state: 'failed',
        error: { code: 'E_MEMORY' },
        document: { form: 'secciones', sections: [] },
      }),
    ]);
    expect(tabOf(failed)).toMatchObject({ phase: 'failed', error: { code: 'E_MEMORY' } });
    expect(textOf(failed)).toBe('Ingresa');
    const busy = play([...started, refusal('s-2', 'E_BUSY')]);
    expect(tabOf(busy)).toMatchObject({ phase: 'failed', error: { code: 'E_BUSY' }, versions: [] });
  });

  test('written by the template instead: done, and why', () => {
    const run = play([...started, ending('s-2', 'x', { fallback: { code: 'E_MODEL_CORRUPT' } })]);
    expect(tabOf(run).phase).toBe('done');
    expect(shownVersion(tabOf(run))?.fallback?.code).toBe('E_MODEL_CORRUPT');
  });

  test('after a model error the template can write', () => {
    const run = play([...started, refusal('s-2', 'E_BUSY'), { type: 'user/template' }]);
    expect(run.commands).toMatchObject([{ message: { type: 'job/start', model: 'template', seed: 0 } }]);
  });
});

describe('losing the engine', () => {
  const writing = [...started, snapshot('s-2', 4, 'Ingresa')];

  test('attaches again to the running job, later each time, and goes on from the snapshot', () => {
    const lost = play([...writing, { type: 'engine/lost' }]);
    expect(lost.commands).toEqual([
      { do: 'engine', delayMs: 150, message: { type: 'job/attach', jobId: 's-2' } },
    ]);
    expect(play([{ type: 'engine/lost' }], lost.state).commands).toMatchObject([{ delayMs: 300 }]);
    const back = play([snapshot('s-2', 4, 'Ingresa'), snapshot('s-2', 5, 'Ingresa por')], lost.state);
    expect(textOf(back)).toBe('Ingresa por');
    expect(tabOf(back).job).toMatchObject({ attempts: 0, attaching: false });
  });

  test('an engine that forgot the job writes it anew, once, the text staying meanwhile', () => {
    const forgot = play([...writing, { type: 'engine/lost' }, refusal('s-2', 'E_ABORTED')]);
    expect(forgot.commands).toMatchObject([{ message: { type: 'job/start', jobId: 's-3', seed: 0 } }]);
    expect(textOf(forgot)).toBe('Ingresa');
    expect(tabOf(forgot).versions).toHaveLength(1);
    const again = play([{ type: 'engine/lost' }, refusal('s-3', 'E_ABORTED')], forgot.state);
    expect(tabOf(again)).toMatchObject({ phase: 'failed', error: { code: 'E_ABORTED' } });
    expect(textOf(again)).toBe('Ingresa');
  });

  test('gives up after some attempts and keeps the text', () => {
    const lost = Array.from(
      { length: 6 },
      () => ({ type: 'engine/lost', error: { code: 'E_BACKEND' } }) as const,
    );
    const run = play([...writing, ...lost]);
    expect(tabOf(run)).toMatchObject({ phase: 'failed', error: { code: 'E_BACKEND' }, job: null });
    expect(textOf(run)).toBe('Ingresa');
  });

  test('without a running job there is nothing to attach to', () => {
    expect(play([...written, { type: 'engine/lost' }]).commands).toEqual([]);
    expect(play([...opened, { type: 'engine/lost' }]).commands).toEqual([]);
  });

  test('a stop whose answer was lost counts as stopped', () => {
    const run = play([...writing, { type: 'user/stop' }, { type: 'engine/lost' }]);
    expect(tabOf(run)).toMatchObject({ phase: 'stopped', job: null });
    const refused = play([...writing, { type: 'user/stop' }, refusal('s-2', 'E_ABORTED')]);
    expect(tabOf(refused).phase).toBe('stopped');
  });

  test('each tab attaches to its own job', () => {
    const second = [
      { type: 'background', message: { type: 'tab/active', windowId: 1, tabId: 8 } },
      { type: 'user/start' },
      { type: 'read/ok', tabId: 8, ticket: 3, answer: readAnswer('pedro', 8) },
    ] as const;
    const both = play([...writing, ...second]);
    expect(jobOf(both, TAB)).toBe('s-2');
    const lost = play([{ type: 'engine/lost' }], both.state);
    expect(lost.commands.map((c) => (c.do === 'engine' ? c.message : c))).toEqual([
      { type: 'job/attach', jobId: 's-2' },
      { type: 'job/attach', jobId: jobOf(both, 8) },
    ]);
  });
});
