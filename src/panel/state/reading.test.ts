import { describe, expect, test } from 'vitest';
import { helloOk, opened, page, play, readAnswer, started, TAB, tabOf, written } from './testing.ts';

describe('opening the panel', () => {
  test('asks for the tab and the settings, then waits for the physician and warms the model', () => {
    expect(play([{ type: 'boot', windowId: 3 }]).commands).toEqual([{ do: 'hello', windowId: 3 }]);
    const run = play(opened);
    expect(tabOf(run).phase).toBe('idle');
    expect(run.commands).toMatchObject([
      { do: 'engine', message: { type: 'model/warm', model: 'epicrisis-slots', form: 'secciones' } },
    ]);
  });

  test('starts at once when the click asked for it', () => {
    const run = play([{ type: 'boot', windowId: 1 }, helloOk({ start: true })]);
    expect(tabOf(run).phase).toBe('reading');
    expect(run.commands).toEqual([{ do: 'read', tabId: TAB, ticket: 1 }]);
  });

  test('a button press that comes before the settings is not lost', () => {
    const run = play([{ type: 'boot', windowId: 1 }, page({ type: 'tab/start', tabId: TAB }), helloOk()]);
    expect(tabOf(run).phase).toBe('reading');
  });

  test('a failed hello is an error of the panel, and can be tried again', () => {
    const run = play([
      { type: 'boot', windowId: 1 },
      { type: 'hello/failed', error: { code: 'E_INTERNAL' } },
    ]);
    expect(run.state.error?.code).toBe('E_INTERNAL');
    expect(play([{ type: 'user/hello' }], run.state)).toMatchObject({
      state: { error: null },
      commands: [{ do: 'hello', windowId: 1 }],
    });
  });

  test('switched off by policy: nothing starts', () => {
    const run = play([{ type: 'boot', windowId: 1 }, helloOk({ start: true, settings: { enabled: false } })]);
    expect(run.commands).toEqual([]);
    expect(tabOf(run).phase).toBe('idle');
  });

  test('settings that change are asked for again and held, the text stays', () => {
    const run = play([...written, page({ type: 'settings/changed' })]);
    expect(run.commands).toEqual([{ do: 'hello', windowId: 1 }]);
    const after = play([helloOk({ settings: { form: 'parrafo' }, locked: ['form'] })], run.state);
    expect(after.state.locked).toEqual(['form']);
    expect(tabOf(after).versions).toHaveLength(1);
    expect(after.commands).toEqual([]);
  });
});

describe('reading the chart', () => {
  test('a record starts the job and asks for the fields', () => {
    const run = play(started);
    expect(tabOf(run).phase).toBe('loading');
    expect(run.commands).toMatchObject([
      { do: 'engine', message: { type: 'job/start', jobId: 's-2', form: 'secciones', seed: 0 } },
      { do: 'targets', tabId: TAB },
    ]);
  });

  test('a second click while reading changes nothing', () => {
    const run = play([...opened, { type: 'user/start' }, { type: 'user/start' }]);
    expect(run.commands).toEqual([]);
  });

  test('an error stops it, and another click reads again', () => {
    const run = play([
      ...opened,
      { type: 'user/start' },
      { type: 'read/failed', tabId: TAB, ticket: 1, error: { code: 'E_NO_ADAPTER' } },
    ]);
    expect(tabOf(run)).toMatchObject({ phase: 'failed', error: { code: 'E_NO_ADAPTER' } });
    expect(play([{ type: 'user/start' }], run.state).commands).toEqual([
      { do: 'read', tabId: TAB, ticket: 2 },
    ]);
  });

  test('an answer after a stop, or to an older reading, is passed over', () => {
    const stopped = play([...opened, { type: 'user/start' }, { type: 'user/stop' }]);
    expect(tabOf(stopped).phase).toBe('idle');
    const late = { type: 'read/ok', tabId: TAB, ticket: 1, answer: readAnswer() } as const;
    expect(tabOf(play([late], stopped.state)).phase).toBe('idle');
    expect(tabOf(play([{ type: 'user/start' }, late], stopped.state))).toMatchObject({
      phase: 'reading',
      chart: null,
    });
  });

  test('another patient during the reading: read once more, then say so', () => {
    const switched = page({ type: 'tab/patient', tabId: TAB, patientKey: 'pedro' });
    const first = play([
      ...opened,
      { type: 'user/start' },
      switched,
      { type: 'read/ok', tabId: TAB, ticket: 1, answer: readAnswer('rosa') },
    ]);
    expect(first.commands).toEqual([{ do: 'read', tabId: TAB, ticket: 2 }]);
    const second = play(
      [switched, { type: 'read/ok', tabId: TAB, ticket: 2, answer: readAnswer('rosa') }],
      first.state,
    );
    expect(tabOf(second)).toMatchObject({
      phase: 'failed',
      error: { code: 'E_PATIENT_CHANGED' },
      chart: null,
    });
    const settled = play(
      [switched, { type: 'read/ok', tabId: TAB, ticket: 2, answer: readAnswer('pedro') }],
      first.state,
    );
    expect(tabOf(settled).phase).toBe('loading');
  });

  test('reading the same patient again keeps the earlier version; another patient starts clean', () => {
    const again = play([...written, { type: 'user/start' }]);
    const same = play([{ type: 'read/ok', tabId: TAB, ticket: 3, answer: readAnswer() }], again.state);
    expect(tabOf(same).versions).toHaveLength(2);
    const other = play(
      [{ type: 'read/ok', tabId: TAB, ticket: 3, answer: readAnswer('pedro') }],
      again.state,
    );
    expect(tabOf(other).versions).toHaveLength(1);
    expect(tabOf(other).targets).toEqual([]);
  });

  test('a failed second reading leaves the text that was there', () => {
    const run = play([
      ...written,
      { type: 'user/start' },
      { type: 'read/failed', tabId: TAB, ticket: 3, error: { code: 'E_EMPTY_CHART' } },
    ]);
    expect(tabOf(run).versions).toHaveLength(1);
    expect(tabOf(run).error?.code).toBe('E_EMPTY_CHART');
  });
});
