import { describe, expect, it } from 'vitest';
import type { Epicrisis } from '../../epicrisis/types.ts';
import { ClinicalRecord, type FactId } from '../../record/schema.ts';
import { versionView } from '../text.ts';
import { keepCodes, physicianCoded, uncodedEntries } from './coding.ts';
import type { PanelEvent, PanelState } from './panel.ts';
import { reduce } from './reduce.ts';
import { shownVersion, versionText } from './tab.ts';
import { ending, opened, play, readAnswer, TAB } from './testing.ts';

const record = ClinicalRecord.parse({
  schema: 1,
  identity: {},
  episode: {},
  facts: [
    {
      id: 'a',
      kind: 'diagnosis',
      moment: 'ingreso',
      text: 'Neumonía basal',
      source: { type: 'page', locator: 'x', label: 'Dx' },
    },
    {
      id: 'b',
      kind: 'diagnosis',
      moment: 'alta',
      text: 'NEUMONIA BASAL',
      source: { type: 'page', locator: 'y', label: 'Dx' },
    },
    {
      id: 'c',
      kind: 'diagnosis',
      moment: 'alta',
      text: 'Hipertensión',
      code: 'I10',
      system: 'cie10',
      source: { type: 'page', locator: 'z', label: 'Dx' },
    },
    {
      id: 'd',
      kind: 'drug',
      moment: 'alta',
      text: 'Losartán 50 mg',
      source: { type: 'page', locator: 'w', label: 'F' },
    },
  ],
  reading: { adapter: 'demo', url: 'u', title: 't', readAt: '2026-05-17T10:00:00', findings: [] },
});
const id = (text: string) => text as FactId;

const document: Epicrisis = {
  form: 'secciones',
  sections: [
    {
      id: 'dx_alta',
      title: 'Diagnósticos de alta',
      segments: [
        { kind: 'prose', text: 'Diagnósticos de alta\n- ' },
        { kind: 'fact', text: 'NEUMONIA BASAL', factId: id('b') },
        { kind: 'prose', text: '\n- ' },
        { kind: 'fact', text: 'Hipertensión (I10)', factId: id('c') },
        { kind: 'prose', text: '\nIngresa por ' },
        { kind: 'fact', text: 'neumonía basal', factId: id('a') },
        { kind: 'prose', text: '.' },
      ],
    },
  ],
};

/** A finished summary of this record. */
const finished = (): PanelState =>
  play([
    ...opened,
    { type: 'user/start' },
    { type: 'read/ok', tabId: TAB, ticket: 1, answer: { ...readAnswer(), record } },
    ending('s-2', '', { document }),
  ]).state;

const went = (state: PanelState, ...events: PanelEvent[]): PanelState => play(events, state).state;
const textOf = (state: PanelState): string => {
  const version = shownVersion(state.tabs[TAB] as never);
  return version === null ? '' : versionText(version);
};
const recordOf = (state: PanelState) => state.tabs[TAB]?.chart?.record ?? record;

const code: PanelEvent = { type: 'user/code', ids: [id('a'), id('b')], code: 'J18.9', system: 'cie10' };

describe('entries without a code', () => {
  it('are one for the same words, wherever in the stay', () => {
    expect(uncodedEntries(record).map(({ ids, kind, text }) => [ids, kind, text])).toEqual([
      [['a', 'b'], 'diagnosis', 'Neumonía basal'],
      [['d'], 'drug', 'Losartán 50 mg'],
    ]);
  });

  it('take the physician’s code in the record and in the text, each as it stands there', () => {
    const state = went(finished(), code);
    expect(textOf(state)).toContain('- NEUMONIA BASAL (J18.9)\n- Hipertensión (I10)');
    expect(textOf(state)).toContain('Ingresa por neumonía basal (J18.9).');
    expect(
      recordOf(state)
        .facts.filter(({ codedBy }) => codedBy)
        .map(({ id }) => id),
    ).toEqual(['a', 'b']);
    expect(physicianCoded(recordOf(state))).toHaveLength(1);
    const segments = versionView(shownVersion(state.tabs[TAB] as never) as never).flatMap((s) => s.body);
    expect(segments.find(({ factId }) => factId === 'b')?.text).toBe('NEUMONIA BASAL (J18.9)');
  });

  it('can be given another, and lose it again: the text is as it was', () => {
    const before = finished();
    const other = went(before, code, { ...code, code: 'J15.9' } as PanelEvent);
    expect(textOf(other)).toContain('NEUMONIA BASAL (J15.9)\n');
    expect(textOf(other)).not.toContain('J18.9');
    const undone = went(other, { type: 'user/uncode', ids: [id('a'), id('b')] });
    expect(textOf(undone)).toBe(textOf(before));
    expect(recordOf(undone).facts).toEqual(record.facts);
  });

  it('a charted code is never touched', () => {
    const state = went(finished(), { ...code, ids: [id('c')] } as PanelEvent, {
      type: 'user/uncode',
      ids: [id('c')],
    });
    expect(recordOf(state).facts).toEqual(record.facts);
  });

  it('an edited text takes the code too', () => {
    const edited = went(
      finished(),
      { type: 'user/editing', on: true },
      { type: 'user/edit', text: 'Mi texto: NEUMONIA BASAL, estable.' },
    );
    expect(textOf(went(edited, code))).toBe('Mi texto: NEUMONIA BASAL (J18.9), estable.');
  });

  it('writing anew keeps it, with the record that holds it', () => {
    const { commands } = reduce(went(finished(), code), { type: 'user/regenerate' });
    const start = commands.find((c) => c.do === 'engine');
    const sent = start?.do === 'engine' && start.message.type === 'job/start' ? start.message.record : null;
    expect(sent?.facts.find(({ id }) => id === 'a')).toMatchObject({ code: 'J18.9', codedBy: 'physician' });
  });

  it('reading the same chart again keeps it, unless the chart has one by now', () => {
    const mine = recordOf(went(finished(), code));
    expect(keepCodes(mine, record).facts).toEqual(mine.facts);
    const charted = {
      ...record,
      facts: record.facts.map((f) => (f.id === 'a' ? { ...f, code: 'J15.0' } : f)),
    };
    expect(keepCodes(mine, charted).facts[0]).toMatchObject({ code: 'J15.0' });
    expect(keepCodes(mine, charted).facts[0]?.codedBy).toBeUndefined();
  });
});

describe('an entry of the physician’s own', () => {
  const entry = {
    kind: 'diagnosis',
    moment: 'alta',
    text: 'Obesidad',
    code: 'E66.9',
    system: 'cie10',
  } as const;

  it('is written anew where nothing is edited', () => {
    const { state, commands } = reduce(finished(), { type: 'user/code-add', entry });
    expect(commands.some((c) => c.do === 'engine' && c.message.type === 'job/start')).toBe(true);
    expect(recordOf(state).facts.at(-1)).toMatchObject({
      id: 'typed-1',
      codedBy: 'physician',
      source: { type: 'typed' },
    });
  });

  it('goes where the cursor stands while editing, as a fact, and out again', () => {
    const edited = went(
      finished(),
      { type: 'user/editing', on: true },
      { type: 'user/edit', text: 'Egresa con. Control.' },
      { type: 'user/code-add', entry, at: { start: 10, end: 10 } },
    );
    expect(textOf(edited)).toBe('Egresa con Obesidad (E66.9). Control.');
    const body = versionView(shownVersion(edited.tabs[TAB] as never) as never).flatMap((s) => s.body);
    expect(body.find(({ kind }) => kind === 'fact')).toMatchObject({
      text: 'Obesidad (E66.9)',
      factId: 'typed-1',
    });
    expect(textOf(went(edited, { type: 'user/uncode', ids: [id('typed-1')] }))).toBe('Egresa con. Control.');
  });
});
