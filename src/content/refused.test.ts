/** An adapter that cannot be used is named, also where nothing could be read without it. */
import { describe, expect, it } from 'vitest';
import { loadAdapters } from '../ehr/adapters/load.ts';
import type { ContentReadAnswer } from '../shared/messages.ts';
import { err, ok } from '../shared/result.ts';
import { withRefused } from './refused.ts';

const old = JSON.stringify({ version: 2, id: 'vieja', name: 'Ficha vieja' });
const { refused } = loadAdapters([old, '{']);
const NAMES = ['«Ficha vieja» (A_VERSION: version)', '2 (A_NOT_JSON)'];

describe('adapters that could not be used', () => {
  it.each(['E_NO_ADAPTER', 'E_EMPTY_CHART'] as const)('are named in %s', (code) => {
    expect(withRefused(err(code), refused)).toEqual(err(code, { refused: NAMES.join(', ') }));
  });

  it('are no cause of any other error', () => {
    expect(withRefused(err('E_PATIENT_CHANGED'), refused)).toEqual(err('E_PATIENT_CHANGED'));
  });

  it('leave an error as it is where there are none', () => {
    expect(withRefused(err('E_NO_ADAPTER'), [])).toEqual(err('E_NO_ADAPTER'));
  });

  it('are three in an error at most', () => {
    const many = loadAdapters(['{', '{', '{', '{']).refused;
    const answer = withRefused(err('E_NO_ADAPTER'), many);
    expect(answer.ok ? '' : answer.error.params?.refused).toBe(
      '1 (A_NOT_JSON), 2 (A_NOT_JSON), 3 (A_NOT_JSON)…',
    );
  });

  it('are findings of what was read, before the others', () => {
    const before = [{ code: 'R_NOT_FOUND', what: 'Alergias' }];
    const read = { record: { reading: { findings: before } } } as unknown as ContentReadAnswer;
    const answer = withRefused(ok(read), refused);
    expect(answer.ok && answer.value.record.reading.findings).toEqual([
      ...NAMES.map((what) => ({ code: 'R_BAD_ADAPTER', what })),
      ...before,
    ]);
  });
});
