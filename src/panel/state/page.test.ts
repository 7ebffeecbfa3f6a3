import { describe, expect, test } from 'vitest';
import { screenTab } from './reduce.ts';
import { canInsert, shownVersion, versionText } from './tab.ts';
import {
  ending,
  opened,
  page,
  play,
  type Run,
  readAnswer,
  snapshot,
  started,
  TAB,
  tabOf,
  written,
} from './testing.ts';

const patient = (patientKey: string) => page({ type: 'tab/patient', tabId: TAB, patientKey });
const active = (tabId: number) => page({ type: 'tab/active', windowId: 1, tabId });
const textOf = (run: Run): string => {
  const version = shownVersion(tabOf(run));
  return version === null ? '' : versionText(version);
};

describe('another patient', () => {
  test('in mid-generation: stops, keeps the text, marks it, and offers to read again', () => {
    const run = play([...started, snapshot('s-2', 0, 'Ingresa'), patient('pedro')]);
    expect(run.commands).toMatchObject([{ message: { type: 'job/stop', jobId: 's-2' } }]);
    expect(tabOf(run).stale).toBe('patient');
    const ended = play([ending('s-2', 'Ingresa', { state: 'stopped' })], run.state);
    expect(textOf(ended)).toBe('Ingresa');
    expect(canInsert(tabOf(ended))).toBe(false);
    expect(play([{ type: 'user/start' }], ended.state).commands).toMatchObject([{ do: 'read' }]);
  });

  test('nothing is inserted, regenerated, edited or located while it lasts', () => {
    const run = play([...written, patient('pedro')]);
    for (const event of [
      { type: 'user/insert' },
      { type: 'user/regenerate' },
      { type: 'user/template' },
      { type: 'user/targets' },
      { type: 'user/locate', source: { type: 'page', locator: 'l', label: 'x' } },
    ] as const) {
      expect(play([event], run.state).commands).toEqual([]);
    }
    expect(tabOf(play([{ type: 'user/editing', on: true }], run.state)).editing).toBe(false);
    expect(play([{ type: 'user/copy' }], run.state).commands).toMatchObject([{ do: 'copy' }]);
  });

  test('the same patient back on screen makes the text good again', () => {
    const run = play([...written, patient('pedro'), patient('rosa')]);
    expect(tabOf(run).stale).toBeNull();
    expect(canInsert(tabOf(run))).toBe(true);
    expect(tabOf(play([...written, patient('')])).stale).toBe('away');
  });

  test('an open question about overwriting is taken back', () => {
    const run = play([
      ...written,
      { type: 'user/insert' },
      {
        type: 'insert/ok',
        tabId: TAB,
        ticket: 3,
        answer: { state: 'confirm', fields: [{ targetId: 'epi', current: 'viejo', cursor: null }] },
      },
      patient('pedro'),
    ]);
    expect(tabOf(run).insertion.step).toBe('none');
    expect(play([{ type: 'user/confirm', mode: 'replace' }], run.state).commands).toEqual([]);
  });

  test('before anything was read it means nothing', () => {
    expect(tabOf(play([...opened, patient('pedro')])).stale).toBeNull();
  });
});

describe('another page, a closed tab', () => {
  test('navigation keeps the text as not insertable; the same patient key does not bring it back', () => {
    const run = play([...written, page({ type: 'tab/navigated', tabId: TAB }), patient('rosa')]);
    expect(tabOf(run).stale).toBe('navigated');
    expect(textOf(run)).toContain('TEP');
  });

  test('of a writing that the next page cut short and the next page, another patient is what is told, whichever is heard first', () => {
    const cut = { type: 'insert/failed', tabId: TAB, ticket: 3, error: { code: 'E_PAGE_CHANGED' } } as const;
    const first = play([...written, { type: 'user/insert' }, cut, patient('pedro')]);
    const second = play([...written, { type: 'user/insert' }, patient('pedro'), cut]);
    expect(tabOf(first).stale).toBe('patient');
    expect(tabOf(second).stale).toBe('patient');
  });

  test('navigation while reading is an error, and the late record is passed over', () => {
    const run = play([
      ...opened,
      { type: 'user/start' },
      page({ type: 'tab/navigated', tabId: TAB }),
      { type: 'read/ok', tabId: TAB, ticket: 1, answer: readAnswer() },
    ]);
    expect(tabOf(run)).toMatchObject({ phase: 'failed', error: { code: 'E_PAGE_CHANGED' }, chart: null });
  });

  test('navigation clears an error of the page before', () => {
    const run = play([
      ...opened,
      { type: 'user/start' },
      { type: 'read/failed', tabId: TAB, ticket: 1, error: { code: 'E_NO_ADAPTER' } },
      page({ type: 'tab/navigated', tabId: TAB }),
    ]);
    expect(tabOf(run)).toMatchObject({ phase: 'idle', error: null });
  });

  test('a closed tab stops its job; its text stays until discarded', () => {
    const run = play([...started, snapshot('s-2', 0, 'Ingresa'), page({ type: 'tab/closed', tabId: TAB })]);
    expect(run.commands).toMatchObject([{ message: { type: 'job/stop' } }]);
    const later = play([ending('s-2', 'Ingresa', { state: 'stopped' }), active(8)], run.state);
    expect(screenTab(later.state)?.tabId).toBe(8);
    const viewed = play([{ type: 'user/view', tabId: TAB }], later.state);
    expect(screenTab(viewed.state)?.tabId).toBe(TAB);
    expect(play([{ type: 'user/start' }], viewed.state).commands).toEqual([]);
    const gone = play([{ type: 'user/discard', tabId: TAB }], viewed.state);
    expect(gone.state.tabs[TAB]).toBeUndefined();
    expect(screenTab(gone.state)?.tabId).toBe(8);
  });

  test('a closed tab without text says so while it is on screen, then is forgotten', () => {
    const run = play([...opened, { type: 'user/start' }, page({ type: 'tab/closed', tabId: TAB })]);
    expect(tabOf(run)).toMatchObject({ error: { code: 'E_TAB_CLOSED' }, stale: 'closed' });
    expect(play([active(8)], run.state).state.tabs[TAB]).toBeUndefined();
  });

  test('an open tab is not discarded', () => {
    expect(play([...written, { type: 'user/discard', tabId: TAB }]).state.tabs[TAB]).toBeDefined();
  });
});

describe('several tabs', () => {
  test('each shows its own state, and jobs go on behind', () => {
    const run = play([...started, active(8)]);
    expect(screenTab(run.state)).toMatchObject({ tabId: 8, phase: 'idle', versions: [] });
    const done = play([ending('s-2', 'Ingresa por TEP.')], run.state);
    expect(screenTab(done.state)?.phase).toBe('idle');
    expect(screenTab(play([active(TAB)], done.state).state)?.phase).toBe('done');
  });

  test("another window's tabs do not concern this panel", () => {
    const run = play([...written, page({ type: 'tab/active', windowId: 2, tabId: 9 })]);
    expect(screenTab(run.state)?.tabId).toBe(TAB);
    expect(play([page({ type: 'tab/start', tabId: 9 })], run.state).commands).toEqual([]);
  });

  test('the button pressed again reads again; while busy it changes nothing', () => {
    const again = page({ type: 'tab/start', tabId: TAB });
    expect(play([...written, again]).commands).toMatchObject([{ do: 'read' }]);
    expect(play([...started, again]).commands).toEqual([]);
  });
});

describe('the same patient has something new', () => {
  const changed = page({ type: 'tab/changed', tabId: TAB });

  test('is told, and nothing is taken away: the text stays, may be edited and inserted', () => {
    const run = play([
      ...written,
      { type: 'user/editing', on: true },
      { type: 'user/edit', text: 'Lo mío' },
      changed,
    ]);
    expect(tabOf(run)).toMatchObject({ outdated: true, stale: null, editing: true });
    expect(textOf(run)).toBe('Lo mío');
    expect(canInsert(tabOf(run))).toBe(true);
  });

  test('one reading makes it good again, and what was edited is kept as an earlier version', () => {
    const edited = play([
      ...written,
      { type: 'user/editing', on: true },
      { type: 'user/edit', text: 'Lo mío' },
      changed,
      { type: 'user/start' },
    ]);
    expect(edited.commands).toMatchObject([{ do: 'read' }]);
    const again = play(
      [{ type: 'read/ok', tabId: TAB, ticket: tabOf(edited).ticket, answer: readAnswer() }],
      edited.state,
    );
    expect(tabOf(again).outdated).toBe(false);
    expect(tabOf(again).versions[0]?.edited).toBe('Lo mío');
  });

  test('while it is being read nothing is said of it', () => {
    const reading = play([...written, { type: 'user/start' }]);
    expect(tabOf(play([changed], reading.state)).outdated).toBe(false);
  });
});
