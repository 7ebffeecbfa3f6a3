import { describe, expect, test } from 'vitest';
import type { PanelEvent } from './panel.ts';
import { shownVersion, versionText } from './tab.ts';
import { play, type Run, tabOf, written } from './testing.ts';

const textOf = (run: Run): string => {
  const version = shownVersion(tabOf(run));
  return version === null ? '' : versionText(version);
};
const TEXT = 'Ingresa por TEP masivo (I26.0).';
const correct = (start: number, end: number, text: string, checked = TEXT): PanelEvent => ({
  type: 'user/correct',
  checked,
  fix: { kind: 'replace', start, end, text },
});

describe('a correction that a finding offers', () => {
  test('changes the text at its place, without going into editing, and can be taken back', () => {
    const once = play([...written, correct(12, 15, 'tromboembolismo')]);
    expect(textOf(once)).toBe('Ingresa por tromboembolismo masivo (I26.0).');
    expect(tabOf(once).editing).toBe(false);
    const twice = play([correct(0, 0, '«', textOf(once))], once.state);
    expect(textOf(twice)).toMatch(/^«Ingresa/u);
    const back = play([{ type: 'user/uncorrect' }], twice.state);
    expect(textOf(back)).toBe(textOf(once));
    const whole = play([{ type: 'user/uncorrect' }], back.state);
    expect(textOf(whole)).toBe(TEXT);
    expect(shownVersion(tabOf(whole))?.edited, 'as written: untouched').toBeNull();
    expect(textOf(play([{ type: 'user/uncorrect' }], whole.state))).toBe(TEXT);
  });

  test('is not made in another text than the one that was checked', () => {
    expect(textOf(play([...written, correct(12, 15, 'x', `${TEXT} `)]))).toBe(TEXT);
    expect(textOf(play([...written, correct(12, 900, 'x')]))).toBe(TEXT);
  });

  test('is forgotten as a step back once the physician types', () => {
    const typed = play([
      ...written,
      correct(12, 15, 'tromboembolismo'),
      { type: 'user/editing', on: true },
      { type: 'user/edit', text: 'Otra cosa.' },
    ]);
    expect(textOf(play([{ type: 'user/uncorrect' }], typed.state))).toBe('Otra cosa.');
  });

  test('is not made while another patient is on the page', () => {
    const stale = play([
      ...written,
      { type: 'background', message: { type: 'tab/patient', tabId: 7, patientKey: 'otra' } },
      correct(12, 15, 'x'),
    ]);
    expect(textOf(stale)).toBe(TEXT);
  });
});
