import { describe, expect, test } from 'vitest';
import { formOf } from './job.ts';
import type { PanelEvent } from './panel.ts';
import { shownVersion, versionText } from './tab.ts';
import {
  docOf,
  ending,
  helloOk,
  jobOf,
  play,
  type Run,
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
const paragraph: PanelEvent = { type: 'user/form', form: 'parrafo' };
const sections: PanelEvent = { type: 'user/form', form: 'secciones' };

describe('versions', () => {
  test('another wording takes the next seed, and the earlier ones stay within reach', () => {
    const second = play([...written, { type: 'user/regenerate' }]);
    expect(second.commands).toMatchObject([{ message: { type: 'job/start', jobId: 's-3', seed: 1 } }]);
    const third = play(
      [ending('s-3', 'dos'), { type: 'user/regenerate' }, ending('s-4', 'tres')],
      second.state,
    );
    expect(tabOf(third).versions.map((v) => v.seed)).toEqual([0, 1, 2]);
    expect(textOf(third)).toBe('tres');
    const back = play([{ type: 'user/version', index: 0 }], third.state);
    expect(textOf(back)).toBe('Ingresa por TEP masivo (I26.0).');
    expect(textOf(play([{ type: 'user/version', index: 9 }], back.state))).toBe(textOf(back));
  });

  test('no switching and no second job while one is writing', () => {
    const run = play([...written, { type: 'user/regenerate' }]);
    expect(tabOf(play([{ type: 'user/version', index: 0 }], run.state)).shown).toBe(1);
    expect(play([{ type: 'user/regenerate' }], run.state).commands).toEqual([]);
  });

  test('a regeneration that fails without text goes back to the version before', () => {
    const run = play([
      ...written,
      { type: 'user/regenerate' },
      ending('s-3', '', { state: 'failed', error: { code: 'E_BACKEND' } }),
    ]);
    expect(tabOf(run)).toMatchObject({ phase: 'failed', shown: 0 });
    expect(textOf(run)).toContain('TEP masivo');
  });

  test('a record read again starts its seeds anew', () => {
    const run = play([
      ...written,
      { type: 'user/start' },
      { type: 'read/ok', tabId: TAB, ticket: 3, answer: readAnswer() },
    ]);
    expect(tabOf(run).versions.map((v) => v.seed)).toEqual([0, 0]);
  });
});

describe('forms', () => {
  test('the other form is written from the same record, and then only shown', () => {
    const run = play([...written, paragraph]);
    expect(run.commands).toMatchObject([{ message: { type: 'job/start', form: 'parrafo', seed: 0 } }]);
    const both = play([ending('s-3', 'párrafo', { document: docOf('párrafo', 'parrafo') })], run.state);
    const back = play([sections], both.state);
    expect(back.commands).toEqual([]);
    expect(textOf(back)).toContain('TEP masivo');
    expect(textOf(play([paragraph], back.state))).toBe('párrafo');
  });

  test('the switch follows the version on screen', () => {
    const run = play([...written, paragraph, ending('s-3', 'p'), { type: 'user/version', index: 0 }]);
    expect(formOf(run.state, tabOf(run))).toBe('secciones');
  });

  test('changed while writing: starts over in the new form, without a leftover', () => {
    const run = play([...started, snapshot('s-2', 0, 'Ingresa'), paragraph]);
    expect(run.commands.map((c) => (c.do === 'engine' ? c.message.type : c.do))).toEqual([
      'job/stop',
      'job/start',
    ]);
    expect(tabOf(run).versions).toHaveLength(1);
    expect(jobOf(run)).toBe('s-3');
    expect(textOf(play([ending('s-2', 'tarde', { state: 'stopped' })], run.state))).toBe('');
  });

  test('before the first click it is only a choice', () => {
    const run = play([{ type: 'boot', windowId: 1 }, helloOk(), paragraph]);
    expect(run.commands).toEqual([]);
    expect(formOf(run.state, tabOf(run))).toBe('parrafo');
  });

  test('locked by the institution it cannot be chosen', () => {
    const run = play([
      { type: 'boot', windowId: 1 },
      helloOk({ settings: { form: 'secciones' }, locked: ['form'] }),
      paragraph,
    ]);
    expect(formOf(run.state, tabOf(run))).toBe('secciones');
  });
});

describe('editing by hand', () => {
  const editing: readonly PanelEvent[] = [...written, { type: 'user/editing', on: true }];

  test('the text is the physician’s, and can be taken back', () => {
    const run = play([...editing, { type: 'user/edit', text: 'Mío' }]);
    expect(textOf(run)).toBe('Mío');
    expect(textOf(play([{ type: 'user/editing', on: false }], run.state))).toBe('Mío');
    expect(textOf(play([{ type: 'user/revert' }], run.state))).toContain('TEP masivo');
  });

  test('typed back to what was written it counts as untouched', () => {
    const run = play([
      ...editing,
      { type: 'user/edit', text: 'Mío' },
      { type: 'user/edit', text: 'Ingresa por TEP masivo (I26.0).' },
    ]);
    expect(shownVersion(tabOf(run))?.edited).toBeNull();
  });

  test('it belongs to its version', () => {
    const run = play([
      ...editing,
      { type: 'user/edit', text: 'Mío' },
      { type: 'user/editing', on: false },
      { type: 'user/regenerate' },
      ending('s-3', 'dos'),
    ]);
    expect(textOf(run)).toBe('dos');
    expect(textOf(play([{ type: 'user/version', index: 0 }], run.state))).toBe('Mío');
  });

  test('not while writing, nor outside the editor', () => {
    expect(tabOf(play([...started, { type: 'user/editing', on: true }])).editing).toBe(false);
    expect(textOf(play([...written, { type: 'user/edit', text: 'Mío' }]))).toContain('TEP masivo');
  });
});
