import { afterEach, expect, it, vi } from 'vitest';
import { logError, logThrown } from './log.ts';

afterEach(() => vi.restoreAllMocks());

it('writes the code, never what the error says', () => {
  const write = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  logThrown('offscreen', 'E_INTERNAL', new TypeError('Paciente Rosa Díaz, 12.345.678-5'), { tab: 3 });
  logError('content', { code: 'E_FIELD_GONE', params: { field: 'Rosa' }, detail: 'no such element' });
  expect(write.mock.calls).toEqual([
    ['[epicrisis] offscreen E_INTERNAL tab=3 (TypeError)'],
    ['[epicrisis] content E_FIELD_GONE: no such element'],
  ]);
});
