import { describe, expect, test } from 'vitest';
import type { Epicrisis } from '../../epicrisis/types.ts';
import type { InsertAnswer } from '../../shared/messages.ts';
import { canBySections, mappingOf, wayOf } from './insertion.ts';
import type { PanelEvent } from './panel.ts';
import { ending, helloOk, opened, play, started, TAB, tabOf, targetOf, written } from './testing.ts';

const TICKET = 3;
const FILLED = { targetId: 'epi', current: 'viejo', cursor: null };
const WRITTEN: InsertAnswer = { state: 'written', written: ['epi'], failed: [], heldBack: 0 };
const asked: readonly PanelEvent[] = [...written, { type: 'user/insert' }];
const occupied: readonly PanelEvent[] = [
  ...asked,
  { type: 'insert/ok', tabId: TAB, ticket: TICKET, answer: { state: 'confirm', fields: [FILLED] } },
];
const inserted: readonly PanelEvent[] = [
  ...asked,
  { type: 'insert/ok', tabId: TAB, ticket: TICKET, answer: WRITTEN },
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
        ask: 'filled',
        entries: [{ targetId: 'epi', mode: 'replace', text: 'Ingresa por TEP masivo (I26.0).' }],
      },
    ]);
  });

  test('a second press while asking changes nothing', () => {
    expect(play([...asked, { type: 'user/insert' }]).commands).toEqual([]);
  });

  test('a field with text asks the physician: replace, append or cancel', () => {
    const run = play(occupied);
    expect(tabOf(run).insertion).toMatchObject({ step: 'confirm', fields: [FILLED] });
    for (const mode of ['replace', 'append'] as const) {
      expect(play([{ type: 'user/confirm', mode }], run.state).commands).toMatchObject([
        { do: 'insert', ask: 'never', entries: [{ mode }] },
      ]);
    }
    expect(tabOf(play([{ type: 'user/cancel' }], run.state)).insertion.step).toBe('none');
  });

  test('what was confirmed is what was shown, though the text is edited meanwhile', () => {
    const run = play([...occupied, { type: 'user/confirm', mode: 'replace' }]);
    expect(run.commands).toMatchObject([{ entries: [{ text: 'Ingresa por TEP masivo (I26.0).' }] }]);
  });

  test('a late answer to an earlier question is passed over', () => {
    const run = play([...asked, { type: 'insert/ok', tabId: TAB, ticket: 99, answer: WRITTEN }]);
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
    expect(
      tabOf(
        play(
          [{ type: 'undo/ok', tabId: TAB, ticket: 4, answer: { undone: ['epi'], failed: [] } }],
          run.state,
        ),
      ).insertion.step,
    ).toBe('undone');
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

describe('section by section', () => {
  const bySections: Epicrisis = {
    form: 'secciones',
    sections: [
      { id: 'identidad', title: 'Epicrisis', segments: [{ kind: 'prose', text: 'EPICRISIS\nRUN: 1-9\n' }] },
      { id: 'evolucion', title: 'Evolución', segments: [{ kind: 'prose', text: '\nEvolución\nAfebril.\n' }] },
      {
        id: 'dx_alta',
        title: 'Diagnósticos de alta',
        segments: [{ kind: 'prose', text: '\nDiagnósticos de alta\n- TEP\n' }],
      },
      {
        id: 'controles',
        title: 'Controles',
        segments: [{ kind: 'prose', text: '\nControles\nEn 7 días.\n' }],
      },
    ],
  };
  const targets = [
    targetOf({ id: 'all', label: 'Resumen' }),
    targetOf({
      id: 'dx',
      label: 'Diagnóstico de egreso',
      preferred: false,
      about: { kind: 'diagnosis', moment: 'alta' },
    }),
    targetOf({ id: 'evo', label: 'Evolución', preferred: false, section: 'evolucion' }),
  ];
  const ready: readonly PanelEvent[] = [
    ...started,
    { type: 'targets/ok', tabId: TAB, targets },
    ending('s-2', '', { document: bySections }),
    { type: 'user/way', way: 'sections' },
  ];
  const looked: readonly PanelEvent[] = [
    ...ready,
    { type: 'user/insert' },
    {
      type: 'insert/ok',
      tabId: TAB,
      ticket: 3,
      answer: {
        state: 'confirm',
        fields: [
          { targetId: 'evo', current: 'viejo', cursor: null },
          { targetId: 'dx', current: '', cursor: null },
        ],
      },
    },
  ];

  test('is offered, and not chosen, where the page has a field for the whole', () => {
    const run = play(ready.slice(0, -1));
    expect(canBySections(tabOf(run))).toBe(true);
    expect(wayOf(tabOf(run))).toBe('whole');
    const parts = play([{ type: 'targets/ok', tabId: TAB, targets: targets.slice(1) }], run.state);
    expect(wayOf(tabOf(parts))).toBe('sections');
  });

  test('looks at the fields first, always: body without heading, what has no field left out', () => {
    const run = play([...ready, { type: 'user/insert' }]);
    expect(run.commands).toEqual([
      expect.objectContaining({
        do: 'insert',
        ask: 'always',
        entries: [
          { targetId: 'evo', text: 'Afebril.', mode: 'replace' },
          { targetId: 'dx', text: '- TEP', mode: 'replace' },
        ],
      }),
    ]);
    expect(mappingOf(tabOf(run)).map(({ id, targetId }) => [id, targetId])).toEqual([
      ['identidad', null],
      ['evolucion', 'evo'],
      ['dx_alta', 'dx'],
      ['controles', null],
    ]);
  });

  test('two sections in one field stand under their titles; the fields are looked at again', () => {
    const run = play([...looked, { type: 'user/assign', section: 'controles', targetId: 'evo' }]);
    expect(run.commands).toMatchObject([
      {
        ask: 'always',
        entries: [{ targetId: 'evo', text: 'Evolución\nAfebril.\n\nControles\nEn 7 días.' }, {}],
      },
    ]);
    expect(play([{ type: 'user/confirm' }], run.state).commands, 'not before the answer').toEqual([]);
  });

  test('writes as chosen: a field added to, one left alone, one that cannot take it left out', () => {
    const mode = (targetId: string, mode: 'append' | 'skip'): PanelEvent => ({
      type: 'user/mode',
      targetId,
      mode,
    });
    const appended = play([...looked, mode('evo', 'append'), { type: 'user/confirm' }]);
    expect(appended.commands).toMatchObject([
      {
        ask: 'never',
        entries: [
          { targetId: 'evo', mode: 'append' },
          { targetId: 'dx', mode: 'replace' },
        ],
      },
    ]);
    const skipped = play([...looked, mode('evo', 'skip'), { type: 'user/confirm' }]);
    expect(skipped.commands).toMatchObject([{ entries: [{ targetId: 'dx' }] }]);
    expect(
      play([...looked, mode('evo', 'skip'), mode('dx', 'skip'), { type: 'user/confirm' }]).commands,
    ).toEqual([]);
  });

  test('another patient between two sections: what was written is named, the text is stale', () => {
    const stopped = { code: 'E_PATIENT_CHANGED' } as const;
    const run = play([
      ...looked,
      { type: 'user/confirm' },
      {
        type: 'insert/ok',
        tabId: TAB,
        ticket: 4,
        answer: { state: 'written', written: ['evo'], failed: [], stopped, heldBack: 0 },
      },
    ]);
    expect(tabOf(run)).toMatchObject({
      stale: 'patient',
      insertion: { step: 'inserted', written: ['evo'], failed: [{ targetId: 'dx', error: stopped }] },
    });
  });

  test('what could not be taken back stays to be taken back', () => {
    const run = play([
      ...looked,
      { type: 'user/confirm' },
      { type: 'insert/ok', tabId: TAB, ticket: 4, answer: { ...WRITTEN, written: ['evo', 'dx'] } },
      { type: 'user/undo' },
      {
        type: 'undo/ok',
        tabId: TAB,
        ticket: 5,
        answer: { undone: ['dx'], failed: [{ targetId: 'evo', error: { code: 'E_FIELD_READONLY' } }] },
      },
    ]);
    expect(tabOf(run)).toMatchObject({
      notice: { code: 'E_FIELD_READONLY' },
      insertion: { step: 'inserted', written: ['evo'] },
    });
  });

  test('running text goes whole', () => {
    expect(canBySections(tabOf(play(written)))).toBe(false);
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
