import { describe, expect, test } from 'vitest';
import type { PanelEvent } from './panel.ts';
import { ending, helloOk, opened, play, started, TAB, tabOf, targetOf, written } from './testing.ts';

const TICKET = 3;
const asked: readonly PanelEvent[] = [...written, { type: 'user/insert' }];
const occupied: readonly PanelEvent[] = [
  ...asked,
  { type: 'insert/ok', tabId: TAB, ticket: TICKET, answer: { state: 'confirm', current: 'viejo' } },
];
const inserted: readonly PanelEvent[] = [
  ...asked,
  { type: 'insert/ok', tabId: TAB, ticket: TICKET, answer: { state: 'inserted', value: 'x' } },
];
const failing = (
  code: 'E_FIELD_GONE' | 'E_PATIENT_CHANGED' | 'E_PAGE_CHANGED' | 'E_FIELD_READONLY',
): PanelEvent => ({
  type: 'insert/failed',
  tabId: TAB,
  ticket: TICKET,
  error: { code },
});

describe('fields', () => {
  test('the preferred one comes first and is chosen; read-only ones are not', () => {
    const targets = [
      targetOf({ id: 'a', preferred: false }),
      targetOf({ id: 'b', preferred: true, readOnly: true }),
      targetOf({ id: 'c', preferred: true }),
    ];
    const run = play([...started, { type: 'targets/ok', tabId: TAB, targets }]);
    expect(tabOf(run).targets.map((t) => t.id)).toEqual(['b', 'c', 'a']);
    expect(tabOf(run).targetId).toBe('c');
  });

  test('a choice that is still there holds', () => {
    const targets = [targetOf({ id: 'a' }), targetOf({ id: 'b', preferred: false })];
    const run = play([
      ...started,
      { type: 'targets/ok', tabId: TAB, targets },
      { type: 'user/target', targetId: 'b' },
      { type: 'targets/ok', tabId: TAB, targets },
    ]);
    expect(tabOf(run).targetId).toBe('b');
    expect(tabOf(play([{ type: 'targets/ok', tabId: TAB, targets: [] }], run.state)).targetId).toBeNull();
  });

  test('without a field the insertion says so', () => {
    const run = play([...started, ending('s-2', 'texto'), { type: 'user/insert' }]);
    expect(tabOf(run).notice?.code).toBe('E_NO_FIELD');
    expect(run.commands).toEqual([]);
  });
});

describe('inserting', () => {
  test('asks first without confirmation', () => {
    expect(play(asked).commands).toMatchObject([
      {
        do: 'insert',
        ticket: TICKET,
        targetId: 'epi',
        confirmed: false,
        text: 'Ingresa por TEP masivo (I26.0).',
      },
    ]);
  });

  test('a second press while asking changes nothing', () => {
    expect(play([...asked, { type: 'user/insert' }]).commands).toEqual([]);
  });

  test('a field with text asks the physician: replace, append or cancel', () => {
    const run = play(occupied);
    expect(tabOf(run).insertion).toMatchObject({ step: 'confirm', current: 'viejo' });
    for (const mode of ['replace', 'append'] as const) {
      expect(play([{ type: 'user/confirm', mode }], run.state).commands).toMatchObject([
        { do: 'insert', mode, confirmed: true },
      ]);
    }
    expect(tabOf(play([{ type: 'user/cancel' }], run.state)).insertion.step).toBe('none');
  });

  test('what was confirmed is what was shown, though the text is edited meanwhile', () => {
    const run = play([...occupied, { type: 'user/confirm', mode: 'replace' }]);
    expect(run.commands).toMatchObject([{ text: 'Ingresa por TEP masivo (I26.0).' }]);
  });

  test('a late answer to an earlier question is passed over', () => {
    const run = play([
      ...asked,
      { type: 'insert/ok', tabId: TAB, ticket: 99, answer: { state: 'inserted', value: 'x' } },
    ]);
    expect(tabOf(run).insertion.step).toBe('asking');
  });

  test('another patient at insertion: nothing is inserted and the text is marked', () => {
    const run = play([...asked, failing('E_PATIENT_CHANGED')]);
    expect(tabOf(run)).toMatchObject({ stale: 'patient', insertion: { step: 'none' } });
    expect(tabOf(play([...asked, failing('E_PAGE_CHANGED')])).stale).toBe('navigated');
  });

  test('a field that went away is looked for again, and the notice stays', () => {
    const run = play([...asked, failing('E_FIELD_GONE')]);
    expect(run.commands).toMatchObject([{ do: 'targets' }]);
    expect(tabOf(run).notice?.code).toBe('E_FIELD_GONE');
    expect(tabOf(play([{ type: 'user/dismiss' }], run.state)).notice).toBeNull();
  });

  test('any other failure is told, and one can insert again', () => {
    const run = play([...asked, failing('E_FIELD_READONLY')]);
    expect(tabOf(run).notice?.code).toBe('E_FIELD_READONLY');
    expect(play([{ type: 'user/insert' }], run.state).commands).toHaveLength(1);
  });

  test('not while a job runs, nor before there is text', () => {
    expect(play([...started, { type: 'user/insert' }]).commands).toEqual([]);
    expect(play([...opened, { type: 'user/insert' }]).commands).toEqual([]);
  });
});

describe('undoing', () => {
  test('once inserted it can be undone', () => {
    const run = play([...inserted, { type: 'user/undo' }]);
    expect(run.commands).toMatchObject([{ do: 'undo', ticket: 4 }]);
    expect(tabOf(play([{ type: 'undo/ok', tabId: TAB, ticket: 4 }], run.state)).insertion.step).toBe(
      'undone',
    );
  });

  test('what cannot be undone any more is not offered again; a passing failure is', () => {
    const undoing = play([...inserted, { type: 'user/undo' }]);
    const fail = (code: 'E_NOTHING_TO_UNDO' | 'E_INTERNAL') =>
      tabOf(play([{ type: 'undo/failed', tabId: TAB, ticket: 4, error: { code } }], undoing.state));
    expect(fail('E_NOTHING_TO_UNDO').insertion.step).toBe('none');
    expect(fail('E_INTERNAL').insertion.step).toBe('inserted');
  });

  test('nothing inserted, nothing undone', () => {
    expect(play([...written, { type: 'user/undo' }]).commands).toEqual([]);
  });
});

test('copying and locating', () => {
  expect(play([...written, { type: 'user/copy' }]).commands).toMatchObject([{ do: 'copy', tabId: TAB }]);
  const source = { type: 'page', locator: 'l1', label: 'x' } as const;
  const run = play([...written, { type: 'user/locate', source }]);
  expect(run.commands).toMatchObject([{ do: 'locate', source }]);
  const gone = play([{ type: 'locate/failed', tabId: TAB, error: { code: 'E_SOURCE_GONE' } }], run.state);
  expect(tabOf(gone).notice?.code).toBe('E_SOURCE_GONE');
  const copied = play([{ type: 'copy/ok', tabId: TAB }], run.state);
  expect(tabOf(copied).copied).toBe(true);
  expect(tabOf(play([{ type: 'copy/faded', tabId: TAB }], copied.state)).copied).toBe(false);
  expect(play([{ type: 'user/options' }], run.state).commands).toEqual([{ do: 'options' }]);
  expect(play([helloOk()], run.state).commands).toEqual([]);
});
