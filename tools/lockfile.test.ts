import { expect, it } from 'vitest';
import { missingEntries, readLockfile } from './lockfile.ts';

it('names the packages of every platform, so that `npm ci` works on all of them', () => {
  // Otherwise: npx tsx tools/lockfile.ts
  expect(Object.keys(missingEntries(readLockfile()))).toEqual([]);
});

it('takes the platform from the name', () => {
  const packages = {
    'node_modules/a': { dev: true, optionalDependencies: { '@a/b-linux-x64-musl': '1.2.3' } },
  };
  expect(missingEntries({ packages })).toEqual({
    'node_modules/@a/b-linux-x64-musl': {
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});
