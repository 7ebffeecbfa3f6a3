/** An error's words name the adapters that could not be used, and nothing else changes. */
import { expect, test } from 'vitest';
import { errorWords } from './errors.ts';

test('an unread page’s error names the adapter that could not be used', () => {
  const bare = errorWords({ code: 'E_NO_ADAPTER' });
  const told = errorWords({
    code: 'E_NO_ADAPTER',
    params: { refused: '«Ficha vieja» (A_VERSION: version)' },
  });
  expect(told.what.startsWith(`${bare.what} `)).toBe(true);
  expect(told.what).toContain('«Ficha vieja» (A_VERSION: version)');
  expect(told.todo).toBe(bare.todo);
});
